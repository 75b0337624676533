import { room as desk } from '../../desk/room.ts'
import { room as mail } from '../../mail/room.ts'
import type { House, Room } from '../../room.ts'
import { inHousesOf, type RoomsHouse } from '../../testing-house.ts'
import { room as people } from '../room.ts'
import { Browser, testPassword } from '../testing.ts'
import { room } from './room.ts'

export const memberRooms: Room[] = [people, desk, mail, room]

/** A test in houses that can send letters: they stay in the outbox, where the test reads them. */
export const inMemberHouses = (name: string, body: (house: RoomsHouse) => Promise<void>) =>
  inHousesOf(memberRooms, name, body, { settings: { LANTIAN_SMTP: 'smtp://127.0.0.1:1' } })

/** The letters to an address, the oldest first: what each is about and what it opens. */
export async function lettersTo(
  { store }: House,
  email: string,
): Promise<{ subject: string; path: string }[]> {
  const rows = await store.db
    .selectFrom('mail_outbox as o')
    .innerJoin('mail_letter as l', 'l.id', 'o.letter')
    .select('l.content')
    .where('o.address', '=', email)
    .orderBy('o.id')
    .execute()
  return rows.map(({ content }) => {
    const { subject, path } = JSON.parse(content as string)
    return { subject: subject.zh, path }
  })
}

export const newestPath = async (house: House, email: string): Promise<string> =>
  (await lettersTo(house, email)).at(-1)!.path

/** A member who has joined by the link in his letter and is signed in. */
export async function joined(
  { house, web }: RoomsHouse,
  email: string,
  more: Record<string, string> = {},
): Promise<Browser> {
  const browser = new Browser(web)
  await browser.post('/my/join', { email })
  const form = { name: email.split('@')[0]!, password: testPassword, ...more }
  const response = await browser.post(await newestPath(house, email), form)
  if (response.status !== 303) throw new Error(`the link was not taken: ${response.status}`)
  return browser
}
