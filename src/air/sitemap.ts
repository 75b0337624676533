import type { House, SitemapEntry } from '../kit/room.ts'
import { dayOf, hourEndedBy } from '../kit/time.ts'
import { networks } from './history-places.ts'
import { pollutants } from './pollutants.ts'
import { stationsOf } from './stations.ts'
import type { AirStore } from './tables.ts'

const fixed = [
  '/air',
  '/air/stations',
  '/air/pollutants',
  '/air/history',
  '/air/history/compare',
  '/air/standards',
  '/air/forecast',
  '/air/alerts',
  '/air/quality',
  '/about',
  '/data',
  '/embed',
]

/** The pages of the air room: stations, districts, pollutants, every day of the city and every alert. */
export async function sitemap(house: House): Promise<(SitemapEntry & { path: string })[]> {
  const { db }: AirStore = house.store
  const at = house.clock()
  const today = dayOf(hourEndedBy(at) + 1, house.settings.LANTIAN_ZONE)
  const [stations, days, alerts] = await Promise.all([
    stationsOf(db),
    db
      .selectFrom('air_day')
      .select('day')
      .distinct()
      .where(
        'place',
        'in',
        networks.map(({ number }) => number),
      )
      .where('day', '<', today)
      .orderBy('day', 'desc')
      .execute(),
    db
      .selectFrom('air_alert_message')
      .select('id')
      .where('begun_by', 'is', null)
      .where('sent_at', '<=', at.epochMilliseconds)
      .orderBy('id', 'desc')
      .execute(),
  ])
  return [
    ...fixed.map((path) => ({ path })),
    ...pollutants.map((pollutant) => ({ path: `/air/pollutants/${pollutant}` })),
    ...house.centre.districts.map(({ code }) => ({ path: `/air/districts/${code}` })),
    ...stations.map(({ code }) => ({ path: `/air/stations/${encodeURIComponent(code)}` })),
    ...alerts.map(({ id }) => ({ path: `/air/alerts/${id}` })),
    ...days.map(({ day }) => ({ path: `/air/history/day/${day}` })),
  ]
}
