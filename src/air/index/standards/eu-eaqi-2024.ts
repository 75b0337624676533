import { type LevelStandard, rgbOf } from './standard.ts'

/** Chinese names, and the colours for colour-blind readers, are ours. */
const names = [
  ['好', 'Good', '#50f0e6', '青色', 'turquoise', '#9eff91'],
  ['尚可', 'Fair', '#50ccaa', '蓝绿色', 'teal', '#5bc8f5'],
  ['中等', 'Moderate', '#f0e641', '黄色', 'yellow', '#ffc905'],
  ['差', 'Poor', '#ff5050', '红色', 'red', '#f02200'],
  ['很差', 'Very poor', '#960032', '深红色', 'dark red', '#890997'],
  ['极差', 'Extremely poor', '#7d2181', '紫色', 'purple', '#400010'],
] as const

/** Hourly values in µg/m³. */
export const euEaqi2024: LevelStandard = {
  kind: 'levels',
  name: 'EU-EAQI-2024',
  title: { zh: '欧洲空气质量指数（2024）', en: 'European Air Quality Index (2024)' },
  source: 'European Environment Agency, European Air Quality Index, bands in use since 2024',
  first: null,
  last: null,
  rounds: false,
  numbered: false,
  columns: {
    pm25_1h: [5, 15, 50, 90, 140],
    pm10_1h: [15, 45, 120, 195, 270],
    so2_1h: [20, 40, 125, 190, 275],
    no2_1h: [10, 25, 60, 100, 150],
    o3_1h: [60, 100, 120, 160, 180],
  },
  categories: names.map(([zh, en, hex, colourZh, colourEn, assist], at) => ({
    level: at + 1,
    from: at + 1,
    to: at + 1,
    name: { zh, en },
    levelName: { zh: `第${at + 1}级`, en: `Level ${at + 1}` },
    colour: { zh: colourZh, en: colourEn },
    rgb: rgbOf(hex),
    assist: rgbOf(assist),
  })),
}
