import { sealJob } from '../journal/job.ts'
import type { House, Room } from '../room.ts'
import type { Job } from './jobs.ts'

/** All that the timetable of a house calls for: the journal's own work, then that of the rooms. */
export const jobsOf = (house: House, rooms: readonly Room[]): Job[] => [
  sealJob(house.store),
  ...rooms.flatMap((room) => room.jobs?.(house) ?? []),
]
