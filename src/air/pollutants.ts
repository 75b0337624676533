import type { Words } from '../kit/words.ts'

/** The six pollutants of the Chinese index, in the order of the wide table. CO is in mg/m³, the others in µg/m³. */
export const pollutants = ['pm25', 'pm10', 'so2', 'no2', 'co', 'o3'] as const
export type Pollutant = (typeof pollutants)[number]

export const symbols: Record<Pollutant, string> = {
  pm25: 'PM₂.₅',
  pm10: 'PM₁₀',
  so2: 'SO₂',
  no2: 'NO₂',
  co: 'CO',
  o3: 'O₃',
}

export const pollutantWords: Record<Pollutant, Words> = {
  pm25: { zh: '细颗粒物', en: 'Fine particles' },
  pm10: { zh: '可吸入颗粒物', en: 'Inhalable particles' },
  so2: { zh: '二氧化硫', en: 'Sulphur dioxide' },
  no2: { zh: '二氧化氮', en: 'Nitrogen dioxide' },
  co: { zh: '一氧化碳', en: 'Carbon monoxide' },
  o3: { zh: '臭氧', en: 'Ozone' },
}

export const unitOf = (pollutant: Pollutant) => (pollutant === 'co' ? 'mg/m³' : 'µg/m³')

/** Where a value comes from; the kinds are never mixed in one mean, one map or one alert (facts/air.md, 0.5). */
export const kinds = ['reference', 'sensor', 'model', 'simulated'] as const
export type Kind = (typeof kinds)[number]

/** How far the owner of a station has checked a value. */
export const validities = ['raw', 'provisional', 'validated'] as const
export type Validity = (typeof validities)[number]

/** A value as a report prints it: CO with its one decimal, also where that is 0 (HJ 633, 4.2.2). */
export const printed = (pollutant: Pollutant, value: number): string =>
  pollutant === 'co' ? value.toFixed(1) : String(value)
