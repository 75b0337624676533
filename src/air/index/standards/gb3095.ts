import type { Day } from '../../../kit/time.ts'
import type { Words } from '../../../kit/words.ts'
import type { ColumnName } from './standard.ts'

/** Grade 1: nature reserves and other protected areas; grade 2: where people live and work. */
export type Grade = 1 | 2
/** Limits of grade 1 and grade 2. */
export type GradeLimits = readonly [number, number]

export interface LimitEdition {
  name: string
  title: Words
  /** First and last day in force. */
  first: Day
  last: Day | null
  /** µg/m³, CO mg/m³. `o3_8h` is the daily maximum 8-hour mean, `24h` a day mean. */
  limits: Readonly<Partial<Record<ColumnName, GradeLimits>>>
}

/** What never changed between the editions. */
const unchanged: LimitEdition['limits'] = {
  co_24h: [4, 4],
  co_1h: [10, 10],
  o3_8h: [100, 160],
  o3_1h: [160, 200],
  tsp_year: [80, 200],
  tsp_24h: [120, 300],
  nox_1h: [250, 250],
  pb_year: [0.5, 0.5],
  pb_quarter: [1, 1],
  bap_year: [0.001, 0.001],
  bap_24h: [0.0025, 0.0025],
}

const gasesTo2030: LimitEdition['limits'] = {
  so2_year: [20, 60],
  so2_24h: [50, 150],
  so2_1h: [150, 500],
  no2_year: [40, 40],
  no2_24h: [80, 80],
  no2_1h: [200, 200],
  nox_year: [50, 50],
  nox_24h: [100, 100],
}

export const gb3095: readonly LimitEdition[] = [
  {
    name: 'GB3095-2012',
    title: { zh: 'GB 3095-2012 环境空气质量标准', en: 'GB 3095-2012 Ambient air quality standards' },
    first: '2016-01-01',
    last: '2026-02-28',
    limits: {
      ...unchanged,
      ...gasesTo2030,
      pm10_year: [40, 70],
      pm10_24h: [50, 150],
      pm25_year: [15, 35],
      pm25_24h: [35, 75],
    },
  },
  {
    name: 'GB3095-2026-transitional',
    title: {
      zh: 'GB 3095-2026 环境空气质量标准（过渡阶段）',
      en: 'GB 3095-2026 Ambient air quality standards (transitional limits)',
    },
    first: '2026-03-01',
    last: '2030-12-31',
    limits: {
      ...unchanged,
      ...gasesTo2030,
      pm10_year: [40, 60],
      pm10_24h: [50, 120],
      pm25_year: [15, 30],
      pm25_24h: [35, 60],
    },
  },
  {
    name: 'GB3095-2026',
    title: { zh: 'GB 3095-2026 环境空气质量标准', en: 'GB 3095-2026 Ambient air quality standards' },
    first: '2031-01-01',
    last: null,
    limits: {
      ...unchanged,
      so2_year: [20, 20],
      so2_24h: [50, 50],
      so2_1h: [150, 150],
      no2_year: [30, 30],
      no2_24h: [50, 50],
      no2_1h: [200, 200],
      nox_year: [40, 40],
      nox_24h: [70, 70],
      pm10_year: [20, 50],
      pm10_24h: [50, 100],
      pm25_year: [10, 25],
      pm25_24h: [25, 50],
    },
  },
]
