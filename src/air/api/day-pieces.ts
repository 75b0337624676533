import { type Kysely, sql } from 'kysely'
import { Breath } from '../../kit/breath.ts'
import type { House } from '../../kit/room.ts'
import { addDays, type Day, daysBetween, type Hour, hoursOfDay } from '../../kit/time.ts'
import type { DayRow } from '../days.ts'
import { type AirStore, type AirTables, cityOf } from '../tables.ts'
import type { Chosen } from './place.ts'
import { type Search, searchOf } from './reading-pieces.ts'

/** What stands behind a station's day: from which source, and how far checked at least. */
interface Behind {
  source: number
  validity: number
}

/** Some days of the places that were asked for, by day, the city first. */
export interface DayPiece {
  rows: DayRow[]
  behind(stations: readonly number[], day: Day): Behind[]
}

/** Readings that one piece looks at. */
const readingsEach = 8_000
/** A quarter of days at the most, so that the first come soon. */
const longestPiece = 92

/** Days of the chosen places in pieces; stretches without any day are stepped over. */
export async function* dayPieces(
  house: House,
  chosen: Chosen,
  registered: number,
  from: Day,
  to: Day,
  zone: string,
): AsyncGenerator<DayPiece> {
  const { db }: AirStore = house.store
  const breath = new Breath()
  const city = chosen.assessed.length > 0 ? [cityOf(chosen.kind)] : []
  const places = [...city, ...chosen.stations.map(({ id }) => id)]
  const stations = [...new Set([...chosen.assessed, ...chosen.stations].map(({ id }) => id))]
  const search = searchOf(stations, registered)
  const most = Math.min(longestPiece, Math.max(1, Math.floor(readingsEach / (24 * search.eachHour))))
  for (let day = await oldestFrom(db, places, from); day !== null && day <= to; ) {
    const piece = evenDays(day, to, most, zone)
    const rows = await daysBetweenOf(db, places, day, piece.last)
    if (rows.length > 0) {
      const marks = await marksOf(db, search, piece)
      yield { rows, behind: behindOf(marks, day) }
    }
    day = rows.length > 0 ? addDays(piece.last, 1) : await oldestFrom(db, places, addDays(piece.last, 1))
    if (breath.due) await breath.take()
  }
}

interface Stretch {
  last: Day
  firstHour: Hour
  lastHour: Hour
  /** Hours of each of its days. */
  hoursEach: number
}

/** Days from `first` on that have equally many hours: where clocks change, a day stands by itself. */
function evenDays(first: Day, to: Day, most: number, zone: string): Stretch {
  const span = hoursOfDay(first, zone)
  const hoursEach = span.last - span.first + 1
  let last = first
  let lastHour = span.last
  for (let n = 1; n < most && last < to; n++) {
    const next = addDays(last, 1)
    const own = hoursOfDay(next, zone)
    if (own.last - own.first + 1 !== hoursEach) break
    last = next
    lastHour = own.last
  }
  return { last, firstHour: span.first, lastHour, hoursEach }
}

const daysBetweenOf = (
  db: Kysely<AirTables>,
  places: readonly number[],
  from: Day,
  to: Day,
): Promise<DayRow[]> =>
  db
    .selectFrom('air_day')
    .selectAll()
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('place', 'in', places)
    .orderBy('day')
    .orderBy('place')
    .execute()

async function oldestFrom(db: Kysely<AirTables>, places: readonly number[], from: Day): Promise<Day | null> {
  if (places.length === 0) return null
  const row = await db
    .selectFrom('air_day')
    .select('day')
    .where('day', '>=', from)
    .where('place', 'in', places)
    .orderBy('day')
    .limit(1)
    .executeTakeFirst()
  return row?.day ?? null
}

interface Mark extends Behind {
  station: number
  /** Days after the first of the piece. */
  nth: number
}

async function marksOf(
  db: Kysely<AirTables>,
  { where }: Search,
  { firstHour, lastHour, hoursEach }: Stretch,
): Promise<Mark[]> {
  const nth = sql<number>`((hour - ${sql.lit(firstHour)}) / ${sql.lit(hoursEach)})`
  const rows = await db
    .selectFrom('air_reading')
    .select((of) => ['station', 'source', nth.as('nth'), of.fn.min('validity').as('validity')])
    .where('hour', '>=', firstHour)
    .where('hour', '<=', lastHour)
    .where(where)
    .groupBy(['station', nth, 'source'])
    .execute()
  return rows.map((row) => ({ ...row, nth: Number(row.nth), validity: Number(row.validity) }))
}

function behindOf(marks: readonly Mark[], first: Day): DayPiece['behind'] {
  const byDay = Map.groupBy(marks, ({ nth, station }) => `${nth} ${station}`)
  return (stations, day) => {
    const nth = daysBetween(first, day)
    return stations.flatMap((station) => byDay.get(`${nth} ${station}`) ?? [])
  }
}
