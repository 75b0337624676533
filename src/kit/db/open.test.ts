import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Migrations } from './migrate.ts'
import { onBothEngines } from './testing.ts'

const migrations: Migrations = {
  'test-001': {
    async up(db) {
      await db.schema
        .createTable('thing')
        .addColumn('id', 'integer', (c) => c.primaryKey())
        .addColumn('at', 'bigint')
        .addColumn('name', 'text')
        .execute()
    },
  },
}

onBothEngines('numbers come back as numbers', async (_t, open) => {
  const { db } = await open(migrations)
  await db.insertInto('thing').values({ id: 1, at: 1_700_000_000_000, name: '蓝天' }).execute()
  const { rows } = await sql<
    Record<string, unknown>
  >`select at, count(*) as n, sum(at) as total, avg(id) as mean from thing group by at`.execute(db)
  assert.deepEqual({ ...rows[0] }, { at: 1_700_000_000_000, n: 1, total: 1_700_000_000_000, mean: 1 })
})
