import { makeAppendOnly, tableWithId } from '../../kit/db/columns.ts'
import type { AnyKysely, Engine } from '../../kit/db/open.ts'

/** Messages of alerts: a message that was sent is never changed, only followed by another. */
export async function up(db: AnyKysely, engine: Engine): Promise<void> {
  const whole = engine === 'sqlite' ? ('integer' as const) : ('bigint' as const)
  await tableWithId(db, engine, 'air_alert_message')
    .addColumn('begun_by', whole, (c) => c.references('air_alert_message.id'))
    .addColumn('identifier', 'text', (c) => c.notNull().unique())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('tier', 'text', (c) => c.notNull())
    .addColumn('sent_at', whole, (c) => c.notNull())
    .addColumn('effective_at', whole, (c) => c.notNull())
    .addColumn('expires_at', whole, (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('text_zh', 'text')
    .addColumn('text_en', 'text')
    .addColumn('proposal', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('air_alert_begun').on('air_alert_message').columns(['begun_by', 'id']).execute()
  await db.schema.createIndex('air_alert_sent').on('air_alert_message').column('sent_at').execute()
  await makeAppendOnly(db, engine, 'air_alert_message', 'id')
}
