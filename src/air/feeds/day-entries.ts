import type { Kysely } from 'kysely'
import type { House } from '../../kit/room.ts'
import { addDays, type Day, dayOf, hourEndedBy, hoursOfDay, instantOf } from '../../kit/time.ts'
import type { DayRow } from '../days.ts'
import { networks } from '../history-places.ts'
import type { Kind } from '../pollutants.ts'
import type { AirStore, AirTables } from '../tables.ts'

/** A finished day of the city, as the feed tells it. */
export interface DayEntry {
  row: DayRow
  kind: Kind
  published: Temporal.Instant
  /** Null where nothing was corrected after the report. */
  corrected: Temporal.Instant | null
  /** The sources whose readings stand behind it. */
  sources: { name: string; licence: string; attribution: string; url: string }[]
}

/** The newest `count` finished days of the city, the newest first; each of the best network of that day. */
export async function dayEntries(house: House, at: Temporal.Instant, count = 30): Promise<DayEntry[]> {
  const { db }: AirStore = house.store
  const zone = house.settings.LANTIAN_ZONE
  // The day that is still running has no report.
  const today = dayOf(hourEndedBy(at) + 1, zone)
  const rows = await newestDays(db, today, count)
  const [newest, oldest] = [rows[0]?.row.day, rows.at(-1)?.row.day]
  if (!newest || !oldest) return []
  const stretch = { from: hoursOfDay(oldest, zone).first, to: hoursOfDay(newest, zone).last }
  const [out, corrections, sources] = await Promise.all([
    firstSeen(db, oldest, newest),
    lastCorrections(db, stretch, zone, at),
    sourcesOf(db, stretch),
  ])
  return rows.map(({ row, kind }) => {
    const ended = instantOf(hoursOfDay(row.day, zone).last)
    const seen = out.get(row.day)
    const published = seen && seen <= at.epochMilliseconds ? moment(seen) : ended
    const corrected = corrections.get(`${kind} ${row.day}`)
    return {
      row,
      kind,
      published,
      corrected: corrected && corrected > published.epochMilliseconds ? moment(corrected) : null,
      sources: sources.get(kind) ?? [],
    }
  })
}

const moment = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)

/** Networks are never mixed within a day; of two that know a day the better one speaks. */
async function newestDays(
  db: Kysely<AirTables>,
  today: Day,
  count: number,
): Promise<{ row: DayRow; kind: Kind }[]> {
  const found = new Map<Day, { row: DayRow; kind: Kind }>()
  for (const { kind, number } of networks) {
    const rows = await db
      .selectFrom('air_day')
      .selectAll()
      .where('place', '=', number)
      .where('day', '<', today)
      .orderBy('day', 'desc')
      .limit(count)
      .execute()
    for (const row of rows) if (!found.has(row.day)) found.set(row.day, { row, kind })
  }
  return [...found.values()].toSorted((a, b) => (a.row.day < b.row.day ? 1 : -1)).slice(0, count)
}

/** When each day's report was first seen to be out. */
async function firstSeen(db: Kysely<AirTables>, from: Day, to: Day): Promise<Map<Day, number>> {
  const rows = await db
    .selectFrom('air_report')
    .select(['period', 'out_at'])
    .where('what', '=', 'day')
    .where('period', '>=', from)
    .where('period', '<=', to)
    .where('out_at', 'is not', null)
    .execute()
  return new Map(rows.map(({ period, out_at }) => [period, Number(out_at)]))
}

interface Stretch {
  from: number
  to: number
}

/** The last correction up to a moment that touched an evaluated station's hours, by "kind day". */
async function lastCorrections(
  db: Kysely<AirTables>,
  { from, to }: Stretch,
  zone: string,
  at: Temporal.Instant,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('air_correction as c')
    .innerJoin('air_station as s', 's.id', 'c.station')
    .where('c.hour', '>=', from)
    .where('c.hour', '<=', to)
    .where('c.at', '<=', at.epochMilliseconds)
    .where('s.evaluated', '=', 1)
    .groupBy(['s.kind', 'c.hour'])
    .select((eb) => ['s.kind', 'c.hour', eb.fn.max('c.at').as('at')])
    .execute()
  const latest = new Map<string, number>()
  for (const { kind, hour, at: when } of rows) {
    const day = dayOf(hour, zone)
    // The 8-hour means of a day's first hours look into the day before.
    for (const touched of [day, addDays(day, 1)]) {
      const key = `${kind} ${touched}`
      if (touched === day || dayOf(hour + 7, zone) === touched)
        latest.set(key, Math.max(latest.get(key) ?? 0, Number(when)))
    }
  }
  return latest
}

/** Who brought the readings of a stretch, by kind. */
async function sourcesOf(db: Kysely<AirTables>, { from, to }: Stretch) {
  const numbers = await db
    .selectFrom('air_reading')
    .select('source')
    .distinct()
    .where('hour', '>=', from)
    .where('hour', '<=', to)
    .execute()
  if (numbers.length === 0) return new Map<Kind, DayEntry['sources']>()
  const rows = await db
    .selectFrom('air_source')
    .select(['name', 'kind', 'licence', 'attribution', 'url'])
    .where(
      'id',
      'in',
      numbers.map(({ source }) => source),
    )
    .orderBy('id')
    .execute()
  return Map.groupBy(rows, ({ kind }) => kind)
}
