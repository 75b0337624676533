import { hjCategories, sensitive2026, words2026 } from './hj633-words.ts'
import type { HjStandard } from './standard.ts'

/** Upper index of the rows of Table 3 (2012: Table 1); the same in both editions. */
export const hjRows = [0, 50, 100, 150, 200, 300, 400, 500] as const

/** The columns that both editions share: µg/m³, CO mg/m³. Only PM2.5 and PM10 differ, at index 100. */
export const gasColumns = {
  so2_24h: [0, 50, 150, 475, 800, 1600, 2100, 2620],
  so2_1h: [0, 150, 500, 650, 800],
  no2_24h: [0, 40, 80, 180, 280, 565, 750, 940],
  no2_1h: [0, 100, 200, 700, 1200, 2340, 3090, 3840],
  co_24h: [0, 2, 4, 14, 24, 36, 48, 60],
  co_1h: [0, 5, 10, 35, 60, 90, 120, 150],
  o3_8h: [0, 100, 160, 215, 265, 800],
  o3_1h: [0, 160, 200, 300, 400, 800, 1000, 1200],
}

const pm10 = [0, 50, 120, 250, 350, 420, 500, 600]
const pm25 = [0, 35, 60, 115, 150, 250, 350, 500]

export const hj633of2026: HjStandard = {
  kind: 'hj',
  name: 'HJ633-2026',
  title: {
    zh: 'HJ 633-2026 环境空气质量指数（AQI）技术规定',
    en: 'HJ 633-2026 Technical regulation on the ambient air quality index (AQI)',
  },
  source: 'HJ 633-2026, Tables 1, 2, 3 and A.1',
  first: '2026-03-01',
  last: null,
  rows: hjRows,
  // Clause 4.2.4: the 1-h means of particles are read on the day columns.
  columns: { ...gasColumns, pm10_24h: pm10, pm10_1h: pm10, pm25_24h: pm25, pm25_1h: pm25 },
  roundsConcentrations: true,
  beyond: { so2_1h: 200, o3_8h: 300 },
  withholdsIncomplete: true,
  categories: hjCategories(1, words2026),
  sensitive: sensitive2026,
}
