import { createHash } from 'node:crypto'
import type { JobTools } from '../jobs/jobs.ts'
import { lastPosition, type SealedEntry, seal, tail } from '../journal/journal.ts'
import type { House } from '../room.ts'
import type { Searchable } from './searchable.ts'
import { beginRound, changeState, readState } from './tables.ts'
import { isOpen } from './tags.ts'
import { exclusiveName, putThing, remove, version } from './write.ts'

/** Things of one transaction: others who write wait no longer than that. */
const thingsEach = 40
const linesEach = 1000
/** Old things taken away at once. */
const removedEach = 200

type Tools = Pick<JobTools, 'progress' | 'signal'>

/** What is indexed, and how: where it changes all is indexed anew. */
const shapeOf = ({ desk }: House) =>
  createHash('sha256')
    .update(JSON.stringify([version, desk.searchable.map((each) => [each.kind, isOpen(each)])]))
    .digest('base64url')

/**
 * Safe to run twice. Reads the journal on and indexes anew what its lines say has changed; builds the whole index where
 * there is none yet, or one of an older program.
 */
export async function followJournalIntoIndex(house: House, tools: Tools): Promise<string> {
  const { store } = house
  const state = await readState(store.db)
  if (!state || state.shape !== shapeOf(house)) return rebuildIndex(house, tools)
  // What is not sealed yet would be found only after the next round of sealing.
  await seal(store, house.clock())
  let changed = 0
  for (let { position } = state; !tools.signal.aborted; ) {
    const lines = await tail(store, position, linesEach)
    if (lines.length === 0) break
    changed += await indexThings(house, thingsIn(house.desk.searchable, lines), tools)
    position = lines.at(-1)!.position
    tools.signal.throwIfAborted()
    await changeState(store.db, { position })
  }
  return changed > 0 ? `${changed} things` : ''
}

interface Thing {
  searchable: Searchable
  about: string
}

function thingsIn(searchables: readonly Searchable[], lines: readonly SealedEntry[]): Thing[] {
  const things = new Map<string, Thing>()
  for (const { deed, about, detail } of lines)
    for (const searchable of searchables) {
      const said = searchable.watches(deed, about, detail)
      const abouts = said === true ? [about] : said === false ? [] : said
      for (const each of abouts) things.set(`${searchable.kind} ${each}`, { searchable, about: each })
    }
  return [...things.values()]
}

/** @returns how many there were */
async function indexThings(house: House, things: readonly Thing[], tools: Tools): Promise<number> {
  const { store } = house
  for (let done = 0; done < things.length; done += thingsEach) {
    if (tools.signal.aborted) return done
    await store.db.transaction().execute(async (tx) => {
      await store.bulk.exclusive(tx, exclusiveName)
      for (const { searchable, about } of things.slice(done, done + thingsEach))
        await putThing(tx, house, searchable, about)
    })
    tools.progress(Math.min(done + thingsEach, things.length), things.length)
  }
  return things.length
}

/**
 * Safe to run twice, and while readers search: what is there stays until it is met again; what was not met goes at the
 * end. Stopped on the way, it is begun anew.
 */
export async function rebuildIndex(house: House, tools: Tools): Promise<string> {
  const { store } = house
  const position = await lastPosition(store)
  const round = await store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, exclusiveName)
    return beginRound(tx, position)
  })
  const things: Thing[] = []
  for (const searchable of house.desk.searchable)
    for await (const about of searchable.all(store.db, house)) things.push({ searchable, about })
  const count = await indexThings(house, things, tools)
  tools.signal.throwIfAborted()
  await changeState(store.db, { shape: shapeOf(house) })
  const gone = await removeOlder(house, round, tools)
  return `${count} things, ${gone} old texts taken away`
}

async function removeOlder({ store }: House, round: number, { signal }: Tools): Promise<number> {
  for (let gone = 0; ; ) {
    signal.throwIfAborted()
    const count = await store.db.transaction().execute(async (tx) => {
      await store.bulk.exclusive(tx, exclusiveName)
      const rows = await tx
        .selectFrom('search_index_doc')
        .select('id')
        .where('round', '<', round)
        .limit(removedEach)
        .execute()
      await remove(
        tx,
        store.engine,
        rows.map(({ id }) => Number(id)),
      )
      return rows.length
    })
    gone += count
    if (count < removedEach) return gone
  }
}
