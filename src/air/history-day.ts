import type { Kysely } from 'kysely'
import type { House } from '../kit/room.ts'
import { type Day, type Hour, hoursOfDay } from '../kit/time.ts'
import { cityHours } from './city-hours.ts'
import { reported } from './day-index.ts'
import type { DayRow } from './days.ts'
import { oneNetwork, shownLevel } from './history.ts'
import { networks, type Place } from './history-places.ts'
import { type HourIndex, hourIndices } from './hours.ts'
import {
  exceedsLimit,
  type HjStandard,
  type IndexReport,
  indexReport,
  indexStandardOn,
  limitOn,
  standardNamed,
} from './index/index.ts'
import { type Kind, type Pollutant, pollutants } from './pollutants.ts'
import { stationHours } from './readings.ts'
import { type Station, stationsOf } from './stations.ts'
import type { AirStore, AirTables } from './tables.ts'

/** The two editions of HJ 633, the only ones by which a day report was ever made. */
export const dayStandards = ['HJ633-2012', 'HJ633-2026'] as const
export type DayStandard = (typeof dayStandards)[number]

/** A value of a day report, with what stands behind it and the limit of GB 3095 (grade 2) of that day. */
export interface DayItemReport {
  pollutant: Pollutant
  /** As the report prints it: µg/m³, CO mg/m³; of ozone the daily maximum 8-hour mean. */
  value: number | null
  /** Hours of a station, stations of a city. */
  counted: number
  subIndex: number | null
  limit: number
  over: boolean | null
}

/** One day of a place, told by a standard. */
export interface DayTold {
  day: Day
  kind: Kind
  /** The standard in force on the day, and the one it is told by here. */
  inForce: HjStandard
  standard: HjStandard
  report: IndexReport
  /** The index the house keeps and publishes for the day; null where it is withheld or there is none. */
  level: number | null
  /** Pollutants with the highest sub-index, ties side by side; none up to index 50. */
  chief: Pollutant[]
  items: DayItemReport[]
  hours: { hour: Hour; now: HourIndex | null }[]
  stations: { station: Station; row: DayRow }[]
  corrections: Correction[]
  before: Day | null
  after: Day | null
}

export interface Correction {
  id: number
  hour: Hour
  station: Station | undefined
  pollutant: Pollutant
  was: number | null
  became: number | null
  at: number
}

const mostCorrections = 200

/** Everything of a day of a place; null where nobody said anything. @param standard other than that of the day only when asked */
export async function dayTold(
  house: House,
  place: Place,
  day: Day,
  standard: DayStandard | null,
): Promise<DayTold | null> {
  const { db }: AirStore = house.store
  const zone = house.settings.LANTIAN_ZONE
  const numbers = place.station ? [place.station.id] : networks.map(({ number }) => number)
  const found = await db
    .selectFrom('air_day')
    .selectAll()
    .where('day', '=', day)
    .where('place', 'in', numbers)
    .execute()
  const { kind, rows } = oneNetwork(place, found)
  const row = rows[0]
  if (!row) return null
  const { first, last } = hoursOfDay(day, zone)
  const stations = new Map((await stationsOf(db, kind)).map((station) => [station.id, station]))
  const readings = place.station
    ? await stationHours(db, place.station.id, first, last)
    : await cityHours(db, zone, kind, first, last)
  const byHour = new Map(hourIndices(readings, zone).map((hour) => [hour.hour, hour]))
  const inForce = indexStandardOn(day)
  const chosen = standard ? (standardNamed(standard) as HjStandard) : inForce
  const report = indexReport(chosen, 'day', valuesOf(row))
  return {
    day,
    kind,
    inForce,
    standard: chosen,
    report,
    level: chosen === inForce ? shownLevel(row) : (report.category?.level ?? null),
    chief: pollutants.filter((pollutant) => report.chief.includes(pollutant)),
    items: pollutants.map((pollutant) => itemReport(pollutant, row, report)),
    hours: Array.from({ length: last - first + 1 }, (_, i) => ({
      hour: first + i,
      now: byHour.get(first + i) ?? null,
    })),
    stations: await stationDays(db, day, stations),
    corrections: await corrections(
      db,
      first,
      last,
      place.station ? [place.station.id] : [...stations.keys()],
      stations,
    ),
    ...(await neighbours(db, row.place, day)),
  }
}

/** The day's values as HJ 633 reads them: rounded once, as the report prints them. */
function valuesOf(row: DayRow) {
  return {
    pm25_24h: reported('pm25', row.pm25),
    pm10_24h: reported('pm10', row.pm10),
    so2_24h: reported('so2', row.so2),
    no2_24h: reported('no2', row.no2),
    co_24h: reported('co', row.co),
    o3_8h: reported('o3_8h', row.o3_8h),
    // It stands in above the scale of the 8-hour mean, never for a missing one.
    o3_1h: row.o3_8h === null ? null : reported('o3_1h', row.o3_1h),
  }
}

function itemReport(pollutant: Pollutant, row: DayRow, report: IndexReport): DayItemReport {
  const item = pollutant === 'o3' ? 'o3_8h' : pollutant
  const averaging = pollutant === 'o3' ? '8h' : '24h'
  const value = row[item]
  return {
    pollutant,
    value: reported(item, value),
    counted: row[`n_${pollutant}`],
    subIndex: report.subIndices[pollutant] ?? null,
    limit: limitOn(pollutant, averaging, 2, row.day)!.limit,
    over: value === null ? null : exceedsLimit(pollutant, averaging, value, 2, row.day),
  }
}

/** The stations of the same kind on that day, the worst first. */
async function stationDays(db: Kysely<AirTables>, day: Day, stations: ReadonlyMap<number, Station>) {
  const rows = await db
    .selectFrom('air_day')
    .selectAll()
    .where('day', '=', day)
    .where('place', '>', 0)
    .orderBy('place')
    .execute()
  return rows
    .flatMap((row) => {
      const station = stations.get(row.place)
      return station ? [{ station, row }] : []
    })
    .sort((a, b) => (b.row.idx ?? -1) - (a.row.idx ?? -1))
}

/** What newer words changed in the hours of a day, newest first. */
async function corrections(
  db: Kysely<AirTables>,
  first: Hour,
  last: Hour,
  numbers: number[],
  stations: ReadonlyMap<number, Station>,
): Promise<Correction[]> {
  if (numbers.length === 0) return []
  const rows = await db
    .selectFrom('air_correction')
    .selectAll()
    .where('station', 'in', numbers)
    .where('hour', '>=', first)
    .where('hour', '<=', last)
    .orderBy('id', 'desc')
    .limit(mostCorrections)
    .execute()
  return rows.map((row) => ({ ...row, at: Number(row.at), station: stations.get(row.station) }))
}

/** The nearest days of the place with anything to say. */
export async function neighbours(db: Kysely<AirTables>, place: number, day: Day) {
  const days = db.selectFrom('air_day').where('place', '=', place)
  const before = await days
    .where('day', '<', day)
    .select((of) => of.fn.max('day').as('day'))
    .executeTakeFirst()
  const after = await days
    .where('day', '>', day)
    .select((of) => of.fn.min('day').as('day'))
    .executeTakeFirst()
  return { before: before?.day ?? null, after: after?.day ?? null }
}
