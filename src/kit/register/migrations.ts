import { makeAppendOnly, tableWithId } from '../db/columns.ts'
import type { Migrations } from '../db/migrate.ts'
import type { AnyKysely, Engine } from '../db/store.ts'

/** What all registers share: the history of their rows, and what officers keep of their lists and forms. */
export const migrations: Migrations = {
  'register-001-shared': { up: shared },
  'register-002-desk': { up: desk },
}

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

async function desk(db: AnyKysely, engine: Engine) {
  const whole = engine === 'sqlite' ? ('integer' as const) : ('bigint' as const)
  await tableWithId(db, engine, 'register_view')
    .addColumn('register', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('query', 'text', (c) => c.notNull())
    // Id of the officer whose own it is; none for everybody's.
    .addColumn('owner', 'text')
    .execute()
  await db.schema.createIndex('register_view_of').on('register_view').columns(['register', 'owner']).execute()
  const formTable = (name: string) =>
    db.schema
      .createTable(name)
      .addColumn('register', 'text', (c) => c.notNull())
      // 0 for a row that is not there yet.
      .addColumn('row_id', whole, (c) => c.notNull())
      .addColumn('officer', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint(`${name}_of`, ['register', 'row_id', 'officer'])
  await formTable('register_draft')
    .addColumn('revision', whole, (c) => c.notNull())
    // Names of the form's fields, each with what was typed.
    .addColumn('typed', 'text', (c) => c.notNull())
    .addColumn('at', whole, (c) => c.notNull())
    .execute()
  await formTable('register_open')
    .addColumn('since', whole, (c) => c.notNull())
    .addColumn('seen', whole, (c) => c.notNull())
    .execute()
}
