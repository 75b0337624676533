import type { Migrations } from '../../db/migrate.ts'
import type { AnyKysely, Engine } from '../../db/store.ts'

/** Files that are being imported, and what was found in each of their lines. */
export const importMigrations: Migrations = { 'register-import-001': { up: imports } }

async function imports(db: AnyKysely, engine: Engine) {
  const whole = engine === 'sqlite' ? ('integer' as const) : ('bigint' as const)
  await db.schema
    .createTable('register_import')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('register', 'text', (c) => c.notNull())
    // As whoever brought it calls it.
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', whole, (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    // The unique field by which rows are found again.
    .addColumn('key_field', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('done', whole, (c) => c.notNull())
    .addColumn('total', whole, (c) => c.notNull())
    // Why the whole file was refused, in both languages.
    .addColumn('refusal', 'text')
    .addColumn('unknown_columns', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('register_import_of')
    .on('register_import')
    .columns(['register', 'by', 'at'])
    .execute()
  await db.schema
    .createTable('register_import_line')
    .addColumn('import_id', 'text', (c) => c.notNull())
    .addColumn('line', whole, (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    // The row that it changes, as it was when the line was looked at.
    .addColumn('row_id', whole)
    .addColumn('revision', whole)
    // By field: what stands there, and what shall stand there, as the table keeps it.
    .addColumn('changes', 'text', (c) => c.notNull())
    .addColumn('faults', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('register_import_line_key', ['import_id', 'line'])
    .execute()
  await db.schema
    .createIndex('register_import_line_outcome')
    .on('register_import_line')
    .columns(['import_id', 'outcome', 'line'])
    .execute()
}
