import type { Day } from '../../kit/time.ts'
import { limitOn, readingOf } from './limits.ts'

/**
 * GB 3095 Table 4 and HJ 663: how many hours stand behind a value. Below the minimum a value is invalid (NaN), not
 * approximate. Hourly values come as arrays in the order of time, one per hour; NaN or a negative is a missing hour.
 */
export const minimum = { hoursOfDay: 20, hoursOfWindow: 6, windowsOfDay: 14 } as const

export interface Mean {
  /** Unrounded; NaN where invalid. */
  value: number
  /** How many values stand behind it. */
  count: number
}

const isMeasured = (value: number) => value >= 0 && value < Number.POSITIVE_INFINITY

/**
 * Takes the noise of binary sums off a mean: 2.0500000000000003 is 2.05. No mean of real readings (up to four
 * decimals, some thousand of them) lies closer to a tie of rounding than the ninth decimal shows.
 */
const clean = (mean: number) => (mean < 9e6 ? Math.round(mean * 1e9) / 1e9 : mean)

/** The mean of the valid values in `[from, to)`, whatever their number; indices outside the array are missing. */
export function meanOf(values: ArrayLike<number>, from = 0, to = values.length): Mean {
  let sum = 0
  let count = 0
  for (let at = Math.max(0, from); at < to; at++) {
    const value = values[at]
    if (value !== undefined && isMeasured(value)) {
      sum += value
      count++
    }
  }
  return { value: count > 0 ? clean(sum / count) : Number.NaN, count }
}

const demand = (mean: Mean, least: number): Mean =>
  mean.count >= least ? mean : { value: Number.NaN, count: mean.count }

/** Day mean of SO2, NO2, CO, PM10, PM2.5: labels 01 … 24 in `[from, to)`, at least 20 of them valid. */
export const dayMean = (hours: ArrayLike<number>, from = 0, to = hours.length): Mean =>
  demand(meanOf(hours, from, to), minimum.hoursOfDay)

/** The sliding 8-hour mean that ends with the hour at `last`: it and the seven before, at least 6 of them valid. */
export const eightHourMean = (hours: ArrayLike<number>, last: number): Mean =>
  demand(meanOf(hours, last - 7, last + 1), minimum.hoursOfWindow)

/** Sliding 8-hour means of a whole series, one per hour. */
export function eightHourMeans(hours: ArrayLike<number>, out = new Float64Array(hours.length)): Float64Array {
  for (let last = 0; last < hours.length; last++) out[last] = eightHourMean(hours, last).value
  return out
}

/** The label of the first 8-hour window that counts: 08 since 2016-07-01, 01 (reaching into the day before) until then. */
export const firstWindow = (day: Day): number => (day >= '2016-07-01' ? 8 : 1)

export interface DailyMax {
  /** The largest valid 8-hour mean, unrounded; NaN where the day is invalid. */
  value: number
  /** Valid 8-hour means among the windows that count. */
  windows: number
  /** The largest 8-hour mean even where the day is invalid; NaN with none. */
  highest: number
  /** The label (1 … 24) of the window it ended at; 0 with none. */
  label: number
}

/**
 * Daily maximum 8-hour mean of ozone. Valid with 14 windows; with fewer only if the result exceeds the limit.
 * @param hours hourly values of any stretch; `start` is the place of the day's label 01 in it
 * @param day decides which windows count and, unless given, the limit (grade 2)
 * @param labels hours of the day: 23 or 25 where clocks change
 */
export function dailyMax8h(
  hours: ArrayLike<number>,
  start: number,
  day: Day,
  limit: number = limitOn('o3', '8h', 2, day)!.limit,
  labels = 24,
): DailyMax {
  const result: DailyMax = { value: Number.NaN, windows: 0, highest: Number.NaN, label: 0 }
  for (let label = firstWindow(day); label <= labels; label++) {
    const { value } = eightHourMean(hours, start + label - 1)
    if (Number.isNaN(value)) continue
    result.windows++
    if (result.label === 0 || value > result.highest) {
      result.highest = value
      result.label = label
    }
  }
  const isValid =
    result.windows >= minimum.windowsOfDay || (result.windows > 0 && readingOf('o3', result.highest) > limit)
  if (isValid) result.value = result.highest
  return result
}

/** The largest hourly value of a day (HJ 633-2012, ozone), with at least 20 valid hours; NaN otherwise. */
export function dailyMax1h(hours: ArrayLike<number>, from = 0, to = hours.length): Mean {
  let value = Number.NaN
  let count = 0
  for (let at = Math.max(0, from); at < to; at++) {
    const hour = hours[at]
    if (hour === undefined || !isMeasured(hour)) continue
    count++
    if (!(hour <= value)) value = hour
  }
  return demand({ value, count }, minimum.hoursOfDay)
}

/**
 * The city's value of a day: the mean over its assessment points of each point's own valid day value, unrounded.
 * The caller passes the points that are assessed (urban; in Beijing without the background point Dingling); a point
 * without a valid day (NaN) is left out. The hours of all points are never pooled.
 */
export const cityMean = (pointValues: ArrayLike<number>): Mean => meanOf(pointValues)
