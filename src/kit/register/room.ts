import type { Room } from '../room.ts'
import { migrations } from './migrations.ts'
import { exportRoutes } from './sheet/export-routes.ts'

/** What all registers of the house share. */
export const room: Room = {
  name: 'register',
  migrations,
  routes(web, house) {
    exportRoutes(web, house)
  },
}
