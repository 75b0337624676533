import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
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

test('a stranger is asked to sign in and comes back to where he wanted', async ({ house, web }) => {
  await signedIn(web, house, { name: li, duties: ['people'] })
  const browser = new Browser(web)
  assert.deepEqual(where(await browser.get('/en/desk/people')), [
    303,
    '/en/desk/sign-in?back=%2Fen%2Fdesk%2Fpeople',
  ])
  const form = { email: 'li.ming@example.org', password: testPassword }
  assert.deepEqual(where(await browser.post('/desk/sign-in?back=%2Fdesk%2Fpeople', form)), [
    303,
    '/desk/people',
  ])
  for (const back of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/desk/../..//evil.example',
    '/desk/sign-in',
  ])
    assert.deepEqual(
      where(await new Browser(web).post(`/desk/sign-in?${new URLSearchParams({ back })}`, form)),
      [303, '/desk'],
      back,
    )
})

test('an unknown address, a wrong password and somebody who left are told the same', async ({
  house,
  web,
}) => {
  const { id } = await signedIn(web, house, { name: li })
  const told = async (email: string, password: string) => {
    const response = await new Browser(web).post('/desk/sign-in', { email, password })
    return [response.status, (await response.text()).includes('邮箱或密码不对')]
  }
  assert.deepEqual(await told('nobody@example.org', testPassword), [422, true])
  assert.deepEqual(await told('li.ming@example.org', 'not the right password'), [422, true])
  await house.store.db.updateTable('officer').set({ left_on: '2026-11-23' }).where('id', '=', id).execute()
  assert.deepEqual(await told('li.ming@example.org', testPassword), [422, true])
})

test('who leaves is out in mid-session', async ({ house, web }) => {
  const { id, browser } = await signedIn(web, house, { name: li })
  assert.equal((await browser.get('/desk')).status, 200)
  await house.store.db.updateTable('officer').set({ left_on: '2026-11-23' }).where('id', '=', id).execute()
  assert.equal((await browser.get('/desk')).status, 303)
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

test('ten wrong passwords close an address for a quarter of an hour, also one that nobody has', async ({
  house,
  web,
  setClock,
}) => {
  await signedIn(web, house, { name: li })
  const attempt = async (email: string, password: string) => {
    const response = await new Browser(web).post('/desk/sign-in', { email, password })
    return /暂停登录/.test(await response.text()) ? 'closed' : response.status
  }
  for (const [email, minute] of [
    ['li.ming@example.org', 31],
    ['nobody@example.org', 36],
  ] as const) {
    setClock(`2026-11-24T10:${minute}`)
    for (let i = 0; i < 10; i++) {
      if (i === 5) setClock(`2026-11-24T10:${minute + 2}`)
      assert.equal(await attempt(email, 'wrong wrong wrong'), 422)
    }
    assert.equal(await attempt(email, testPassword), 'closed')
  }
  setClock('2026-11-24T10:52')
  assert.equal(await attempt('li.ming@example.org', testPassword), 303)
  assert.equal((await journal(house, 'people.close-account')).length, 2)
})

test('one network that tries many addresses is slowed down', async ({ web }) => {
  const statuses = []
  for (let i = 0; i < 22; i++) {
    const form = { email: `a${i}@example.org`, password: 'wrong wrong wrong' }
    const response = await new Browser(web).post('/desk/sign-in', form)
    statuses.push(response.headers.get('retry-after') === null)
  }
  assert.equal(statuses.filter((let_in) => let_in).length, 20)
})

test('another site cannot make an officer do anything', async ({ house, web }) => {
  const { browser } = await signedIn(web, house, { name: li, duties: ['people'] })
  const form = { name_zh: '甲', name_en: 'A', email: 'a@example.org' }
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: '' },
  ]
  for (const headers of foreign)
    assert.equal((await browser.post('/desk/people/new', form, headers)).status, 403, JSON.stringify(headers))
  assert.equal(
    (await browser.post('/desk/people/new', form, { 'sec-fetch-site': 'same-origin' })).status,
    303,
  )
})

test('a session that was planted before signing in is worth nothing after', async ({ house, web }) => {
  await signedIn(web, house, { name: li })
  const planted = 'lantian.session_token=planted.c2lnbmF0dXJl'
  const form = new URLSearchParams({ email: 'li.ming@example.org', password: testPassword })
  const headers = { cookie: planted, host: 'localhost', origin: 'http://localhost' }
  const response = await web.request('http://localhost/desk/sign-in', { method: 'POST', body: form, headers })
  assert.equal(response.status, 303)
  const [cookie] = response.headers.getSetCookie()
  assert.match(cookie!, /^lantian\.session_token=(?!planted)/)
  assert.match(cookie!, /HttpOnly/i)
  assert.match(cookie!, /SameSite=Lax/i)
  assert.equal((await web.request('http://localhost/desk', { headers: { cookie: planted } })).status, 303)
})

test('two-step sign-in asks for the code, refuses a wrong one and takes a written-down one once', async ({
  house,
  web,
}) => {
  const { browser } = await signedIn(web, house, { name: li })
  const page = await (await browser.post('/desk/me/two-step', { password: testPassword })).text()
  const [secret, codes] = [...page.matchAll(/class="secret">([^<]+)/g)].map(([, text]) => text!)
  assert.equal((await browser.post('/desk/me/two-step/confirm', { code: '000000' })).status, 422)
  const shown = codeOf(secret!.replaceAll(' ', ''))
  assert.deepEqual(where(await browser.post('/desk/me/two-step/confirm', { code: shown })), [
    303,
    '/desk/me?done=totp',
  ])
  const fresh = new Browser(web)
  const form = { email: 'li.ming@example.org', password: testPassword }
  const [, next] = where(await fresh.post('/desk/sign-in', form))
  assert.match(String(next), /^\/desk\/sign-in\/code/)
  assert.equal((await fresh.get('/desk')).status, 303, 'the password alone is not enough')
  assert.equal((await fresh.post('/desk/sign-in/code', { code: '123456' })).status, 422)
  const written = codes!.split(/\s+/)[0]!
  assert.equal((await fresh.post('/desk/sign-in/code', { code: written })).status, 303)
  assert.equal((await fresh.get('/desk')).status, 200)
  const second = new Browser(web)
  await second.post('/desk/sign-in', form)
  assert.equal(
    (await second.post('/desk/sign-in/code', { code: written })).status,
    422,
    'a written code works once',
  )
})

/** What an authenticator shows now (RFC 6238). */
function codeOf(secret: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', key).update(step).digest()
  return String((hash.readUInt32BE(hash[19]! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('one sees where one is signed in, and ends it there; never another officer’s', async ({
  house,
  web,
}) => {
  const { browser, email } = await signedIn(web, house, { name: li })
  const wangs = await signedIn(web, house, { name: wang })
  const phone = new Browser(web)
  await phone.post('/desk/sign-in', { email, password: testPassword })
  const page = await (await browser.get('/desk/me')).text()
  const ids = [...page.matchAll(/name="session" value="([^"]+)"/g)].map(([, id]) => id!)
  assert.equal(ids.length, 1)
  await wangs.browser.post('/desk/me/sessions/end', { session: ids[0]! })
  assert.equal((await phone.get('/desk')).status, 200, 'a guessed id ends nobody else’s session')
  await browser.post('/desk/me/sessions/end', { session: ids[0]! })
  assert.equal((await phone.get('/desk')).status, 303)
  assert.equal((await browser.get('/desk')).status, 200)
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
