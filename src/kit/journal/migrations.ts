import { makeAppendOnly, tableWithId } from '../db/columns.ts'
import type { Migrations } from '../db/migrate.ts'

/** Lines, their seals, and the heads that were published; none can be changed once written. */
export const migrations: Migrations = {
  'journal-001': {
    async up(db, engine) {
      await tableWithId(db, engine, 'journal')
        .addColumn('at', 'bigint', (c) => c.notNull())
        .addColumn('by', 'text', (c) => c.notNull())
        .addColumn('deed', 'text', (c) => c.notNull())
        .addColumn('about', 'text', (c) => c.notNull())
        .addColumn('detail', 'text', (c) => c.notNull())
        .execute()
      await db.schema.createIndex('journal_about').on('journal').columns(['about', 'id']).execute()
      await db.schema
        .createTable('journal_seal')
        .addColumn('position', 'bigint', (c) => c.primaryKey())
        .addColumn('entry_id', 'bigint', (c) => c.notNull().unique())
        .addColumn('sealed_at', 'bigint', (c) => c.notNull())
        .addColumn('hash', 'text', (c) => c.notNull())
        .execute()
      await db.schema
        .createIndex('journal_seal_at')
        .on('journal_seal')
        .columns(['sealed_at', 'position'])
        .execute()
      await db.schema
        .createTable('journal_head')
        .addColumn('day', 'text', (c) => c.primaryKey())
        .addColumn('position', 'bigint', (c) => c.notNull())
        .addColumn('count', 'bigint', (c) => c.notNull())
        .addColumn('hash', 'text', (c) => c.notNull())
        .execute()
      await makeAppendOnly(db, engine, 'journal', 'id')
      await makeAppendOnly(db, engine, 'journal_seal', 'position')
      await makeAppendOnly(db, engine, 'journal_head', 'day')
    },
  },
}
