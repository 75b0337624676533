import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import { type Day, dayOf, type Hour, hoursOfDay } from '../kit/time.ts'
import { flags } from './flags.ts'
import type { StationGrid } from './grid.ts'
import { type Kind, type Pollutant, pollutants } from './pollutants.ts'
import type { HourMeans } from './readings.ts'
import { type AirStore, type AirTables, cityOf } from './tables.ts'

type Span = { first: Hour; last: Hour }

/**
 * Hourly means of the city over its evaluated stations of one kind, hours ascending: from the roll-up, and for days
 * whose roll-up is older than their readings from the readings themselves.
 * @param zone the centre's zone, whose days these are
 */
export async function cityHours(
  db: Kysely<AirTables>,
  zone: string,
  kind: Kind,
  from: Hour,
  to: Hour,
): Promise<HourMeans[]> {
  // Asked first: what is settled after this question was true before it too.
  const stale = await staleSpans(db, kind, from, to, zone)
  const kept = await keptHours(db, kind, from, to)
  if (stale.length === 0) return kept
  const rows = kept.filter(({ hour }) => !stale.some(({ first, last }) => first <= hour && hour <= last))
  for (const { first, last } of stale) rows.push(...(await hoursOfReadings(db, kind, first, last)))
  return rows.sort((a, b) => a.hour - b.hour)
}

const keptHours = (db: Kysely<AirTables>, kind: Kind, from: Hour, to: Hour): Promise<HourMeans[]> =>
  db
    .selectFrom('air_hour')
    .select(['hour', 'stations', ...pollutants])
    .where('place', '=', cityOf(kind))
    .where('hour', '>=', from)
    .where('hour', '<=', to)
    .orderBy('hour')
    .execute()

/** The hours in `[from, to]` of days that wait for `settle`, neighbouring days as one. */
async function staleSpans(db: Kysely<AirTables>, kind: Kind, from: Hour, to: Hour, zone: string) {
  const marks = await db
    .selectFrom('air_stale')
    .select('day')
    .where('kind', '=', kind)
    .where('day', '>=', dayOf(from, zone))
    .where('day', '<=', dayOf(to, zone))
    .orderBy('day')
    .execute()
  const spans: Span[] = []
  for (const { day } of marks) {
    const { first, last } = hoursOfDay(day, zone)
    const span = { first: Math.max(first, from), last: Math.min(last, to) }
    const before = spans.at(-1)
    if (before && before.last + 1 === span.first) before.last = span.last
    else spans.push(span)
  }
  return spans
}

/** A column with what must not enter a mean taken out: below zero, or outside the possible range. */
const usableColumn = (pollutant: Pollutant): RawBuilder<number | null> => {
  const mask = (flags.negative | flags.range) << (5 * pollutants.indexOf(pollutant))
  const column = sql.ref(`r.${pollutant}`)
  return sql`case when ${column} >= 0 and (r.flags & ${sql.lit(mask)}) = 0 then ${column} end`
}

/** The same as the roll-up, made by the database from what is stored now. */
export async function hoursOfReadings(
  db: Kysely<AirTables>,
  kind: Kind,
  from: Hour,
  to: Hour,
): Promise<HourMeans[]> {
  const means = pollutants.map((pollutant) =>
    sql<number | null>`avg(${usableColumn(pollutant)})`.as(pollutant),
  )
  const rows = await db
    .selectFrom('air_reading as r')
    .innerJoin('air_station as s', 's.id', 'r.station')
    .where('r.hour', '>=', from)
    .where('r.hour', '<=', to)
    .where('s.kind', '=', kind)
    .where('s.evaluated', '=', 1)
    .groupBy('r.hour')
    .orderBy('r.hour')
    .select(['r.hour', sql<number>`count(*)`.as('stations'), ...means])
    .execute()
  return rows as unknown as HourMeans[]
}

const columns = ['place', 'hour', 'stations', ...pollutants]

/** Makes the city's hours of some days anew. @param evaluated the judged grids of the stations of its mean */
export async function saveCityHours(
  store: AirStore,
  tx: Transaction<AirTables>,
  kind: Kind,
  days: readonly Day[],
  evaluated: readonly StationGrid[],
  zone: string,
): Promise<void> {
  const place = cityOf(kind)
  const spans = days.map((day) => hoursOfDay(day, zone))
  // An hour whose only station has left the city's mean must not stay.
  for (const { first, last } of spans)
    await tx
      .deleteFrom('air_hour')
      .where('place', '=', place)
      .where('hour', '>=', first)
      .where('hour', '<=', last)
      .execute()
  function* rows() {
    for (const { first, last } of spans)
      for (let hour = first; hour <= last; hour++) {
        const spoken = evaluated.filter((grid) => grid.present[hour - grid.first])
        if (spoken.length > 0) yield [place, hour, spoken.length, ...meansOfHour(spoken, hour)]
      }
  }
  await store.bulk.insert(tx, 'air_hour', columns, rows())
}

/** Means in the order of `pollutants`; null where no station has a usable value. */
const meansOfHour = (spoken: readonly StationGrid[], hour: Hour) =>
  pollutants.map((_, column) => {
    let sum = 0
    let count = 0
    for (const { usable, first } of spoken) {
      const value = usable[column]![hour - first]!
      if (Number.isNaN(value)) continue
      sum += value
      count++
    }
    return count > 0 ? sum / count : null
  })
