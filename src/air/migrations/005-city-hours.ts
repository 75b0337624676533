import { sql } from 'kysely'
import type { AnyKysely, Engine } from '../../kit/db/open.ts'

const values = ['pm25', 'pm10', 'so2', 'no2', 'co', 'o3'] as const

/** Hourly means of the city. What was stored before is marked stale, so that the next `settle` makes its hours. */
export async function up(db: AnyKysely, engine: Engine): Promise<void> {
  const real = engine === 'sqlite' ? ('real' as const) : ('double precision' as const)
  let hour = db.schema
    .createTable('air_hour')
    .addColumn('place', 'integer', (c) => c.notNull())
    .addColumn('hour', 'integer', (c) => c.notNull())
    .addColumn('stations', 'integer', (c) => c.notNull())
  for (const name of values) hour = hour.addColumn(name, real)
  hour = hour.addPrimaryKeyConstraint('air_hour_key', ['place', 'hour'])
  if (engine === 'sqlite') hour = hour.modifyEnd(sql`without rowid`)
  await hour.execute()
  await sql`insert into air_stale (day, kind)
    select distinct d.day, s.kind from air_day d join air_station s on s.id = d.place where s.evaluated = 1
    on conflict (day, kind) do nothing`.execute(db)
}
