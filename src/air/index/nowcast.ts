import { compare, type Exact, exactOf, numberOf, over, plus, times } from './decimal.ts'
import { usEpa2024 } from './standards/us-epa-2024.ts'
import { subIndexOf } from './sub-index.ts'

const hours = 12
const half: Exact = { n: 1n, d: 2n }
const one: Exact = { n: 1n, d: 1n }
const zero: Exact = { n: 0n, d: 1n }

const isMeasured = (value: number | null | undefined): value is number =>
  value !== null && value !== undefined && value >= 0 && value < Number.POSITIVE_INFINITY

/**
 * The EPA's NowCast of particles as an exact fraction, or null with fewer than two of the newest three hours.
 * Weight w = min ÷ max of the last 12 hours, at least ½; value = Σ wⁱcᵢ ÷ Σ wⁱ over the hours that were measured.
 * @param newestFirst µg/m³; null, NaN and negative values are missing hours, and hours beyond the twelfth do not count
 */
export function exactNowcast(newestFirst: readonly (number | null | undefined)[]): Exact | null {
  const recent = newestFirst.slice(0, hours)
  if (recent.slice(0, 3).filter(isMeasured).length < 2) return null
  const values = recent.map((value) => (isMeasured(value) ? exactOf(value) : null))
  const known = values.filter((value) => value !== null)
  const least = known.reduce((a, b) => (compare(b, a) < 0 ? b : a))
  const most = known.reduce((a, b) => (compare(b, a) > 0 ? b : a))
  if (most.n === 0n) return zero
  const ratio = over(least, most)
  const weight = compare(ratio, half) < 0 ? half : ratio
  let power = one
  let sum = zero
  let weights = zero
  for (const value of values) {
    if (value) {
      sum = plus(sum, times(power, value))
      weights = plus(weights, power)
    }
    power = times(power, weight)
  }
  return over(sum, weights)
}

/** NowCast concentration (µg/m³, unrounded) and its index; it is truncated like a day value before the index. */
export function nowcast(
  pollutant: 'pm25' | 'pm10',
  newestFirst: readonly (number | null | undefined)[],
): { nowcast: number | null; index: number | null } {
  const value = exactNowcast(newestFirst)
  if (!value) return { nowcast: null, index: null }
  return { nowcast: numberOf(value), index: subIndexOf(usEpa2024, `${pollutant}_24h`, value).value }
}
