import type { Day } from '../../kit/time.ts'
import { categoryOf, indexStandardOn, subIndexOf } from '../index/index.ts'
import type { Pollutant } from '../pollutants.ts'

/** The sub-index of an hour's mean by the standard of its day; null where the standard computes none. */
export function hourSubIndex(
  pollutant: Pollutant,
  value: number,
  day: Day,
): { index: number; level: number } | null {
  const standard = indexStandardOn(day)
  const index = subIndexOf(standard, `${pollutant}_1h`, value).value
  return index === null ? null : { index, level: categoryOf(standard, index).level }
}
