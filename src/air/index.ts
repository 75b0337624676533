import type { House, Room } from '../kit/room.ts'
import { alertProcedure } from './alert/alert.procedure.ts'
import { commands } from './commands.ts'
import { airDesk } from './desk/index.ts'
import { keepSimulatedForecast } from './forecast/index.ts'
import { overruleProcedure } from './forecast/overrule.procedure.ts'
import { jobs } from './jobs.ts'
import { up as readings } from './migrations/001-readings.ts'
import { up as forecast } from './migrations/002-forecast.ts'
import { up as alerts } from './migrations/003-alerts.ts'
import { up as punctuality } from './migrations/004-punctuality.ts'
import { up as cityHours } from './migrations/005-city-hours.ts'
import { routes } from './routes.ts'
import { airSearchable } from './search.ts'
import { mustSimulate, simulateHours } from './simulation.ts'
import { sitemap } from './sitemap.ts'
import { registerStations } from './stations.ts'

export { alertInForce, tierWords } from './alert/index.ts'
export { dayReport, days } from './days.ts'
export { forecastFor } from './forecast/index.ts'
export type { HourIndex } from './hours.ts'
export { indexStandardOn, subIndexOf } from './index/index.ts'
export { advice, answer, groups, groupWords, knowledge } from './knowledge.ts'
export { type AirNow, airAt } from './now.ts'
export { drawnOutlines } from './outlines.ts'
export { type AirFront, airFront, airFrontDepends } from './pages/front.tsx'
export { type Pollutant, pollutants } from './pollutants.ts'
export { simulateHours } from './simulation.ts'
export { sourcesAt } from './source-register.ts'
export { sources } from './sources/index.ts'
export { stationName } from './stations.ts'
export { cityOf } from './tables.ts'

/** Enough for the front page; the job brings the rest of the year while readers already read. */
const welcomeHours = 48

/** A new centre shows air from its first second on. */
async function welcome(house: House): Promise<void> {
  if (!(await mustSimulate(house))) return
  await simulateHours(house, welcomeHours)
  await keepSimulatedForecast(house, 0)
}

/** The air room: stations, readings, indices, day reports, forecast, alerts. */
export const room: Room = {
  name: 'air',
  migrations: {
    'air-001-readings': { up: readings },
    'air-002-forecast': { up: forecast },
    'air-003-alerts': { up: alerts },
    'air-004-punctuality': { up: punctuality },
    'air-005-city-hours': { up: cityHours },
  },
  menu: [
    { words: { zh: '空气', en: 'Air' }, path: '/air', inside: { zh: '现状', en: 'Now' } },
    { words: { zh: '站点', en: 'Stations' }, path: '/air/stations', under: '/air' },
    { words: { zh: '预报', en: 'Forecast' }, path: '/air/forecast', under: '/air' },
    { words: { zh: '预警', en: 'Alerts' }, path: '/air/alerts', under: '/air' },
    { words: { zh: '历史', en: 'History' }, path: '/air/history', under: '/air' },
    { words: { zh: '污染物', en: 'Pollutants' }, path: '/air/pollutants', under: '/air' },
    { words: { zh: '六种标准', en: 'Six standards' }, path: '/air/standards', under: '/air' },
    { words: { zh: '数据质量', en: 'How we know' }, path: '/air/quality', under: '/air' },
    { words: { zh: '开放数据', en: 'Open data' }, path: '/data', under: '/air', also: ['/embed'] },
    { words: { zh: '关于', en: 'About' }, path: '/about', inside: { zh: '关于本站', en: 'This site' } },
  ],
  desk: airDesk,
  prepare: ({ store, centre }) => registerStations(store.db, centre),
  welcome,
  procedures: [alertProcedure, overruleProcedure],
  searchable: airSearchable,
  jobs,
  routes,
  sitemap,
  commands,
}
