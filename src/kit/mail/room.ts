import { mayRunSystem } from '../desk/duties.ts'
import type { Job } from '../jobs/jobs.ts'
import { anyOfficer } from '../people/officer.ts'
import type { House, Room } from '../room.ts'
import { forgetOld, writeDigests } from './digest.ts'
import { countUnread } from './messages.ts'
import { migrations } from './migrations.ts'
import { sendDue } from './outbox.ts'
import { messageRoutes } from './pages/messages.tsx'
import { mineRoutes } from './pages/mine.tsx'
import { mailToday, outboxRoutes } from './pages/outbox.tsx'
import { label } from './words.ts'

const jobs = (house: House): Job[] => [
  {
    name: 'mail-send',
    title: { zh: '发送邮件', en: 'Send mail' },
    every: '* * * * *',
    run: ({ signal }) => sendDue(house, { signal }),
  },
  {
    name: 'mail-digest',
    title: { zh: '汇总未读消息', en: 'Write the daily letters' },
    every: '0 8 * * *',
    async run() {
      await forgetOld(house)
      const written = await writeDigests(house)
      return written > 0 ? `${written} letters` : ''
    },
  },
]

/** Messages to people: at the desk always, by e-mail where a server is set. */
export const room: Room = {
  name: 'mail',
  migrations,
  desk: {
    items: [
      {
        group: { zh: '办事', en: 'Work' },
        words: label('messages'),
        path: '/desk/messages',
        may: anyOfficer,
        count: (house, { id }) => countUnread(house.store.db, id),
      },
      { group: { zh: '系统', en: 'System' }, words: label('mail'), path: '/desk/mail', may: mayRunSystem },
    ],
    permissions: [
      {
        deed: { zh: '查看邮件发送情况，重试或作废', en: 'See how mail went, try it again or discard it' },
        may: mayRunSystem,
      },
    ],
    today: [async (house, officer) => (mayRunSystem.holds(officer, undefined) ? mailToday(house) : [])],
  },
  jobs,
  routes(web, house) {
    messageRoutes(web, house)
    mineRoutes(web, house)
    outboxRoutes(web, house)
  },
}
