import { monthName, shortMonth, type Words } from '../../kit/words.ts'
import type { SnapshotPollutant } from '../snapshot.ts'

export const symbols: Readonly<Record<SnapshotPollutant, string>> = {
  pm25: 'PM₂.₅',
  pm10: 'PM₁₀',
  so2: 'SO₂',
  no2: 'NO₂',
  co: 'CO',
  o3: 'O₃',
}

export const pollutantNames: Readonly<Record<SnapshotPollutant, Words>> = {
  pm25: { zh: '细颗粒物', en: 'Fine particles' },
  pm10: { zh: '可吸入颗粒物', en: 'Inhalable particles' },
  so2: { zh: '二氧化硫', en: 'Sulphur dioxide' },
  no2: { zh: '二氧化氮', en: 'Nitrogen dioxide' },
  co: { zh: '一氧化碳', en: 'Carbon monoxide' },
  o3: { zh: '臭氧', en: 'Ozone' },
}

export const unitOf = (pollutant: SnapshotPollutant): string => (pollutant === 'co' ? 'mg/m³' : 'µg/m³')

export const kindWords: Readonly<Record<'model' | 'simulated', Words>> = {
  model: { zh: '模型数据，非实测', en: 'Modelled, not measured' },
  simulated: { zh: '模拟数据，非实测', en: 'Simulated, not measured' },
}

/** "2016年12月20日 18时" and "18:00, 20 December 2016", of the end of an hour as ISO 8601 with its offset. */
export function dateWords(hour: string): Words {
  const [date, clock] = lastHourOf(hour)
  return {
    zh: `${date.year}年${date.month}月${date.day}日 ${clock}时`,
    en: `${String(clock).padStart(2, '0')}:00, ${date.day} ${monthName(date)} ${date.year}`,
  }
}

/** Midnight ends the day before: it is written 24, as the network does. */
function lastHourOf(hour: string): [Temporal.PlainDate, number] {
  const local = Temporal.PlainDateTime.from(hour.slice(0, 16))
  return local.hour === 0
    ? [local.toPlainDate().subtract({ days: 1 }), 24]
    : [local.toPlainDate(), local.hour]
}

/** The clock hour that ends then: 1 … 24. */
export const clockOf = (hour: string): number => lastHourOf(hour)[1]

/** "12月20日" and "20 Dec". */
export function dayWords(day: string): Words {
  const date = Temporal.PlainDate.from(day)
  return { zh: `${date.month}月${date.day}日`, en: `${date.day} ${shortMonth(date)}` }
}

const weekdays = [
  { zh: '周一', en: 'Mon' },
  { zh: '周二', en: 'Tue' },
  { zh: '周三', en: 'Wed' },
  { zh: '周四', en: 'Thu' },
  { zh: '周五', en: 'Fri' },
  { zh: '周六', en: 'Sat' },
  { zh: '周日', en: 'Sun' },
] as const

export const weekdayWords = (day: string): Words => weekdays[Temporal.PlainDate.from(day).dayOfWeek - 1]!

export const noData: Words = { zh: '暂无数据', en: 'no data' }
