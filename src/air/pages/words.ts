import { type Language, monthName } from '../../kit/words.ts'
import type { Kind, Validity } from '../pollutants.ts'

/** The words that several pages of the air room share. */
export const words = {
  zh: {
    index: '空气质量指数',
    chief: '首要污染物',
    noChief: '无',
    stale: (hour: string) => `暂无最新数据。下面是 ${hour} 的情况。`,
    noReadings: '还没有任何读数。导入数据或启用数据来源后，这里会显示空气状况。',
    noData: '暂无数据',
    trend: { rising: '三小时内上升', falling: '三小时内下降', steady: '三小时内平稳' },
    kinds: {
      reference: '监测站',
      sensor: '微型传感器',
      model: '模型',
      simulated: '模拟',
    } satisfies Record<Kind, string>,
    kindNotice: {
      reference: '实时数据，未经审核。',
      sensor: '微型传感器数据，不能与监测站比较。',
      model: '以下数值来自大气模型，不是监测站的实测。',
      simulated: '以下数值是模拟的，不是实测，仅供演示。第一条真实读数到来时自动结束。',
    } satisfies Record<Kind, string>,
    validity: { raw: '原始', provisional: '初步', validated: '已审核' } satisfies Record<Validity, string>,
    station: '站点',
    district: '区',
    level: '级别',
    value: '数值',
    hour: '时间',
    city: (name: string) => `${name}全市`,
  },
  en: {
    index: 'Air quality index',
    chief: 'Chief pollutant',
    noChief: 'none',
    stale: (hour: string) => `There are no current data. Below is the air of ${hour}.`,
    noReadings:
      'There are no readings yet. Once data are imported or a source is enabled, the air shows here.',
    noData: 'no data',
    trend: {
      rising: 'rising over three hours',
      falling: 'falling over three hours',
      steady: 'steady over three hours',
    },
    kinds: {
      reference: 'stations',
      sensor: 'low-cost sensors',
      model: 'model',
      simulated: 'simulated',
    } satisfies Record<Kind, string>,
    kindNotice: {
      reference: 'Real-time data, not validated.',
      sensor: 'Low-cost sensors: not comparable with monitoring stations.',
      model: 'These values come from an atmospheric model; no station measured them.',
      simulated:
        'These values are simulated for demonstration; nobody measured them. The first real reading ends this.',
    } satisfies Record<Kind, string>,
    validity: { raw: 'raw', provisional: 'provisional', validated: 'validated' } satisfies Record<
      Validity,
      string
    >,
    station: 'Station',
    district: 'District',
    level: 'Level',
    value: 'Value',
    hour: 'Time',
    city: (name: string) => `${name}, the city`,
  },
} satisfies Record<Language, unknown>

/** "12月20日 18时" and "18:00, 20 December": the end of the hour, label 24 written as 24:00 of its day. */
export function hourWords(hour: number, zone: string, language: Language, withYear = false): string {
  const end = Temporal.Instant.fromEpochMilliseconds((hour - 1) * 3_600_000).toZonedDateTimeISO(zone)
  const clock = end.hour + 1
  if (language === 'zh') return `${withYear ? `${end.year}年` : ''}${end.month}月${end.day}日 ${clock}时`
  const month = monthName(end)
  return `${String(clock).padStart(2, '0')}:00, ${end.day} ${month}${withYear ? ` ${end.year}` : ''}`
}

/** "12月20日" and "20 December 2016". */
export function dayWords(day: string, language: Language): string {
  const date = Temporal.PlainDate.from(day)
  return language === 'zh'
    ? `${date.year}年${date.month}月${date.day}日`
    : `${date.day} ${monthName(date)} ${date.year}`
}

/** "dawn", "noon", "dusk" or "night": the light of the sky above the page. */
export function lightOf(at: Temporal.Instant, zone: string): 'dawn' | 'noon' | 'dusk' | 'night' {
  const { hour } = at.toZonedDateTimeISO(zone)
  if (hour < 5 || hour >= 20) return 'night'
  if (hour < 8) return 'dawn'
  return hour < 17 ? 'noon' : 'dusk'
}
