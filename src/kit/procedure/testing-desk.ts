import { room as desk } from '../desk/room.ts'
import { colleague } from '../people/officers.ts'
import { room as people } from '../people/room.ts'
import { todayOf } from '../people/sign-in.ts'
import { signedIn } from '../people/testing.ts'
import type { Room } from '../room.ts'
import type { RoomsHouse } from '../testing-house.ts'
import { room } from './room.ts'
import { director, office, procedures } from './testing.ts'

/** What a desk with the procedures of the tests needs. */
export const deskRooms: Room[] = [
  people,
  desk,
  { ...room, procedures, desk: { ...room.desk, duties: [...room.desk!.duties!, office, director] } },
]

/** A colleague with these duties who is signed in. */
export async function join(
  { web, house }: Pick<RoomsHouse, 'web' | 'house'>,
  en: string,
  zh: string,
  ...duties: string[]
) {
  const one = await signedIn(web, house, { name: { zh, en }, duties })
  return { ...one, officer: await colleague(house.store.db, one.id, todayOf(house)) }
}
