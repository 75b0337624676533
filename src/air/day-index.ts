import type { Day } from '../kit/time.ts'
import type { DayItem } from './day.ts'
import {
  categoryOf,
  emptyResult,
  indexColumns,
  indexStandardOn,
  isPublished,
  type KernelColumns,
  roundHalfEven,
} from './index/index.ts'
import type { Pollutant } from './pollutants.ts'

/** The index of a day as it is kept. */
export interface DayIndex {
  /** By the standard in force on that day; null when no pollutant is valid. */
  idx: number | null
  /** 1 when the standard lets it be published. */
  published: number
  /** Chief pollutants as bits in the order of `pollutants`. */
  chief: number
}

/**
 * A value as a report prints it: rounded once by GB/T 8170 to an integer, CO to one decimal (HJ 633-2026, 4.2.2). Days
 * before 2026 are reported alike: HJ 663 rounds before the index is read.
 */
export const reported = (item: DayItem | Pollutant | 'o3_1h', value: number | null): number | null =>
  value === null ? null : roundHalfEven(withoutNoise(value), item === 'co' ? 1 : 0)

/** Sums of binary fractions carry noise: 2.0500000000000003 was 2.05, and a tie. */
const withoutNoise = (value: number) => Math.round(value * 1e9) / 1e9

const one = () => new Float64Array(1)
const columns = { pm25: one(), pm10: one(), so2: one(), no2: one(), co: one(), o3: one(), o3_1h: one() }
const result = emptyResult(1)

/** The index of one day's values by the standard of that day, through the kernel of whole years. */
export function dayIndex(values: Record<DayItem | 'o3_1h', number | null>, day: Day): DayIndex {
  for (const item of ['pm25', 'pm10', 'so2', 'no2', 'co', 'o3_1h'] as const)
    columns[item][0] = reported(item, values[item]) ?? Number.NaN
  columns.o3[0] = reported('o3_8h', values.o3_8h) ?? Number.NaN
  // Published day indices took ozone by its 8-hour mean only (facts/air.md, 1.2): 1 h stands in above its scale, not for a missing one.
  if (values.o3_8h === null) columns.o3_1h[0] = Number.NaN
  const { name } = indexStandardOn(day)
  indexColumns(name, 'day', columns satisfies KernelColumns, result)
  const index = result.index[0]!
  return {
    idx: index < 0 ? null : index,
    published: isPublished(name, index, result.valid[0]!) ? 1 : 0,
    chief: result.chief[0]!,
  }
}

/** The level, 1 … 6, of an index by the standard of its day. */
export const levelOf = (index: number, day: Day): number => categoryOf(indexStandardOn(day), index).level
