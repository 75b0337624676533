import type { Unit } from '../units.ts'
import type { BandColumn, BandStandard } from './standard.ts'
import { rgbOf } from './standard.ts'

const ends = [50, 100, 200, 300, 400, 500] as const

/**
 * A column from its printed upper bounds. A band begins one printed step after the bound before it. Severe has no
 * printed end: it is made as wide as Very Poor, so the index keeps its slope and reaches 500 there.
 */
function column(
  unit: Unit,
  decimals: number,
  uppers: readonly number[],
  lowers: readonly number[],
): BandColumn {
  const all = [...uppers, 2 * uppers[4]! - uppers[3]!]
  const bands = all.map((high, at) => ({
    low: at === 0 ? 0 : lowers[at - 1]!,
    high: Number(high.toFixed(decimals)),
    from: at === 0 ? 0 : ends[at - 1]! + 1,
    to: ends[at]!,
  }))
  return { unit, decimals, bands }
}
const whole = (...uppers: number[]) =>
  column(
    'ug/m3',
    0,
    uppers,
    uppers.map((upper) => upper + 1),
  )

const names = [
  ['良好', 'Good', '#00b050', '深绿色', 'dark green', '#9eff91'],
  ['满意', 'Satisfactory', '#92d050', '浅绿色', 'light green', '#ffc905'],
  ['中度', 'Moderate', '#ffff00', '黄色', 'yellow', '#ff8205'],
  ['差', 'Poor', '#ff9900', '橙色', 'orange', '#f02200'],
  ['很差', 'Very Poor', '#ff0000', '红色', 'red', '#890997'],
  ['严重', 'Severe', '#c00000', '深红色', 'dark red', '#640015'],
] as const

const o3 = whole(50, 100, 168, 208, 748)

export const inNaqi: BandStandard = {
  kind: 'bands',
  name: 'IN-NAQI',
  title: { zh: '印度国家空气质量指数', en: 'India National Air Quality Index' },
  source: 'CPCB, National Air Quality Index (2014)',
  first: null,
  last: null,
  rounding: 'nearest',
  cap: 500,
  columns: {
    pm25_24h: whole(30, 60, 90, 120, 250),
    pm10_24h: whole(50, 100, 250, 350, 430),
    so2_24h: whole(40, 80, 380, 800, 1600),
    no2_24h: whole(40, 80, 180, 280, 400),
    co_8h: column('mg/m3', 1, [1, 2, 10, 17, 34], [1.1, 2.1, 10.1, 17.1, 34.1]),
    o3_8h: o3,
    // The two highest steps of ozone are printed for 1-h values; below them a 1-h value has no index.
    o3_1h: { ...o3, bands: o3.bands.slice(4) },
    nh3_24h: whole(200, 400, 800, 1200, 1800),
    pb_24h: column('ug/m3', 2, [0.5, 1, 2, 3, 3.5], [0.51, 1.1, 2.1, 3.1, 3.6]),
  },
  categories: names.map(([zh, en, hex, colourZh, colourEn, assist], at) => ({
    level: at + 1,
    from: at === 0 ? 0 : ends[at - 1]! + 1,
    to: ends[at]!,
    name: { zh, en },
    levelName: { zh: `第${at + 1}级`, en: `Level ${at + 1}` },
    colour: { zh: colourZh, en: colourEn },
    rgb: rgbOf(hex),
    assist: rgbOf(assist),
  })),
}
