import { type Exact, exactOf, over, times } from './decimal.ts'

/** Units as the standards' tables and the command spell them. */
export const units = ['ug/m3', 'mg/m3', 'ppm', 'ppb'] as const
export type Unit = (typeof units)[number]

/** What the standards set figures for; the last three have limits in GB 3095 only. */
export const substances = [
  'pm25',
  'pm10',
  'so2',
  'no2',
  'co',
  'o3',
  'nh3',
  'pb',
  'tsp',
  'nox',
  'bap',
] as const
export type Substance = (typeof substances)[number]

/** g/mol; particles have none, so a share of volume says nothing about them. NOx is counted as NO2. */
const molarMass: Partial<Record<Substance, number>> = {
  so2: 64.066,
  no2: 46.0055,
  nox: 46.0055,
  co: 28.01,
  o3: 47.998,
  nh3: 17.031,
}

/** Litres of a mole of gas at 25 °C (298.15 K) and 1013.25 hPa, the reference state used for every standard. */
export const molarVolume = 24.465

/** A unit as people type it (µ or u, ³ or 3, any case), or null. */
export function unitFrom(text: string): Unit | null {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s^*]/g, '')
    .replaceAll('μ', 'u')
    .toLowerCase()
  return units.find((unit) => unit === plain) ?? null
}

const isVolume = (unit: Unit) => unit === 'ppm' || unit === 'ppb'
const perThousand = (unit: Unit) => (unit === 'mg/m3' || unit === 'ppm' ? 1000 : 1)

/**
 * A concentration in another unit, exactly; null where the substance cannot be given so (particles in ppb).
 * µg/m³ = ppb × g/mol ÷ 24.465 (25 °C, 1013.25 hPa).
 */
export function convert(amount: Exact, substance: Substance, from: Unit, to: Unit): Exact | null {
  if (from === to) return amount
  let result = over(times(amount, exactOf(perThousand(from))), exactOf(perThousand(to)))
  if (isVolume(from) === isVolume(to)) return isVolume(from) && !molarMass[substance] ? null : result
  const mass = molarMass[substance]
  if (!mass) return null
  const weight = over(exactOf(mass), exactOf(molarVolume))
  result = isVolume(from) ? times(result, weight) : over(result, weight)
  return result
}
