import { makeAppendOnly, tableWithId } from '../../kit/db/columns.ts'
import type { AnyKysely, Engine } from '../../kit/db/open.ts'

const items = ['pm25', 'pm10', 'so2', 'no2', 'co', 'o3_8h'] as const

/** What machines and forecasters said of days to come, and what became of it. An issue is never changed. */
export async function up(db: AnyKysely, engine: Engine): Promise<void> {
  const whole = engine === 'sqlite' ? ('integer' as const) : ('bigint' as const)
  const real = engine === 'sqlite' ? ('real' as const) : ('double precision' as const)

  await tableWithId(db, engine, 'air_forecast_issue')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('made_on', 'text', (c) => c.notNull())
    .addColumn('made_at', whole, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('air_forecast_issue_at')
    .on('air_forecast_issue')
    .columns(['kind', 'made_at'])
    .execute()
  await makeAppendOnly(db, engine, 'air_forecast_issue', 'id')

  let day = tableWithId(db, engine, 'air_forecast_day')
    .addColumn('issue', whole, (c) => c.notNull().references('air_forecast_issue.id'))
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('low', 'integer', (c) => c.notNull())
    .addColumn('mid', 'integer', (c) => c.notNull())
    .addColumn('high', 'integer', (c) => c.notNull())
    .addColumn('chief', 'integer', (c) => c.notNull())
  for (const item of items) day = day.addColumn(item, real)
  await day
    .addColumn('points', 'integer', (c) => c.notNull())
    .addColumn('band', 'text', (c) => c.notNull())
    .addUniqueConstraint('air_forecast_day_once', ['issue', 'day'])
    .execute()
  await makeAppendOnly(db, engine, 'air_forecast_day', 'id')

  await tableWithId(db, engine, 'air_forecast_overrule')
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('low', 'integer', (c) => c.notNull())
    .addColumn('high', 'integer', (c) => c.notNull())
    .addColumn('chief', 'integer', (c) => c.notNull())
    .addColumn('text_zh', 'text')
    .addColumn('text_en', 'text')
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', whole, (c) => c.notNull())
    .addColumn('machine', whole, (c) => c.references('air_forecast_day.id'))
    .addColumn('withdrawn_at', whole)
    .addColumn('withdrawn_by', 'text')
    .addColumn('withdrawn_reason', 'text')
    .addColumn('replaced_by', whole, (c) => c.references('air_forecast_overrule.id'))
    .execute()
  await db.schema
    .createIndex('air_forecast_overrule_day')
    .on('air_forecast_overrule')
    .columns(['day', 'id'])
    .execute()

  await db.schema
    .createTable('air_forecast_score')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('lead', 'integer', (c) => c.notNull())
    .addColumn('who', 'text', (c) => c.notNull())
    .addColumn('low', 'integer', (c) => c.notNull())
    .addColumn('mid', 'integer', (c) => c.notNull())
    .addColumn('high', 'integer', (c) => c.notNull())
    .addColumn('observed', 'integer', (c) => c.notNull())
    .addColumn('against', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('air_forecast_score_key', ['kind', 'day', 'lead', 'who'])
    .execute()
}
