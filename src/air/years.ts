import type { Kysely } from 'kysely'
import { type Day, daysBetween } from '../kit/time.ts'
import { levelOf } from './day-index.ts'
import { type DayRow, days, type PastDay } from './days.ts'
import { type Assessment, assessYear, daysOfYear } from './index/index.ts'
import { type Pollutant, pollutants } from './pollutants.ts'
import type { AirTables } from './tables.ts'

/** A stretch of days of a place: how many had which level, and what stands behind the numbers. */
export interface Summary {
  /** Days of the stretch, and days of them with a published index. */
  expected: number
  counted: number
  /** Days of level 1, 2, … 6. */
  levels: readonly number[]
  /** Days of level 1 and 2, of those counted. */
  good: number
}

/** A year of a place, judged by GB 3095 and HJ 663. */
export interface YearSummary extends Summary {
  year: number
  assessments: Record<Pollutant, Assessment>
}

export function summarise(rows: readonly PastDay[], from: Day, to: Day): Summary {
  const levels = [0, 0, 0, 0, 0, 0]
  for (const { idx, published, day } of rows) if (idx !== null && published) levels[levelOf(idx, day) - 1]!++
  const counted = levels.reduce((sum, n) => sum + n, 0)
  return { expected: daysBetween(from, to) + 1, counted, levels, good: levels[0]! + levels[1]! }
}

const itemOf = (pollutant: Pollutant) => (pollutant === 'o3' ? 'o3_8h' : pollutant)

/** One year from its day rows. @param rows of that year, in any order; days without a row are missing days */
export function yearSummary(year: number, rows: readonly PastDay[]): YearSummary {
  const first = `${year}-01-01`
  const last = `${year}-12-31`
  const places = new Map(daysOfYear(year).map((day, at) => [day, at]))
  const at = rows.map(({ day }) => places.get(day)!)
  const series = (pollutant: Pollutant) => {
    const values = new Float64Array(places.size).fill(Number.NaN)
    const item = itemOf(pollutant)
    for (let i = 0; i < rows.length; i++) values[at[i]!] = rows[i]![item] ?? Number.NaN
    return values
  }
  const assessments = Object.fromEntries(
    pollutants.map((pollutant) => [pollutant, assessYear(pollutant, year, series(pollutant))]),
  ) as Record<Pollutant, Assessment>
  return { year, ...summarise(rows, first, last), assessments }
}

/** Every year of a place that has any day. */
export async function yearsOf(
  db: Kysely<AirTables>,
  place: number,
  from: number,
  to: number,
): Promise<YearSummary[]> {
  const rows = await days(db, place, `${from}-01-01`, `${to}-12-31`)
  const byYear = Map.groupBy(rows, ({ day }) => Number(day.slice(0, 4)))
  return [...byYear].map(([year, own]) => yearSummary(year, own))
}

export type Quarter = `${number}-Q${1 | 2 | 3 | 4}`

/** The quarters of a stretch of day rows, in order. */
export function quarters(rows: readonly DayRow[]): { quarter: Quarter; summary: Summary; rows: DayRow[] }[] {
  const quarterOf = (day: Day): Quarter =>
    `${Number(day.slice(0, 4))}-Q${Math.ceil(Number(day.slice(5, 7)) / 3) as 1}`
  return [...Map.groupBy(rows, ({ day }) => quarterOf(day))].map(([quarter, own]) => {
    const [year, number] = quarter.split('-Q') as [string, string]
    const month = Number(number) * 3 - 2
    const first = Temporal.PlainDate.from({ year: Number(year), month, day: 1 })
    const last = first.add({ months: 3 }).subtract({ days: 1 })
    return { quarter, summary: summarise(own, first.toString(), last.toString()), rows: own }
  })
}
