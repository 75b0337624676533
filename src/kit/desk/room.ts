import type { Room } from '../room.ts'
import { mayRunSystem, systemDuty } from './duties.ts'
import { troubleKind } from './given-up.ts'
import { homeRoutes } from './home.tsx'
import { jobRoutes, jobsToday } from './jobs.tsx'
import { journalRoutes } from './journal.tsx'

const group = { zh: '系统', en: 'System' }

/** The desk itself: its first page, the jobs, the journal. */
export const room: Room = {
  name: 'desk',
  migrations: {},
  desk: {
    items: [
      { group, words: { zh: '定时任务', en: 'Jobs' }, path: '/desk/jobs', may: mayRunSystem },
      { group, words: { zh: '操作日志', en: 'Journal' }, path: '/desk/journal', may: mayRunSystem },
    ],
    duties: [systemDuty],
    messages: [troubleKind],
    permissions: [
      {
        deed: { zh: '查看定时任务和操作日志，重试任务', en: 'See jobs and the journal, try tasks again' },
        may: mayRunSystem,
      },
    ],
    today: [async (house, officer) => (mayRunSystem.holds(officer, undefined) ? jobsToday(house) : [])],
  },
  routes(web, house, jobs) {
    homeRoutes(web, house)
    jobRoutes(web, house, jobs)
    journalRoutes(web, house)
  },
}
