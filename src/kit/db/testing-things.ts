import type { Migrations } from './migrate.ts'

/** A small table for the tests of the ground floor. */
export const things: Migrations = {
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
