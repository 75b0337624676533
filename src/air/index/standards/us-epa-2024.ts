import type { Words } from '../../../kit/words.ts'
import type { Band, BandStandard, Category, Rgb } from './standard.ts'

const ends = [50, 100, 150, 200, 300, 500] as const

/** Bands from their printed limits; null where the column has none for that step. */
const bands = (...limits: ([number, number] | null)[]): Band[] =>
  limits.flatMap((limit, at) =>
    limit ? [{ low: limit[0], high: limit[1], from: at === 0 ? 0 : ends[at - 1]! + 1, to: ends[at]! }] : [],
  )

const step = (level: number, name: Words, colour: Words, rgb: Rgb, assist: Rgb): Category => ({
  level,
  from: level === 1 ? 0 : ends[level - 2]! + 1,
  to: level === 6 ? Number.POSITIVE_INFINITY : ends[level - 1]!,
  name,
  levelName: { zh: `第${level}级`, en: `Category ${level}` },
  colour,
  rgb,
  assist,
})

/** The Chinese names are ours. */
const categories: Category[] = [
  step(1, { zh: '良好', en: 'Good' }, { zh: '绿色', en: 'green' }, [0, 228, 0], [158, 255, 145]),
  step(2, { zh: '中等', en: 'Moderate' }, { zh: '黄色', en: 'yellow' }, [255, 255, 0], [255, 201, 5]),
  step(
    3,
    { zh: '对敏感人群不健康', en: 'Unhealthy for Sensitive Groups' },
    { zh: '橙色', en: 'orange' },
    [255, 126, 0],
    [255, 130, 5],
  ),
  step(4, { zh: '不健康', en: 'Unhealthy' }, { zh: '红色', en: 'red' }, [255, 0, 0], [240, 34, 0]),
  step(
    5,
    { zh: '非常不健康', en: 'Very Unhealthy' },
    { zh: '紫色', en: 'purple' },
    [143, 63, 151],
    [137, 9, 151],
  ),
  step(6, { zh: '危险', en: 'Hazardous' }, { zh: '褐红色', en: 'maroon' }, [126, 0, 35], [100, 0, 21]),
]

export const usEpa2024: BandStandard = {
  kind: 'bands',
  name: 'US-EPA-2024',
  title: { zh: '美国环保署空气质量指数（2024）', en: 'US EPA Air Quality Index (2024)' },
  source: 'EPA-454/B-24-002 (May 2024), Tables 2, 3 and 6',
  first: '2024-05-06',
  last: null,
  rounding: 'truncate',
  cap: null,
  categories,
  columns: {
    o3_8h: {
      unit: 'ppm',
      decimals: 3,
      bands: bands([0, 0.054], [0.055, 0.07], [0.071, 0.085], [0.086, 0.105], [0.106, 0.2], null),
    },
    o3_1h: {
      unit: 'ppm',
      decimals: 3,
      bands: bands(null, null, [0.125, 0.164], [0.165, 0.204], [0.205, 0.404], [0.405, 0.604]),
    },
    pm25_24h: {
      unit: 'ug/m3',
      decimals: 1,
      bands: bands([0, 9], [9.1, 35.4], [35.5, 55.4], [55.5, 125.4], [125.5, 225.4], [225.5, 325.4]),
    },
    pm10_24h: {
      unit: 'ug/m3',
      decimals: 0,
      bands: bands([0, 54], [55, 154], [155, 254], [255, 354], [355, 424], [425, 604]),
    },
    co_8h: {
      unit: 'ppm',
      decimals: 1,
      bands: bands([0, 4.4], [4.5, 9.4], [9.5, 12.4], [12.5, 15.4], [15.5, 30.4], [30.5, 50.4]),
    },
    so2_1h: { unit: 'ppb', decimals: 0, bands: bands([0, 35], [36, 75], [76, 185], [186, 304]) },
    so2_24h: {
      unit: 'ppb',
      decimals: 0,
      bands: bands(null, null, null, null, [305, 604], [605, 1004]),
    },
    no2_1h: {
      unit: 'ppb',
      decimals: 0,
      bands: bands([0, 53], [54, 100], [101, 360], [361, 649], [650, 1249], [1250, 2049]),
    },
  },
}
