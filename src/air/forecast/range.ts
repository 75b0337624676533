import type { Day } from '../../kit/time.ts'
import { type DayItem, dayItems } from '../day.ts'
import { reported } from '../day-index.ts'
import { indexReport, indexStandardOn } from '../index/index.ts'
import { type Pollutant, pollutants } from '../pollutants.ts'
import type { IndexRange, MachineDay } from './types.ts'

/** Tomorrow is 1; nothing is forecast beyond this many days. */
export const furthest = 5
/** HJ 633-2026, 5.2.3: at least this many days, today not counted. */
export const leastDays = 3
/** The end of the index. */
const top = 500

/** How far what comes lies from the middle of a forecast, as factors of it. */
export interface Spread {
  low: number
  high: number
  band: MachineDay['band']
}

/** Past forecasts of a lead that must be scored before their errors give the width. */
export const enoughPast = 30
/** Of ten days, one came below the range and one above it. */
const share = { low: 0.1, high: 0.9 }
/** A range is at least this many points to either side: the index itself is no surer than that. */
const leastMargin = 10

/** House rule for a lead without enough past: ±25 % for tomorrow, and five points of a hundred more for each day on. */
export const defaultSpread = (lead: number): Spread => {
  const part = 0.2 + 0.05 * lead
  return { low: 1 - part, high: 1 + part, band: 'default' }
}

/**
 * The width of a lead's ranges: from the 10th to the 90th percentile of "what came ÷ middle of the forecast" of past
 * days, or the default where fewer than 30 of them are known.
 * @param ratios in any order
 */
export function spreadOf(lead: number, ratios: readonly number[]): Spread {
  if (ratios.length < enoughPast) return defaultSpread(lead)
  const sorted = ratios.toSorted((a, b) => a - b)
  // The middle stays what the model said, and lies within, also where the model leans to one side.
  return {
    low: Math.min(1, quantile(sorted, share.low)),
    high: Math.max(1, quantile(sorted, share.high)),
    band: 'past',
  }
}

/** @param sorted ascending, not empty */
export function quantile(sorted: readonly number[], part: number): number {
  const at = part * (sorted.length - 1)
  const below = sorted[Math.floor(at)]!
  const above = sorted[Math.ceil(at)]!
  return below + (above - below) * (at - Math.floor(at))
}

/** Products of binary fractions carry noise, and 64.99999999999999 would open a range by five points. */
const withoutNoise = (value: number) => Math.round(value * 1e9) / 1e9

/** The last index of every level but the highest; the same in both editions of HJ 633. */
const levelEnds = [50, 100, 150, 200, 300]

/** The multiple of five below; but 51, not 50, where only the opening would reach into a better level. */
function openedDown(value: number): number {
  const opened = Math.floor(withoutNoise(value / 5)) * 5
  return levelEnds.includes(opened) && withoutNoise(value) > opened ? opened + 1 : opened
}

/** The range around a middle, both ends opened to a multiple of five (or a level's first index), within 1 … 500. */
export function rangeAround(mid: number, { low, high }: Spread): IndexRange {
  const middle = Math.min(top, mid)
  const least = Math.min(middle * low, middle - leastMargin)
  const most = Math.max(middle * high, middle + leastMargin)
  return {
    low: Math.max(Math.min(1, middle), openedDown(least)),
    mid: middle,
    high: Math.min(top, Math.ceil(withoutNoise(most / 5)) * 5),
  }
}

/**
 * The pollutants that will lead the day, ties side by side: those with the largest sub-index of the middle. HJ 633
 * names none up to 50, so there are none where the whole range stays there.
 */
export function chiefOf(values: Record<DayItem, number | null>, day: Day, high: number): Pollutant[] {
  if (high <= 50) return []
  const rounded = Object.fromEntries(dayItems.map((item) => [item, reported(item, values[item])]))
  const { subIndices } = indexReport(indexStandardOn(day), 'day', rounded)
  const most = Math.max(...pollutants.map((pollutant) => subIndices[pollutant] ?? 0))
  return most > 0 ? pollutants.filter((pollutant) => subIndices[pollutant] === most) : []
}
