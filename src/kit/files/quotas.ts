import { sql } from 'kysely'
import type { House } from '../room.ts'
import { houseQuota, ownQuota } from './refusals.ts'
import type { FilesDb } from './tables.ts'

const gigabyte = 1_000_000_000

/** Bytes in use and allowed: of one who uploads, and of the whole house. */
export interface Space {
  own: { used: number; most: number }
  house: { used: number; most: number }
}

/** What is kept, and what has been begun. Each content counts once. */
export async function spaceOf(
  { settings, store }: House,
  by: string,
  db: FilesDb = store.db,
): Promise<Space> {
  const sum = sql<number | null>`sum(size)`.as('bytes')
  const mine = db.selectFrom('file_use').select('sha256').where('by', '=', by)
  const [own, all, ownBegun, allBegun] = await Promise.all([
    db.selectFrom('file').select(sum).where('sha256', 'in', mine).executeTakeFirst(),
    db.selectFrom('file').select(sum).executeTakeFirst(),
    db.selectFrom('file_upload').select(sum).where('by', '=', by).executeTakeFirst(),
    db.selectFrom('file_upload').select(sum).executeTakeFirst(),
  ])
  return {
    own: {
      used: Number(own?.bytes ?? 0) + Number(ownBegun?.bytes ?? 0),
      most: settings.LANTIAN_OFFICER_GB * gigabyte,
    },
    house: {
      used: Number(all?.bytes ?? 0) + Number(allBegun?.bytes ?? 0),
      most: settings.LANTIAN_HOUSE_GB * gigabyte,
    },
  }
}

/** Jobs and rooms that bring files are bound by the room of the house only. @throws Problem 413 */
export function mustFit({ own, house }: Space, by: string, size: number): void {
  if (by.startsWith('officer/') && own.used + size > own.most) throw ownQuota(own.most)
  if (house.used + size > house.most) throw houseQuota(house.most)
}
