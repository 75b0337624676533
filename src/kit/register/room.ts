import type { Room } from '../room.ts'
import { migrations } from './migrations.ts'

/** What all registers of the house share. */
export const room: Room = { name: 'register', migrations }
