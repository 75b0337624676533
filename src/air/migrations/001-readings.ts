import { sql } from 'kysely'
import type { AnyKysely, Engine } from '../../kit/db/open.ts'

const values = ['pm25', 'pm10', 'so2', 'no2', 'co', 'o3'] as const
const dayValues = ['pm25', 'pm10', 'so2', 'no2', 'co', 'o3_8h'] as const

const withoutRowid = sql`without rowid`

/** Stations, readings and their roll-ups. Measured layout: wide rows keyed (hour, station), a second index (station, hour). */
export async function up(db: AnyKysely, engine: Engine): Promise<void> {
  const serial = engine === 'sqlite' ? ('integer' as const) : ('serial' as const)
  const instant = engine === 'sqlite' ? ('integer' as const) : ('bigint' as const)
  const real = engine === 'sqlite' ? ('real' as const) : ('double precision' as const)

  await db.schema
    .createTable('air_source')
    .addColumn('id', serial, (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('licence', 'text', (c) => c.notNull())
    .addColumn('attribution', 'text', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('tried_at', instant)
    .addColumn('came_at', instant)
    .addColumn('last_hour', 'integer')
    .addColumn('last_count', 'integer')
    .addColumn('fault', 'text')
    .execute()

  await db.schema
    .createTable('air_station')
    .addColumn('id', serial, (c) => c.primaryKey())
    .addColumn('code', 'text', (c) => c.notNull().unique())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name_zh', 'text', (c) => c.notNull())
    .addColumn('name_en', 'text', (c) => c.notNull())
    .addColumn('district', 'text')
    .addColumn('lat', real, (c) => c.notNull())
    .addColumn('lon', real, (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('evaluated', 'integer', (c) => c.notNull())
    .addColumn('licence', 'text')
    .execute()

  await db.schema
    .createTable('air_alias')
    .addColumn('alias', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('station', 'integer', (c) => c.notNull().references('air_station.id').onDelete('cascade'))
    .addColumn('first_day', 'text')
    .addColumn('last_day', 'text')
    .addPrimaryKeyConstraint('air_alias_key', ['alias', 'kind', 'station'])
    .execute()

  let reading = db.schema
    .createTable('air_reading')
    .addColumn('hour', 'integer', (c) => c.notNull())
    .addColumn('station', 'integer', (c) => c.notNull())
  for (const name of values) reading = reading.addColumn(name, real)
  reading = reading
    .addColumn('flags', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('validity', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('source', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('air_reading_key', ['hour', 'station'])
  if (engine === 'sqlite') reading = reading.modifyEnd(withoutRowid)
  await reading.execute()
  await db.schema
    .createIndex('air_reading_by_station')
    .on('air_reading')
    .columns(['station', 'hour'])
    .execute()

  await db.schema
    .createTable('air_correction')
    .addColumn('id', serial, (c) => c.primaryKey())
    .addColumn('hour', 'integer', (c) => c.notNull())
    .addColumn('station', 'integer', (c) => c.notNull())
    .addColumn('pollutant', 'text', (c) => c.notNull())
    .addColumn('was', real)
    .addColumn('became', real)
    .addColumn('source', 'integer', (c) => c.notNull())
    .addColumn('at', instant, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('air_correction_by_hour')
    .on('air_correction')
    .columns(['station', 'hour'])
    .execute()

  let day = db.schema
    .createTable('air_day')
    .addColumn('place', 'integer', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
  for (const name of [...dayValues, 'o3_1h']) day = day.addColumn(name, real)
  for (const name of values) day = day.addColumn(`n_${name}`, 'integer', (c) => c.notNull())
  day = day
    .addColumn('idx', 'integer')
    .addColumn('published', 'integer', (c) => c.notNull())
    .addColumn('chief', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('air_day_key', ['place', 'day'])
  if (engine === 'sqlite') day = day.modifyEnd(withoutRowid)
  await day.execute()
  await db.schema.createIndex('air_day_by_day').on('air_day').columns(['day', 'place']).execute()

  let month = db.schema
    .createTable('air_month')
    .addColumn('place', 'integer', (c) => c.notNull())
    .addColumn('month', 'text', (c) => c.notNull())
  for (const name of dayValues) month = month.addColumn(name, real)
  for (const name of ['days', 'level1', 'level2', 'level3', 'level4', 'level5', 'level6'])
    month = month.addColumn(name, 'integer', (c) => c.notNull())
  await month.addPrimaryKeyConstraint('air_month_key', ['place', 'month']).execute()

  await db.schema
    .createTable('air_stale')
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('air_stale_key', ['day', 'kind'])
    .execute()
}
