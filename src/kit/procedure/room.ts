import type { Job } from '../jobs/jobs.ts'
import type { House, Room } from '../room.ts'
import { calendarDuty, casesDuty, mayKeepCalendar, mayManageCases } from './duties.ts'
import { migrations } from './migrations.ts'
import { remind } from './remind.ts'
import { renewCases } from './renew.ts'
import { settle } from './settle.ts'

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
    every: '5 8-18 * * *',
    async run() {
      const { reminded, escalated } = await remind(house)
      return reminded + escalated > 0 ? `${reminded} reminded, ${escalated} escalated` : ''
    },
  },
]

/** The procedures of all rooms: one engine, one inbox. */
export const room: Room = {
  name: 'procedure',
  migrations,
  desk: {
    duties: [casesDuty, calendarDuty],
    permissions: [
      {
        deed: { zh: '查看所有办理事项，代为转办', en: 'See every case, hand tasks on' },
        may: mayManageCases,
      },
      { deed: { zh: '设定休息日和上班日', en: 'Set days of rest and work' }, may: mayKeepCalendar },
    ],
  },
  async prepare(house) {
    await renewCases(house)
  },
  jobs,
}
