import type { Room } from '../room.ts'
import { apiRoutes } from './api/routes.ts'
import { tidy } from './drafts.ts'
import { migrations } from './migrations.ts'
import { registerRoutes } from './pages/routes.ts'
import { importMigrations } from './sheet/migrations.ts'
import { sheetJob, sheetRoutes, sheetTasks } from './sheet/room.ts'

/** What all registers of the house share, and their pages at the desk. */
export const room: Room = {
  name: 'register',
  migrations: { ...migrations, ...importMigrations },
  routes(web, house) {
    apiRoutes(web, house)
    sheetRoutes(web, house)
    registerRoutes(web, house)
  },
  tasks: sheetTasks,
  jobs: (house) => [
    sheetJob(house),
    {
      name: 'register.tidy',
      title: { zh: '清理过期的草稿', en: 'Take away drafts that nobody came back for' },
      every: '50 3 * * *',
      run: async ({ at }) => {
        const gone = await tidy(house.store.db, at.epochMilliseconds)
        return gone > 0 ? `${gone} drafts taken away` : ''
      },
    },
  ],
}
