import type { Pollutant } from '../pollutants.ts'

/** g/mol. */
const molarMass: Partial<Record<Pollutant, number>> = { so2: 64.066, no2: 46.0055, co: 28.01, o3: 47.998 }
/** Litres of a mole of gas at the reference state of GB 3095: 298.15 K and 1013.25 hPa. */
export const molarVolume = (8.314462618 * 298.15) / 101.325

export type Unit = 'µg/m³' | 'mg/m³' | 'ppm' | 'ppb'

const spellings: Record<string, Unit> = {
  'μg/m3': 'µg/m³',
  'ug/m3': 'µg/m³',
  'mg/m3': 'mg/m³',
  ppm: 'ppm',
  ppb: 'ppb',
}

/** A unit as providers write it (either µ, ³ or 3, any case), or null. */
export const unitFrom = (text: string): Unit | null =>
  spellings[
    text
      .normalize('NFKC')
      .replaceAll(/[\s^*]/g, '')
      .toLowerCase()
  ] ?? null

/**
 * How a provider's unit becomes ours (CO mg/m³, else µg/m³); ppm and ppb at 25 °C, the reference state of the
 * Chinese standard (facts/air.md, 3.7). Null where there is no such unit or a share of volume says nothing.
 */
export function converter(pollutant: Pollutant, unit: string): ((amount: number) => number) | null {
  const known = unitFrom(unit)
  const mass = molarMass[pollutant]
  if (!known || (known.startsWith('pp') && !mass)) return null
  const toMicro: Record<Unit, number> = {
    'µg/m³': 1,
    'mg/m³': 1000,
    ppb: (mass ?? 0) / molarVolume,
    ppm: ((mass ?? 0) * 1000) / molarVolume,
  }
  // Division by a whole thousand rounds correctly where multiplying by 0.001 would not.
  if (pollutant !== 'co') return (amount) => amount * toMicro[known]
  return known === 'mg/m³' ? (amount) => amount : (amount) => (amount * toMicro[known]) / 1000
}
