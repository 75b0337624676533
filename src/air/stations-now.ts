import { type Kysely, sql } from 'kysely'
import type { Hour } from '../kit/time.ts'
import { type HourIndex, hourIndices } from './hours.ts'
import { type Reading, staleAfterHours } from './readings.ts'
import type { Station } from './stations.ts'
import type { AirTables } from './tables.ts'

/** A station with the newest thing it said. */
export interface Heard {
  station: Station
  /** Null where it never said anything. */
  reading: Reading | null
  /** Hours since then. */
  age: number | null
  /** Its index, and only while the word is fresh: what is old is not "now". */
  now: HourIndex | null
}

type Row = Station & { [K in keyof Reading]: Reading[K] | null }

const readingColumns = [
  'r.hour',
  'r.station',
  'r.pm25',
  'r.pm10',
  'r.so2',
  'r.no2',
  'r.co',
  'r.o3',
  'r.flags',
  'r.validity',
  'r.source',
] as const

/** The newest hour up to `hour` that the station `s` has said: one step down the (station, hour) index. */
const newestHour = (hour: Hour) =>
  sql<Hour>`(select max(x.hour) from air_reading as x where x.station = s.id and x.hour <= ${hour})`

/** Every station and its newest hour up to `hour`. */
export async function allHeard(db: Kysely<AirTables>, hour: Hour, zone: string): Promise<Heard[]> {
  const rows = await db
    .selectFrom('air_station as s')
    .leftJoin('air_reading as r', (on) =>
      on.onRef('r.station', '=', 's.id').on('r.hour', '=', newestHour(hour)),
    )
    .selectAll('s')
    .select(readingColumns)
    .orderBy('s.id')
    .execute()
  return heard(rows as unknown as Row[], hour, zone)
}

/** A degree of longitude is this part of one of latitude: near enough to order neighbours of one city. */
const squeeze = 0.6

/**
 * The station of a code and those of its kind nearest to it, itself first; nothing where there is no such code.
 * Distances on the way are only for the order: say them with `kmBetween`.
 */
export async function heardAround(
  db: Kysely<AirTables>,
  code: string,
  hour: Hour,
  zone: string,
): Promise<Heard[]> {
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('air_station as me')
        .innerJoin('air_station as s', 's.kind', 'me.kind')
        .where('me.code', '=', code)
        .selectAll('s')
        .select(
          sql<number>`case when s.id = me.id then -1 else (s.lat - me.lat) * (s.lat - me.lat)
            + ${squeeze} * (s.lon - me.lon) * (s.lon - me.lon) end`.as('apart'),
        )
        .orderBy('apart')
        .orderBy('s.id')
        .limit(7)
        .as('s'),
    )
    .leftJoin('air_reading as r', (on) =>
      on.onRef('r.station', '=', 's.id').on('r.hour', '=', newestHour(hour)),
    )
    .selectAll('s')
    .select(readingColumns)
    .orderBy('s.apart')
    .orderBy('s.id')
    .execute()
  return heard(rows as unknown as Row[], hour, zone)
}

function heard(rows: readonly Row[], hour: Hour, zone: string): Heard[] {
  const fresh = rows.filter((row) => row.hour !== null && hour - row.hour <= staleAfterHours) as Reading[]
  const indices = new Map(hourIndices(fresh, zone).map((index, at) => [fresh[at]!.station, index]))
  return rows.map((row) => ({
    station: row,
    reading: row.hour === null ? null : (row as Reading),
    age: row.hour === null ? null : hour - row.hour,
    now: indices.get(row.id) ?? null,
  }))
}
