import { sealJob } from '../journal/job.ts'
import type { House, Room } from '../room.ts'
import type { Handlers, Job } from './jobs.ts'

/** All that the timetable of a house calls for: the journal's own work, then that of the rooms. */
export const jobsOf = (house: House, rooms: readonly Room[]): Job[] => [
  sealJob(house.store),
  ...rooms.flatMap((room) => room.jobs?.(house) ?? []),
]

/** What does the queued tasks of all rooms. */
export const tasksOf = (house: House, rooms: readonly Room[]): Handlers =>
  Object.assign({}, ...rooms.map((room) => room.tasks?.(house)))
