import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../problem.ts'
import { type Migrations, migrate } from './migrate.ts'
import { engines, freshDatabase, onBothEngines, openAgain } from './testing.ts'
import { things } from './testing-things.ts'

const more: Migrations = {
  ...things,
  'test-002': { up: (db) => db.schema.alterTable('thing').addColumn('more', 'text').execute() },
}

onBothEngines('migrations run once, in order, and say what they did', async (_t, open) => {
  const store = await open(things)
  assert.deepEqual(await migrate(store, things), [])
  assert.deepEqual(await migrate(store, more), ['test-002'])
  assert.deepEqual(await migrate(store, more), [])
  await store.db.insertInto('thing').values({ id: 1, more: 'x' }).execute()
})

onBothEngines('a failed migration leaves nothing behind', async (_t, open) => {
  const store = await open(things)
  const broken: Migrations = {
    ...more,
    'test-003': {
      async up() {
        throw new Error('no')
      },
    },
  }
  await assert.rejects(migrate(store, broken), /no/)
  await assert.rejects(store.db.insertInto('thing').values({ id: 1, more: 'x' }).execute())
  assert.deepEqual(await migrate(store, more), ['test-002'])
})

onBothEngines('a database of a newer program is refused', async (_t, open) => {
  const store = await open(more)
  await assert.rejects(
    migrate(store, things),
    (error) => error instanceof Problem && error.code === 'newer-database' && /test-002/.test(error.message),
  )
})

for (const engine of engines)
  test(`processes that start at once migrate once (${engine})`, async (t) => {
    const where = await freshDatabase(t, engine)
    const stores = await Promise.all(Array.from({ length: 4 }, () => openAgain(t, where)))
    const done = await Promise.all(stores.map((store) => migrate(store, more)))
    assert.deepEqual(done.flat(), ['test-001', 'test-002'])
  })
