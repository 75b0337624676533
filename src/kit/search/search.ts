import type { AnyStore } from '../db/open.ts'
import type { Officer } from '../people/officer.ts'
import type { House } from '../room.ts'
import { type Language, languages, type Words } from '../words.ts'
import { type Asked, type Match, matches, mostMatches } from './match.ts'
import { parseQuery, type Query } from './query.ts'
import type { Searchable } from './searchable.ts'
import { marked, type Piece, snippetOf } from './snippet.ts'
import { suggestionsFor } from './suggest.ts'
import { synonymGroups, synonymsOf } from './synonyms.ts'
import type { DocRow } from './tables.ts'
import { facetTag, isOpen, kindTag, languageTag, openTag } from './tags.ts'
import { yearWords } from './words.ts'

export type { Changed, Indexed, Searchable } from './searchable.ts'
export type { Piece } from './snippet.ts'

export const perPage = 20
/** Nobody reads further; who wants more says more. */
export const mostPages = mostMatches / perPage

export interface SearchAsked {
  q: string
  language: Language
  kind?: string | null
  facets?: Readonly<Record<string, string>>
  /** From 1. */
  page: number
  /** Who asks; null for the public. */
  officer: Officer | null
}

/** One thing that was found. */
export interface Hit {
  about: string
  kind: Words
  kindKey: string
  title: readonly Piece[]
  snippet: readonly Piece[]
  /** Without the language. */
  path: string
  /** Null for what has no date. */
  at: Temporal.Instant | null
}

export interface Choice {
  value: string
  words: Words
  count: number
}

export interface Results {
  total: number
  /** There are more than were counted. */
  more: boolean
  page: number
  pages: number
  hits: readonly Hit[]
  /** What else would be found by another kind or facet, with its number. */
  kinds: readonly Choice[]
  facets: readonly { name: string; words: Words; values: readonly Choice[] }[]
  /** Another spelling that finds something, where this one finds nothing. */
  suggestion: string | null
  /** What the other language has, where this one has nothing. */
  elsewhere: { language: Language; total: number; more: boolean } | null
}

/** Kinds that this reader finds. */
const kindsFor = ({ desk }: House, officer: Officer | null): readonly Searchable[] =>
  desk.searchable.filter(({ may }) => (may ? officer !== null && may.holds(officer, undefined) : true))

/** Searches what everybody, or this officer, may see. Any text is a query; what nothing can be found by finds nothing. */
export async function searchFor(house: House, asked: SearchAsked): Promise<Results> {
  const { store } = house
  const kinds = kindsFor(house, asked.officer)
  const synonyms = synonymsOf(await synonymGroups(store.db))
  const look = async (q: string, language: Language, narrow: readonly string[][] = []) =>
    find(store, kinds, { query: parseQuery(q, synonyms), tags: [[languageTag(language)], ...narrow] })
  const narrow = narrowing(asked)
  const all = await look(asked.q, asked.language)
  const { found, more } = narrow.length === 0 ? all : await look(asked.q, asked.language, narrow)
  const pages = Math.min(mostPages, Math.ceil(found.length / perPage))
  const page = Math.max(1, Math.min(Math.trunc(asked.page) || 1, pages))
  const shown = found.slice((page - 1) * perPage, page * perPage)
  const none = all.found.length === 0
  return {
    total: found.length,
    more,
    page,
    pages,
    hits: await hitsOf(store, kinds, shown, parseQuery(asked.q, synonyms)),
    kinds: kindChoices(kinds, all.found),
    facets: facetChoices(kinds, narrow.length === 0 ? all.found : found),
    suggestion: none ? await firstThatFinds(store, asked, look) : null,
    elsewhere: none ? await otherLanguage(asked, look) : null,
  }
}

const narrowing = ({ kind, facets = {} }: SearchAsked): string[][] => [
  ...(kind ? [[kindTag(kind)]] : []),
  ...Object.entries(facets).map(([name, value]) => [facetTag(name, value)]),
]

/** The open things, and of the desk's the kinds that this reader may see. */
async function find(store: AnyStore, kinds: readonly Searchable[], asked: Asked) {
  const visible = [openTag, ...kinds.filter((each) => !isOpen(each)).map(({ kind }) => kindTag(kind))]
  const { found, more } = await matches(store, { ...asked, tags: [...asked.tags, visible] })
  // An index of an older program may still have a kind open that is so no longer.
  const known = new Set(kinds.map(({ kind }) => kind))
  return { found: found.filter(({ kind }) => known.has(kind)), more }
}

type Look = (q: string, language: Language) => Promise<{ found: Match[]; more: boolean }>

async function firstThatFinds({ db }: AnyStore, { q, language }: SearchAsked, look: Look) {
  for (const suggestion of await suggestionsFor(db, q))
    if ((await look(suggestion, language)).found.length > 0) return suggestion
  return null
}

async function otherLanguage({ q, language }: SearchAsked, look: Look): Promise<Results['elsewhere']> {
  const other = languages.find((each) => each !== language)!
  const { found, more } = await look(q, other)
  return found.length > 0 ? { language: other, total: found.length, more } : null
}

async function docsOf({ db }: AnyStore, ids: readonly number[]): Promise<Map<number, DocRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('search_index_doc').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [Number(row.id), row as DocRow]))
}

async function hitsOf(store: AnyStore, kinds: readonly Searchable[], found: readonly Match[], query: Query) {
  const docs = await docsOf(
    store,
    found.map(({ id }) => id),
  )
  return found.flatMap(({ id }): Hit[] => {
    const doc = docs.get(id)
    const kind = kinds.find((each) => each.kind === doc?.kind)
    if (!doc || !kind) return []
    const { about, title, text, path, at } = doc
    return [
      {
        about,
        kind: kind.words,
        kindKey: kind.kind,
        title: marked(title, query),
        snippet: snippetOf(text, query, doc.language as Language),
        path,
        at: Number(at) > 0 ? Temporal.Instant.fromEpochMilliseconds(Number(at)) : null,
      },
    ]
  })
}

function countsOf(values: Iterable<string>): [string, number][] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
}

function kindChoices(kinds: readonly Searchable[], found: readonly Match[]): Choice[] {
  const counts = new Map(countsOf(found.map(({ kind }) => kind)))
  return kinds.flatMap(({ kind, words }) =>
    counts.has(kind) ? [{ value: kind, words, count: counts.get(kind)! }] : [],
  )
}

/** Values of a facet that are offered. */
const mostValues = 12

function facetChoices(kinds: readonly Searchable[], found: readonly Match[]): Results['facets'] {
  const named: Record<string, Words> = { year: yearWords }
  for (const { facets } of kinds) Object.assign(named, facets)
  return Object.entries(named).flatMap(([name, words]) => {
    const counts = countsOf(found.flatMap(({ facets }) => facets[name] ?? []))
    if (counts.length === 0) return []
    // Years from the newest back, everything else by its number.
    counts.sort((a, b) => (name === 'year' ? (a[0] < b[0] ? 1 : -1) : b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))
    const values = counts
      .slice(0, mostValues)
      .map(([value, count]) => ({ value, words: { zh: value, en: value }, count }))
    return [{ name, words, values }]
  })
}

/** A thing that a text may link to. */
export interface Pick {
  about: string
  title: string
  path: string
}

const mostPicks = 12

/** Open things by what is typed so far, each once, in this language rather than the other. */
export async function pick(house: House, q: string, language: Language): Promise<Pick[]> {
  const { store, desk } = house
  const kinds = desk.searchable.filter(isOpen)
  const query = parseQuery(q, synonymsOf(await synonymGroups(store.db)), true)
  const things = new Map<string, number>()
  for (const each of languages.toSorted((a) => (a === language ? -1 : 1))) {
    const { found } = await find(store, kinds, { query, tags: [[languageTag(each)]] })
    for (const { about, id } of found) if (!things.has(about)) things.set(about, id)
  }
  const ids = [...things.values()].slice(0, mostPicks)
  const docs = await docsOf(store, ids)
  return ids.flatMap((id) => {
    const doc = docs.get(id)
    return doc ? [{ about: doc.about, title: doc.title, path: doc.path }] : []
  })
}
