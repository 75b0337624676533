import type { Room } from '../kit/room.ts'
import { commands } from './commands.ts'

/** The broadcast room: the Beijing Air Quality Broadcast, from the day's readings to a film. */
export const room: Room = {
  name: 'broadcast',
  migrations: {},
  commands,
}
