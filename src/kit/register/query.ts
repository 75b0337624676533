import { sql } from 'kysely'
import type { AnyKysely } from '../db/store.ts'
import { Problem } from '../problem.ts'
import { isDay } from '../time.ts'
import { type Look, Unread } from './kind.ts'
import type { AnyRegister, AnyRow } from './register.ts'
import { plain, rowOf, type Stored } from './rows.ts'
import { sortKey } from './table.ts'

/** What a list is asked for: all of it stands in its address. */
export interface Wanted {
  search: string
  /** By field: the value, or the first and last of a range. */
  filters: Record<string, { is: string } | { from: string; until: string }>
  sort: string
  descending: boolean
  columns: readonly string[]
  trash: boolean
  after: Cursor | null
  before: Cursor | null
}

/** The place of a row in its order. */
type Cursor = [key: string | number, id: number]

/** Rows of a page, and up to which they are counted. */
const pageRows = 50
const countLimit = 1_000

const wrongCursor = () =>
  new Problem('wrong-page', {
    zh: '翻页地址有误，请回到列表的第一页。',
    en: 'The address of this page is wrong; go back to the first one.',
  })

const cursorText = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url')

function cursorOf(text: string | null, isText: boolean): Cursor | null {
  if (!text) return null
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (!Array.isArray(read) || read.length !== 2) throw wrongCursor()
    const [key, id] = read as Cursor
    if (typeof key !== (isText ? 'string' : 'number') || !Number.isSafeInteger(id)) throw wrongCursor()
    if (typeof key === 'number' ? !Number.isSafeInteger(key) : key.includes('\0') || !key.isWellFormed())
      throw wrongCursor()
    return [key, id]
  } catch {
    throw wrongCursor()
  }
}

/** Reads the address of a list; what it does not know is left out. */
export function wantedOf(r: AnyRegister, query: URLSearchParams): Wanted {
  const [, minus, named] = /^(-?)(.*)$/s.exec(query.get('sort') ?? '')!
  const sort = named && r.list.sort.includes(named) ? named : r.list.order
  const isText = r.fields[sort]!.kind.column === 'text'
  const filters: Wanted['filters'] = {}
  const clean = (name: string) =>
    (query.get(name) ?? '')
      .replaceAll(/\p{Cc}/gv, '')
      .toWellFormed()
      .trim()
      .slice(0, 200)
  for (const name of r.list.filters) {
    const is = clean(name)
    const [from, until] = [clean(`${name}.from`), clean(`${name}.until`)]
    if (r.fields[name]!.kind.filter?.kind === 'range') {
      if (from || until) filters[name] = { from, until }
    } else if (is) filters[name] = { is }
  }
  const chosen = query
    .getAll('cols')
    .flatMap((each) => each.split(','))
    .filter((name) => Object.hasOwn(r.fields, name))
  return {
    search: clean('q'),
    filters,
    sort,
    descending: minus === '-' && sort === named,
    columns: chosen.length > 0 ? [...new Set(chosen)] : r.list.columns,
    trash: query.get('trash') === '1',
    after: cursorOf(query.get('after'), isText),
    before: cursorOf(query.get('before'), isText),
  }
}

/** The address of a list, without its page: the query with its question mark, '' where nothing is asked for. */
export function addressOf(
  r: AnyRegister,
  wanted: Omit<Wanted, 'after' | 'before'>,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams()
  if (wanted.search) query.set('q', wanted.search)
  for (const [name, filter] of Object.entries(wanted.filters))
    if ('is' in filter) query.set(name, filter.is)
    else
      for (const end of ['from', 'until'] as const) if (filter[end]) query.set(`${name}.${end}`, filter[end])
  if (wanted.descending || wanted.sort !== r.list.order)
    query.set('sort', `${wanted.descending ? '-' : ''}${wanted.sort}`)
  if (wanted.columns.join() !== r.list.columns.join()) query.set('cols', wanted.columns.join())
  if (wanted.trash) query.set('trash', '1')
  for (const [name, value] of Object.entries(more)) query.set(name, value)
  return query.size > 0 ? `?${query}` : ''
}

type Part = ReturnType<typeof sql<boolean>>

const termsOf = ({ search }: Wanted) => plain(search).split(/\s+/).filter(Boolean).slice(0, 8)

/** What the conditions are for: to count, to find a page of what is common, or to read all of it in order. */
type Way = 'count' | 'page' | 'all'

/**
 * Left alone, SQLite takes the index of any condition, and then fetches each row by itself and sorts them. A sign before
 * the column keeps it from that: what is searched is read from end to end, which is ten times as fast, and a page of
 * what is common is walked in the index of its order.
 */
function columnsOf(r: AnyRegister, wanted: Wanted, { engine }: Look, way: Way) {
  const ref = (name: string, hidden: boolean) =>
    hidden && engine === 'sqlite' ? sql`+${sql.ref(name)}` : sql.ref(name)
  const [first] = Object.keys(wanted.filters)
  // The index of a filter is in the order at which the list stands at first.
  const leads = (name: string) =>
    name === first && 'is' in wanted.filters[name]! && wanted.sort === r.list.order
  return {
    trashed: ref('trashed_at', way !== 'all' && !wanted.trash && termsOf(wanted).length > 0),
    column: (name: string) => ref(name, way === 'page' && !leads(name)),
  }
}

/** Conditions of the search and the filters. @throws Problem 400 for a range that cannot be read */
function conditions(r: AnyRegister, wanted: Wanted, look: Look, way: Way): Part[] {
  const terms = termsOf(wanted)
  const { trashed, column: columnOf } = columnsOf(r, wanted, look, way)
  const parts: Part[] = [
    wanted.trash ? sql<boolean>`${trashed} is not null` : sql<boolean>`${trashed} is null`,
  ]
  for (const [name, filter] of Object.entries(wanted.filters)) {
    const column = columnOf(name)
    if ('is' in filter) {
      const { column: type } = r.fields[name]!.kind
      const value = type === 'whole' ? Number(filter.is) : filter.is
      parts.push(
        type === 'whole' && !Number.isSafeInteger(value)
          ? sql<boolean>`1 = 0`
          : sql<boolean>`${column} = ${value}`,
      )
      continue
    }
    if (filter.from) parts.push(sql<boolean>`${column} >= ${bound(r, name, filter.from, look)}`)
    if (filter.until) parts.push(sql<boolean>`${column} <= ${bound(r, name, filter.until, look)}`)
  }
  for (const term of terms)
    parts.push(
      look.engine === 'sqlite'
        ? sql<boolean>`instr(searched, ${term}) > 0`
        : sql<boolean>`strpos(searched, ${term}) > 0`,
    )
  return parts
}

function bound(r: AnyRegister, name: string, text: string, look: Look): string | number {
  const { kind, words } = r.fields[name]!
  const read = kind.parse(text, look)
  if (read instanceof Unread || (kind.column === 'text' && !isDay(String(read))))
    throw new Problem('wrong-filter', {
      zh: `筛选“${words.zh}”的值 ${text} 看不懂。`,
      en: `The value ${text} of the filter “${words.en}” cannot be read.`,
    })
  return read as string | number
}

export interface Listed {
  rows: AnyRow[]
  /** How many there are, counted up to a bound. */
  count: number
  more: boolean
  next: string | null
  previous: string | null
}

/** A page of a list. Both engines walk an index in its order, and count no further than they must. */
export async function listRows(
  db: AnyKysely,
  r: AnyRegister,
  wanted: Wanted,
  look: Look,
  size = pageRows,
): Promise<Listed> {
  const where = (way: Way) => sql.join(conditions(r, wanted, look, way), sql` and `)
  const counted = await sql<{
    id: number
  }>`select id from ${sql.table(r.key)} where ${where('count')} limit ${countLimit + 1}`.execute(db)
  const few = counted.rows.length <= countLimit
  if (counted.rows.length === 0) return { rows: [], count: 0, more: false, next: null, previous: null }
  // What is rare is sorted by itself: to walk the whole order for it would read every row in a scattered way.
  const within = few
    ? sql`id in (${sql.join(counted.rows.map(({ id }) => sql.lit(Number(id))))})`
    : where('page')
  const found = await walk(db, r, wanted, { within, size: size + 1 })
  const turned = wanted.before !== null
  const page = found.slice(0, size)
  if (turned) page.reverse()
  const beyond = found.length > size
  const place = (at: number) => {
    const one = page.at(at)
    return one ? cursorText([one.sort_key as string | number, Number(one.id)]) : null
  }
  return {
    rows: page.map((kept) => rowOf(r, kept)),
    count: Math.min(counted.rows.length, countLimit),
    more: !few,
    next: (turned ? page.length > 0 : beyond) ? place(-1) : null,
    previous: (turned ? beyond : wanted.after !== null && page.length > 0) ? place(0) : null,
  }
}

async function walk(
  db: AnyKysely,
  r: AnyRegister,
  { sort, descending, after, before }: Wanted,
  { within, size }: { within: ReturnType<typeof sql>; size: number },
): Promise<Stored[]> {
  const key = sortKey(r, sort)
  const cursor = before ?? after
  const down = descending !== (before !== null)
  const direction = sql.raw(down ? 'desc' : 'asc')
  const from = cursor
    ? sql` and (${key}, id) ${sql.raw(down ? '<' : '>')} (${cursor[0]}, ${cursor[1]})`
    : sql``
  const { rows } =
    await sql<Stored>`select *, ${key} as sort_key from ${sql.table(r.key)} where ${within}${from}
    order by ${key} ${direction}, id ${direction} limit ${size}`.execute(db)
  return rows
}

/** Every row of a list in its order, page by page; no connection is kept between the pages. */
export async function* allRows(
  db: AnyKysely,
  r: AnyRegister,
  wanted: Wanted,
  look: Look,
  size = 1_000,
): AsyncGenerator<AnyRow[]> {
  const within = sql`${sql.join(conditions(r, wanted, look, 'all'), sql` and `)}`
  let after: Cursor | null = null
  for (;;) {
    const found: Stored[] = await walk(db, r, { ...wanted, after, before: null }, { within, size })
    if (found.length > 0) yield found.map((kept) => rowOf(r, kept))
    if (found.length < size) return
    const last = found.at(-1)!
    after = [last.sort_key as string | number, Number(last.id)]
  }
}
