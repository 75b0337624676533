import type { Migrations } from '../db/migrate.ts'
import type { AnyKysely, Engine } from '../db/store.ts'

export const migrations: Migrations = { 'files-001': { up: files } }

async function files(db: AnyKysely, engine: Engine) {
  const whole = engine === 'sqlite' ? ('integer' as const) : ('bigint' as const)
  await db.schema
    .createTable('file')
    .addColumn('sha256', 'text', (c) => c.primaryKey())
    .addColumn('size', whole, (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('width', 'integer')
    .addColumn('height', 'integer')
    .addColumn('stored', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('scan', 'text', (c) => c.notNull())
    .addColumn('scan_said', 'text')
    .addColumn('created_at', whole, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('file_created').on('file').column('created_at').execute()
  await db.schema
    .createTable('file_use')
    .addColumn('sha256', 'text', (c) => c.notNull().references('file.sha256'))
    .addColumn('about', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', whole, (c) => c.notNull())
    .addColumn('open', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('focal_x', 'integer')
    .addColumn('focal_y', 'integer')
    .addPrimaryKeyConstraint('file_use_key', ['sha256', 'about'])
    .execute()
  await db.schema.createIndex('file_use_about').on('file_use').column('about').execute()
  await db.schema.createIndex('file_use_by').on('file_use').columns(['by', 'at']).execute()
  await db.schema
    .createTable('file_upload')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('size', whole, (c) => c.notNull())
    .addColumn('moved_at', whole, (c) => c.notNull())
    .execute()
}
