import assert from 'node:assert/strict'
import type { RoomsHouse } from '../../testing-house.ts'
import { Browser, signedIn, testPassword } from '../testing.ts'
import { forgetLeft } from './leave.ts'
import { joined, lettersTo, newestPath, inMemberHouses as test } from './testing.ts'

const lan = 'lan@example.org'
const where = (response: Response) => [response.status, response.headers.get('location')]
const deeds = async ({ store }: RoomsHouse['house'], deed: string) =>
  (await store.db.selectFrom('journal').select('id').where('deed', '=', deed).execute()).length

test('who joins gets a letter, and is in by its link, once', async (own) => {
  const { house, web } = own
  const browser = await joined(own, lan)
  assert.equal((await browser.get('/my')).status, 200)
  assert.equal((await browser.get('/my')).headers.get('cache-control'), 'no-store')
  const link = await newestPath(house, lan)
  const again = await new Browser(web).post(link, { name: 'x', password: testPassword })
  assert.equal(again.status, 410)
  assert.equal(await deeds(house, 'members.join'), 1)
  assert.match(String(where(await new Browser(web).get('/en/my'))[1]), /^\/en\/my\/sign-in\?back=%2Fen%2Fmy$/)
})

test('nobody learns from the site who has an account; the letters tell it to their reader', async (own) => {
  const { house, web } = own
  await joined(own, lan)
  const answer = async (path: string, email: string) => {
    const response = await new Browser(web).post(path, { email })
    return [response.status, (await response.text()).replaceAll(email, '')]
  }
  for (const path of ['/my/join', '/my/lost'])
    assert.deepEqual(await answer(path, lan), await answer(path, 'nobody@example.org'), path)
  const subjects = async (email: string) => (await lettersTo(house, email)).map(({ subject }) => subject)
  assert.deepEqual(await subjects(lan), ['确认邮箱，完成注册', '您已有账号', '重新设置密码'])
  assert.deepEqual(await subjects('nobody@example.org'), ['确认邮箱，完成注册', '这个邮箱没有账号'])
})

test('an address gets three letters an hour, whoever asks, and no other answer than before', async ({
  house,
  web,
  setClock,
}) => {
  const asked = async () => (await new Browser(web).post('/my/join', { email: lan })).status
  assert.deepEqual([await asked(), await asked(), await asked(), await asked()], [200, 200, 200, 200])
  assert.equal((await lettersTo(house, lan)).length, 3)
  setClock('2026-11-24T11:31')
  await asked()
  assert.equal((await lettersTo(house, lan)).length, 4)
})

test('a forgotten password is set anew by letter, which ends every session; the link lives an hour', async (own) => {
  const { house, web, setClock } = own
  const old = await joined(own, lan)
  const fresh = new Browser(web)
  await fresh.post('/my/lost', { email: lan })
  const late = await newestPath(house, lan)
  setClock('2026-11-24T11:31')
  assert.equal((await fresh.get(late)).status, 410)
  await fresh.post('/my/lost', { email: lan })
  const link = await newestPath(house, lan)
  assert.equal((await fresh.post(link, { password: 'short' })).status, 422)
  assert.deepEqual(where(await fresh.post(link, { password: 'another long password' })), [
    303,
    '/my?done=recovered',
  ])
  assert.equal((await old.get('/my')).status, 303)
  assert.equal(
    (await new Browser(web).post('/my/sign-in', { email: lan, password: testPassword })).status,
    422,
  )
  assert.equal((await fresh.post(link, { password: 'a third long password' })).status, 410)
  const other = await newestPath(house, lan)
  assert.equal(
    (await fresh.post(other.replace('recover', 'welcome'), { name: 'x', password: testPassword })).status,
    410,
    'a link is for what it was sent for',
  )
})

test('a member is no officer and an officer no member, whatever cookie, address or form he sends', async (own) => {
  const { house, web } = own
  const officer = await signedIn(web, house, { name: { zh: '李明', en: 'Li Ming' }, duties: ['people'] })
  const member = await joined(own, officer.email, {
    duties: 'people',
    officer: officer.id,
    login: 'x',
    id: officer.id,
    leaves_at: '1',
  })
  assert.equal((await member.get('/desk')).status, 303)
  assert.equal((await officer.browser.get('/my')).status, 303)
  const swapped = (cookie: string, from: string, to: string) => cookie.replace(from, to)
  const asMember = swapped(officer.browser.cookie, 'lantian.session_token', 'lantian-my.session_token')
  const asOfficer = swapped(member.cookie, 'lantian-my.session_token', 'lantian.session_token')
  const asked = async (path: string, cookie: string) =>
    (await web.request(`http://localhost${path}`, { headers: { cookie } })).status
  assert.equal(await asked('/my', asMember), 303)
  assert.equal(await asked('/desk', asOfficer), 303)
  const form = { email: officer.email, password: 'a member chose this one' }
  await member.post('/my/password', { current: testPassword, password: form.password })
  assert.equal((await new Browser(web).post('/my/sign-in', form)).status, 303)
  assert.equal((await new Browser(web).post('/desk/sign-in', form)).status, 422)
  assert.equal(
    (await new Browser(web).post('/desk/sign-in', { ...form, password: testPassword })).status,
    303,
    'the officer has his own password still',
  )
  const row = await house.store.db
    .selectFrom('member')
    .selectAll()
    .where('email', '=', officer.email)
    .executeTakeFirstOrThrow()
  assert.notEqual(row.id, officer.id)
  assert.equal(row.leaves_at, null)
})

test('ten wrong passwords close a member’s address, and not the officer’s', async (own) => {
  const { house, web, setClock } = own
  const officer = await signedIn(web, house, { name: { zh: '李明', en: 'Li Ming' } })
  await joined(own, officer.email)
  for (let i = 0; i < 10; i++) {
    if (i === 5) setClock('2026-11-24T10:33')
    const response = await new Browser(web).post('/my/sign-in', { email: officer.email, password: 'wrong' })
    assert.equal(response.status, 422)
  }
  const form = { email: officer.email, password: testPassword }
  assert.match(await (await new Browser(web).post('/my/sign-in', form)).text(), /暂停登录/)
  assert.equal((await new Browser(web).post('/desk/sign-in', form)).status, 303)
})

test('a planted session, another site and an address elsewhere are worth nothing', async (own) => {
  const { web } = own
  const browser = await joined(own, lan)
  const cookie = 'lantian-my.session_token=planted.c2lnbmF0dXJl'
  const body = new URLSearchParams({ email: lan, password: testPassword })
  const headers = { cookie, host: 'localhost', origin: 'http://localhost' }
  const response = await web.request('http://localhost/my/sign-in', { method: 'POST', body, headers })
  assert.match(response.headers.getSetCookie()[0]!, /^lantian-my\.session_token=(?!planted).*HttpOnly/i)
  assert.equal((await browser.post('/my/leave', {}, { origin: 'https://evil.example' })).status, 403)
  for (const back of ['//evil.example', '/my/../desk'])
    assert.deepEqual(
      where(
        await new Browser(web).post(`/my/sign-in?${new URLSearchParams({ back })}`, Object.fromEntries(body)),
      ),
      [303, '/my'],
      back,
    )
})

test('leaving can be taken back for fourteen days; then nothing of the member is left', async (own) => {
  const { house, web, setClock } = own
  const browser = await joined(own, lan)
  assert.equal((await browser.post('/my/leave', { 'leave-password': 'wrong' })).status, 422)
  assert.equal((await browser.post('/my/leave', { 'leave-password': testPassword })).status, 303)
  assert.equal((await browser.get('/my/organisations/new')).status, 403)
  assert.equal((await browser.post('/my/stay')).status, 303)
  assert.equal((await browser.get('/my/organisations/new')).status, 200)
  await browser.post('/my/leave', { 'leave-password': testPassword })
  setClock('2026-12-08T10:29')
  assert.equal(await forgetLeft(house), '')
  setClock('2026-12-08T10:31')
  assert.equal(await forgetLeft(house), '1 members')
  assert.equal((await browser.get('/my')).status, 303)
  assert.equal(
    (await new Browser(web).post('/my/sign-in', { email: lan, password: testPassword })).status,
    422,
  )
  for (const table of [
    'member',
    'member_login_user',
    'member_login_account',
    'member_login_session',
    'mailed_link',
  ])
    assert.deepEqual(await house.store.db.selectFrom(table).selectAll().execute(), [], table)
  const lines = await house.store.db.selectFrom('journal').select('detail').execute()
  assert.doesNotMatch(JSON.stringify(lines), /lan@/)
})

test('below fourteen a guardian is asked: his yes opens, his no takes all away, his silence too', async (own) => {
  const { house, web, setClock } = own
  const mother = 'mother@example.org'
  const browser = new Browser(web)
  await browser.post('/my/join', { email: lan })
  const link = await newestPath(house, lan)
  const form = { name: '小兰', password: testPassword, young: 'yes' }
  for (const guardian of ['', lan, 'none'])
    assert.equal((await browser.post(link, { ...form, guardian })).status, 422, guardian)
  assert.equal((await browser.post(link, { ...form, guardian: mother })).status, 303)
  assert.match(await (await browser.get('/my')).text(), /正在等待监护人同意/)
  assert.equal((await browser.get('/my/organisations/new')).status, 403)
  const asks = await newestPath(house, mother)
  assert.match(await (await new Browser(web).get(asks)).text(), /小兰/)
  await new Browser(web).post(asks, { answer: 'perhaps' })
  assert.equal((await new Browser(web).post(asks, { answer: 'yes' })).status, 200)
  assert.equal((await browser.get('/my/organisations/new')).status, 200)
  assert.equal((await new Browser(web).post(asks, { answer: 'no' })).status, 410, 'the word is given')

  const second = await joined(own, 'mei@example.org', { young: 'yes', guardian: 'father@example.org' })
  await new Browser(web).post(await newestPath(house, 'father@example.org'), { answer: 'no' })
  assert.equal((await second.get('/my')).status, 303)
  await joined(own, 'tao@example.org', { young: 'yes', guardian: 'uncle@example.org' })
  setClock('2026-12-08T10:31')
  assert.equal(await forgetLeft(house), '1 members')
})

test('without mail nobody can join, and the page says so', async ({ house, web }) => {
  Object.assign(house.settings, { LANTIAN_SMTP: undefined })
  assert.match(await (await new Browser(web).get('/my/join')).text(), /还没有设置邮件/)
  assert.equal((await new Browser(web).post('/my/join', { email: lan })).status, 422)
  assert.deepEqual(await lettersTo(house, lan), [])
})
