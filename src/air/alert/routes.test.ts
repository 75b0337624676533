import assert from 'node:assert/strict'
import { createApp } from '../../kit/web/app.tsx'
import { room } from '../index.ts'
import { inBothHouses, journalLines, type TestHouse } from '../testing.ts'
import { longestBody } from './asked.ts'
import type { alertJson } from './json.ts'
import { alertsInForce } from './messages.ts'
import { onDuty, order, token } from './testing.ts'
import { issueAlert } from './write.ts'

const evening = onDuty('2026-12-19T18:30', { LANTIAN_URL: 'https://lantian.example' })
const body = { tier: 'orange', expires: '2026-12-22T00:00+08:00', reason: '扩散条件不利', by: '王值班' }

type Said = ReturnType<typeof alertJson>
const sayOf = async (answer: Response) => (await answer.json()) as Said
const titleOf = async (answer: Response) => ((await answer.json()) as { title: string }).title

function siteOf(house: TestHouse) {
  const web = createApp(house, [{ ...room }])
  const get = (path: string) => web.request(path)
  const post = (path: string, sent: unknown, authorization = `Bearer ${token}`) =>
    web.request(path, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: typeof sent === 'string' ? sent : JSON.stringify(sent),
    })
  return { web, get, post }
}

inBothHouses('the person on duty issues, changes and lifts by the API', evening, async (house) => {
  const { post } = siteOf(house)
  const issued = await post('/api/v1/alerts', { ...body, effective: '2026-12-20T00:00+08:00' })
  assert.equal(issued.status, 201)
  const said = await sayOf(issued)
  assert.deepEqual(
    [said.tier, said.status, said.sent, said.effective, said.expires, said.proposed, said.rules],
    [
      'orange',
      'actual',
      '2026-12-19T18:30:00+08:00',
      '2026-12-20T00:00:00+08:00',
      '2026-12-22T00:00:00+08:00',
      null,
      '2023-revision',
    ],
  )
  assert.equal(issued.headers.get('location'), `https://lantian.example/air/alerts/${said.alert}`)
  const path = `/api/v1/alerts/${said.alert}`
  const changed = await post(`${path}/update`, {
    tier: 'red',
    reason: '污染加重',
    by: '李值班',
    text: { zh: '升级为红色。', en: 'Raised to red.' },
  })
  assert.deepEqual([changed.status, (await sayOf(changed)).text?.en], [201, 'Raised to red.'])
  const lifted = await post(`${path}/cancel`, { reason: '冷空气已到', by: '李值班' })
  assert.deepEqual([lifted.status, (await sayOf(lifted)).type], [201, 'cancel'])
  assert.equal((await post(`${path}/cancel`, { reason: '再次', by: '李值班' })).status, 409)
})

inBothHouses(
  'where two must sign, the token sends exercises only',
  { ...evening, alone: [] },
  async (house) => {
    const { post } = siteOf(house)
    const refused = await post('/api/v1/alerts', body)
    assert.equal(refused.status, 409)
    assert.match(await titleOf(refused), /takes two people.*\/desk\/procedures\/air-alert/)
    const exercise = await sayOf(await post('/api/v1/alerts', { ...body, exercise: true }))
    assert.equal(exercise.status, 'exercise')
    const over = { reason: '结束', by: '李值班' }
    assert.equal((await post(`/api/v1/alerts/${exercise.alert}/cancel`, over)).status, 201)
    const { alert } = await issueAlert(house, order())
    for (const deed of ['update', 'cancel'])
      assert.equal((await post(`/api/v1/alerts/${alert}/${deed}`, over)).status, 409, deed)
    assert.equal((await alertsInForce(house.store.db, house.clock()))[0]?.alert, alert)
  },
)

inBothHouses('nobody else may, and nothing is left of the attempt', evening, async (house) => {
  const { post } = siteOf(house)
  const lines = await journalLines(house)
  assert.equal((await post('/api/v1/alerts', body, 'Bearer guess')).status, 401)
  assert.equal((await post('/api/v1/alerts/1/cancel', body, '')).status, 401)
  const closed = siteOf({ ...house, settings: { ...house.settings, LANTIAN_FORECASTER_TOKEN: undefined } })
  const answer = await closed.post('/api/v1/alerts', body)
  assert.equal(answer.status, 403)
  assert.match(answer.headers.get('content-type')!, /^application\/problem\+json/)
  assert.match(await titleOf(answer), /LANTIAN_FORECASTER_TOKEN/)
  assert.equal(await journalLines(house), lines)
})

inBothHouses('a wrong request names every wrong field, in both languages', evening, async (house) => {
  const { post } = siteOf(house)
  const lines = await journalLines(house)
  const faults = async (sent: unknown): Promise<[number, string]> => {
    const answer = await post('/api/v1/alerts', sent)
    return [answer.status, await titleOf(answer)]
  }
  assert.deepEqual(await faults({ ...body, tier: 'purple' }), [
    422,
    'tier must be one of blue, yellow, orange, red.',
  ])
  assert.deepEqual(await faults({}), [
    422,
    'tier must be one of blue, yellow, orange, red; expires is missing or of the wrong type; reason is missing or of the wrong type; by is missing or of the wrong type.',
  ])
  for (const [wrong, said] of [
    [{ expires: '2026-12-22' }, /^expires is not a moment with its offset/],
    [{ expires: '2026-12-22T00:00' }, /^expires is not a moment/],
    [{ expires: '2026-13-45T99:00+08:00' }, /^expires is not a moment/],
    [{ expires: '+999999-01-01T00:00Z' }, /^expires is not a moment/],
    [{ expires: 1766332800 }, /^expires is missing or of the wrong type/],
    [{ expires: '+200000-01-01T00:00Z' }, /^The time it ends \(expires\) lies at most 14 days ahead/],
    [{ reason: '  ' }, /^reason must not be empty/],
    [{ reason: 'a\u0007b' }, /^reason contains control characters/],
    [{ reason: 'x'.repeat(2001) }, /^reason has at most 2000 characters/],
    [{ by: 'a\nb' }, /^by must be a single line/],
    [{ text: { zh: '只有中文' } }, /^text.en is missing/],
    [{ exercise: 'yes' }, /^exercise is missing or of the wrong type/],
    [{ tiers: 'red' }, /^there are no such fields: tiers/],
    [{ tier: 'blue' }, /have no blue alert/],
  ] as const) {
    const [status, title] = await faults({ ...body, ...wrong })
    assert.equal(status, 422, title)
    assert.match(title, said)
  }
  for (const broken of ['', '{', 'tier=red', '\u0000']) assert.equal((await faults(broken))[0], 400)
  for (const odd of ['null', '[]', '"red"', '17']) assert.equal((await faults(odd))[0], 422)
  assert.equal((await faults('x'.repeat(longestBody + 1)))[0], 413)
  assert.equal(await journalLines(house), lines)
})

inBothHouses('numbers that no alert has are unknown', evening, async (house) => {
  const { post } = siteOf(house)
  for (const id of ['7', '0', '-1', '1.5', 'x', '9'.repeat(40), '%00', '1e3'])
    assert.equal((await post(`/api/v1/alerts/${id}/cancel`, { reason: '原因', by: '值班' })).status, 404, id)
})

inBothHouses('every message is there as CAP, and the index lists them', evening, async (house) => {
  const { get, post } = siteOf(house)
  assert.match(await (await get('/cap/alerts.atom')).text(), /<\/feed>/)
  const first = await sayOf(await post('/api/v1/alerts', body))
  const second = await sayOf(
    await post(`/api/v1/alerts/${first.alert}/cancel`, { reason: '<好转>', by: '王值班' }),
  )
  const cap = await get(new URL(second.cap).pathname)
  assert.equal(cap.headers.get('content-type'), 'application/cap+xml; charset=utf-8')
  const xml = await cap.text()
  assert.match(xml, new RegExp(`<references>lantian@lantian.example,${first.identifier},`))
  assert.match(xml, /&lt;好转&gt;/)
  const feed = await get('/cap/alerts.atom')
  assert.match(feed.headers.get('content-type')!, /^application\/atom\+xml/)
  assert.ok((await feed.text()).indexOf(second.identifier) > 0)
  for (const path of ['/cap/alerts/nothing.xml', '/cap/alerts/%00.xml', '/cap/alerts', '/cap/alerts/x.json'])
    assert.equal((await get(path)).status, 404, path)
})
