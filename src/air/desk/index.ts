import type { Hono } from 'hono'
import type { Officer } from '../../kit/people/officer.ts'
import type { Desk, House, TodayLine } from '../../kit/room.ts'
import { dayAt, dayOf, type Hour } from '../../kit/time.ts'
import type { Words } from '../../kit/words.ts'
import { alertInForce, tierWords } from '../alert/index.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import { type AirNow, airAt } from '../now.ts'
import { hourWords } from '../pages/words.ts'
import type { AirStore } from '../tables.ts'
import { alertDeskRoutes } from './alerts.tsx'
import { alertApproverDuty, forecasterDuty, mayForecast, maySignAlerts } from './duties.ts'
import { forecastDeskRoutes } from './forecast.tsx'
import { alertsNow, suggestionLine } from './suggested.ts'
import { words } from './words.ts'

const group = { zh: '空气', en: 'Air' }

/** What the air room brings to the desk. */
export const airDesk: Partial<Desk> = {
  items: [
    { group, words: words.alerts, path: '/desk/air/alerts', may: maySignAlerts },
    { group, words: words.forecast, path: '/desk/air/forecast', may: mayForecast },
  ],
  duties: [forecasterDuty, alertApproverDuty],
  permissions: [
    {
      deed: { zh: '提请发布、变更和解除预警', en: 'Propose to issue, change and lift alerts' },
      may: mayForecast,
    },
    {
      deed: { zh: '签发他人提请的预警', en: 'Sign alerts that another person proposes' },
      may: maySignAlerts,
    },
    {
      deed: {
        zh: '提请订正预报，确认他人的订正',
        en: 'Propose to overrule the forecast; confirm what another proposes',
      },
      may: mayForecast,
    },
  ],
  today: [airToday],
}

export function airDeskRoutes(web: Hono, house: House): void {
  alertDeskRoutes(web, house)
  forecastDeskRoutes(web, house)
}

/** The air of this hour, an alert that is in force, and for a forecaster what the rules propose. */
async function airToday(house: House, officer: Officer): Promise<TodayLine[]> {
  const { db }: AirStore = house.store
  const at = house.clock()
  const zone = house.settings.LANTIAN_ZONE
  const [now, alert] = await Promise.all([airAt(house, at), alertInForce(db, at)])
  const lines: TodayLine[] = []
  const says = mayForecast.holds(officer, undefined)
    ? suggestionLine(await alertsNow(house), dayAt(at, zone))
    : null
  if (says) lines.push(says)
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
