import { makeAppendOnly, tableWithId } from '../db/columns.ts'
import type { Migrations } from '../db/migrate.ts'
import type { AnyKysely, Engine } from '../db/store.ts'

/** What all registers share: history, drafts, who is at a form, saved views, imports that wait for a yes. */
export const migrations: Migrations = { 'register-001-shared': { up: shared } }

async function shared(db: AnyKysely, engine: Engine) {
  const whole = engine === 'sqlite' ? ('integer' as const) : ('bigint' as const)
  await tableWithId(db, engine, 'register_history')
    .addColumn('register', 'text', (c) => c.notNull())
    .addColumn('row_id', whole, (c) => c.notNull())
    .addColumn('revision', whole, (c) => c.notNull())
    .addColumn('at', whole, (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('deed', 'text', (c) => c.notNull())
    // By field: what stood there, and what stands there now, as the table keeps it.
    .addColumn('changes', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('register_history_row')
    .on('register_history')
    .columns(['register', 'row_id', 'revision'])
    .unique()
    .execute()
  await makeAppendOnly(db, engine, 'register_history', 'id')
  const perRow = (table: string) =>
    db.schema
      .createTable(table)
      .addColumn('register', 'text', (c) => c.notNull())
      // 0 stands for a row that is not there yet.
      .addColumn('row_id', whole, (c) => c.notNull())
      .addColumn('officer', 'text', (c) => c.notNull())
      .addColumn('at', whole, (c) => c.notNull())
  await perRow('register_draft')
    .addColumn('revision', whole, (c) => c.notNull())
    .addColumn('typed', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('register_draft_key', ['register', 'row_id', 'officer'])
    .execute()
  await perRow('register_lock').addPrimaryKeyConstraint('register_lock_key', ['register', 'row_id']).execute()
  await tableWithId(db, engine, 'register_view')
    .addColumn('register', 'text', (c) => c.notNull())
    .addColumn('officer', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('query', 'text', (c) => c.notNull())
    .addUniqueConstraint('register_view_name', ['register', 'officer', 'name'])
    .execute()
  await tableWithId(db, engine, 'register_import')
    .addColumn('register', 'text', (c) => c.notNull())
    .addColumn('officer', 'text', (c) => c.notNull())
    .addColumn('at', whole, (c) => c.notNull())
    .addColumn('cells', 'text', (c) => c.notNull())
    .execute()
}
