import { mayRunSystem } from '../desk/duties.ts'
import type { Job } from '../jobs/jobs.ts'
import { anyOfficer } from '../people/officer.ts'
import type { House, Room } from '../room.ts'
import { doublesIn } from './check.ts'
import { calendarDuty, casesDuty, mayKeepCalendar, mayManageCases } from './duties.ts'
import { inboxCounts } from './inbox.ts'
import { migrations } from './migrations.ts'
import { awayRoutes } from './pages/away.tsx'
import { calendarRoutes } from './pages/calendar.tsx'
import { caseRoutes } from './pages/case.tsx'
import { inboxRoutes, inboxToday } from './pages/inbox.tsx'
import { procedureRoutes } from './pages/procedures.tsx'
import { remind } from './remind.ts'
import { renewCases } from './renew.ts'
import { settle } from './settle.ts'
import { messageKinds } from './tell.ts'
import { label } from './words.ts'

const jobs = (house: House): Job[] => [
  {
    name: 'procedure-settle',
    title: { zh: '核对办理人和期限', en: 'Check who holds tasks, and their terms' },
    every: '*/5 * * * *',
    async run() {
      const changed = await settle(house)
      return changed > 0 ? `${changed} cases changed` : ''
    },
  },
  {
    name: 'procedure-remind',
    title: { zh: '催办到期事项', en: 'Remind of tasks that are due' },
    every: '5 * * * *',
    async run() {
      const { reminded, escalated } = await remind(house)
      return reminded + escalated > 0 ? `${reminded} reminded, ${escalated} escalated` : ''
    },
  },
]

const group = { zh: '办事', en: 'Work' }

/** The procedures of all rooms: one engine, one inbox. */
export const room: Room = {
  name: 'procedure',
  migrations,
  desk: {
    items: [
      {
        group,
        words: label('inbox'),
        path: '/desk/inbox',
        may: anyOfficer,
        count: async ({ store, clock }, { id }) => (await inboxCounts(store.db, id, clock())).todo,
      },
      { group, words: label('away'), path: '/desk/me/away', may: anyOfficer },
      { group, words: label('procedures'), path: '/desk/procedures', may: anyOfficer },
      { group, words: label('calendar'), path: '/desk/calendar', may: anyOfficer },
    ],
    today: [inboxToday],
    messages: messageKinds,
    duties: [casesDuty, calendarDuty],
    permissions: [
      {
        deed: { zh: '查看所有办理事项，代为转办', en: 'See every case, hand tasks on' },
        may: mayManageCases,
      },
      { deed: { zh: '设定休息日和上班日', en: 'Set days of rest and work' }, may: mayKeepCalendar },
      {
        deed: { zh: '允许一人办完某个流程', en: 'Let one person go through a procedure alone' },
        may: mayRunSystem,
      },
    ],
  },
  async prepare(house) {
    const doubles = doublesIn(house.desk.procedures)
    if (doubles.length > 0) throw new Error(`two rooms bring the same procedure: ${doubles.join(', ')}`)
    await renewCases(house)
  },
  jobs,
  routes(web, house) {
    inboxRoutes(web, house)
    caseRoutes(web, house)
    procedureRoutes(web, house)
    calendarRoutes(web, house)
    awayRoutes(web, house)
  },
}
