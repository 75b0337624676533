import type { Job } from '../kit/jobs/jobs.ts'
import type { House } from '../kit/room.ts'
import { noteProposal } from './alert/index.ts'
import { enabledSources } from './collect.ts'
import {
  collectForecast,
  keepSimulatedForecast,
  noteForecastPunctuality,
  scoreForecasts,
} from './forecast/index.ts'
import { notePunctuality } from './punctuality.ts'
import { settle } from './settle.ts'
import { mustSimulate, simulateHours } from './simulation.ts'

/** A year and some weeks: the calendar of a new centre is not empty. */
const simulatedHours = 24 * 400
/** Days whose simulated forecasts are there to be scored. */
const simulatedForecasts = 120

/** The timetable of the air room. Each job is safe to run twice. */
export const jobs = (house: House): Job[] => [
  {
    name: 'air.collect',
    title: { zh: '采集各来源数据', en: 'Collect from the live sources' },
    every: '12,42 * * * *',
    atOnce: true,
    run: async () => {
      if (enabledSources(house).length === 0) return 'no source is enabled'
      return collectForecast(house)
    },
  },
  {
    name: 'air.simulate',
    title: { zh: '补充模拟数据', en: 'Simulate what nobody measured' },
    every: '3 * * * *',
    atOnce: true,
    run: async ({ progress, signal }) => {
      if (!(await mustSimulate(house))) return 'real readings are there'
      const hours = await simulateHours(house, simulatedHours, progress, signal)
      // Stopped on the way, it is taken up at the next start.
      signal.throwIfAborted()
      const forecasts = await keepSimulatedForecast(house, simulatedForecasts)
      return [`${hours} simulated readings`, forecasts].filter(Boolean).join('; ')
    },
  },
  {
    name: 'air.settle',
    title: { zh: '更新日、月统计', en: 'Settle the roll-ups' },
    every: '*/5 * * * *',
    run: async ({ progress, signal }) => {
      const days = await settle(house, progress, signal)
      if (days > 0) house.cache.drop('air')
      signal.throwIfAborted()
      return `${days} days`
    },
  },
  {
    name: 'air.punctuality',
    title: { zh: '检查报告是否按时发布', en: 'See whether reports were on time' },
    every: '5,20,35,50 * * * *',
    run: () => notePunctuality(house),
  },
  {
    name: 'air.forecast-punctuality',
    title: { zh: '检查预报是否按时发布', en: 'See whether the forecast was on time' },
    every: '8,23,38,53 * * * *',
    run: () => noteForecastPunctuality(house),
  },
  {
    name: 'air.forecast-scores',
    title: { zh: '检验过去的预报', en: 'Score past forecasts against what came' },
    every: '25 1,7,13 * * *',
    run: () => scoreForecasts(house),
  },
  {
    name: 'air.alert-proposal',
    title: { zh: '按预警规则检查预报', en: 'Read the forecast by the alert rules' },
    every: '16,46 * * * *',
    run: () => noteProposal(house),
  },
]
