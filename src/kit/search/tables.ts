import type { AnyKysely } from '../db/open.ts'

export interface DocRow {
  id: number
  kind: string
  about: string
  language: string
  /** As JSON. */
  facets: string
  /** Epoch milliseconds, 0 for none. */
  at: number
  /** Of the rebuilding that last met it. */
  round: number
  /** Of all that it was indexed with. */
  digest: string
  path: string
  title: string
  text: string
}

/** How far the journal was read, which rebuilding is the newest, and what kinds it was for. */
export interface State {
  position: number
  round: number
  shape: string
}

const only = 'index'

export async function readState(db: AnyKysely): Promise<State | null> {
  const row = await db
    .selectFrom('search_index_state')
    .select(['position', 'round', 'shape'])
    .where('name', '=', only)
    .executeTakeFirst()
  return row ? { position: Number(row.position), round: Number(row.round), shape: row.shape } : null
}

/** Sets some of it, of a state that is there. */
export async function changeState(db: AnyKysely, change: Partial<State>): Promise<void> {
  await db.updateTable('search_index_state').set(change).where('name', '=', only).execute()
}

/** Begins a round; all that is indexed from now on carries its number. @param position of the journal, for a new index */
export async function beginRound(tx: AnyKysely, position: number): Promise<number> {
  const { round } = await tx
    .insertInto('search_index_state')
    .values({ name: only, position, round: 1, shape: '' })
    .onConflict((on) =>
      on.column('name').doUpdateSet((set) => ({ round: set('search_index_state.round', '+', 1) })),
    )
    .returning('round')
    .executeTakeFirstOrThrow()
  return Number(round)
}
