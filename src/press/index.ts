import type { AnyRegister } from '../kit/register/register.ts'
import type { Room } from '../kit/room.ts'
import { article } from './article.procedure.ts'
import { columns } from './column.register.ts'
import { demonstrationJob } from './demo/load.ts'
import { deskRoutes } from './desk/routes.tsx'
import { pressToday } from './desk/today.ts'
import { chiefEditor, editor, maySign, mayWrite, reviewer } from './duties.ts'
import { firstColumns } from './first-columns.ts'
import { homeDesk } from './home/desk.tsx'
import { homeWords } from './home/words.ts'
import { pressJobs, pressTasks } from './jobs.ts'
import { ruleJobs, servedAt } from './links/jobs.ts'
import { wechatRoutes } from './media/wechat.tsx'
import { up as articles } from './migrations/001-articles.ts'
import { up as links } from './migrations/003-links.ts'
import { up as home } from './migrations/005-home.ts'
import { permissions } from './permissions.ts'
import { mayRead } from './reading.ts'
import { reportProcedure } from './reports/report.procedure.ts'
import { reportRoutes } from './reports/routes.tsx'
import { publicRoutes } from './routes.ts'
import { rulesRoutes } from './rules/page.tsx'
import { label as ruleLabel } from './rules/words.ts'
import { articleSearchable } from './search.ts'
import { sitemap } from './sitemap.ts'
import { topics } from './topic.register.ts'
import { wrongWords } from './wrong-word.register.ts'

const group = { zh: '公众网', en: 'Public Net' }

/** The press room: the Public Net's articles, columns and topics, and the release to the news media. */
export const room: Room = {
  name: 'press',
  migrations: {
    'press-001-articles': { up: articles },
    'press-003-links': { up: links },
    'press-005-home': { up: home },
  },
  registers: [columns, topics, wrongWords] as unknown as AnyRegister[],
  menu: [
    { words: { zh: '新闻', en: 'News' }, path: '/news', after: '/air', also: ['/columns', '/articles'] },
    { words: { zh: '专题', en: 'Topics' }, path: '/topics', after: '/news' },
    { words: { zh: '我要纠错', en: 'Tell us of an error' }, path: '/tell', foot: 'of-page' },
    { words: { zh: '机构', en: 'The institution' }, path: '/centre', under: '/about' },
  ],
  procedures: [article, reportProcedure],
  jobs: (house) => [demonstrationJob(house), ...pressJobs(house), ...ruleJobs(house)],
  tasks: pressTasks,
  prepare: firstColumns,
  mayRead,
  sitemap,
  sitemapDepends: ['press/live'],
  searchable: [articleSearchable],
  opened: async (house, url) => servedAt(house, url),
  routes(web, house) {
    publicRoutes(web, house)
    homeDesk(web, house)
    deskRoutes(web, house)
    wechatRoutes(web, house)
    reportRoutes(web, house)
    rulesRoutes(web, house)
  },
  desk: {
    duties: [editor, reviewer, chiefEditor],
    items: [
      { group, words: { zh: '稿件', en: 'Articles' }, path: '/desk/press', may: mayWrite },
      { group, words: homeWords.title, path: '/desk/press/home', may: maySign },
      { group, words: ruleLabel('title'), path: '/desk/press/rules', may: mayWrite },
    ],
    today: [pressToday],
    permissions,
  },
}
