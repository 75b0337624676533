import { createHash } from 'node:crypto'
import type { Selectable, Transaction } from 'kysely'
import { canonicalJson } from '../kit/journal/chain.ts'
import { record } from '../kit/journal/journal.ts'
import { Problem } from '../kit/problem.ts'
import type { House } from '../kit/room.ts'
import type { Day } from '../kit/time.ts'
import type { Words } from '../kit/words.ts'
import { editionOf } from './blueprint/index.ts'
import { type EditorChanges, laid } from './changes.ts'
import type { Edition, EditionKind } from './edition.ts'
import { type Newsroom, newsroom } from './newsroom.ts'
import type { BroadcastStore, BroadcastTables, EditionTable, ProposalTable } from './tables.ts'

/** What was corrected after the newest film of an edition was made. */
export interface Late {
  /** Number of the version that shows the old readings. */
  version: number
  /** Digest of the air as it is now. */
  became: string
  differences: readonly Words[]
}

/** An edition as it is kept: what the machine proposed, and beside it what the editor changed. */
export interface StoredEdition {
  id: string
  kind: EditionKind
  day: Day
  at: string
  proposal: { id: number; at: Temporal.Instant; by: string; airDigest: string }
  machine: Edition
  changes: EditorChanges
  revision: number
  changed: { at: Temporal.Instant; by: string } | null
  late: (Late & { at: Temporal.Instant }) | null
}

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** What a sign-off is bound to, beside the films. */
export const digestOf = (value: unknown): string => sha256(canonicalJson(value))

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)

export const local = (at: Temporal.Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' })

/** Everything that changes editions waits here for its turn. */
export const editionsLock = 'broadcast/editions'

export interface ProposalAsked {
  kind: EditionKind
  /** The moment whose air it shows. */
  at: Temporal.Instant
  by: string
}

/**
 * Proposes an edition from the air of a moment. Safe to run twice: the same air leaves everything as it is. New air
 * makes a new proposal under the same id; the old one stays, and so do the editor's changes.
 * @throws Problem where no reading was ever made before that moment
 */
export async function propose(
  house: House,
  { kind, at, by }: ProposalAsked,
  { gather }: Pick<Newsroom, 'gather'> = newsroom,
): Promise<StoredEdition> {
  const air = await gather(house, at)
  if (!air) throw noAir()
  const edition = editionOf(kind, local(at, house.settings.LANTIAN_ZONE), air)
  const store: BroadcastStore = house.store
  await store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, editionsLock)
    await keepProposal(tx, edition, by, house.clock())
  })
  house.cache.drop('broadcast')
  return editionNamed(house, edition.id)
}

/** Keeps a proposal unless the newest one says the same. @returns its number, null when nothing is new */
export async function keepProposal(
  tx: Transaction<BroadcastTables>,
  edition: Edition,
  by: string,
  at: Temporal.Instant,
): Promise<number | null> {
  const plan = canonicalJson(edition)
  const known = await tx
    .selectFrom('broadcast_edition as e')
    .innerJoin('broadcast_proposal as p', 'p.id', 'e.proposal')
    .select('p.plan')
    .where('e.id', '=', edition.id)
    .executeTakeFirst()
  if (known?.plan === plan) return null
  const airDigest = digestOf(edition.air)
  const { id } = await tx
    .insertInto('broadcast_proposal')
    .values({ edition: edition.id, plan, air_digest: airDigest, at: at.epochMilliseconds, by })
    .returning('id')
    .executeTakeFirstOrThrow()
  await placeProposal(tx, edition, id, known !== undefined)
  await record(tx, {
    at,
    by,
    deed: 'broadcast.propose',
    about: `broadcast/${edition.id}`,
    detail: { proposal: id, air: airDigest, moment: edition.at },
  })
  return id
}

async function placeProposal(
  tx: Transaction<BroadcastTables>,
  { id, kind, at }: Edition,
  proposal: number,
  known: boolean,
) {
  if (known) {
    await tx.updateTable('broadcast_edition').set({ proposal, at }).where('id', '=', id).execute()
    return
  }
  const fresh = { changes: '{}', revision: 0, changed_at: null, changed_by: null, late: null, late_at: null }
  await tx
    .insertInto('broadcast_edition')
    .values({ id, kind, day: at.slice(0, 10), at, proposal, ...fresh })
    .execute()
}

type Row = Selectable<EditionTable> &
  Pick<Selectable<ProposalTable>, 'plan' | 'air_digest' | 'by'> & { proposed_at: number }

const stored = (row: Row): StoredEdition => ({
  id: row.id,
  kind: row.kind,
  day: row.day,
  at: row.at,
  proposal: {
    id: row.proposal,
    at: instant(row.proposed_at),
    by: row.by,
    airDigest: row.air_digest,
  },
  machine: JSON.parse(row.plan),
  changes: JSON.parse(row.changes),
  revision: row.revision,
  changed: row.changed_at === null ? null : { at: instant(row.changed_at), by: row.changed_by! },
  late: row.late === null ? null : { ...(JSON.parse(row.late) as Late), at: instant(row.late_at!) },
})

const editionRows = ({ db }: Pick<BroadcastStore, 'db'>) =>
  db
    .selectFrom('broadcast_edition as e')
    .innerJoin('broadcast_proposal as p', 'p.id', 'e.proposal')
    .selectAll('e')
    .select(['p.plan', 'p.air_digest', 'p.by', 'p.at as proposed_at'])

/** @throws Problem 404 */
export async function editionNamed(house: House, id: string): Promise<StoredEdition> {
  const row = await editionRows(house.store as BroadcastStore)
    .where('e.id', '=', id)
    .executeTakeFirst()
  if (!row) throw unknownEdition()
  return stored(row)
}

/** The newest edition of a kind that was made for this day, or for any. */
export async function newestEdition(
  house: House,
  kind: EditionKind,
  day?: Day,
): Promise<StoredEdition | null> {
  let query = editionRows(house.store as BroadcastStore).where('e.kind', '=', kind)
  if (day) query = query.where('e.day', '=', day)
  const row = await query.orderBy('e.at', 'desc').limit(1).executeTakeFirst()
  return row ? stored(row) : null
}

/** The editions of these days, the newest first. */
export async function editionsBetween(
  house: House,
  from: Day,
  to: Day,
  most: number,
): Promise<StoredEdition[]> {
  const rows = await editionRows(house.store as BroadcastStore)
    .where('e.day', '>=', from)
    .where('e.day', '<=', to)
    .orderBy('e.at', 'desc')
    .orderBy('e.id')
    .limit(most)
    .execute()
  return rows.map(stored)
}

export interface ChangesAsked {
  changes: EditorChanges
  /** The revision that the editor saw. */
  revision: number
  by: string
}

/**
 * Puts the editor's changes in the place of those before. The machine's proposal stays as it is.
 * @throws Problem 409 when somebody else changed it meanwhile, 422 for a slot or order that cannot be
 */
export async function change(house: House, id: string, asked: ChangesAsked): Promise<StoredEdition> {
  const store: BroadcastStore = house.store
  const at = house.clock()
  const { changes, revision, by } = asked
  await store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, editionsLock)
    const row = await editionRows({ db: tx }).where('e.id', '=', id).executeTakeFirst()
    if (!row) throw unknownEdition()
    if (row.revision !== revision) throw changedMeanwhile(row)
    const next = canonicalJson(changes)
    if (next === row.changes) return
    const { unknown, marks } = laid(stored(row).machine, changes)
    await tx
      .updateTable('broadcast_edition')
      .set({ changes: next, revision: revision + 1, changed_at: at.epochMilliseconds, changed_by: by })
      .where('id', '=', id)
      .execute()
    const untraced = marks.filter((mark) => mark.untraced.length > 0).map(({ line }) => line)
    await record(tx, {
      at,
      by,
      deed: 'broadcast.change',
      about: `broadcast/${id}`,
      detail: { revision: revision + 1, changes, unknown, untraced },
    })
  })
  house.cache.drop('broadcast')
  return editionNamed(house, id)
}

export const unknownEdition = () =>
  new Problem('unknown-edition', { zh: '没有这个编号的节目。', en: 'There is no edition of this name.' }, 404)

const changedMeanwhile = ({ revision, changed_by }: Pick<Row, 'revision' | 'changed_by'>) =>
  new Problem(
    'changed-meanwhile',
    {
      zh: `${changed_by ?? '别人'}已经改过，现在是第 ${revision} 次修改。请重新读取后再改。`,
      en: `${changed_by ?? 'Somebody'} has changed it meanwhile; it is now at revision ${revision}. Read it again, then change it.`,
    },
    409,
  )

const noAir = () =>
  new Problem(
    'no-air',
    {
      zh: '那个时刻之前没有任何读数，无法制作节目。',
      en: 'There is no reading before that moment, so no edition can be proposed.',
    },
    422,
  )
