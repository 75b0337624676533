import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { AnyKysely, AnyStore, Engine } from '../db/open.ts'
import type { House } from '../room.ts'
import { soundsOf } from './pinyin.ts'
import { nameOf } from './query.ts'
import type { Indexed, Searchable } from './searchable.ts'
import { type DocRow, readState } from './tables.ts'
import { facetTag, isOpen, kindTag, languageTag, openTag } from './tags.ts'
import { tokensOf, wordsOf } from './tokens.ts'

/** Changes when the same words would be indexed otherwise. */
export const version = 1
/** Characters of a thing's text that are indexed; what goes on behind them is no article. */
const longestText = 100_000
const longestName = 500
const mostNames = 50
/** Things of one second that stand in the order in which they came. */
const perSecond = 2 ** 20
const lastSecond = 2 ** 32 - 1

export const exclusiveName = 'search/index'

/** Brings the index to what the thing is now. Inside a transaction that holds `exclusiveName`. */
export async function putThing(
  tx: AnyKysely,
  house: House,
  searchable: Searchable,
  about: string,
): Promise<void> {
  const { kind } = searchable
  const round = (await readState(tx))?.round ?? 0
  const wanted = new Map(
    (await searchable.find(tx, about, house)).map((each) => [each.language, cleaned(each)]),
  )
  const there: Pick<DocRow, 'id' | 'language' | 'digest'>[] = await tx
    .selectFrom('search_index_doc')
    .select(['id', 'language', 'digest'])
    .where('about', '=', about)
    .where('kind', '=', kind)
    .execute()
  const kept = there.filter(({ language, digest }) => {
    const thing = wanted.get(language as Indexed['language'])
    return thing !== undefined && digestOf(searchable, thing) === digest
  })
  const old = there.filter((row) => !kept.includes(row)).map(({ id }) => Number(id))
  await remove(tx, house.store.engine, old)
  if (kept.length > 0)
    await tx
      .updateTable('search_index_doc')
      .set({ round })
      .where(
        'id',
        'in',
        kept.map(({ id }) => id),
      )
      .execute()
  for (const thing of wanted.values())
    if (!kept.some(({ language }) => language === thing.language))
      await insert(tx, house.store, searchable, { about, thing, round })
}

/** PostgreSQL takes neither a zero byte nor half a sign. */
const storable = (text: string) => text.toWellFormed().replaceAll('\0', ' ')

const cleaned = (thing: Indexed): Indexed => ({
  ...thing,
  title: storable(thing.title.slice(0, longestName)),
  text: storable(thing.text.slice(0, longestText)),
  path: storable(thing.path),
  facets: Object.fromEntries(
    Object.entries(thing.facets ?? {}).map(([name, value]) => [name, storable(value)]),
  ),
  names: (thing.names ?? []).slice(0, mostNames).map((name) => storable(name.slice(0, longestName))),
})

const digestOf = (searchable: Searchable, thing: Indexed) =>
  createHash('sha256')
    .update(JSON.stringify([version, searchable.kind, isOpen(searchable), thing]))
    .digest('base64url')

export async function remove(tx: AnyKysely, engine: Engine, ids: readonly number[]): Promise<void> {
  const id = sql.ref(engine === 'sqlite' ? 'rowid' : 'id')
  for (const each of ids) {
    await sql`delete from search_index_words where ${id} = ${each}`.execute(tx)
    await tx.deleteFrom('search_index_doc').where('id', '=', each).execute()
  }
}

interface Put {
  about: string
  thing: Indexed
  round: number
}

async function insert(tx: AnyKysely, store: AnyStore, searchable: Searchable, { about, thing, round }: Put) {
  const { language, title, text, path, at, facets = {} } = thing
  const id = await nextId(tx, at)
  const row = { id, kind: searchable.kind, about, language, facets: JSON.stringify(facets), at, round }
  await tx
    .insertInto('search_index_doc')
    .values({ ...row, digest: digestOf(searchable, thing), path, title, text })
    .execute()
  await (store.engine === 'sqlite' ? insertSqlite : insertPostgres)(tx, id, await wordsFor(searchable, thing))
  if (!isOpen(searchable)) return
  const terms = [...wordsOf(title), ...wordsOf(text)].map((term) => [term, term.length])
  if (terms.length > 0)
    await store.bulk.insert(tx, 'search_index_term', ['term', 'length'], terms, { ignore: ['term'] })
}

/** Numbers grow with the second of the thing, so that the newest is found first without sorting. */
async function nextId(tx: AnyKysely, at: number): Promise<number> {
  const first = Math.min(Math.max(0, Math.floor(at / 1000)), lastSecond) * perSecond
  const row = await tx
    .selectFrom('search_index_doc')
    .select((of) => of.fn.max('id').as('id'))
    .where('id', '>=', first)
    .where('id', '<', first + perSecond)
    .executeTakeFirst()
  return row?.id == null ? first : Number(row.id) + 1
}

interface Tokens {
  title: readonly string[]
  body: readonly string[]
  names: readonly string[]
  tags: readonly string[]
}

async function wordsFor(searchable: Searchable, thing: Indexed): Promise<Tokens> {
  const title = tokensOf(thing.title)
  const called = [title, ...(thing.names ?? []).map(tokensOf)].filter((tokens) => tokens.length > 0)
  const sounds = await Promise.all((thing.names ?? []).map(soundsOf))
  const tags = [
    languageTag(thing.language),
    kindTag(searchable.kind),
    ...(isOpen(searchable) ? [openTag] : []),
    ...Object.entries(thing.facets ?? {}).map(([name, value]) => facetTag(name, value)),
    ...called.map(nameOf).filter(({ length }) => length <= 200),
  ]
  const names = [...called.slice(1).flat(), ...sounds.flat()]
  return { title, body: tokensOf(thing.text), names, tags: [...new Set(tags)] }
}

async function insertSqlite(tx: AnyKysely, id: number, { title, body, names, tags }: Tokens) {
  await sql`insert into search_index_words (rowid, title, body, names, tags)
    values (${id}, ${title.join(' ')}, ${body.join(' ')}, ${names.join(' ')}, ${tags.join(' ')})`.execute(tx)
}

async function insertPostgres(tx: AnyKysely, id: number, { title, body, names, tags }: Tokens) {
  const lexemes = (...some: (readonly string[])[]) => [...new Set(some.flat())]
  const inOrder = (...some: (readonly string[])[]) =>
    ` ${some.map((tokens) => tokens.join(' ')).join(' | ')} `
  await sql`insert into search_index_words (id, head, whole, head_tokens, tokens)
    values (${id}, array_to_tsvector(${lexemes(title, names, tags)}::text[]),
      array_to_tsvector(${lexemes(title, body, names, tags)}::text[]),
      ${inOrder(title, names)}, ${inOrder(title, body, names)})`.execute(tx)
}
