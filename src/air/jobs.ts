import type { Job } from '../kit/jobs/jobs.ts'
import type { House } from '../kit/room.ts'
import { collect, enabledSources } from './collect.ts'
import { notePunctuality } from './punctuality.ts'
import { settle } from './settle.ts'
import { mustSimulate, simulateHours } from './simulation.ts'

/** A year and some weeks: the calendar of a new centre is not empty. */
const simulatedHours = 24 * 400

/** The timetable of the air room. Each job is safe to run twice. */
export const jobs = (house: House): Job[] => [
  {
    name: 'air.collect',
    title: { zh: '采集各来源数据', en: 'Collect from the live sources' },
    every: '12,42 * * * *',
    atOnce: true,
    run: async () => {
      if (enabledSources(house).length === 0) return 'no source is enabled'
      return (await collect(house)).map(({ line }) => line).join('; ')
    },
  },
  {
    name: 'air.simulate',
    title: { zh: '补充模拟数据', en: 'Simulate what nobody measured' },
    every: '3 * * * *',
    atOnce: true,
    run: async ({ progress, signal }) => {
      if (!(await mustSimulate(house))) return 'real readings are there'
      return `${await simulateHours(house, simulatedHours, progress, signal)} simulated readings`
    },
  },
  {
    name: 'air.settle',
    title: { zh: '更新日、月统计', en: 'Settle the roll-ups' },
    every: '*/5 * * * *',
    run: async ({ progress, signal }) => {
      const days = await settle(house, progress, signal)
      if (days > 0) house.cache.drop('air')
      return `${days} days`
    },
  },
  {
    name: 'air.punctuality',
    title: { zh: '检查报告是否按时发布', en: 'See whether reports were on time' },
    every: '5,20,35,50 * * * *',
    run: () => notePunctuality(house),
  },
]
