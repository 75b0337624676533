import type { House } from '../../kit/room.ts'
import { sourceOf } from './send.ts'
import { leavePath } from './subscribe.ts'
import type { Issue, NewsletterDb } from './tables.ts'

/** A mailbox that refused so many issues in a row for good is written to no more. */
export const refusalsBorne = 3

/** Safe to run twice. Counts how the mails of an issue ended, once all have, and gives up mailboxes that are gone. */
export async function tally(house: House): Promise<number> {
  const db: NewsletterDb = house.store.db
  const open = await db
    .selectFrom('press_issue')
    .selectAll()
    .where('state', '=', 'sent')
    .where('arrived', 'is', null)
    .execute()
  let counted = 0
  for (const issue of open) if (await db.transaction().execute((tx) => tallyOne(house, tx, issue))) counted++
  return counted
}

async function tallyOne(house: House, tx: NewsletterDb, { id }: Issue): Promise<boolean> {
  const rows = await tx
    .selectFrom('mail_outbox')
    .select(['state', 'leave'])
    .where('source', '=', sourceOf(id))
    .execute()
  if (rows.some(({ state }) => state === 'waiting' || state === 'sending')) return false
  const ended = (as: string) => rows.filter(({ state }) => state === as).map(({ leave }) => leave!)
  const [sent, refused] = [ended('sent'), ended('refused')]
  const marked = await tx
    .updateTable('press_issue')
    .set({ arrived: sent.length, refused: refused.length })
    .where('id', '=', id)
    .where('arrived', 'is', null)
    .executeTakeFirst()
  if (marked.numUpdatedRows === 0n) return false
  const idOf = (leave: string) => Number(leave.slice(leavePath(0).length - 1))
  for (const part of parts(sent.map(idOf)))
    await tx
      .updateTable('press_subscriber')
      .set({ refusals: 0 })
      .where('id', 'in', part)
      .where('refusals', '>', 0)
      .execute()
  for (const part of parts(refused.map(idOf)))
    await tx
      .updateTable('press_subscriber')
      .set((of) => ({ refusals: of('refusals', '+', 1) }))
      .where('id', 'in', part)
      .execute()
  await tx
    .updateTable('press_subscriber')
    .set({ state: 'refused', ended_at: house.clock().epochMilliseconds })
    .where('state', '=', 'active')
    .where('refusals', '>=', refusalsBorne)
    .execute()
  return true
}

function* parts(ids: readonly number[]): Generator<readonly number[]> {
  for (let from = 0; from < ids.length; from += 500) yield ids.slice(from, from + 500)
}

export interface Counts {
  active: number
  left: number
  refused: number
}

/** How many readers there are, and how many there were. */
export async function countReaders(db: NewsletterDb): Promise<Counts> {
  const rows = await db
    .selectFrom('press_subscriber')
    .select(['state', (of) => of.fn.countAll<number>().as('n')])
    .groupBy('state')
    .execute()
  const counts = { active: 0, left: 0, refused: 0 }
  for (const { state, n } of rows) counts[state] = Number(n)
  return counts
}
