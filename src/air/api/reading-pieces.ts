import { type Kysely, type RawBuilder, sql } from 'kysely'
import { Breath } from '../../kit/breath.ts'
import type { House } from '../../kit/room.ts'
import type { Hour } from '../../kit/time.ts'
import type { Reading } from '../readings.ts'
import type { AirStore, AirTables } from '../tables.ts'

/** Readings looked at for one piece. Large enough for speed, small enough that a page never waits for it. */
const readingsEach = 2_000

/** How a set of stations is looked for in the readings, and how many of them are looked at each hour. */
export interface Search {
  where: RawBuilder<boolean>
  eachHour: number
}

/**
 * A few stations are found one by one by their own index; of many, the hours of all stations are gone through in
 * their order. The plus keeps SQLite from taking the index for them too, which is slower by half.
 */
export function searchOf(stations: readonly number[], registered: number): Search {
  const list = sql.join(stations)
  if (stations.length * 8 <= registered || stations.length === 1)
    return { where: sql<boolean>`station in (${list})`, eachHour: stations.length }
  return { where: sql<boolean>`+station in (${list})`, eachHour: registered }
}

/**
 * Readings of these stations in pieces, hours ascending, then stations. Memory does not grow with the years: a piece is
 * a window of hours, and stretches without a reading are stepped over. Between pieces others are let in.
 */
export async function* readingPieces(
  house: House,
  stations: readonly number[],
  registered: number,
  from: Hour,
  to: Hour,
): AsyncGenerator<Reading[]> {
  const { db }: AirStore = house.store
  const breath = new Breath()
  const search = searchOf(stations, registered)
  const hoursEach = Math.max(1, Math.floor(readingsEach / search.eachHour))
  for (let hour = await oldestFrom(db, stations, from); hour !== null && hour <= to; ) {
    const end = Math.min(to, hour + hoursEach - 1)
    const found = await readingsBetween(db, search, hour, end)
    if (found.length > 0) yield found
    hour = found.length > 0 ? end + 1 : await oldestFrom(db, stations, end + 1)
    if (breath.due) await breath.take()
  }
}

const readingsBetween = (
  db: Kysely<AirTables>,
  { where }: Search,
  from: Hour,
  to: Hour,
): Promise<Reading[]> =>
  db
    .selectFrom('air_reading')
    .selectAll()
    .where('hour', '>=', from)
    .where('hour', '<=', to)
    .where(where)
    .orderBy('hour')
    .orderBy('station')
    .execute()

/** The first hour from `from` on of which any of these stations said anything: one step down the index for each. */
const oldestFrom = (db: Kysely<AirTables>, stations: readonly number[], from: Hour) =>
  edge(db, stations, sql`min(r.hour)`, sql`r.hour >= ${from}`, sql`min`)

/** The last hour up to `to` of which any of these stations said anything. */
export const newestOf = ({ store }: House, stations: readonly number[], to: Hour) =>
  edge((store as AirStore).db, stations, sql`max(r.hour)`, sql`r.hour <= ${to}`, sql`max`)

async function edge(
  db: Kysely<AirTables>,
  stations: readonly number[],
  each: ReturnType<typeof sql>,
  bound: ReturnType<typeof sql>,
  all: ReturnType<typeof sql>,
): Promise<Hour | null> {
  if (stations.length === 0) return null
  const { rows } = await sql<{ hour: number | null }>`
    select ${all}(one.hour) as hour from (
      select (select ${each} from air_reading as r where r.station = s.id and ${bound}) as hour
      from air_station as s where s.id in (${sql.join(stations)})
    ) as one`.execute(db)
  return rows[0]?.hour ?? null
}
