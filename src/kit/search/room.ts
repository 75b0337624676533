import type { Job } from '../jobs/jobs.ts'
import type { House, Room } from '../room.ts'
import { rebuildCommand } from './command.ts'
import { mayKeepSynonyms, synonymsDuty } from './duties.ts'
import { followJournalIntoIndex, rebuildIndex } from './follow.ts'
import { migrations } from './migrations.ts'
import { officers } from './officers.ts'
import { deskSearchRoutes } from './pages/desk.tsx'
import { searchRoutes } from './pages/search.tsx'
import { synonymRoutes } from './pages/synonyms.tsx'
import { firstSynonyms } from './synonyms.ts'
import { label } from './words.ts'

const jobs = (house: House): Job[] => [
  {
    name: 'search.follow',
    title: { zh: '更新搜索索引', en: 'Bring the search up to date' },
    every: '*/5 * * * * *',
    atOnce: true,
    run: (tools) => followJournalIntoIndex(house, tools),
  },
  {
    name: 'search.rebuild',
    title: { zh: '重建搜索索引', en: 'Build the search anew' },
    every: '20 3 * * *',
    run: (tools) => rebuildIndex(house, tools),
  },
]

/** The search over all rooms: for the public, and at the desk over what the officer may see. */
export const room: Room = {
  name: 'search',
  migrations,
  searchable: [officers],
  desk: {
    items: [
      {
        group: { zh: '内容', en: 'Content' },
        words: label('synonyms'),
        path: '/desk/synonyms',
        may: mayKeepSynonyms,
      },
    ],
    duties: [synonymsDuty],
    permissions: [{ deed: { zh: '编辑同义词', en: 'Edit the synonyms' }, may: mayKeepSynonyms }],
  },
  prepare: ({ store, clock }) => firstSynonyms(store, clock()),
  jobs,
  routes(web, house) {
    searchRoutes(web, house)
    deskSearchRoutes(web, house)
    synonymRoutes(web, house)
  },
  commands: [rebuildCommand],
}
