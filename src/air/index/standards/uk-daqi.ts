import { type LevelStandard, rgbOf } from './standard.ts'

const hex = [
  '#9cff9c',
  '#31ff00',
  '#31cf00',
  '#ffff00',
  '#ffcf00',
  '#ff9a00',
  '#ff6464',
  '#ff0000',
  '#990000',
  '#ce30ff',
] as const

/** The four bands; Chinese names, and the colours for colour-blind readers, are ours. */
const bands = [
  { to: 3, zh: '低', en: 'Low', colour: { zh: '绿色', en: 'green' }, assist: '#9eff91' },
  { to: 6, zh: '中', en: 'Moderate', colour: { zh: '黄色', en: 'yellow' }, assist: '#ffc905' },
  { to: 9, zh: '高', en: 'High', colour: { zh: '红色', en: 'red' }, assist: '#f02200' },
  { to: 10, zh: '很高', en: 'Very High', colour: { zh: '紫色', en: 'purple' }, assist: '#890997' },
] as const

/** µg/m³, rounded once to integers. */
export const ukDaqi: LevelStandard = {
  kind: 'levels',
  name: 'UK-DAQI',
  title: { zh: '英国每日空气质量指数', en: 'UK Daily Air Quality Index' },
  source: 'GOV.UK, Daily Air Quality Index',
  first: null,
  last: null,
  rounds: true,
  numbered: true,
  columns: {
    pm25_24h: [11, 23, 35, 41, 47, 53, 58, 64, 70],
    pm10_24h: [16, 33, 50, 58, 66, 75, 83, 91, 100],
    so2_15min: [88, 177, 266, 354, 443, 532, 710, 887, 1064],
    no2_1h: [67, 134, 200, 267, 334, 400, 467, 534, 600],
    o3_8h: [33, 66, 100, 120, 140, 160, 187, 213, 240],
  },
  categories: hex.map((colour, at) => {
    const band = bands.find(({ to }) => at + 1 <= to)!
    return {
      level: at + 1,
      from: at + 1,
      to: at + 1,
      name: { zh: band.zh, en: band.en },
      levelName: { zh: `${at + 1} 级`, en: `Index ${at + 1}` },
      colour: band.colour,
      rgb: rgbOf(colour),
      assist: rgbOf(band.assist),
    }
  }),
}
