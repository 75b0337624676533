import { gasColumns, hjRows } from './hj633-2026.ts'
import { hjCategories, sensitive2026, words2012 } from './hj633-words.ts'
import type { HjStandard } from './standard.ts'

const pm10 = [0, 50, 150, 250, 350, 420, 500, 600]
const pm25 = [0, 35, 75, 115, 150, 250, 350, 500]

export const hj633of2012: HjStandard = {
  kind: 'hj',
  name: 'HJ633-2012',
  title: {
    zh: 'HJ 633-2012 环境空气质量指数（AQI）技术规定（试行）',
    en: 'HJ 633-2012 Technical regulation on the ambient air quality index (AQI), on trial',
  },
  source: 'HJ 633-2012, Tables 1, 2 and A.1',
  first: '2016-01-01',
  last: '2026-02-28',
  rows: hjRows,
  // The text has no sub-index for 1-h means of particles; the national network read them on the day columns.
  columns: { ...gasColumns, pm10_24h: pm10, pm10_1h: pm10, pm25_24h: pm25, pm25_1h: pm25 },
  roundsConcentrations: false,
  beyond: { so2_1h: null, o3_8h: null },
  withholdsIncomplete: false,
  categories: hjCategories(0, words2012),
  // 2012 has no such table; the groups of 2026 are the best advice for its days too.
  sensitive: sensitive2026,
}
