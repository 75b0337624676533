import { room as air } from './air/index.ts'
import { room as broadcast } from './broadcast/index.ts'
import type { Migrations } from './kit/db/migrate.ts'
import { room as desk } from './kit/desk/room.ts'
import { room as files } from './kit/files/room.ts'
import { migrations as jobMigrations } from './kit/jobs/jobs.ts'
import { migrations as journalMigrations } from './kit/journal/journal.ts'
import { room as mail } from './kit/mail/room.ts'
import { room as members } from './kit/people/members/room.ts'
import { room as people } from './kit/people/room.ts'
import { room as procedure } from './kit/procedure/room.ts'
import { room as register } from './kit/register/room.ts'
import type { Room } from './kit/room.ts'
import { room as search } from './kit/search/room.ts'
import { room as press } from './press/index.ts'
import { room as newsletter } from './press/newsletter/room.ts'

/** The rooms of the house, in the order in which they are opened. */
export const rooms: readonly Room[] = [
  people,
  procedure,
  register,
  files,
  mail,
  members,
  desk,
  search,
  air,
  press,
  newsletter,
  broadcast,
]

/** Every migration, the ground floor first. */
export const migrations: Migrations = Object.assign(
  {},
  journalMigrations,
  jobMigrations,
  ...rooms.map((room) => room.migrations),
)
