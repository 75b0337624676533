import type { Transaction } from 'kysely'
import { record } from '../kit/journal/journal.ts'
import type { House } from '../kit/room.ts'
import { addDays, dayAt } from '../kit/time.ts'
import { editionOf } from './blueprint/index.ts'
import { differencesOf } from './differences.ts'
import {
  digestOf,
  editionsBetween,
  editionsLock,
  keepProposal,
  type Late,
  type StoredEdition,
} from './editions.ts'
import { type Newsroom, newsroom } from './newsroom.ts'
import type { AirSnapshot } from './snapshot.ts'
import type { BroadcastStore, BroadcastTables } from './tables.ts'
import { newestMade, planOf } from './versions.ts'

/** Films of so many days are compared with what is known now; older ones stay as they were aired. */
const daysWatched = 3
const mostEditions = 200
/** Roll-ups of corrected days are settled some minutes after the correction: lines so young are looked at again. */
const settlingMs = 20 * 60_000
const bookmark = 'broadcast.late'

/**
 * After corrections of readings, gathers the air of the recent editions again. Where it differs from what the newest
 * film shows, the edition is marked with the differences in words, and a new proposal lies ready for a new version.
 * Safe to run twice: the same air again changes nothing.
 */
export async function noteLate(house: House, room: Pick<Newsroom, 'gather'> = newsroom): Promise<string> {
  const store: BroadcastStore = house.store
  const now = house.clock()
  const from = await bookmarked(store)
  const { newest, settled } = await correctionsSince(house, from, now.epochMilliseconds - settlingMs)
  if (newest === from) return ''
  const today = dayAt(now, house.settings.LANTIAN_ZONE)
  const recent = await editionsBetween(house, addDays(today, -daysWatched), today, mostEditions)
  let marked = 0
  for (const edition of recent) if (await compare(house, edition, room)) marked++
  await keepBookmark(store, settled)
  if (marked > 0) house.cache.drop('broadcast')
  return marked === 0 ? '' : `${marked} editions show readings that were corrected`
}

async function bookmarked({ db }: BroadcastStore): Promise<number> {
  const row = await db
    .selectFrom('broadcast_bookmark')
    .select('position')
    .where('name', '=', bookmark)
    .executeTakeFirst()
  return row?.position ?? 0
}

/** The newest journal line about readings, and the newest that is old enough for its roll-ups. */
async function correctionsSince(house: House, from: number, settledBy: number) {
  const lines = house.store.db
    .selectFrom('journal')
    .where('about', '=', 'air/readings')
    .where('id', '>', from)
  const [newest, settled] = await Promise.all([
    lines.select((of) => of.fn.max('id').as('id')).executeTakeFirst(),
    lines
      .where('at', '<=', settledBy)
      .select((of) => of.fn.max('id').as('id'))
      .executeTakeFirst(),
  ])
  return { newest: Number(newest?.id ?? from), settled: Number(settled?.id ?? from) }
}

const keepBookmark = ({ db }: BroadcastStore, position: number) =>
  db
    .insertInto('broadcast_bookmark')
    .values({ name: bookmark, position })
    .onConflict((on) => on.column('name').doUpdateSet({ position }))
    .execute()

/** @returns whether the edition was marked anew */
async function compare(
  house: House,
  edition: StoredEdition,
  { gather }: Pick<Newsroom, 'gather'>,
): Promise<boolean> {
  const version = await newestMade(house, edition.id)
  if (!version) return false
  const { edition: shown } = await planOf(house, version)
  const air = await gather(house, Temporal.Instant.from(shown.at))
  if (!air) return false
  const became = digestOf(air)
  const store: BroadcastStore = house.store
  if (became === version.airDigest) {
    if (edition.late) await unmark(store, edition.id)
    return false
  }
  if (edition.late?.became === became && edition.late.version === version.number) return false
  const late: Late = { version: version.number, became, differences: differencesOf(shown.air, air) }
  await store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, editionsLock)
    await mark(tx, house, edition, late, air)
  })
  return true
}

async function mark(
  tx: Transaction<BroadcastTables>,
  house: House,
  { id, kind, at: moment }: StoredEdition,
  late: Late,
  air: AirSnapshot,
) {
  const at = house.clock()
  const by = 'job:broadcast.late'
  const proposal = await keepProposal(tx, editionOf(kind, moment, air), by, at)
  await tx
    .updateTable('broadcast_edition')
    .set({ late: JSON.stringify(late), late_at: at.epochMilliseconds })
    .where('id', '=', id)
    .execute()
  const { version, became, differences } = late
  await record(tx, {
    at,
    by,
    deed: 'broadcast.late',
    about: `broadcast/${id}`,
    detail: { version, air: became, proposal, differences: differences.map(({ en }) => en) },
  })
}

/** Corrected back to what the film shows. */
const unmark = ({ db }: BroadcastStore, id: string) =>
  db.updateTable('broadcast_edition').set({ late: null, late_at: null }).where('id', '=', id).execute()
