import type { AnyStore } from '../db/open.ts'
import type { Words } from '../words.ts'
import { genesis, type Line, sealOf } from './chain.ts'
import type { Head } from './seal.ts'

/** The first place where the journal is not what was sealed. */
export interface Fault {
  kind: 'edited' | 'missing' | 'inserted' | 'reordered' | 'head'
  /** Place in the chain, from 1. */
  position: number
  words: Words
}

export interface Verdict {
  sound: boolean
  /** Sealed lines that were found in order. */
  lines: number
  /** The seal of the last of them. */
  head: string
  /** Lines that wait for their seal. */
  unsealed: number
  fault?: Fault
}

type Row = [position: number, sealedAt: number, hash: string, entry: number, ...Line]
type Nothing = [position: number, sealedAt: number, hash: string, entry: number, id: null]
interface Link {
  position: number
  sealedAt: number
  hash: string
  line: Line | null
}

/**
 * Reads the whole journal in the order of its seals, in flat memory, and stops at the first line that is edited,
 * missing, inserted or out of order. `known` are heads published elsewhere, such as those of a backup; with them even
 * a journal that was rewritten from end to end is found out.
 */
export async function verify(
  store: AnyStore,
  known: readonly Head[] = [],
  progress: (done: number) => void = () => {},
): Promise<Verdict> {
  const published = (await store.db.selectFrom('journal_head').selectAll().execute()) as Head[]
  const expected = new Expected([...published, ...known])
  let previous = genesis
  let lines = 0
  const verdict = (fault?: Fault) => finish(store, { lines, head: previous, fault })
  for await (const page of store.bulk.pages(store.db, chain(store))) {
    for (const row of page as (Row | Nothing)[]) {
      const link = asLink(row)
      const fault = (await faultOf(store, previous, lines + 1, link)) ?? expected.against(link)
      if (fault) return verdict(fault)
      previous = link.hash
      lines++
    }
    progress(lines)
  }
  return verdict(expected.behind(lines))
}

const chain = (store: AnyStore, from = 1) =>
  store.db
    .selectFrom('journal_seal as s')
    .leftJoin('journal as j', 'j.id', 's.entry_id')
    .select(['s.position', 's.sealed_at', 's.hash', 's.entry_id'])
    .select(['j.id', 'j.at', 'j.by', 'j.deed', 'j.about', 'j.detail'])
    .where('s.position', '>=', from)
    .orderBy('s.position')

const asLink = ([position, sealedAt, hash, , ...line]: Row | Nothing): Link => ({
  position,
  sealedAt,
  hash,
  line: line[0] === null ? null : (line as Line),
})

async function faultOf(store: AnyStore, previous: string, place: number, link: Link): Promise<Fault | null> {
  if (link.position > place) return fault('missing', place)
  if (link.position < place) return fault('inserted', link.position)
  if (!link.line) return fault('missing', place)
  if (sealOf(previous, place, link.sealedAt, link.line) === link.hash) return null
  return whatHappened(store, previous, link)
}

/** The line at this place is not the sealed one. Is the sealed one still somewhere behind it? */
async function whatHappened(store: AnyStore, previous: string, wrong: Link): Promise<Fault> {
  const { position, sealedAt, hash, line } = wrong
  for await (const page of store.bulk.pages(store.db, chain(store, position))) {
    for (const row of page as (Row | Nothing)[]) {
      const other = asLink(row)
      if (!other.line || other.position === position) continue
      // Its own seal came along: everything behind the foreign line was moved on by one.
      if (sealOf(previous, position, other.sealedAt, other.line) === other.hash)
        return fault('inserted', position)
      const [, ...words] = other.line
      const here = (id: number) => sealOf(previous, position, sealedAt, [id, ...words]) === hash
      if (here(other.line[0]) || here(line![0])) return fault('reordered', position, other.position)
    }
  }
  return fault('edited', position)
}

/** The heads that somebody else knows, by position. */
class Expected {
  readonly #heads = new Map<number, Head[]>()
  #furthest: Head | null = null

  constructor(known: readonly Head[]) {
    for (const head of known) {
      this.#heads.set(head.position, [...(this.#heads.get(head.position) ?? []), head])
      if (head.position > (this.#furthest?.position ?? 0)) this.#furthest = head
    }
  }

  against({ position, hash }: Link): Fault | null {
    const other = this.#heads.get(position)?.find((head) => head.hash !== hash)
    return other ? fault('head', position, other.day) : null
  }

  behind(lines: number): Fault | undefined {
    return this.#furthest && this.#furthest.position > lines ? fault('missing', lines + 1) : undefined
  }
}

function fault(kind: Fault['kind'], position: number, other?: number | string): Fault {
  const words: Record<Fault['kind'], Words> = {
    edited: {
      zh: `第 ${position} 行与封存时不同：已被改动，或其前有行被删去。`,
      en: `Line ${position} is not what was sealed: it was edited, or lines were taken out before it.`,
    },
    missing: { zh: `缺少第 ${position} 行。`, en: `Line ${position} is missing.` },
    inserted: { zh: `第 ${position} 行是后来插入的。`, en: `Line ${position} was put in afterwards.` },
    reordered: {
      zh: `第 ${position} 行的位置应为现在第 ${other} 行的内容：次序被调换。`,
      en: `What belongs at line ${position} now stands at line ${other}: lines were exchanged.`,
    },
    head: {
      zh: `第 ${position} 行的封存值与 ${other} 公布的不一致：日志被整体改写。`,
      en: `The seal of line ${position} is not the one published for ${other}: the journal was rewritten.`,
    },
  }
  return { kind, position, words: words[kind] }
}

async function finish(
  store: AnyStore,
  found: { lines: number; head: string; fault?: Fault },
): Promise<Verdict> {
  const unsealed = await store.db
    .selectFrom('journal as j')
    .select((of) => of.fn.countAll().as('count'))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('journal_seal as s').select('s.position').whereRef('s.entry_id', '=', 'j.id'))),
    )
    .executeTakeFirstOrThrow()
  return { sound: !found.fault, unsealed: Number(unsealed.count), ...found }
}
