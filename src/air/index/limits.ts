import type { Day } from '../../kit/time.ts'
import { compare, type Exact, exactOf, roundHalfEven } from './decimal.ts'
import { type Grade, gb3095, type LimitEdition } from './standards/gb3095.ts'
import { type Averaging, columnName } from './standards/standard.ts'
import { who2021 } from './standards/who-2021.ts'
import type { Substance, Unit } from './units.ts'

export interface Limit {
  limit: number
  unit: Unit
}

/** The edition of GB 3095 in force on a day; days before 2016 take 2012, which Beijing followed from 2013 on. */
export const limitEditionOn = (day: Day): LimitEdition =>
  gb3095.find((edition) => edition.last === null || day <= edition.last)!

const unitOfLimit = (substance: Substance): Unit => (substance === 'co' ? 'mg/m3' : 'ug/m3')

/** The limit of GB 3095 on a day (`8h` of ozone: the daily maximum), or null where it sets none. */
export function limitOn(substance: Substance, averaging: Averaging, grade: Grade, day: Day): Limit | null {
  const limits = limitEditionOn(day).limits[columnName(substance, averaging)]
  return limits ? { limit: limits[grade - 1]!, unit: unitOfLimit(substance) } : null
}

export interface WhoLimit extends Limit {
  /** Interim targets 1, 2, …, the mildest first. */
  interim: readonly number[]
}

/** The WHO guideline of 2021, or null where it sets none. */
export function whoLimit(substance: Substance, averaging: Averaging): WhoLimit | null {
  const found = who2021.limits[columnName(substance, averaging)]
  return found ? { limit: found.guideline, unit: unitOfLimit(substance), interim: found.interim } : null
}

/** Decimals a concentration is compared with: those of the index (integers, CO one), finer for lead and BaP. */
const decimalsOf: Partial<Record<Substance, number>> = { co: 1, pb: 1, bap: 4 }

/**
 * Whether a concentration (µg/m³, CO mg/m³) exceeds GB 3095 on a day: the value is rounded by GB/T 8170 first, then
 * compared; equal is not above. Null where there is no limit. This is not `indexOver100`: from 2031 the limits are
 * lower than the concentrations of index 100.
 */
export function exceedsLimit(
  substance: Substance,
  averaging: Averaging,
  concentration: number | Exact,
  grade: Grade,
  day: Day,
): boolean | null {
  const limit = limitOn(substance, averaging, grade, day)
  if (!limit) return null
  if (typeof concentration === 'number') {
    // No rounding lifts a value over the limit from below, or takes off a whole unit: most days need no fractions.
    if (concentration <= limit.limit) return false
    if (concentration > limit.limit + 1) return true
  }
  return roundHalfEven(concentration, decimalsOf[substance] ?? 0) > limit.limit
}

/** Whether a concentration is above the WHO guideline; unrounded, as the guideline states no rounding. */
export function exceedsWho(
  substance: Substance,
  averaging: Averaging,
  concentration: number | Exact,
): boolean | null {
  const limit = whoLimit(substance, averaging)
  if (!limit) return null
  const value = typeof concentration === 'number' ? exactOf(concentration) : concentration
  return compare(value, exactOf(limit.limit)) > 0
}

/** Whether an index is above 100 (HJ 633). It says nothing about GB 3095: see `exceedsLimit`. */
export const indexOver100 = (index: number | null): boolean => index !== null && index > 100

/** A concentration as HJ 633 and GB 3095 read it: an integer, CO with one decimal. */
export const readingOf = (substance: Substance, concentration: number): number =>
  roundHalfEven(concentration, substance === 'co' ? 1 : 0)
