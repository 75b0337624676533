import assert from 'node:assert/strict'
import type { RoomsHouse } from '../testing-house.ts'
import { lettersTo, newestPath, inMemberHouses as test } from './members/testing.ts'
import { Browser, signedIn, testPassword } from './testing.ts'

const li = { zh: '李明', en: 'Li Ming' }
const wang = { zh: '王芳', en: 'Wang Fang' }
const email = 'li.ming@example.org'
const where = (response: Response) => [response.status, response.headers.get('location')]
const turnOn = ({ store }: RoomsHouse['house']) =>
  store.db
    .updateTable('login_user')
    .set({ twoFactorEnabled: store.engine === 'sqlite' ? 1 : true })
    .where('email', '=', email)
    .execute()

test('a colleague resets a lost second step; its officer is told, out, and comes in by his password', async ({
  house,
  web,
}) => {
  const admin = await signedIn(web, house, { name: wang, duties: ['people'] })
  const { id, browser } = await signedIn(web, house, { name: li })
  await turnOn(house)
  const path = `/desk/people/${id}/two-step/reset`
  const form = { email, password: testPassword }
  assert.match(String(where(await new Browser(web).post('/desk/sign-in', form))[1]), /^\/desk\/sign-in\/code/)
  assert.equal((await browser.post(path)).status, 403, 'not without the duty')
  assert.equal(
    (await admin.browser.post(`/desk/people/${admin.id}/two-step/reset`)).status,
    403,
    'not one’s own',
  )
  assert.deepEqual(where(await admin.browser.post(path)), [303, `/desk/people/${id}?done=reset`])
  assert.equal((await browser.get('/desk')).status, 303)
  assert.deepEqual(where(await browser.post('/desk/sign-in', form)), [303, '/desk'])
  assert.match(await (await browser.get('/desk/messages')).text(), /王芳重置了您的两步验证/)
  const lines = await house.store.db
    .selectFrom('journal')
    .select(['by', 'about'])
    .where('deed', '=', 'people.reset-two-step')
    .execute()
  assert.deepEqual(
    lines.map(({ by, about }) => [by, about]),
    [[`officer/${admin.id}`, `officer/${id}`]],
  )
})

test('an officer finds his way back by letter, within an hour and with his second step; a stranger learns nothing', async ({
  house,
  web,
  setClock,
}) => {
  const { browser } = await signedIn(web, house, { name: li })
  await turnOn(house)
  const answer = async (address: string) => {
    const response = await new Browser(web).post('/desk/sign-in/lost', { email: address })
    return [response.status, (await response.text()).replaceAll(address, '')]
  }
  assert.deepEqual(await answer(email), await answer('nobody@example.org'))
  const paths = (await lettersTo(house, 'nobody@example.org')).map(({ path }) => path)
  assert.deepEqual(paths, ['/desk/sign-in'])
  const late = await newestPath(house, email)
  setClock('2026-11-24T11:31')
  assert.equal((await new Browser(web).get(late)).status, 410)
  await answer(email)
  const fresh = new Browser(web)
  const taken = await fresh.post(await newestPath(house, email), { password: 'another long password' })
  assert.deepEqual(where(taken), [303, '/desk/sign-in/code'])
  assert.equal((await fresh.get('/desk')).status, 303, 'the letter alone is not enough')
  assert.equal((await browser.get('/desk')).status, 303, 'and the old sessions are over')
})
