import type { House } from '../kit/room.ts'
import { type Day, daysIn } from '../kit/time.ts'
import { levelOf } from './day-index.ts'
import type { DayRow, PastDay } from './days.ts'
import { networks, type Place } from './history-places.ts'
import { meanOf, percentile, readingOf, yearPercentile } from './index/index.ts'
import type { Kind, Pollutant } from './pollutants.ts'
import type { AirStore } from './tables.ts'
import { type YearSummary, yearSummary } from './years.ts'

/** A year of a place by its days and months. */
export interface YearDays {
  year: number
  /** The network that speaks for this year; kinds are never mixed within one. */
  kind: Kind
  rows: PastDay[]
  months: MonthSummary[]
}

/** A year of a place as its calendar, its figures and its months show it. */
export interface HistoryYear extends YearDays {
  summary: YearSummary
  quarters: QuarterSummary[]
}

export interface Stretch {
  /** Days of it that are over, and days of them with a published index. */
  expected: number
  counted: number
  levels: number[]
  good: number
  rows: PastDay[]
}

export interface MonthSummary extends Stretch {
  month: string
}

export interface QuarterSummary extends Stretch {
  /** 1 … 4 */
  quarter: number
}

/** The years of a place from `first` to `last`, newest first, days that are over; years without any day are not there. */
export async function historyYears(
  house: House,
  place: Place,
  first: number,
  last: number,
  today: Day,
): Promise<HistoryYear[]> {
  const years = await yearsByDay(house, place, first, last, today)
  return years.map((year) => ({
    ...year,
    summary: yearSummary(year.year, year.rows),
    quarters: quartersOf(year.months),
  }))
}

/** The same without the figures that a year is judged by. */
export async function yearsByDay(
  house: House,
  place: Place,
  first: number,
  last: number,
  today: Day,
): Promise<YearDays[]> {
  const rows = (await dayRows(house, place, `${first}-01-01`, `${last}-12-31`)).filter(
    ({ day }) => day < today,
  )
  const byYear = Map.groupBy(rows, ({ day }) => Number(day.slice(0, 4)))
  return [...byYear]
    .map(([year, own]) => {
      const { kind, rows } = oneNetwork(place, own)
      return { year, kind, rows, months: monthsOf(year, rows, today) }
    })
    .sort((a, b) => b.year - a.year)
}

/** Days of a place of all networks that may speak for it, oldest first. */
export async function dayRows(house: House, place: Place, from: Day, to: Day): Promise<PastDay[]> {
  const { db, bulk }: AirStore = house.store
  const query = db
    .selectFrom('air_day')
    .select(['day', 'place', 'pm25', 'pm10', 'so2', 'no2', 'co', 'o3_8h', 'idx', 'published', 'chief'])
    .where('place', 'in', place.station ? [place.station.id] : networks.map(({ number }) => number))
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
  return ((await bulk.rows(db, query)) as PastDayRow[]).map(pastDay)
}

type Value = number | null
type PastDayRow = [Day, number, Value, Value, Value, Value, Value, Value, Value, number, number]

/** Objects as SQLite hands them over are slow to read, and pages of years read them often. */
const pastDay = (row: PastDayRow): PastDay => ({
  day: row[0],
  place: row[1],
  pm25: row[2],
  pm10: row[3],
  so2: row[4],
  no2: row[5],
  co: row[6],
  o3_8h: row[7],
  idx: row[8],
  published: row[9],
  chief: row[10],
})

/** The best network that said anything in these days speaks for all of them. */
export function oneNetwork<Row extends { place: number }>(
  place: Place,
  rows: Row[],
): { kind: Kind; rows: Row[] } {
  if (place.station) return { kind: place.station.kind, rows }
  const heard = new Set(rows.map((row) => row.place))
  const speaker = networks.find(({ number }) => heard.has(number)) ?? networks[0]!
  return { kind: speaker.kind, rows: rows.filter((row) => row.place === speaker.number) }
}

/** The level of a day that may be shown: null where nothing was measured or the standard withholds the index. */
export const shownLevel = ({
  idx,
  published,
  day,
}: Pick<DayRow, 'idx' | 'published' | 'day'>): number | null =>
  idx !== null && published ? levelOf(idx, day) : null

/** Days of a stretch by level. @param expected days of it that are over */
export function stretchOf(rows: PastDay[], expected: number): Stretch {
  const levels = [0, 0, 0, 0, 0, 0]
  for (const row of rows) {
    const level = shownLevel(row)
    if (level !== null) levels[level - 1]!++
  }
  const counted = levels.reduce((sum, n) => sum + n, 0)
  return { expected, counted, levels, good: levels[0]! + levels[1]!, rows }
}

/** The months of a year that have begun; of the running one only the days that are over are expected. */
export function monthsOf(year: number, rows: readonly PastDay[], today: Day): MonthSummary[] {
  const byMonth = Map.groupBy(rows, ({ day }) => day.slice(0, 7))
  const now = today.slice(0, 7)
  return Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`)
    .filter((month) => month <= now)
    .map((month) => ({ month, ...stretchOf(byMonth.get(month) ?? [], daysOver(month, today)) }))
}

function daysOver(month: string, today: Day): number {
  if (month === today.slice(0, 7)) return Number(today.slice(8)) - 1
  return daysIn(Number(month.slice(0, 4)), Number(month.slice(5)))
}

/** Quarters from whole or running months. */
export const quartersOf = (months: readonly MonthSummary[]): QuarterSummary[] =>
  [...Map.groupBy(months, ({ month }) => Math.ceil(Number(month.slice(5)) / 3))].map(([quarter, own]) => ({
    quarter,
    ...stretchOf(
      own.flatMap(({ rows }) => rows),
      own.reduce((sum, { expected }) => sum + expected, 0),
    ),
  }))

/**
 * A pollutant over a stretch of days as a report prints it: the mean of the valid day values, of ozone their 90th
 * percentile (HJ 663), and how many days stand behind it. Units: µg/m³, CO mg/m³.
 */
export function stretchValues(
  { rows }: Pick<Stretch, 'rows'>,
  pollutant: Pollutant,
): { value: number | null; days: number } {
  const item = pollutant === 'o3' ? 'o3_8h' : pollutant
  const valid = rows.map((row) => row[item]).filter((value) => value !== null)
  const value = pollutant === 'o3' ? percentile(valid, yearPercentile.o3) : meanOf(valid).value
  return { value: Number.isNaN(value) ? null : readingOf(pollutant, value), days: valid.length }
}
