import assert from 'node:assert/strict'
import { seal } from '../journal/journal.ts'
import type { TestOfficer } from '../people/testing.ts'
import { inHousesOf, type RoomsHouse } from '../testing-house.ts'
import { act } from './act.ts'
import { settle } from './settle.ts'
import { begin, dispatch, said, waitingFor } from './testing.ts'
import { deskRooms, join } from './testing-desk.ts'
import { circulate } from './verbs.ts'

const test = (name: string, body: (house: RoomsHouse) => Promise<void>) => inHousesOf(deskRooms, name, body)
const where = (response: Response) => [response.status, response.headers.get('location')]

const page = async ({ browser }: Pick<TestOfficer, 'browser'>, path: string) => {
  const response = await browser.get(path)
  assert.equal(response.status, 200, path)
  return response.text()
}

test('a paper is submitted, returned and signed at the desk, and its record reads in words', async (all) => {
  const { house } = all
  const li = await join(all, 'Li Ming', '李明')
  const wang = await join(all, 'Wang Fang', '王芳', 'office')
  const zhao = await join(all, 'Zhao Lei', '赵磊', 'director')
  const { id } = await begin(house, li.officer, { title: 'Rain' })
  const path = `/desk/cases/${id}`
  const mine = await page(li, path)
  assert.match(mine, /Rain[\s\S]*发文办理 · 拟稿 · 李明发起于[\s\S]*送审/)
  assert.match(mine, /name="field.title"/)
  const form = {
    revision: '1',
    verb: 'submit',
    'field.title': 'Rain today',
    'field.kind': 'letter',
    reason: '请审',
  }
  assert.deepEqual(where(await li.browser.post(`${path}/act`, form)), [303, `${path}?done=1`])
  assert.match(await page(wang, '/desk/inbox'), /待办 1 件[\s\S]*Rain today[\s\S]*核稿/)
  assert.match(await page(wang, '/en/desk'), /One thing waits for you/)
  const refused = await wang.browser.post(`/en${path}/act`, { revision: '2', verb: 'reject', reason: '' })
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /Not done: [\s\S]*Give a reason/)
  await wang.browser.post(`${path}/act`, { revision: '2', verb: 'reject', reason: '<b>too short</b>' })
  await li.browser.post(`${path}/act`, {
    revision: '3',
    verb: 'submit',
    'field.title': 'Rain',
    'field.kind': 'notice',
  })
  await wang.browser.post(`${path}/act`, { revision: '4', verb: 'pass' })
  await zhao.browser.post(`/en${path}/act`, { revision: '5', verb: 'issue', reason: 'good' })
  await seal(house.store, house.clock())
  const record = await page(li, `/en${path}`)
  assert.match(
    record,
    /Li Ming[\s\S]*Submit: on to “Review”[\s\S]*Return: on to “Draft”[\s\S]*Issue: on to “Waiting”/,
  )
  assert.match(record, /&lt;b&gt;too short/)
  assert.match(record, /Journal line \d+, seal [0-9a-f]{64}/)
  assert.match(record, /The program goes on with it at its hour/)
  assert.match(await page(zhao, '/desk/inbox?tab=done'), /Rain/)
  assert.match(await page(li, '/en/desk/inbox?tab=started'), /Rain[\s\S]*Waiting/)
})

test('a stale page is told plainly where the case stands, and keeps what was typed', async (all) => {
  const li = await join(all, 'Li Ming', '李明')
  await join(all, 'Wang Fang', '王芳', 'office')
  const { id } = await begin(all.house, li.officer, { title: 'Rain' })
  await act(all.house, { case: id, revision: 1, officer: li.officer, verb: 'submit' })
  const late = await li.browser.post(`/en/desk/cases/${id}/act`, { revision: '1', verb: 'submit' })
  assert.equal(late.status, 409)
  assert.match(await late.text(), /It is already at “Review”/)
  for (const revision of ['', '0', '-1', '1e3', '999999999', 'x'])
    assert.equal((await li.browser.post(`/desk/cases/${id}/act`, { revision, verb: 'submit' })).status, 409)
  const odd = await li.browser.post(`/desk/cases/${id}/act`, { revision: '2', verb: 'constructor' })
  assert.equal(odd.status, 422)
})

test('fields are read as what they are, and only those that the deed takes', async (all) => {
  const li = await join(all, 'Li Ming', '李明')
  await join(all, 'Wang Fang', '王芳', 'office')
  const { id } = await begin(all.house, li.officer, { title: 'Rain' })
  const send = (form: Record<string, string>) =>
    li.browser.post(`/desk/cases/${id}/act`, {
      revision: '1',
      verb: 'submit',
      'field.title': 'A',
      'field.kind': 'notice',
      ...form,
    })
  const wrongs: Record<string, string>[] = [
    { 'field.kind': 'toString' },
    { 'field.cosigners': 'nobody' },
    { 'field.title': 'x'.repeat(301) },
    { 'field.title': 'two\nlines' },
    { 'field.title': ' ' },
    { reason: 'x'.repeat(2001) },
  ]
  for (const wrong of wrongs)
    assert.equal((await send(wrong)).status, 422, JSON.stringify(wrong).slice(0, 40))
  assert.equal((await send({ 'field.number': 'mine', 'field.cosigners': li.id })).status, 303)
  const { data } = await all.house.store.db
    .selectFrom('procedure_case')
    .select('data')
    .executeTakeFirstOrThrow()
  assert.deepEqual(JSON.parse(data), { title: 'A', kind: 'notice', cosigners: [li.id] })
})

test('a case is open to who takes part, and to others it does not exist', async (all) => {
  const li = await join(all, 'Li Ming', '李明')
  const other = await join(all, 'Qian Wu', '钱武')
  const helps = await join(all, 'Sun He', '孙河', 'procedures')
  const { id } = await begin(all.house, li.officer, { title: 'Rain' })
  for (const path of [
    `/desk/cases/${id}`,
    '/desk/cases/99',
    '/desk/cases/x',
    '/desk/cases/0',
    '/desk/cases/99999999999999999999',
  ])
    assert.equal((await other.browser.get(path)).status, 404, path)
  for (const verb of ['act', 'transfer', 'add', 'circulate', 'urge', 'read'])
    assert.equal((await other.browser.post(`/desk/cases/${id}/${verb}`, { revision: '1' })).status, 404, verb)
  assert.match(await page(helps, `/desk/cases/${id}`), /Rain/)
  await circulate(all.house, { case: id, revision: 1, officer: li.officer, to: [other.id] })
  assert.match(await page(other, '/desk/inbox?tab=read'), /Rain[\s\S]*未读/)
  const shown = await page(other, `/en/desk/cases/${id}`)
  assert.match(shown, />Seen</)
  assert.doesNotMatch(shown, /value="submit"/)
  await other.browser.post(`/desk/cases/${id}/read`)
  assert.doesNotMatch(await page(other, '/desk/inbox?tab=read'), /未读/)
})

test('colleagues hand on, add, circulate and urge at the desk', async (all) => {
  const { house } = all
  const [li, an, bo, cai] = [
    await join(all, 'Li Ming', '李明'),
    await join(all, 'An Yi', '安逸'),
    await join(all, 'Bo Tao', '薄涛'),
    await join(all, 'Cai Lin', '蔡琳'),
  ]
  await join(all, 'Wang Fang', '王芳', 'office')
  const one = await begin(house, li.officer, { cosigners: [an.id] })
  await act(house, { case: one.id, revision: 1, officer: li.officer, verb: 'submit' })
  const path = `/desk/cases/${one.id}`
  assert.match(await page(an, path), /转办[\s\S]*加签[\s\S]*传阅[\s\S]*催办/)
  const post = async (who: TestOfficer, verb: string, form: Record<string, string>) =>
    (await who.browser.post(`${path}/${verb}`, { revision: '2', ...form })).status
  assert.equal(await post(an, 'add', { 'add-to': bo.id }), 303)
  assert.equal(await post(an, 'add', { 'add-to': 'nobody' }), 422)
  assert.equal(await post(an, 'transfer', { 'transfer-to': cai.id, 'transfer-reason': 'on leave' }), 303)
  assert.deepEqual(await waitingFor(house, one), ['Bo Tao', 'Cai Lin'])
  assert.match(await page(an, `${path}?done=1`), /已办理/, 'who handed it on is led back to it')
  assert.equal(await post(li, 'circulate', { 'circulate-to': an.id }), 303)
  assert.equal(await post(li, 'circulate', {}), 422)
  assert.equal(await post(li, 'urge', {}), 303)
  assert.equal(await post(li, 'urge', {}), 409)
  assert.match(await page(bo, '/desk/inbox'), /已催办/)
  const record = await page(li, `/en${path}`)
  assert.match(
    record,
    /added Bo Tao as a signer[\s\S]*handed the task of An Yi on to Cai Lin[\s\S]*on leave[\s\S]*urged/,
  )
})

test('while away a colleague finds the tasks in his inbox, and the record says for whom', async (all) => {
  const { house } = all
  const [li, an, bo] = [
    await join(all, 'Li Ming', '李明'),
    await join(all, 'An Yi', '安逸'),
    await join(all, 'Bo Tao', '薄涛'),
  ]
  await join(all, 'Wang Fang', '王芳', 'office')
  const one = await begin(house, li.officer, { cosigners: [an.id] })
  await act(house, { case: one.id, revision: 1, officer: li.officer, verb: 'submit' })
  assert.match(await page(an, '/desk/me/away'), /您没有委托同事/)
  const away = (form: Record<string, string>) =>
    an.browser.post('/desk/me/away', { to: bo.id, from: '2026-11-24', until: '2026-11-27', ...form })
  const wrongs: Record<string, string>[] = [
    { to: 'nobody' },
    { to: an.id },
    { from: '2026-11-23' },
    { until: '2026-11-23' },
    { until: 'soon' },
  ]
  for (const wrong of wrongs) assert.equal((await away(wrong)).status, 422, JSON.stringify(wrong))
  assert.deepEqual(where(await away({})), [303, '/desk/me/away?done=set'])
  assert.equal((await away({})).status, 422, 'twice')
  assert.match(await page(bo, '/desk/inbox'), /代安逸/)
  assert.match(await page(bo, '/desk/me/away'), /委托我代办[\s\S]*安逸/)
  await bo.browser.post(`/desk/cases/${one.id}/act`, { revision: '2', verb: 'agree' })
  assert.match(
    await page(li, `/en/desk/cases/${one.id}`),
    /Bo Tao[\s\S]*Agree on behalf of An Yi: on to “Review”/,
  )
  const { id } = await house.store.db.selectFrom('delegation').select('id').executeTakeFirstOrThrow()
  await bo.browser.post('/desk/me/away/end', { delegation: String(id) })
  assert.match(await page(an, '/desk/me/away'), /薄涛/, 'only he who gave it ends it')
  await an.browser.post('/desk/me/away/end', { delegation: String(id) })
  assert.doesNotMatch(await page(an, '/desk/me/away'), /<th scope="row">薄涛/)
  assert.equal(await settle(house), 0)
})

test('whoever keeps the calendar sets days, and the running case says that its term moved', async (all) => {
  const li = await join(all, 'Li Ming', '李明', 'calendar')
  const an = await join(all, 'An Yi', '安逸')
  const one = await begin(all.house, li.officer, { cosigners: [an.id] })
  await act(all.house, { case: one.id, revision: 1, officer: li.officer, verb: 'submit' })
  assert.match(await page(an, '/en/desk/calendar'), /The centre has set none/)
  assert.match(await page(an, '/desk/calendar'), /中心没有另外设定/)
  assert.equal(
    (await an.browser.post('/desk/calendar', { day: '2026-11-26', kind: 'rest', note: 'x' })).status,
    403,
  )
  assert.equal(
    (await li.browser.post('/desk/calendar', { day: '2026-02-30', kind: 'rest', note: 'x' })).status,
    422,
  )
  assert.equal(
    (await li.browser.post('/desk/calendar', { day: '2026-11-26', kind: 'rest', note: '停电' })).status,
    303,
  )
  assert.match(await page(an, '/desk/calendar'), /2026-11-26[\s\S]*停电/)
  assert.match(await page(an, `/desk/cases/${one.id}`), /期限由 2026-11-26 改为 2026-11-27/)
  await li.browser.post('/desk/calendar/remove', { day: '2026-11-26' })
  assert.equal((await said(all.house, one)).filter(({ deed }) => deed === 'procedure.move-due').length, 2)
})

test('a procedure is drawn from its table', async (all) => {
  const li = await join(all, 'Li Ming', '李明')
  assert.match(await page(li, '/desk/procedures'), /发文办理[\s\S]*依次会签/)
  const zh = await page(li, '/desk/procedures/dispatch')
  assert.match(zh, /<svg class="flow"[\s\S]*拟稿[\s\S]*已作废/)
  assert.equal(
    zh.split('<svg class="flow"')[1]!.split('</svg>')[0]!.split('<rect ').length - 1,
    Object.keys(dispatch.states).length,
  )
  assert.match(
    await page(li, '/en/desk/procedures/dispatch'),
    /Director · one is enough[\s\S]*4 hours[\s\S]*not by who started it/,
  )
  assert.match(await page(li, '/en/desk/procedures/relay'), /one after the other/)
  assert.equal((await li.browser.get('/desk/procedures/toString')).status, 404)
})
