import { sql } from 'kysely'
import type { Language } from '../../kit/words.ts'
import { article } from '../article.procedure.ts'
import type { ArticleKind, PressDb } from '../tables.ts'

export interface Wanted {
  state: string | null
  language: Language | null
  column: number | null
  /** Only what this officer began, as the journal writes him. */
  madeBy: string | null
  search: string
  after: { at: number; id: number } | null
}

/** An article with both its languages, as the list shows it. */
export interface ListLine {
  id: number
  kind: ArticleKind
  column_id: number
  changed_at: number
  texts: { language: Language; state: string; title: string; live: boolean }[]
}

export const pageRows = 50
/** What is found less often than this is sorted by itself; what is common is walked in the order of its index. */
const few = 1_000

/** Reads the address of the list; what it does not know is left out. */
export function wantedOf(query: URLSearchParams, officer: string): Wanted {
  const state = query.get('state') ?? ''
  const language = query.get('language')
  const column = /^[1-9]\d{0,14}$/.exec(query.get('column') ?? '')
  const after = /^(\d{1,15})-(\d{1,15})$/.exec(query.get('after') ?? '')
  return {
    state: Object.hasOwn(article.states, state) ? state : null,
    language: language === 'zh' || language === 'en' ? language : null,
    column: column ? Number(column[0]) : null,
    madeBy: query.get('mine') === '1' ? officer : null,
    search: (query.get('q') ?? '')
      .replaceAll(/\p{Cc}/gv, '')
      .toWellFormed()
      .trim()
      .slice(0, 100)
      .toLowerCase(),
    after: after ? { at: Number(after[1]), id: Number(after[2]) } : null,
  }
}

/** A page of the list, the last changed first; fifty and one more where there are more. */
export async function listArticles(db: PressDb, wanted: Wanted): Promise<ListLine[]> {
  const { state, language, column, madeBy, search, after } = wanted
  let query = db.selectFrom('press_article as a').select(['a.id', 'a.kind', 'a.column_id', 'a.changed_at'])
  if (state || language || search) {
    const found = await textsLike(db, wanted)
      .limit(few + 1)
      .execute()
    const ids = [...new Set(found.map((row) => row.article))]
    if (ids.length === 0) return []
    query =
      found.length <= few
        ? query.where('a.id', 'in', ids)
        : query.where((of) => of.exists(ofArticle(db, wanted)))
  }
  if (column !== null) query = query.where('a.column_id', '=', column)
  if (madeBy !== null) query = query.where('a.made_by', '=', madeBy)
  if (after !== null) query = query.where(sql<boolean>`(a.changed_at, a.id) < (${after.at}, ${after.id})`)
  const rows = await query
    .orderBy('a.changed_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(pageRows + 1)
    .execute()
  return withTexts(db, rows)
}

/**
 * The same of one article at a time. Both engines are kept from walking all texts for it: an expression is in no index,
 * and a subquery with an offset is not turned into a join.
 */
const ofArticle = (db: PressDb, { state, ...wanted }: Wanted) => {
  const texts = textsLike(db, { ...wanted, state: null }).where('t.article', '=', sql.ref<number>('a.id'))
  return (state ? texts.where(sql<string>`t.state || ''`, '=', state) : texts).limit(1).offset(0)
}

/** Texts that have what is wanted of them; titles are looked through in their own index. */
function textsLike(db: PressDb, { state, language, search }: Wanted) {
  let query = db.selectFrom('press_text as t').select('t.article')
  if (state) query = query.where('t.state', '=', state)
  if (language) query = query.where('t.language', '=', language)
  for (const term of search.split(/\s+/).filter(Boolean).slice(0, 5))
    query = query.where(sql<boolean>`lower(t.title) like ${`%${escaped(term)}%`} escape '\\'`)
  return query
}

const escaped = (term: string) => term.replaceAll(/[\\%_]/g, '\\$&')

async function withTexts(db: PressDb, rows: Omit<ListLine, 'texts'>[]): Promise<ListLine[]> {
  if (rows.length === 0) return []
  const texts = await db
    .selectFrom('press_text as t')
    .leftJoin('press_live as l', 'l.text_id', 't.id')
    .select(['t.article', 't.language', 't.state', 't.title', 'l.up'])
    .where(
      't.article',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  const of = Map.groupBy(texts, (text) => text.article)
  return rows.map((row) => ({
    ...row,
    texts: (of.get(row.id) ?? []).map(({ language, state, title, up }) => ({
      language,
      state,
      title,
      live: up === 1,
    })),
  }))
}

/** States in which somebody has something to do. */
export const workStates = ['idea', 'draft', 'review', 'signoff', 'scheduled', 'correcting'] as const

/** How many texts stand in each state that asks for work. */
export async function countsOf(db: PressDb): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('press_text')
    .select((of) => ['state', of.fn.countAll().as('n')])
    .where('state', 'in', workStates)
    .groupBy('state')
    .execute()
  return new Map(rows.map(({ state, n }) => [state, Number(n)]))
}
