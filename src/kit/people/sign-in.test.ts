import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { room as deskRoom } from '../desk/room.ts'
import { inHousesOf, type RoomsHouse } from '../testing-house.ts'
import { room } from './room.ts'
import { Browser, signedIn, testPassword } from './testing.ts'

const test = (name: string, body: (house: RoomsHouse) => Promise<void>) =>
  inHousesOf([room, deskRoom], name, body)

const li = { zh: '李明', en: 'Li Ming' }
const wang = { zh: '王芳', en: 'Wang Fang' }
const where = (response: Response) => [response.status, response.headers.get('location')]
const deeds = async ({ store }: RoomsHouse['house'], deed: string) =>
  (await store.db.selectFrom('journal').select('id').where('deed', '=', deed).execute()).length

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
  assert.equal(await deeds(house, 'people.close-account'), 2)
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
