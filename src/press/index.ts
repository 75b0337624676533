import type { AnyRegister } from '../kit/register/register.ts'
import type { Room } from '../kit/room.ts'
import { article } from './article.procedure.ts'
import { columns } from './column.register.ts'
import { chiefEditor, editor, reviewer } from './duties.ts'
import { firstColumns } from './first-columns.ts'
import { pressJobs, pressTasks } from './jobs.ts'
import { up as articles } from './migrations/001-articles.ts'
import { mayRead } from './reading.ts'
import { publicRoutes } from './routes.ts'
import { topics } from './topic.register.ts'
import { wrongWords } from './wrong-word.register.ts'

/** The press room: the Public Net's articles, columns and topics, and the release to the news media. */
export const room: Room = {
  name: 'press',
  migrations: { 'press-001-articles': { up: articles } },
  registers: [columns, topics, wrongWords] as unknown as AnyRegister[],
  menu: [
    { words: { zh: '新闻', en: 'News' }, path: '/news', after: '/air', also: ['/columns', '/articles'] },
    { words: { zh: '专题', en: 'Topics' }, path: '/topics', after: '/news' },
  ],
  routes: publicRoutes,
  procedures: [article],
  jobs: pressJobs,
  tasks: pressTasks,
  prepare: firstColumns,
  mayRead,
  desk: { duties: [editor, reviewer, chiefEditor] },
}
