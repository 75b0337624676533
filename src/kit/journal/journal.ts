import { sql } from 'kysely'
import type { AnyKysely, AnyStore } from '../db/open.ts'
import { canonicalJson } from './chain.ts'

export { migrations } from './migrations.ts'
export { type Head, heads, publishedHeads, publishHeads, seal } from './seal.ts'
export { type Fault, type Verdict, verify } from './verify.ts'

export interface Entry {
  at: Temporal.Instant
  /** Who: an officer, a job, `source:openaq`. */
  by: string
  /** What was done, such as `air.correct`. */
  deed: string
  /** What it was done to, such as `air/readings` or `article/12`. */
  about: string
  detail?: object
}

/** A line that has its place for ever. */
export interface SealedEntry extends Required<Entry> {
  position: number
  id: number
  hash: string
}

/** Writes a line inside the deed's own transaction, so that both commit together or not at all. */
export async function record(tx: AnyKysely, { at, by, deed, about, detail = {} }: Entry): Promise<void> {
  const line = { at: at.epochMilliseconds, by, deed, about, detail: canonicalJson(detail) }
  await tx.insertInto('journal').values(line).execute()
}

/** Place of the newest sealed line; 0 before the first. */
export async function lastPosition(store: AnyStore): Promise<number> {
  const row = await store.db
    .selectFrom('journal_seal')
    .select((of) => of.fn.max('position').as('position'))
    .executeTakeFirst()
  return Number(row?.position ?? 0)
}

/** Sealed lines behind position `after`, in their order: what caches, search and webhooks follow. */
export async function tail(store: AnyStore, after: number, limit = 1000): Promise<SealedEntry[]> {
  const rows = await store.db
    .selectFrom('journal_seal as s')
    .innerJoin('journal as j', 'j.id', 's.entry_id')
    .select(['s.position', 's.hash', 'j.id', 'j.at', 'j.by', 'j.deed', 'j.about', 'j.detail'])
    .where('s.position', '>', after)
    .orderBy('s.position')
    .limit(limit)
    .execute()
  return rows.map(sealedEntry)
}

/**
 * Sealed lines from the newest back, before a position where one is given.
 * @param about only what is about things whose name begins so; '' for all
 */
export async function newest(
  store: AnyStore,
  { about, before, limit }: { about: string; before: number | null; limit: number },
): Promise<SealedEntry[]> {
  let query = store.db
    .selectFrom('journal_seal as s')
    .innerJoin('journal as j', 'j.id', 's.entry_id')
    .select(['s.position', 's.hash', 'j.id', 'j.at', 'j.by', 'j.deed', 'j.about', 'j.detail'])
    .orderBy('s.position', 'desc')
    .limit(limit)
  if (before !== null) query = query.where('s.position', '<', before)
  // No LIKE: a sign in it is a sign, and no pattern.
  if (about) query = query.where(sql`substr(j.about, 1, ${[...about].length})`, '=', about)
  return (await query.execute()).map(sealedEntry)
}

function sealedEntry(row: Record<string, unknown>): SealedEntry {
  return {
    ...(row as unknown as SealedEntry),
    at: Temporal.Instant.fromEpochMilliseconds(row.at as number),
    detail: JSON.parse(row.detail as string),
  }
}
