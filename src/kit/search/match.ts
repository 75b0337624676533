import { type RawBuilder, sql } from 'kysely'
import type { AnyKysely, AnyStore } from '../db/open.ts'
import type { All, Part, Phrase, Query } from './query.ts'

/** What was found, without what is only shown on a page. */
export interface Match {
  id: number
  kind: string
  about: string
  facets: Record<string, string>
}

/** Of so many matches of a kind the newest are looked at: nobody reads on, and common words stay quick. */
export const mostMatches = 1000

export interface Asked {
  query: Query
  /** One of each group must be on the thing. */
  tags: readonly (readonly string[])[]
}

/** Where the words must stand. */
type Where = 'name' | 'head' | 'anywhere'

/** What matches, the best first: what is called just so, what has the words in its title or names, then all else; newer before older. */
export async function matches(store: AnyStore, asked: Asked): Promise<{ found: Match[]; more: boolean }> {
  if (asked.query.parts.length === 0) return { found: [], more: false }
  const ask = store.engine === 'sqlite' ? askSqlite : askPostgres
  const found = new Map<number, Match>()
  const read = reader()
  let more = false
  for (const where of ['name', 'head', 'anywhere'] as const) {
    const rows = await ask(store.db, asked, where)
    more ||= rows.length === mostMatches
    for (const { id, facets, ...row } of rows)
      if (!found.has(id)) found.set(id, { ...row, id, facets: read(facets) })
  }
  return { found: [...found.values()].slice(0, mostMatches), more: more || found.size > mostMatches }
}

/** Many things share their facets: each is read once. */
function reader(): (facets: string) => Match['facets'] {
  const known = new Map<string, Match['facets']>()
  return (facets) => {
    const read = known.get(facets) ?? JSON.parse(facets)
    known.set(facets, read)
    return read
  }
}

type Row = Omit<Match, 'facets'> & { facets: string }

/** A filled list of conditions as one. */
const joined = (list: readonly string[], by: string) => (list.length === 1 ? list[0]! : `(${list.join(by)})`)

async function askSqlite(db: AnyKysely, { query, tags }: Asked, where: Where): Promise<Row[]> {
  const phrase = ({ tokens, prefix }: Phrase) => `"${tokens.join(' ')}"${prefix ? ' *' : ''}`
  const all = (phrases: All) => joined(phrases.map(phrase), ' AND ')
  const words = joined(
    query.parts.map((part) => joined(part.map(all), ' OR ')),
    ' AND ',
  )
  const columns = { name: '', head: '{title names} : ', anywhere: '{title body names} : ' }[where]
  const said = where === 'name' ? `{tags} : "${query.name}"` : `${columns}(${words})`
  const tagged = tags.map((group) =>
    joined(
      group.map((tag) => `"${tag}"`),
      ' OR ',
    ),
  )
  const match = tagged.length > 0 ? `${said} AND {tags} : ${joined(tagged, ' AND ')}` : said
  const { rows } = await sql<Row>`select d.id, d.kind, d.about, d.facets
    from search_index_words w join search_index_doc d on d.id = w.rowid
    where search_index_words match ${match} order by w.rowid desc limit ${mostMatches}`.execute(db)
  return rows
}

/** A lexeme of ours has neither quotation marks nor backslashes. */
const lexeme = (token: string, prefix = false) => `'${token}'${prefix ? ':*' : ''}`

async function askPostgres(db: AnyKysely, { query, tags }: Asked, where: Where): Promise<Row[]> {
  const phrase = ({ tokens, prefix }: Phrase) =>
    joined(
      tokens.map((token, i) => lexeme(token, prefix && i === tokens.length - 1)),
      ' & ',
    )
  const all = (phrases: All) => joined(phrases.map(phrase), ' & ')
  const words =
    where === 'name' ? [lexeme(query.name)] : query.parts.map((part) => joined(part.map(all), ' | '))
  const tagged = tags.map((group) =>
    joined(
      group.map((tag) => lexeme(tag)),
      ' | ',
    ),
  )
  const asked = [...words, ...tagged].join(' & ')
  const column = sql.ref(where === 'anywhere' ? 'w.whole' : 'w.head')
  const tokens = sql.ref(where === 'anywhere' ? 'w.tokens' : 'w.head_tokens')
  const inOrder = where === 'name' ? [] : query.parts.filter(needsOrder).map((part) => ordered(part, tokens))
  const conditions = sql.join([sql`${column} @@ ${asked}::tsquery`, ...inOrder], sql` and `)
  const { rows } = await sql<Row>`select d.id, d.kind, d.about, d.facets
    from search_index_words w join search_index_doc d on d.id = w.id
    where ${conditions} order by w.id desc limit ${mostMatches}`.execute(db)
  return rows
}

/** Lexemes alone decide where every phrase is one token. */
const needsOrder = (part: Part) => part.some((phrases) => phrases.some(({ tokens }) => tokens.length > 1))

/** The tokens of each phrase stand one behind the other. */
function ordered(part: Part, column: RawBuilder<unknown>): RawBuilder<unknown> {
  const one = ({ tokens, prefix }: Phrase) =>
    sql`strpos(${column}, ${` ${tokens.join(' ')}${prefix ? '' : ' '}`}) > 0`
  const all = (phrases: All) => sql`(${sql.join(phrases.map(one), sql` and `)})`
  return sql`(${sql.join(part.map(all), sql` or `)})`
}
