import assert from 'node:assert/strict'
import type { AnyStore } from '../db/open.ts'
import { onBothEngines } from '../db/testing.ts'
import { deadTasks, enqueue, type Handlers, migrations, reviveTask } from './jobs.ts'
import { processOn, TestClock } from './testing.ts'

const start = '2026-11-24T02:00:00Z'
const put = (store: AnyStore, payload: unknown, due: Temporal.Instant) =>
  store.db.transaction().execute((tx) => enqueue(tx, 'mail', payload, due))
const workers = (store: AnyStore, clock: TestClock, handlers: Handlers) =>
  processOn(store, clock, [], { handlers })

onBothEngines('a task is done once its deed has committed, in order, once', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  const done: unknown[] = []
  const mail = async (payload: unknown) => void done.push(payload)
  const lost = store.db.transaction().execute(async (tx) => {
    await enqueue(tx, 'mail', 'lost', clock.now())
    throw new Error('no')
  })
  await assert.rejects(lost)
  for (let i = 0; i < 25; i++) await put(store, { i, text: '蓝天' }, clock.now())
  await put(store, 'later', clock.now().add({ hours: 1 }))
  const two = [workers(store, clock, { mail }), workers(store, clock, { mail })]
  await Promise.all(two.map(({ look }) => look()))
  assert.deepEqual(
    done.map((each) => (each as { i: number }).i).sort((a, b) => a - b),
    Array.from({ length: 25 }, (_, i) => i),
  )
  clock.move({ hours: 1 })
  await two[0]!.look()
  assert.equal(done.at(-1), 'later')
  assert.deepEqual(await store.db.selectFrom('job_task').selectAll().execute(), [])
})

onBothEngines('a task that fails is tried again and at last put aside', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  let tries = 0
  let broken = true
  const mail = async () => {
    tries++
    if (broken) throw new Error('no such mailbox')
  }
  const { look } = workers(store, clock, { mail })
  await put(store, { to: 'x' }, clock.now())
  await put(store, { other: true }, clock.now().add({ hours: 100 }))
  for (let i = 0; i < 30; i++) {
    await look()
    clock.move({ hours: 1 })
  }
  assert.equal(tries, 8)
  const [dead] = await deadTasks(store)
  assert.deepEqual([dead!.name, dead!.payload, dead!.message], ['mail', { to: 'x' }, 'no such mailbox'])
  broken = false
  await reviveTask(store, dead!.id, clock.now())
  await look()
  assert.equal(tries, 9)
  assert.deepEqual(await deadTasks(store), [])
})

onBothEngines('a task whose process died is taken up by another', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  await put(store, 'x', clock.now())
  const dying = workers(store, clock, { mail: () => new Promise(() => {}) })
  await dying.runner.tick()
  while ((await store.db.selectFrom('job_task').select('holder').executeTakeFirst())!.holder === null)
    await new Promise((done) => setTimeout(done, 2))
  let done = 0
  const { look } = workers(store, clock, { mail: async () => void done++ })
  await look()
  assert.equal(done, 0)
  clock.move({ seconds: 46 })
  await look()
  assert.equal(done, 1)
})

onBothEngines('a task without a handler waits for a process that has one', async (_t, open) => {
  const store = await open(migrations)
  const clock = new TestClock(start)
  await put(store, 'x', clock.now())
  await workers(store, clock, { other: async () => {} }).look()
  assert.equal((await store.db.selectFrom('job_task').selectAll().execute()).length, 1)
})
