import type { Sentence } from '../people/officer.ts'
import type { Words } from '../words.ts'
import type { Field } from './kind.ts'

export { choice, flag } from './kinds/choice.tsx'
export { computed } from './kinds/computed.tsx'
export { address, email, phone } from './kinds/contact.tsx'
export { files } from './kinds/files.tsx'
export { lines } from './kinds/lines.tsx'
export { decimal, integer, money } from './kinds/number.tsx'
export { department, officer } from './kinds/people.tsx'
export { pictures } from './kinds/pictures.tsx'
export { type Place, place } from './kinds/place.tsx'
export { reference } from './kinds/reference.tsx'
export { richText } from './kinds/rich-text.tsx'
export { longText, text } from './kinds/text.tsx'
export { day, instant } from './kinds/time.tsx'
export { checkRegisters, createRegisterTable, registerFaults } from './table.ts'

export type Fields = Readonly<Record<string, Field<unknown>>>

/** What every row has besides its fields. */
export interface Kept {
  id: number
  /** Grows by one with each change. */
  revision: number
  /** Instants in epoch milliseconds; who, as the journal writes him. */
  createdAt: number
  createdBy: string
  changedAt: number
  changedBy: string
  trashedAt: number | null
}

type ValueOf<F> = F extends Field<infer V, infer R> ? (R extends true ? V : V | null) : never
export type ValuesOf<F extends Fields> = { [K in keyof F]: ValueOf<F[K]> }
export type RowOf<F extends Fields> = Kept & ValuesOf<F>
/** A place of the desk or the site that belongs to a row, such as the articles of a column. */
export interface RowLink {
  words: Words
  /** Path without the language. */
  path: string
}

/** The row of a register: `export type Vehicle = Row<typeof vehicles>`. */
export type Row<R extends { fields: Fields }> = RowOf<R['fields']>

type Key<F> = keyof F & string

interface Declaration<F extends Fields> {
  /** What one is called. */
  words: Words
  /** What all of them are called, where that is another word. */
  many?: Words
  fields: F
  /** The field whose value names a row, in each language; without one, the first text. */
  title?: { zh: Key<F>; en: Key<F> }
  list: {
    columns: readonly Key<F>[]
    filters?: readonly Key<F>[]
    /** The field by which the list stands at first. */
    order: Key<F>
    /** Besides `order`, the fields by which it may be sorted; each has its index. */
    sort?: readonly Key<F>[]
    /** Fields that strangers may read too, by the API; without it the register is closed to them. */
    open?: readonly Key<F>[]
    /** Fields in which a search looks; without it, every one that can be searched but long text. */
    search?: readonly Key<F>[]
    /** The day or moment by which its rows stand in a calendar. */
    calendar?: Key<F>
  }
  /** Group of the desk's menu, where it is not that of the room. */
  group?: Words
  /** What else belongs to a row; its page leads there. */
  links?(row: RowOf<F>): readonly RowLink[]
  may: {
    /** Asked in general without a row, and of each row before it is shown. */
    see: Sentence<RowOf<F> | undefined>
    /** Asked in general without a row, and of each row before it is changed. */
    change: Sentence<RowOf<F> | undefined>
  }
}

export interface Register<F extends Fields> {
  key: string
  words: Words
  many: Words
  fields: F
  title: { zh: string; en: string }
  list: {
    columns: readonly string[]
    filters: readonly string[]
    order: string
    sort: readonly string[]
    search: readonly string[]
    calendar: string | null
    open: readonly string[] | null
  }
  group: Words | null
  links(row: RowOf<F>): readonly RowLink[]
  may: Declaration<F>['may']
}
export type AnyRegister = Register<Fields>
export type AnyRow = Kept & Record<string, unknown>

const reserved = new Set([
  'id',
  'revision',
  'created_at',
  'created_by',
  'changed_at',
  'changed_by',
  'trashed_at',
  'searched',
  'main',
  ...['createdAt', 'createdBy', 'changedAt', 'changedBy', 'trashedAt'],
])
/** What the address of a list says besides its filters. */
const ofAddress = new Set([
  'q',
  'sort',
  'cols',
  'trash',
  'after',
  'before',
  'view',
  'go',
  'done',
  'row',
  'month',
])

/**
 * Declares a register: a table, its row type, its checks and its lists. `key` is the name of its table. @throws for a name that cannot be a column, or that every row has already
 */
export function register<const F extends Fields>(key: string, of: Declaration<F>): Register<F> {
  for (const name of [key, ...Object.keys(of.fields)])
    if (!/^[a-z][a-z0-9_]{0,39}$/.test(name) || reserved.has(name))
      throw new Error(`register ${key}: ${name} cannot be a name`)
  const kept = (name: string) => of.fields[name]?.kind.column !== null
  const { columns, order, sort = [], search, calendar = null, open = null } = of.list
  const sorted = [...new Set([order, ...sort, ...(calendar === null ? [] : [calendar])])]
  // Rows are led back to from what they refer to, so that a reference always narrows.
  const references = Object.keys(of.fields).filter((name) => of.fields[name]!.kind.refersTo)
  const filters = [...new Set<string>([...(of.list.filters ?? []), ...references])]
  const first = Object.keys(of.fields).find((name) => of.fields[name]!.kind.name === 'text') ?? order
  for (const name of [...sorted, ...filters])
    if (!kept(name))
      throw new Error(`register ${key}: ${name} is computed, a list cannot be sorted or narrowed by it`)
  for (const name of filters)
    if (ofAddress.has(name))
      throw new Error(`register ${key}: a list cannot be narrowed by a field called ${name}`)
  if (calendar !== null && !['day', 'instant'].includes(of.fields[calendar]!.kind.name))
    throw new Error(`register ${key}: ${calendar} is neither a day nor a moment`)
  // The address of a further page carries the value by which the list is sorted.
  if (open !== null && !(open as readonly string[]).includes(order))
    throw new Error(`register ${key}: is sorted by ${order}, which is not open`)
  const searchable = Object.keys(of.fields).filter((name) => {
    const { kind } = of.fields[name]!
    return kind.searched && !['longText', 'richText'].includes(kind.name)
  })
  return Object.freeze({
    key,
    words: of.words,
    many: of.many ?? of.words,
    fields: of.fields,
    title: of.title ?? { zh: first, en: first },
    list: { columns, filters, order, sort: sorted, search: search ?? searchable, calendar, open },
    group: of.group ?? null,
    links: of.links ?? (() => []),
    may: of.may,
  })
}

/** The fields with a column, in their order. */
export const keptFields = (r: AnyRegister): [string, Field<unknown>][] =>
  Object.entries(r.fields).filter(([, { kind }]) => kind.column !== null)
