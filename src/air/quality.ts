import { type Kysely, sql } from 'kysely'
import type { House } from '../kit/room.ts'
import { addDays, type Day, dayOf, type Hour, hourEndedBy, hoursOfDay } from '../kit/time.ts'
import { type Flag, flagList, flagNames } from './flags.ts'
import type { Correction } from './history-day.ts'
import { type Pollutant, pollutants, type Validity, validities } from './pollutants.ts'
import { type Station, stationsOf } from './stations.ts'
import type { AirStore, AirTables } from './tables.ts'

/** How many hours stand behind a station's values; six pollutants an hour are expected. */
export interface Capture {
  station: Station
  /** Newest hour that it said anything of; null for never. */
  newest: Hour | null
  /** Share of the values that the last whole day, and the last 30 whole days, should have; 0 … 1. */
  day: number
  month: number
}

const longer = 30

/** Capture and freshness of every station that ever had a day, in the order of the register. */
export async function capture(house: House, at: Temporal.Instant): Promise<Capture[]> {
  const { db }: AirStore = house.store
  const zone = house.settings.LANTIAN_ZONE
  const newest = hourEndedBy(at)
  const yesterday = addDays(dayOf(newest + 1, zone), -1)
  const [stations, counts, hours] = [
    await stationsOf(db),
    await countedHours(db, addDays(yesterday, 1 - longer), yesterday),
    await newestHours(db, newest),
  ]
  const expected = hoursOfDay(yesterday, zone)
  const perDay = (expected.last - expected.first + 1) * pollutants.length
  return stations
    .filter(({ id }) => hours.get(id) !== undefined)
    .map((station) => ({
      station,
      newest: hours.get(station.id) ?? null,
      day: (counts.get(station.id)?.day ?? 0) / perDay,
      month: (counts.get(station.id)?.month ?? 0) / (perDay * longer),
    }))
}

/** Valid hours of all pollutants by station, from the day roll-ups: thirty rows a station, however long the history. */
async function countedHours(db: Kysely<AirTables>, from: Day, yesterday: Day) {
  const hours = sql<number>`n_pm25 + n_pm10 + n_so2 + n_no2 + n_co + n_o3`
  const rows = await db
    .selectFrom('air_day')
    .select(['place', sql<number>`sum(${hours})`.as('month')])
    .select(sql<number>`sum(case when day = ${yesterday} then ${hours} else 0 end)`.as('day'))
    .where('day', '>=', from)
    .where('day', '<=', yesterday)
    .where('place', '>', 0)
    .groupBy('place')
    .execute()
  return new Map(rows.map(({ place, day, month }) => [place, { day: Number(day), month: Number(month) }]))
}

/** One step down the (station, hour) index for each station. */
async function newestHours(db: Kysely<AirTables>, until: Hour): Promise<Map<number, Hour>> {
  const rows = await db
    .selectFrom('air_station as s')
    .select('s.id')
    .select((eb) =>
      eb
        .selectFrom('air_reading as r')
        .whereRef('r.station', '=', 's.id')
        .where('r.hour', '<=', until)
        .select((inner) => inner.fn.max('r.hour').as('newest'))
        .as('newest'),
    )
    .execute()
  return new Map(rows.flatMap(({ id, newest }) => (newest === null ? [] : [[id, newest] as const])))
}

export interface Findings {
  /** Hours of all stations in the last seven days. */
  hours: number
  /** Flagged values by kind of flag. */
  flags: Record<Flag, number>
  /** Hours by how far their owner has checked them. */
  validity: Record<Validity, number>
}

/** Days back that are looked through for flags. */
export const findingsDays = 7

/** What the readings of the last days were found to be; one pass over them, grouped by what they say. */
export async function findings(house: House, at: Temporal.Instant): Promise<Findings> {
  const { db }: AirStore = house.store
  const newest = hourEndedBy(at)
  const rows = await db
    .selectFrom('air_reading')
    .select(['flags', 'validity', (of) => of.fn.countAll<number>().as('hours')])
    .where('hour', '>', newest - findingsDays * 24)
    .where('hour', '<=', newest)
    .groupBy(['flags', 'validity'])
    .execute()
  return addUp(rows.map((row) => ({ ...row, hours: Number(row.hours) })))
}

/** Counts flags by kind and hours by validity. @param rows groups of hours that say the same */
export function addUp(rows: readonly { flags: number; validity: number; hours: number }[]): Findings {
  const found: Findings = {
    hours: 0,
    flags: Object.fromEntries(flagNames.map((name) => [name, 0])) as Record<Flag, number>,
    validity: { raw: 0, provisional: 0, validated: 0 },
  }
  for (const { flags, validity, hours } of rows) {
    found.hours += hours
    found.validity[validities[validity] ?? 'raw'] += hours
    for (const pollutant of pollutants)
      for (const flag of flagList(flags, pollutant)) found.flags[flag] += hours
  }
  return found
}

const correctionsEach = 25

/** Corrections, newest first, below a number; `next` leads on while there are more. */
export async function correctionsBefore(
  house: House,
  before: number | null,
): Promise<{ corrections: Correction[]; next: number | null }> {
  const { db }: AirStore = house.store
  const rows = await db
    .selectFrom('air_correction')
    .selectAll()
    .$if(before !== null, (query) => query.where('id', '<', before!))
    .orderBy('id', 'desc')
    .limit(correctionsEach + 1)
    .execute()
  const stations = new Map((await stationsOf(db)).map((station) => [station.id, station]))
  const shown = rows.slice(0, correctionsEach)
  return {
    corrections: shown.map((row) => ({
      ...row,
      pollutant: row.pollutant as Pollutant,
      at: Number(row.at),
      station: stations.get(row.station),
    })),
    next: rows.length > correctionsEach ? shown.at(-1)!.id : null,
  }
}
