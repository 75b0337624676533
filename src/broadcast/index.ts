import type { Room } from '../kit/room.ts'
import { broadcastApi } from './api/routes.ts'
import { commands } from './commands.ts'
import { jobs } from './jobs.ts'
import { up as editions } from './migrations/001-editions.ts'
import { publicRoutes, publicSitemap } from './pages/routes.ts'
import { shelfOf } from './pages/shelf.ts'
import { editionSearchable } from './search.ts'

export { type FrontFilm, filmDepends, newestFilm } from './pages/front.ts'
export { recordingsFolder } from './voice/index.ts'

/** The broadcast room: the Beijing Air Quality Broadcast, from the day's readings to a film. */
export const room: Room = {
  name: 'broadcast',
  migrations: {
    'broadcast-001-editions': { up: editions },
  },
  menu: [{ words: { zh: '播报', en: 'Broadcast' }, path: '/broadcast', after: '/topics' }],
  searchable: [editionSearchable],
  jobs,
  routes(web, house) {
    broadcastApi(web, house)
    publicRoutes(web, house, shelfOf(house))
  },
  sitemap: (house) => publicSitemap(shelfOf(house)),
  commands,
}
