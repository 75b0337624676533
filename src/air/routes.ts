import type { Hono } from 'hono'
import type { House } from '../kit/room.ts'
import { document, page } from '../kit/web/pages.ts'
import { alertWriteRoutes, capRoutes } from './alert/index.ts'
import { apiRoutes } from './api/routes.ts'
import { cardRoutes } from './cards/routes.ts'
import { airDeskRoutes } from './desk/index.ts'
import { embedRoutes } from './embeds/routes.tsx'
import { feedRoutes } from './feeds/routes.ts'
import { forecastWriteRoutes } from './forecast/index.ts'
import { aboutPage } from './pages/about.tsx'
import { alertPage, alertsPage } from './pages/alert.tsx'
import { comparePage } from './pages/compare.tsx'
import { dataPage } from './pages/data.tsx'
import { dayPage } from './pages/day.tsx'
import { districtPage } from './pages/district.tsx'
import { embedPage } from './pages/embed.tsx'
import { forecastPage } from './pages/forecast.tsx'
import { historyPage } from './pages/history.tsx'
import { nowPage } from './pages/now.tsx'
import { pollutantPage } from './pages/pollutant.tsx'
import { pollutantsPage } from './pages/pollutants.tsx'
import { headsDocument, qualityPage } from './pages/quality.tsx'
import { standardsPage } from './pages/standards.tsx'
import { stationPage } from './pages/station.tsx'
import { stationsPage } from './pages/stations.tsx'

/** Every address of the air room. */
export function routes(web: Hono, house: House): void {
  page(web, house, '/air', (ask) => nowPage(house, ask))
  page(web, house, '/air/alerts', (ask) => alertsPage(house, ask))
  page(web, house, '/air/alerts/:id', (ask) => alertPage(house, ask))
  alertWriteRoutes(web, house)
  capRoutes(web, house)
  forecastWriteRoutes(web, house)
  // After all that writes: what is left there with another method is refused.
  apiRoutes(web, house)
  page(web, house, '/data', (ask) => dataPage(house, ask))
  page(web, house, '/air/forecast', (ask) => forecastPage(house, ask))
  page(web, house, '/air/districts/:code', (ask) => districtPage(house, ask))
  page(web, house, '/air/pollutants', (ask) => pollutantsPage(house, ask))
  page(web, house, '/air/pollutants/:pollutant', (ask) => pollutantPage(house, ask))
  page(web, house, '/air/standards', (ask) => standardsPage(house, ask))
  page(web, house, '/air/stations', (ask) => stationsPage(house, ask))
  page(web, house, '/air/stations/:code', (ask) => stationPage(house, ask))
  page(web, house, '/air/history', (ask) => historyPage(house, ask))
  page(web, house, '/air/quality', (ask) => qualityPage(house, ask))
  document(web, house, '/air/quality/heads.json', () => headsDocument(house))
  page(web, house, '/about', (ask) => aboutPage(house, ask))
  page(web, house, '/air/history/compare', (ask) => comparePage(house, ask))
  page(web, house, '/air/history/day/:day', (ask) => dayPage(house, ask))
  airDeskRoutes(web, house)
  feedRoutes(web, house)
  page(web, house, '/embed', (ask) => embedPage(house, ask))
  embedRoutes(web, house)
  cardRoutes(web, house)
}
