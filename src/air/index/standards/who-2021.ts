import type { Words } from '../../../kit/words.ts'
import type { ColumnName } from './standard.ts'

export interface Guideline {
  /** Interim targets, the mildest first. */
  interim: readonly number[]
  guideline: number
}

/** µg/m³, CO mg/m³. `o3_8h` is the daily maximum 8-hour mean, `o3_peak` the mean of it over the six highest months. */
export const who2021: {
  name: 'WHO-2021'
  title: Words
  limits: Readonly<Partial<Record<ColumnName, Guideline>>>
} = {
  name: 'WHO-2021',
  title: { zh: '世界卫生组织全球空气质量准则（2021）', en: 'WHO global air quality guidelines (2021)' },
  limits: {
    pm25_year: { interim: [35, 25, 15, 10], guideline: 5 },
    pm25_24h: { interim: [75, 50, 37.5, 25], guideline: 15 },
    pm10_year: { interim: [70, 50, 30, 20], guideline: 15 },
    pm10_24h: { interim: [150, 100, 75, 50], guideline: 45 },
    o3_peak: { interim: [100, 70], guideline: 60 },
    o3_8h: { interim: [160, 120], guideline: 100 },
    no2_year: { interim: [40, 30, 20], guideline: 10 },
    no2_24h: { interim: [120, 50], guideline: 25 },
    so2_24h: { interim: [125, 50], guideline: 40 },
    co_24h: { interim: [7], guideline: 4 },
  },
}
