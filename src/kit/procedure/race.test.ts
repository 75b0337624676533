import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { migrate } from '../db/migrate.ts'
import type { AnyStore } from '../db/open.ts'
import { engines, freshDatabase, openAgain, type Where } from '../db/testing.ts'
import { migrations as jobs } from '../jobs/migrations.ts'
import { seal, verify } from '../journal/journal.ts'
import { migrations as journal } from '../journal/migrations.ts'
import { migrations as mail } from '../mail/migrations.ts'
import { migrations as people } from '../people/migrations.ts'
import type { Officer } from '../people/officer.ts'
import { Problem } from '../problem.ts'
import { act } from './act.ts'
import { migrations } from './migrations.ts'
import { begin, director, office, raceHouse, said, staff, waitingFor } from './testing.ts'

const pairs = 40
const at = Temporal.Instant.from('2026-11-24T10:30:00+08:00')
const houseOf = (store: AnyStore) => raceHouse(store, at)

/** Forty papers, each at a step that two officers may do, of whom one is enough. */
async function papers(t: TestContext, where: Where) {
  const store = await openAgain(t, where)
  await migrate(store, { ...journal, ...jobs, ...mail, ...people, ...migrations })
  const house = houseOf(store)
  const li = await staff(house, 'Li')
  await staff(house, 'Zhao', director)
  const two = [await staff(house, 'Wang', office), await staff(house, 'Zhou', office)] as const
  const cases: number[] = []
  for (let i = 0; i < pairs; i++) {
    const one = await begin(house, li, { title: `Paper ${i}` })
    await act(house, { case: one.id, revision: 1, officer: li, verb: 'submit' })
    cases.push(one.id)
  }
  return { store, house, two, cases }
}

/** A process of its own that acts on every case as one officer, once it is told to. */
async function worker(where: Where, officer: Officer, verb: string, cases: readonly number[]) {
  const deeds = cases.map((id) => ({ case: id, revision: 2, officer: officer.id, verb }))
  const file = fileURLToPath(new URL('./testing-race.ts', import.meta.url))
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', file, JSON.stringify({ where, at: at.toString(), deeds })],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  assert.equal((await lines.next()).value, 'ready')
  return async () => {
    const ended = once(child, 'exit')
    child.stdin.write('go\n')
    const { value } = await lines.next()
    await ended
    return JSON.parse(value ?? '') as string[]
  }
}

async function whole(
  { store, house, cases }: Awaited<ReturnType<typeof papers>>,
  ends: readonly (readonly string[])[],
) {
  for (const [place, id] of cases.entries()) {
    const both = ends.map((each) => each[place]!)
    assert.equal(both.filter((end) => end === 'won').length, 1, both.join(' | '))
    assert.match(both.find((end) => end !== 'won') ?? '', /409 It is already at “(Sign|Draft)”/)
    const deeds = (await said(house, { id })).filter(({ revision }) => revision === 3)
    assert.equal(deeds.length, 1, 'the deed stands in the journal once')
    const now = await store.db
      .selectFrom('procedure_case')
      .select(['state', 'revision'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    assert.deepEqual({ ...now }, { state: deeds[0]!.to, revision: 3 })
    assert.deepEqual(await waitingFor(house, { id }), [now.state === 'sign' ? 'Zhao' : 'Li'])
  }
  await seal(store, at)
  const verdict = await verify(store)
  assert.deepEqual([verdict.sound, verdict.unsealed], [true, 0])
}

for (const engine of engines) {
  test(`forty pairs act at once in two processes: one wins each, the other is told where it stands (${engine})`, async (t) => {
    const where = await freshDatabase(t, engine)
    const found = await papers(t, where)
    const [wang, zhou] = found.two
    const go = [
      await worker(where, wang, 'pass', found.cases),
      await worker(where, zhou, 'pass', found.cases.toReversed()),
    ]
    const [first, second] = await Promise.all(go.map((each) => each()))
    await whole(found, [first!, second!.toReversed()])
  })

  test(`forty pairs act at once in one process, one onward and one back (${engine})`, async (t) => {
    const found = await papers(t, await freshDatabase(t, engine))
    const tried = (officer: Officer, verb: string, id: number) =>
      act(found.house, { case: id, revision: 2, officer, verb, reason: 'x' }).then(
        () => 'won',
        (error: unknown) => {
          if (error instanceof Problem) return `${error.status} ${error.words.en}`
          throw error
        },
      )
    const ends = await Promise.all(
      found.cases.map((id) =>
        Promise.all([tried(found.two[0], 'pass', id), tried(found.two[1], 'reject', id)]),
      ),
    )
    await whole(found, [ends.map(([first]) => first), ends.map(([, second]) => second)])
  })

  test(`the last two of a round sign at once and it goes on once (${engine})`, async (t) => {
    const { house, two } = await papers(t, await freshDatabase(t, engine))
    const [an, bo] = two
    for (let i = 0; i < 10; i++) {
      const one = await begin(house, an, { cosigners: [an.id, bo.id] })
      await act(house, { case: one.id, revision: 1, officer: an, verb: 'submit' })
      const signed = await Promise.all(
        two.map((officer) => act(house, { case: one.id, revision: 2, officer, verb: 'agree' })),
      )
      assert.deepEqual(signed.map(({ state }) => state).toSorted(), ['cosign', 'review'])
    }
  })
}
