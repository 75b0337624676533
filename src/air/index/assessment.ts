import { type Day, daysIn } from '../../kit/time.ts'
import type { Pollutant } from '../pollutants.ts'
import { exceedsLimit, limitOn } from './limits.ts'
import type { Grade } from './standards/gb3095.ts'
import { meanOf } from './validity.ts'

/** The percentile of day values that a year is judged by (HJ 663). */
export const yearPercentile: Readonly<Record<Pollutant, number>> = {
  pm25: 95,
  pm10: 95,
  so2: 98,
  no2: 98,
  co: 95,
  o3: 90,
}

/**
 * HJ 663's percentile: the n valid values in rising order, place k = 1 + (n − 1) × p ÷ 100, and between two places
 * linear interpolation. NaN without values.
 */
export function percentile(values: ArrayLike<number>, p: number): number {
  const rising = new Float64Array(values)
    .filter((value) => value >= 0 && value < Number.POSITIVE_INFINITY)
    .sort()
  if (rising.length === 0) return Number.NaN
  // Hundredths of a place stay integers, so 99 places times 90 % is exactly 89.1.
  const hundredths = (rising.length - 1) * p
  const below = Math.floor(hundredths / 100)
  const part = hundredths - below * 100
  const low = rising[below]!
  const high = rising[Math.min(below + 1, rising.length - 1)]!
  return Math.round((low + ((high - low) * part) / 100) * 1e9) / 1e9
}

const daysPerYear = 324
const daysPerMonth = 27
const daysPerFebruary = 25

export interface YearCapture {
  days: number
  /** Valid days of each month, January first. */
  months: number[]
  /** At least 324 days, and 27 in every month (February 25). */
  valid: boolean
}

const monthLengths = (year: number) => Array.from({ length: 12 }, (_, month) => daysIn(year, month + 1))

/** How many valid day values a year has. @param days one value per day from 1 January on, NaN = none */
export function yearCapture(year: number, days: ArrayLike<number>): YearCapture {
  let start = 0
  const months = monthLengths(year).map((length) => {
    start += length
    return meanOf(days, start - length, start).count
  })
  const total = months.reduce((sum, count) => sum + count, 0)
  const everyMonth = months.every((count, month) => count >= (month === 1 ? daysPerFebruary : daysPerMonth))
  return { days: total, months, valid: total >= daysPerYear && everyMonth }
}

export interface Assessment {
  /** Mean of the day values, unrounded; NaN without any. For CO and ozone no limit is set for it. */
  mean: number
  /** The percentile of HJ 663 for the pollutant. */
  percentile: number
  capture: YearCapture
  /** Days whose value exceeds the limit of GB 3095 in force on that day. */
  daysOver: number
  /** Year mean and percentile within the limits in force at the year's end; null where the capture is too small. */
  attains: boolean | null
}

/**
 * A year of day values judged by GB 3095 and HJ 663 (never by the index).
 * @param days day means, of ozone the daily maximum 8-hour means; one per day from 1 January on, NaN = none
 */
export function assessYear(
  pollutant: Pollutant,
  year: number,
  days: ArrayLike<number>,
  grade: Grade = 2,
): Assessment {
  const averaging = pollutant === 'o3' ? '8h' : '24h'
  const end: Day = `${String(year).padStart(4, '0')}-12-31`
  const mean = meanOf(days).value
  const high = percentile(days, yearPercentile[pollutant])
  const capture = yearCapture(year, days)
  const within = (value: number, over: 'year' | '24h' | '8h') =>
    !exceedsLimit(pollutant, over, value, grade, end)
  return {
    mean,
    percentile: high,
    capture,
    daysOver: daysOver(pollutant, year, days, grade),
    attains: capture.valid
      ? within(high, averaging) && (!limitOn(pollutant, 'year', grade, end) || within(mean, 'year'))
      : null,
  }
}

function daysOver(pollutant: Pollutant, year: number, days: ArrayLike<number>, grade: Grade): number {
  const averaging = pollutant === 'o3' ? '8h' : '24h'
  const names = daysOfYear(year)
  // Most days are below the lower of the limits with which the year begins and ends.
  const limitAt = (day: Day) => limitOn(pollutant, averaging, grade, day)?.limit ?? 0
  const lower = Math.min(limitAt(names[0]!), limitAt(names.at(-1)!))
  let over = 0
  for (let at = 0; at < days.length; at++) {
    const value = days[at]!
    if (!(value > lower && value < Number.POSITIVE_INFINITY)) continue
    if (exceedsLimit(pollutant, averaging, value, grade, names[at]!)) over++
  }
  return over
}

const two = (n: number) => String(n).padStart(2, '0')

const known = new Map<number, readonly Day[]>()

/** The days of a year by name; kept, as six pollutants of many places ask for the same years. */
export function daysOfYear(year: number): readonly Day[] {
  let days = known.get(year)
  if (!days) {
    if (known.size > 100) known.clear()
    const start = String(year).padStart(4, '0')
    days = monthLengths(year).flatMap((length, month) =>
      Array.from({ length }, (_, day) => `${start}-${two(month + 1)}-${two(day + 1)}`),
    )
    known.set(year, days)
  }
  return days
}
