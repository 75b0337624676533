import type { Job } from '../../kit/jobs/jobs.ts'
import type { House, Room } from '../../kit/room.ts'
import { overviewRoutes } from './desk.tsx'
import { mayMail, newsletterDuty } from './duty.ts'
import { issueDeskRoutes } from './issue-desk.tsx'
import { prepareIssues } from './issues.ts'
import { joinRoutes } from './join.tsx'
import { linkRoutes } from './links.tsx'
import { migrations } from './migrations.ts'
import { sendDueIssues } from './send.ts'
import { tally } from './tally.ts'
import { label } from './words.ts'

const jobs = (house: House): Job[] => [
  {
    name: 'press-newsletter',
    title: { zh: '准备和发出简报', en: 'Prepare and send the newsletter' },
    every: '*/5 * * * *',
    async run() {
      await prepareIssues(house)
      const [sent, counted] = [await sendDueIssues(house), await tally(house)]
      return sent + counted > 0 ? `${sent} sent, ${counted} counted` : ''
    },
  },
]

/** The newsletter of the press room: what was published, by e-mail to who asked for it. */
export const room: Room = {
  name: 'newsletter',
  migrations,
  menu: [{ words: label('title'), path: '/newsletter', under: '/news' }],
  desk: {
    duties: [newsletterDuty],
    items: [
      {
        group: { zh: '公众网', en: 'Public Net' },
        words: label('title'),
        path: '/desk/newsletter',
        may: mayMail,
      },
    ],
    permissions: [
      {
        deed: { zh: '编辑和发出简报，查看订阅者', en: 'Edit and send the newsletter, see its subscribers' },
        may: mayMail,
      },
    ],
  },
  jobs,
  sitemap: async () => [{ path: '/newsletter' }],
  routes(web, house) {
    joinRoutes(web, house)
    linkRoutes(web, house)
    overviewRoutes(web, house)
    issueDeskRoutes(web, house)
  },
}
