import type { Room } from '../kit/room.ts'
import { commands } from './commands.ts'
import { up as readings } from './migrations/001-readings.ts'
import { registerStations } from './stations.ts'

/** The air room: stations, readings, indices, day reports, forecast, alerts. */
export const room: Room = {
  name: 'air',
  migrations: { 'air-001-readings': { up: readings } },
  prepare: ({ store, centre }) => registerStations(store.db, centre),
  commands,
}
