import type { Room } from '../room.ts'
import { apiRoutes } from './api/routes.ts'
import { tidy } from './drafts.ts'
import { migrations } from './migrations.ts'
import { registerRoutes } from './pages/routes.ts'
import { rowById } from './rows.ts'
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
  // The files of a row are for whom the row is for.
  async mayRead(house, officer, about) {
    const [, key, id] = /^([a-z][a-z0-9_]*)\/(\d{1,15})$/.exec(about) ?? []
    const r = house.desk.registers.find((each) => each.key === key)
    if (!officer || !r?.may.see.holds(officer, undefined)) return false
    const row = await rowById(house.store.db, r, Number(id)).catch(() => null)
    return row !== null && r.may.see.holds(officer, row)
  },
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
