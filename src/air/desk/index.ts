import type { Hono } from 'hono'
import type { Desk, House, TodayLine } from '../../kit/room.ts'
import { dayOf, type Hour } from '../../kit/time.ts'
import type { Words } from '../../kit/words.ts'
import { alertInForce, tierWords } from '../alert/index.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import { type AirNow, airAt } from '../now.ts'
import { hourWords } from '../pages/words.ts'
import type { AirStore } from '../tables.ts'
import { alertDeskRoutes } from './alerts.tsx'
import { forecasterDuty, mayForecast } from './duties.ts'
import { forecastDeskRoutes } from './forecast.tsx'
import { words } from './words.ts'

const group = { zh: '空气', en: 'Air' }

/** What the air room brings to the desk. */
export const airDesk: Partial<Desk> = {
  items: [
    { group, words: words.alerts, path: '/desk/air/alerts', may: mayForecast },
    { group, words: words.forecast, path: '/desk/air/forecast', may: mayForecast },
  ],
  duties: [forecasterDuty],
  permissions: [
    { deed: { zh: '发布、变更和解除预警', en: 'Issue, change and lift alerts' }, may: mayForecast },
    { deed: { zh: '订正预报', en: 'Overrule the forecast' }, may: mayForecast },
  ],
  today: [airToday],
}

export function airDeskRoutes(web: Hono, house: House): void {
  alertDeskRoutes(web, house)
  forecastDeskRoutes(web, house)
}

/** The air of this hour, and an alert that is in force. */
async function airToday(house: House): Promise<TodayLine[]> {
  const { db }: AirStore = house.store
  const at = house.clock()
  const zone = house.settings.LANTIAN_ZONE
  const [now, alert] = await Promise.all([airAt(house, at), alertInForce(db, at)])
  const lines: TodayLine[] = []
  if (alert)
    lines.push({ words: tierWords[alert.tier].headline, path: `/air/alerts/${alert.alert}`, urgent: true })
  lines.push({
    words: indexWords(house, now),
    path: '/air',
    ...(now ? { detail: hourIn(now.hour, zone) } : {}),
  })
  return lines
}

const hourIn = (hour: Hour, zone: string): Words => ({
  zh: hourWords(hour, zone, 'zh'),
  en: hourWords(hour, zone, 'en'),
})

function indexWords({ centre, settings }: House, now: AirNow | null): Words {
  const { zh, en } = centre.city
  const city = now?.stale ? null : now?.city
  if (!city || city.index === null) return { zh: `${zh}暂无空气质量数据`, en: `No air data for ${en}` }
  const { name } = categoryOf(indexStandardOn(dayOf(city.hour, settings.LANTIAN_ZONE)), city.index)
  return {
    zh: `${zh}空气质量指数 ${city.index}，${name.zh}`,
    en: `Air quality index of ${en}: ${city.index}, ${name.en}`,
  }
}
