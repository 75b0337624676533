import { makeAppendOnly, tableWithId } from '../db/columns.ts'
import type { Migrations } from '../db/migrate.ts'
import type { AnyKysely, Engine } from '../db/store.ts'

/** What all registers share: the history of their rows. */
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
}
