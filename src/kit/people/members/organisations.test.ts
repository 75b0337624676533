import assert from 'node:assert/strict'
import type { RoomsHouse } from '../../testing-house.ts'
import { type Browser, signedIn } from '../testing.ts'
import { joined, lettersTo, newestPath, inMemberHouses as test } from './testing.ts'

const school = {
  kind: 'school',
  name: '育才小学',
  about: '海淀区的一所小学。',
  proof: '电话 010-12345678',
}
const status = async (asked: Promise<Response>) => (await asked).status
const member = async ({ store }: RoomsHouse['house'], email: string): Promise<string> =>
  (await store.db.selectFrom('member').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id

/** A school that its manager has registered and an officer approved. */
async function approved(own: RoomsHouse) {
  const manager = await joined(own, 'head@example.org')
  const path = (await manager.post('/my/organisations/new', school)).headers.get('location')!.split('?')[0]!
  const id = path.split('/').at(-1)!
  const name = { zh: '李明', en: 'Li Ming' }
  const officer = await signedIn(own.web, own.house, { name, duties: ['members'] })
  const decided = await officer.browser.post(`/desk/organisations/${id}`, { decision: 'approve' })
  assert.equal(decided.status, 303)
  return { manager, officer: officer.browser, path, id }
}

async function seated(own: RoomsHouse, manager: Browser, path: string, email: string): Promise<Browser> {
  const browser = await joined(own, email)
  assert.equal(await status(manager.post(`${path}/invite`, { email, role: 'member' })), 303)
  assert.equal(await status(browser.post(await newestPath(own.house, email))), 303)
  return browser
}

test('an organisation waits for an officer, who is told of it; refusing needs a reason, and both are journaled', async (own) => {
  const { house, web } = own
  const officer = await signedIn(web, house, { name: { zh: '李明', en: 'Li Ming' }, duties: ['members'] })
  const other = await signedIn(web, house, { name: { zh: '王芳', en: 'Wang Fang' } })
  const browser = await joined(own, 'head@example.org')
  assert.equal(await status(browser.post('/my/organisations/new', { ...school, kind: 'ministry' })), 422)
  const asked = { ...school, state: 'approved', decided_by: 'x', reason: 'y', id: '99' }
  const path = (await browser.post('/my/organisations/new', asked)).headers.get('location')!.split('?')[0]!
  assert.match(await (await browser.get(path)).text(), /等待审核/)
  assert.equal(await status(browser.post(`${path}/invite`, { email: 'a@example.org', role: 'member' })), 409)
  assert.match(await (await officer.browser.get('/desk/messages')).text(), /育才小学/)
  const desk = `/desk/organisations/${path.split('/').at(-1)}`
  assert.equal(await status(other.browser.post(desk, { decision: 'approve' })), 403)
  assert.equal(await status(officer.browser.post(desk, { decision: 'refuse' })), 422)
  assert.equal(await status(officer.browser.post(desk, { decision: 'refuse', reason: '电话无人接听' })), 303)
  assert.equal(await status(officer.browser.post(desk, { decision: 'refuse', reason: '再说一次' })), 409)
  assert.match(await (await browser.get(path)).text(), /未通过审核[\s\S]*电话无人接听/)
  assert.equal((await lettersTo(house, 'head@example.org')).at(-1)!.subject, '育才小学：未通过审核')
  const line = await house.store.db
    .selectFrom('journal')
    .select(['by', 'detail'])
    .where('deed', '=', 'members.refuse')
    .executeTakeFirstOrThrow()
  assert.deepEqual([line.by, JSON.parse(line.detail)], [`officer/${officer.id}`, { reason: '电话无人接听' }])
})

test('an invitation is good for its own address only, once, and makes a member and no manager', async (own) => {
  const { house } = own
  const { manager, path } = await approved(own)
  const lan = await joined(own, 'lan@example.org')
  await manager.post(`${path}/invite`, { email: 'lan@example.org', role: 'member' })
  const link = await newestPath(house, 'lan@example.org')
  const thief = await joined(own, 'thief@example.org')
  assert.equal(await status(thief.post(link)), 403)
  assert.equal(await status(thief.get(path)), 404, 'of an organisation of others nothing is known')
  assert.equal(await status(lan.post(link, { role: 'manager' })), 303)
  assert.equal(await status(lan.post(link)), 410)
  assert.equal(await status(lan.post(`${path}/invite`, { email: 'a@example.org', role: 'manager' })), 403)
  const self = await member(house, 'lan@example.org')
  assert.equal(await status(lan.post(`${path}/role`, { member: self, role: 'manager' })), 403)
  assert.doesNotMatch(await (await lan.get(path)).text(), /head@example/, 'addresses are for managers')
})

test('a manager is there to the end; what is no longer one’s own closes at once', async (own) => {
  const { house } = own
  const { manager, path } = await approved(own)
  const lan = await seated(own, manager, path, 'lan@example.org')
  const head = await member(house, 'head@example.org')
  const id = await member(house, 'lan@example.org')
  assert.equal(await status(manager.post(`${path}/role`, { member: head, role: 'none' })), 409)
  assert.equal(await status(manager.post('/my/leave', { 'leave-password': 'a long enough password' })), 422)
  assert.equal(await status(manager.post(`${path}/role`, { member: id, role: 'manager' })), 303)
  const answers = await Promise.all([
    manager.post(`${path}/role`, { member: id, role: 'member' }),
    lan.post(`${path}/role`, { member: head, role: 'member' }),
  ])
  assert.ok(answers.some((answer) => answer.status !== 303))
  const managers = await house.store.db
    .selectFrom('seat')
    .select('member')
    .where('role', '=', 'manager')
    .execute()
  assert.equal(managers.length, 1, 'of two who end each other’s role one stays')
  const [stays, goes] = managers[0]!.member === head ? [manager, lan] : [lan, manager]
  const gone = stays === manager ? id : head
  assert.equal(await status(stays.post(`${path}/role`, { member: gone, role: 'none' })), 303)
  assert.equal(await status(goes.get(path)), 404)
})
