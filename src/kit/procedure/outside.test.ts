import assert from 'node:assert/strict'
import { migrate } from '../db/migrate.ts'
import type { AnyKysely } from '../db/store.ts'
import { onBothEngines } from '../db/testing.ts'
import { migrations as journal } from '../journal/journal.ts'
import { room as people } from '../people/room.ts'
import type { Room } from '../room.ts'
import { inHousesOf } from '../testing-house.ts'
import { act, startCase } from './act.ts'
import { procedure } from './declare.ts'
import { inbox } from './inbox.ts'
import { migrations } from './migrations.ts'
import { room } from './room.ts'
import { settle } from './settle.ts'
import { office, staff } from './testing.ts'

const question = procedure<{ text: string }>()({
  key: 'question',
  version: 1,
  words: { zh: '来信', en: 'Question' },
  initial: 'answer',
  title: ({ text }) => ({ zh: text, en: text }),
  states: {
    answer: {
      words: { zh: '答复', en: 'Answer' },
      task: { who: { duty: office } },
      on: {
        send: { words: { zh: '回复', en: 'Send' }, to: 'answered', notSelf: true },
        takeBack: { words: { zh: '撤回', en: 'Take back' }, to: 'answered', kind: 'withdraw' },
      },
    },
    answered: { words: { zh: '已答复', en: 'Answered' }, final: true },
  },
})
const rooms: Room[] = [people, { ...room, procedures: [question] }]

inHousesOf(
  rooms,
  'a matter from outside waits for the duty, and nobody in the house started it',
  async ({ house }) => {
    const wang = await staff(house, 'Wang', office)
    const one = await house.store.db
      .transaction()
      .execute((tx) =>
        startCase(house, tx, { of: question, data: { text: 'Why is it hazy?' }, officer: null }),
      )
    assert.equal(one.starter, null)
    const [line] = await inbox(house.store.db, { officer: wang.id, tab: 'todo', limit: 5 })
    assert.deepEqual(line?.starter, { zh: '公众', en: 'the public' })
    const deed = { of: question, case: one.id, revision: 1, officer: wang }
    await assert.rejects(act(house, { ...deed, verb: 'takeBack' }), { code: 'not-your-task' })
    assert.equal((await act(house, { ...deed, verb: 'send' })).state, 'answered')
  },
)

inHousesOf(
  rooms,
  'what comes while nobody has the duty waits for the first who is given it',
  async ({ house }) => {
    const data = { text: 'Is anybody there?' }
    const begin = (tx: AnyKysely) => startCase(house, tx, { of: question, data, officer: null })
    const one = await house.store.db.transaction().execute(begin)
    const wang = await staff(house, 'Wang', office)
    await settle(house)
    const [line] = await inbox(house.store.db, { officer: wang.id, tab: 'todo', limit: 5 })
    assert.equal(line?.case, one.id)
  },
)

onBothEngines('a house that ran before keeps its cases and what points at them', async (_t, open) => {
  const { 'procedure-002-from-outside': loosened, ...before } = migrations
  const store = await open({ ...journal, ...people.migrations, ...before })
  const { db } = store
  const li = { id: 'li', name_zh: '李', name_en: 'Li', email: 'li@example.org' }
  await db.insertInto('officer').values(li).execute()
  const started = { procedure: 'question', version: 1, state: 'answer', revision: 1, data: '{}' }
  const paper = { ...started, title_zh: '问', title_en: 'Q', starter: 'li', urgent: 0, started_at: 1 }
  await db.insertInto('procedure_case').values(paper).execute()
  const task = { revision: 1, state: 'answer', kind: 'do', seat: 'li', place: 0, status: 'open', clock_at: 1 }
  await db
    .insertInto('procedure_task')
    .values({ ...task, case_id: 1 })
    .execute()
  await migrate(store, {
    ...journal,
    ...people.migrations,
    ...before,
    'procedure-002-from-outside': loosened!,
  })
  await db
    .insertInto('procedure_case')
    .values({ ...paper, starter: null })
    .execute()
  const cases = await db.selectFrom('procedure_case').select(['id', 'starter']).orderBy('id').execute()
  assert.deepEqual(
    cases.map(({ id, starter }) => [Number(id), starter]),
    [
      [1, 'li'],
      [2, null],
    ],
  )
  await assert.rejects(
    db
      .insertInto('procedure_task')
      .values({ ...task, case_id: 9 })
      .execute(),
    /foreign key/i,
    'tasks still point at cases',
  )
})
