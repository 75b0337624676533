import assert from 'node:assert/strict'
import { room as deskRoom } from '../desk/room.ts'
import { inHousesOf, type RoomsHouse } from '../testing-house.ts'
import { invite } from './invitations.ts'
import type { PeopleDb } from './officers.ts'
import { room } from './room.ts'
import { Browser, signedIn, testPassword } from './testing.ts'

const rooms = [room, deskRoom]
const test = (name: string, body: (house: RoomsHouse) => Promise<void>) => inHousesOf(rooms, name, body)

const li = { zh: '李明', en: 'Li Ming' }
const wang = { zh: '王芳', en: 'Wang Fang' }
const where = (response: Response) => [response.status, response.headers.get('location')]
const firstLink = (house: RoomsHouse['house']) => {
  const db: PeopleDb = house.store.db
  return db.transaction().execute((tx) => invite(tx, null, { at: house.clock(), by: 'house' }))
}
const journal = async ({ store }: RoomsHouse['house'], deed: string) =>
  (await store.db.selectFrom('journal').select(['by', 'about']).where('deed', '=', deed).execute()) as {
    by: string
    about: string
  }[]

test('the first officer comes in by the link, once, and holds every duty', async ({ house, web }) => {
  const token = await firstLink(house)
  const browser = new Browser(web)
  assert.equal((await browser.get(`/desk/welcome/${token}`)).status, 200)
  const asked = { name_zh: '李明', name_en: 'Li Ming', email: 'Li@Example.org', password: testPassword }
  assert.equal((await browser.post(`/desk/welcome/${token}`, { ...asked, password: 'short' })).status, 422)
  assert.deepEqual(where(await browser.post(`/desk/welcome/${token}`, asked)), [303, '/desk/me?done=ready'])
  assert.equal((await browser.get('/desk/people')).status, 200)
  assert.equal((await browser.get('/desk/jobs')).status, 200)
  const again = await new Browser(web).post(`/desk/welcome/${token}`, asked)
  assert.equal(again.status, 410)
  const other = await firstLink(house)
  assert.equal(
    (await new Browser(web).get(`/desk/welcome/${other}`)).status,
    410,
    'the house has its officer',
  )
})

test('of two who take the same link at once one comes in', async ({ house, web }) => {
  const token = await firstLink(house)
  const asked = (who: string) => ({
    name_zh: who,
    name_en: who,
    email: `${who}@example.org`,
    password: testPassword,
  })
  const answers = await Promise.all(
    ['one', 'two', 'three'].map((who) => new Browser(web).post(`/desk/welcome/${token}`, asked(who))),
  )
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 410, 410])
  const officers = await house.store.db.selectFrom('officer').select('id').execute()
  assert.equal(officers.length, 1, 'and nobody else was added')
})

test('a link is over after seven days', async ({ house, web, setClock }) => {
  const token = await firstLink(house)
  setClock('2026-12-01T10:31')
  assert.equal((await new Browser(web).get(`/desk/welcome/${token}`)).status, 410)
})

test('a duty that ends in mid-session closes its pages and deeds at once', async ({ house, web }) => {
  await signedIn(web, house, { name: wang, duties: ['people'] })
  const { id, browser } = await signedIn(web, house, { name: li, duties: ['people'] })
  assert.equal((await browser.get('/desk/people')).status, 200)
  await house.store.db
    .updateTable('duty_held')
    .set({ until_day: '2026-11-23' })
    .where('officer', '=', id)
    .execute()
  assert.equal((await browser.get('/desk/people')).status, 403)
  const form = { name_zh: '甲', name_en: 'A', email: 'a@example.org' }
  assert.equal((await browser.post('/desk/people/new', form)).status, 403)
  assert.deepEqual(await journal(house, 'people.give-duty').then((lines) => lines.length), 2)
})

test('a new link ends every session and the old password', async ({ house, web }) => {
  const admin = await signedIn(web, house, { name: wang, duties: ['people'] })
  const { id, browser, email } = await signedIn(web, house, { name: li })
  const page = await (await admin.browser.post(`/desk/people/${id}/link`)).text()
  const token = /welcome\/([\w-]+)/.exec(page)![1]!
  const fresh = new Browser(web)
  assert.equal(
    (await fresh.post(`/desk/welcome/${token}`, { password: 'another long password' })).status,
    303,
  )
  assert.equal((await browser.get('/desk')).status, 303)
  assert.equal((await new Browser(web).post('/desk/sign-in', { email, password: testPassword })).status, 422)
  assert.equal((await journal(house, 'people.recover')).length, 1)
})

test('a form writes the fields that it shows and no others', async ({ house, web }) => {
  const { browser } = await signedIn(web, house, { name: wang, duties: ['people'] })
  const form = {
    name_zh: '甲',
    name_en: 'A',
    email: 'a@example.org',
    login: 'x',
    left_on: '2020-01-01',
    id: 'chosen',
    duties: 'system',
  }
  const [, path] = where(await browser.post('/desk/people/new', form))
  const row = await house.store.db
    .selectFrom('officer')
    .selectAll()
    .where('email', '=', 'a@example.org')
    .executeTakeFirstOrThrow()
  assert.deepEqual([row.login, row.left_on], [null, null])
  assert.notEqual(row.id, 'chosen')
  assert.equal(path, `/desk/people/${row.id}?done=added`)
  assert.equal(
    (await browser.post('/desk/people/new', form)).status,
    422,
    'an address that is taken stays in the form',
  )
})

test('what somebody calls himself is never markup', async ({ house, web }) => {
  const { browser } = await signedIn(web, house, { name: wang, duties: ['people'] })
  const name = '<img src=x onerror=alert(1)>'
  await browser.post('/desk/people/new', { name_zh: name, name_en: name, email: 'x@example.org' })
  const page = await (await browser.get('/desk/people')).text()
  assert.doesNotMatch(page, /<img src=x/)
  assert.match(page, /&lt;img src=x/)
})

test('duties have dates: one that begins later opens nothing yet, and the last day is still in', async ({
  house,
  web,
  setClock,
}) => {
  const admin = await signedIn(web, house, { name: wang, duties: ['people'] })
  const { id, browser } = await signedIn(web, house, { name: li })
  const give = (form: Record<string, string>) => admin.browser.post(`/desk/people/${id}/duties`, form)
  assert.equal((await give({ duty: 'system', from: '2026-11-26', until: '2026-11-25' })).status, 422)
  assert.equal((await give({ duty: 'no-such', from: '2026-11-26' })).status, 422)
  assert.equal((await give({ duty: 'system', from: '2026-11-26', until: '2026-11-27' })).status, 303)
  assert.equal((await give({ duty: 'system', from: '2026-11-26' })).status, 409)
  const open = async (at: string) => {
    setClock(at)
    return (await browser.get('/desk/journal')).status
  }
  assert.deepEqual(
    [
      await open('2026-11-25T23:59'),
      await open('2026-11-26T00:00'),
      await open('2026-11-27T23:59'),
      await open('2026-11-28T00:00'),
    ],
    [403, 200, 200, 403],
  )
})

test('whoever alone looks after the people cannot end that', async ({ house, web }) => {
  const { id, browser } = await signedIn(web, house, { name: li, duties: ['people'] })
  const page = await (await browser.get(`/desk/people/${id}`)).text()
  const held = /name="held" value="(\d+)"/.exec(page)![1]!
  assert.equal((await browser.post(`/desk/people/${id}/duties/end`, { held })).status, 409)
  await signedIn(web, house, { name: wang, duties: ['people'] })
  assert.equal((await browser.post(`/desk/people/${id}/duties/end`, { held })).status, 303)
})

test('the desk is nobody’s to keep or to find', async ({ house, web }) => {
  const { browser } = await signedIn(web, house, { name: li })
  const response = await browser.get('/desk')
  assert.equal(response.headers.get('cache-control'), 'no-store')
  assert.equal(response.headers.get('x-robots-tag'), 'noindex')
})

test('after his last day an officer is out in mid-session; taken back, he is in again', async ({
  house,
  web,
  setClock,
}) => {
  const admin = await signedIn(web, house, { name: wang, duties: ['people'] })
  const { id, browser, email } = await signedIn(web, house, { name: li })
  const leave = (form: Record<string, string>) => admin.browser.post(`/desk/people/${id}/leave`, form)
  assert.equal((await leave({ day: 'soon' })).status, 422)
  assert.equal((await leave({ day: '2026-11-25' })).status, 303)
  setClock('2026-11-25T23:59')
  assert.equal((await browser.get('/desk')).status, 200, 'the last day is a whole one')
  setClock('2026-11-26T00:00')
  assert.equal((await browser.get('/desk')).status, 303)
  assert.equal((await new Browser(web).post('/desk/sign-in', { email, password: testPassword })).status, 422)
  assert.equal((await leave({ stay: 'yes' })).status, 303)
  assert.equal((await browser.get('/desk')).status, 200)
  assert.equal((await journal(house, 'people.leave')).length, 1)
})

test('the only one who looks after the people cannot leave', async ({ house, web }) => {
  const { id, browser } = await signedIn(web, house, { name: li, duties: ['people'] })
  await signedIn(web, house, { name: wang })
  assert.equal((await browser.post(`/desk/people/${id}/leave`, { day: '2026-11-24' })).status, 409)
})

test('of two who end each other’s duty at once one stays', async ({ house, web }) => {
  const both = [
    await signedIn(web, house, { name: li, duties: ['people'] }),
    await signedIn(web, house, { name: wang, duties: ['people'] }),
  ]
  const helds = await Promise.all(
    both.map(async ({ id, browser }) => {
      const page = await (await browser.get(`/desk/people/${id}`)).text()
      return /name="held" value="(\d+)"/.exec(page)![1]!
    }),
  )
  const answers = await Promise.all([
    both[0]!.browser.post(`/desk/people/${both[1]!.id}/duties/end`, { held: helds[1]! }),
    both[1]!.browser.post(`/desk/people/${both[0]!.id}/duties/end`, { held: helds[0]! }),
  ])
  assert.ok(answers.some(({ status }) => status !== 303))
  const left = await house.store.db
    .selectFrom('duty_held')
    .select('id')
    .where('until_day', 'is', null)
    .execute()
  assert.equal(left.length, 1)
})

test('blanks belong to a password, not to an address', async ({ house, web }) => {
  const token = await firstLink(house)
  const browser = new Browser(web)
  const asked = {
    name_zh: '李明',
    name_en: 'Li Ming',
    email: ' li@example.org ',
    password: ' with blanks around ',
  }
  assert.equal((await browser.post(`/desk/welcome/${token}`, asked)).status, 303)
  const attempt = async (password: string) =>
    (await new Browser(web).post('/desk/sign-in', { email: 'li@example.org', password })).status
  assert.deepEqual([await attempt(asked.password), await attempt(asked.password.trim())], [303, 422])
})
