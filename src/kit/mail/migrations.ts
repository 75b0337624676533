import { tableWithId } from '../db/columns.ts'
import type { Migrations } from '../db/migrate.ts'
import type { AnyKysely, Engine } from '../db/store.ts'

export const migrations: Migrations = { 'mail-001': { up: mail } }

async function mail(db: AnyKysely, engine: Engine) {
  await tableWithId(db, engine, 'mail_letter')
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .execute()
  await tableWithId(db, engine, 'mail_message')
    .addColumn('officer', 'text', (c) => c.notNull())
    .addColumn('letter', 'bigint', (c) => c.notNull().references('mail_letter.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('urgent', 'integer', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .addColumn('read_at', 'bigint')
    .addColumn('digest', 'text', (c) => c.notNull())
    .execute()
  const index = (name: string, table: string, columns: string[]) =>
    db.schema.createIndex(name).on(table).columns(columns).execute()
  await index('mail_message_officer', 'mail_message', ['officer', 'read_at', 'id'])
  await index('mail_message_digest', 'mail_message', ['digest'])
  await tableWithId(db, engine, 'mail_outbox')
    .addColumn('letter', 'bigint', (c) => c.notNull().references('mail_letter.id'))
    .addColumn('officer', 'text')
    .addColumn('address', 'text')
    .addColumn('language', 'text')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('leave', 'text')
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('due', 'bigint', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addColumn('reply', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute()
  await index('mail_outbox_state', 'mail_outbox', ['state', 'due'])
  await index('mail_outbox_source', 'mail_outbox', ['source', 'state'])
  await db.schema
    .createTable('mail_choice')
    .addColumn('officer', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('how', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('mail_choice_key', ['officer', 'kind'])
    .execute()
  await db.schema
    .createTable('mail_reader')
    .addColumn('officer', 'text', (c) => c.primaryKey())
    .addColumn('language', 'text', (c) => c.notNull())
    .execute()
}
