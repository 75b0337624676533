import type { AnyKysely, Engine } from '../../kit/db/open.ts'

/** When each report was due and when it was out. */
export async function up(db: AnyKysely, engine: Engine): Promise<void> {
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
