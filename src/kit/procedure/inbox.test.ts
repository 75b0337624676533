import assert from 'node:assert/strict'
import { inHousesOf, type RoomsHouse } from '../testing-house.ts'
import { act } from './act.ts'
import { inbox, inboxCounts, type Tab } from './inbox.ts'
import { begin } from './testing.ts'
import { deskRooms, join } from './testing-desk.ts'
import { circulate, urge } from './verbs.ts'

const test = (name: string, body: (house: RoomsHouse) => Promise<void>) => inHousesOf(deskRooms, name, body)

test('the inbox puts the urgent first, then what is due first, and turns its pages without loss', async (all) => {
  const { house } = all
  const li = await join(all, 'Li Ming', '李明')
  const wang = await join(all, 'Wang Fang', '王芳', 'office')
  const cases = []
  for (let i = 0; i < 7; i++) {
    const one = await begin(house, li.officer, { title: `P${i}` }, i % 3 === 1)
    await act(house, { case: one.id, revision: 1, officer: li.officer, verb: 'submit' })
    cases.push(one.id)
  }
  await urge(house, { case: cases[6]!, revision: 2, officer: li.officer })
  await house.store.db
    .updateTable('procedure_task')
    .set({ due: 1 })
    .where('case_id', '=', cases[5]!)
    .where('kind', '=', 'do')
    .execute()
  const turn = async (officer: string, tab: Tab) => {
    const titles: string[] = []
    for (let after: string | undefined, pages = 0; pages < 9; pages++) {
      const lines = await inbox(house.store.db, { officer, tab, after, limit: 2 })
      titles.push(...lines.map(({ title }) => title.en))
      if (lines.length < 2) break
      after = lines.at(-1)!.key
    }
    return titles
  }
  assert.deepEqual(await turn(wang.id, 'todo'), ['P1', 'P4', 'P5', 'P0', 'P2', 'P3', 'P6'])
  assert.deepEqual(await turn(li.id, 'started'), ['P6', 'P5', 'P4', 'P3', 'P2', 'P1', 'P0'])
  assert.deepEqual(await turn(li.id, 'done'), ['P6', 'P5', 'P4', 'P3', 'P2', 'P1', 'P0'])
  for (const id of cases)
    await circulate(house, { case: id, revision: 2, officer: li.officer, to: [wang.id] })
  assert.deepEqual(await turn(wang.id, 'read'), ['P6', 'P5', 'P4', 'P3', 'P2', 'P1', 'P0'])
  assert.deepEqual(await inboxCounts(house.store.db, wang.id, house.clock()), {
    todo: 7,
    overdue: 1,
    urgent: 2,
    read: 7,
  })
  for (const after of [
    'x',
    '1.2',
    "1.1.1' or 1=1",
    '9.9.9',
    '1.9999999999999999.999999999999999',
    '1.99999999999999999999.1',
  ])
    assert.equal(
      (await wang.browser.get(`/desk/inbox?${new URLSearchParams({ tab: 'todo', after })}`)).status,
      200,
      after,
    )
  const unknown = await li.browser.get('/en/desk/inbox?tab=none')
  assert.match(await unknown.text(), /Nothing waits for you now/)
})
