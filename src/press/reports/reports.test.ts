import assert from 'node:assert/strict'
import { act } from '../../kit/procedure/procedure.ts'
import { inHousesOf, type RoomsHouse } from '../../kit/testing-house.ts'
import { pressRooms, pressStaff } from '../testing.ts'
import { reportProcedure } from './report.procedure.ts'
import { reportRoutes } from './routes.tsx'

const rooms = [
  ...pressRooms,
  { name: 'reports', migrations: {}, procedures: [reportProcedure], routes: reportRoutes },
]

const own = { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }
const send = ({ web }: RoomsHouse, fields: Record<string, string>, page = '/air') =>
  web.request(`http://localhost/tell?page=${encodeURIComponent(page)}`, {
    method: 'POST',
    headers: { ...own, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })
const cases = ({ house }: RoomsHouse) =>
  house.store.db.selectFrom('procedure_case').select(['id', 'data', 'state', 'starter']).execute()

inHousesOf(
  rooms,
  'a reader tells of an error, an editor answers, and nobody in the house began it',
  async (all) => {
    const { house, web } = all
    const { editor } = await pressStaff(house)
    const page = await (await web.request('http://localhost/tell?page=%2Fair%2Fhistory')).text()
    assert.match(page, /我要纠错/)
    assert.match(page, /href="\/air\/history"/)
    const sent = await send(all, {
      kind: 'fact',
      text: '<b>PM2.5</b> 的单位写错了',
      email: 'wang@example.org',
    })
    assert.equal(sent.status, 303)
    const [one] = await cases(all)
    assert.equal(one!.starter, null)
    assert.equal(JSON.parse(one!.data).page, '/air')
    const thanks = await (await web.request(`http://localhost${sent.headers.get('location')}`)).text()
    assert.match(thanks, new RegExp(`编号 ${one!.id}`))
    const deed = { of: reportProcedure, case: Number(one!.id), revision: 1, officer: editor }
    await assert.rejects(
      act(house, { ...deed, verb: 'mended' }),
      { status: 422 },
      'a reader is owed an answer',
    )
    await act(house, { ...deed, verb: 'mended', input: { answer: '已改正。' } })
    assert.equal((await cases(all))[0]!.state, 'mended')
    const { db } = house.store
    const mails = await db.selectFrom('mail_outbox').selectAll().where('address', 'is not', null).execute()
    assert.deepEqual(
      mails.map(({ address, language }) => [address, language]),
      [['wang@example.org', 'zh']],
    )
    const letter = await db
      .selectFrom('mail_letter')
      .select('content')
      .where('id', '=', mails[0]!.letter)
      .executeTakeFirstOrThrow()
    assert.match(letter.content, /已改正。/, 'the answer is on its way in the same transaction')
  },
)

inHousesOf(
  rooms,
  'what is not filled in, comes from elsewhere or from a program begins no case',
  async (all) => {
    assert.equal((await send(all, { kind: 'fact', text: ' ' })).status, 422)
    assert.equal((await send(all, { kind: 'no such kind', text: 'x' })).status, 422)
    assert.equal((await send(all, { kind: 'fact', text: 'x'.repeat(2001) })).status, 422)
    assert.equal(
      (await send(all, { kind: 'fact', text: 'buy now', website: 'http://spam.example' })).status,
      303,
    )
    const foreign = await all.web.request('http://localhost/tell', {
      method: 'POST',
      headers: { origin: 'http://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'kind=fact&text=x',
    })
    assert.equal(foreign.status, 403)
    assert.deepEqual(await cases(all), [])
  },
)

inHousesOf(rooms, 'the page told of is always one of ours', async (all) => {
  await send(all, { kind: 'link', text: 'x' }, 'https://evil.example/')
  await send(all, { kind: 'link', text: 'x' }, '//evil.example/')
  assert.deepEqual(
    (await cases(all)).map(({ data }) => JSON.parse(data).page),
    ['/', '/'],
  )
})

inHousesOf(rooms, 'one network that sends too many is asked to wait', async (all) => {
  const statuses: number[] = []
  for (let i = 0; i < 8; i++) statuses.push((await send(all, { kind: 'other', text: `${i}` })).status)
  assert.deepEqual(statuses, [303, 303, 303, 303, 303, 303, 429, 429])
})

const told = async ({ web }: RoomsHouse) => (await web.request('http://localhost/en/tell')).text()

inHousesOf(rooms, 'where no mail is sent, no address is asked for and no answer is promised', async (all) => {
  assert.doesNotMatch(await told(all), /name="email"|you get an answer/)
})

inHousesOf(
  rooms,
  'where mail is sent, who leaves an address is promised an answer',
  async (all) => assert.match(await told(all), /you get an answer[\s\S]*name="email"/),
  { settings: { LANTIAN_SMTP: 'smtp://localhost' } },
)
