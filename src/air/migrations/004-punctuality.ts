import type { Kysely } from 'kysely'
import type { Engine } from '../../kit/db/open.ts'

/** When each report was due and when it was out. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types
export async function up(db: Kysely<any>, engine: Engine): Promise<void> {
  const instant = engine === 'sqlite' ? ('integer' as const) : ('bigint' as const)
  await db.schema
    .createTable('air_report')
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('period', 'text', (c) => c.notNull())
    .addColumn('due_at', instant, (c) => c.notNull())
    .addColumn('out_at', instant)
    .addPrimaryKeyConstraint('air_report_key', ['what', 'period'])
    .execute()
}
