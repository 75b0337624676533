import type { AnyKysely } from '../../kit/db/store.ts'

/** Links of live texts with how they were found, and the probes of our own front page. */
export async function up(db: AnyKysely) {
  await db.schema
    .createTable('press_link')
    .addColumn('url', 'text', (c) => c.primaryKey())
    .addColumn('found_at', 'bigint', (c) => c.notNull())
    .addColumn('checked_at', 'bigint')
    .addColumn('standing', 'text')
    .addColumn('detail', 'text')
    .addColumn('failing_since', 'bigint')
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('press_link_due').on('press_link').column('due_at').execute()
  await db.schema.createIndex('press_link_standing').on('press_link').columns(['standing', 'url']).execute()
  await db.schema
    .createTable('press_link_use')
    .addColumn('url', 'text', (c) => c.notNull().references('press_link.url'))
    .addColumn('text_id', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('press_link_use_key', ['url', 'text_id'])
    .execute()
  await db.schema.createIndex('press_link_use_text').on('press_link_use').column('text_id').execute()
  await db.schema
    .createTable('press_link_read')
    .addColumn('text_id', 'bigint', (c) => c.primaryKey())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('no_alt', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('press_probe')
    .addColumn('at', 'bigint', (c) => c.primaryKey())
    .addColumn('took', 'integer')
    .execute()
}
