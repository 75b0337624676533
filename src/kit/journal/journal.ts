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
  return rows.map((row) => ({
    ...(row as SealedEntry),
    at: Temporal.Instant.fromEpochMilliseconds(row.at),
    detail: JSON.parse(row.detail),
  }))
}
