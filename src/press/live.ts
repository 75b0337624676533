import type { Kysely } from 'kysely'
import type { FilesTables } from '../kit/files/tables.ts'
import type { Language } from '../kit/words.ts'
import type { LiveRow } from './publish.ts'
import type { ArticleKind, PressDb, PressTables } from './tables.ts'

/** What lists show of a live text. */
export interface LiveLine {
  text_id: number
  article: number
  language: Language
  kind: ArticleKind
  column_id: number
  slug: string
  title: string
  summary: string
  cover: string | null
  cover_x: number | null
  cover_y: number | null
  cover_alt: string
  cover_width: number | null
  cover_height: number | null
  published_at: number
  changed_at: number
}

/** Where a list goes on: behind this text. */
export interface Key {
  at: number
  id: number
}

/** "1732440600000-17", as lists have it in their addresses. */
export const keyWords = ({ published_at, text_id }: Pick<LiveLine, 'published_at' | 'text_id'>) =>
  `${published_at}-${text_id}`

/** Null for what no list of ours writes. */
export function readKey(text: string | null): Key | null {
  const found = /^(\d{1,15})-(\d{1,15})$/.exec(text ?? '')
  return found ? { at: Number(found[1]), id: Number(found[2]) } : null
}

/** Where a text is read; pages of the institution have a place of their own. */
export const pathOf = ({ kind, slug }: Pick<LiveLine, 'kind' | 'slug'>) =>
  kind === 'page' ? `/centre/${slug}` : `/articles/${slug}`

const lines = (db: PressDb, language: Language, at: Temporal.Instant) =>
  (db as unknown as Kysely<PressTables & FilesTables>)
    .selectFrom('press_live as l')
    .leftJoin('file as f', 'f.sha256', 'l.cover')
    .where('l.language', '=', language)
    .where('l.up', '=', 1)
    // The job takes what has expired off the lists; until it comes round they leave it out by themselves.
    .where((of) => of.or([of('l.expires_at', 'is', null), of('l.expires_at', '>', at.epochMilliseconds)]))
    .select([
      'l.text_id',
      'l.article',
      'l.language',
      'l.kind',
      'l.column_id',
      'l.slug',
      'l.title',
      'l.summary',
      'l.cover',
      'l.cover_x',
      'l.cover_y',
      'l.cover_alt',
      'f.width as cover_width',
      'f.height as cover_height',
      'l.published_at',
      'l.changed_at',
    ])

interface Asked {
  language: Language
  at: Temporal.Instant
  limit: number
  /** Only what is older. */
  before?: Key | null
}

type Lines = ReturnType<typeof lines>

/** Newest first, behind a key where one is given. */
function newestFirst(query: Lines, { limit, before }: Asked): Promise<LiveLine[]> {
  const behind = before
    ? query.where((of) =>
        of.or([
          of('l.published_at', '<', before.at),
          of.and([of('l.published_at', '=', before.at), of('l.text_id', '<', before.id)]),
        ]),
      )
    : query
  return behind.orderBy('l.published_at', 'desc').orderBy('l.text_id', 'desc').limit(limit).execute()
}

/** The newest of everything but pages of the institution. */
export const newest = (db: PressDb, asked: Asked) =>
  newestFirst(lines(db, asked.language, asked.at).where('l.kind', '!=', 'page'), asked)

/** The newest of a kind. */
export const newestOf = (db: PressDb, kind: ArticleKind, asked: Asked) =>
  newestFirst(lines(db, asked.language, asked.at).where('l.kind', '=', kind), asked)

/** A column's own and those that stand in it as well. */
export const liveIn = (db: PressDb, column: number, asked: Asked) =>
  placed(db, 'press_live_column', column, asked)

export const liveOfTopic = (db: PressDb, topic: number, asked: Asked) =>
  placed(db, 'press_live_topic', topic, asked)

/** The list is cut in the narrow index before any text is fetched. */
async function placed(
  db: PressDb,
  table: 'press_live_column' | 'press_live_topic',
  id: number,
  asked: Asked,
): Promise<LiveLine[]> {
  const { language, before, limit, at } = asked
  let query = db
    .selectFrom(table as 'press_live_column')
    .select('text_id')
    .where((table === 'press_live_column' ? 'column_id' : 'topic_id') as 'column_id', '=', id)
    .where('language', '=', language)
  if (before)
    query = query.where((of) =>
      of.or([
        of('published_at', '<', before.at),
        of.and([of('published_at', '=', before.at), of('text_id', '<', before.id)]),
      ]),
    )
  // Some of them may have expired a moment ago: a few more than are asked for.
  const ids = query
    .orderBy('published_at', 'desc')
    .orderBy('text_id', 'desc')
    .limit(limit + 5)
  const found = await ids.execute()
  if (found.length === 0) return []
  const inPlace = lines(db, language, at).where(
    'l.text_id',
    'in',
    found.map(({ text_id }) => text_id),
  )
  return newestFirst(inPlace, { language, at, limit })
}

/** Every moment at which something of a column came out, newest first: for its archive. */
export const momentsOf = async (db: PressDb, column: number, language: Language): Promise<number[]> =>
  (
    await db
      .selectFrom('press_live_column')
      .select('published_at')
      .where('column_id', '=', column)
      .where('language', '=', language)
      .orderBy('published_at', 'desc')
      .execute()
  ).map(({ published_at }) => published_at)

/** What came out in a column from one moment to before another, newest first. */
export const liveBetween = async (
  db: PressDb,
  column: number,
  asked: { language: Language; at: Temporal.Instant; from: number; to: number },
): Promise<LiveLine[]> => {
  const ids = db
    .selectFrom('press_live_column')
    .select('text_id')
    .where('column_id', '=', column)
    .where('language', '=', asked.language)
    .where('published_at', '>=', asked.from)
    .where('published_at', '<', asked.to)
  return newestFirst(lines(db, asked.language, asked.at).where('l.text_id', 'in', ids), {
    ...asked,
    limit: 1000,
  })
}

/** What an address leads to: a text (up, expired or withdrawn), or where it is now. */
export type Found = { live: LiveRow } | { moved: Pick<LiveLine, 'kind' | 'slug'> } | null

export async function liveBySlug(db: PressDb, language: Language, slug: string): Promise<Found> {
  const live = await db
    .selectFrom('press_live')
    .selectAll()
    .where('language', '=', language)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (live) return { live }
  const moved = await db
    .selectFrom('press_slug as s')
    .innerJoin('press_live as l', 'l.text_id', 's.text_id')
    .select(['l.kind', 'l.slug'])
    .where('s.language', '=', language)
    .where('s.slug', '=', slug)
    .executeTakeFirst()
  return moved ? { moved } : null
}

/** The live texts of these articles in a language. */
export async function linesOfArticles(
  db: PressDb,
  articles: readonly number[],
  { language, at }: Pick<Asked, 'language' | 'at'>,
): Promise<LiveLine[]> {
  if (articles.length === 0) return []
  return lines(db, language, at)
    .where('l.article', 'in', [...articles])
    .execute()
}

/** The paths of an article in every language in which it is up. */
export async function pathsOf(db: PressDb, article: number): Promise<Partial<Record<Language, string>>> {
  const rows = await db
    .selectFrom('press_live')
    .select(['language', 'kind', 'slug'])
    .where('article', '=', article)
    .where('down_reason', 'is', null)
    .execute()
  return Object.fromEntries(rows.map((row) => [row.language, pathOf(row)]))
}

/** The one before and the one after in the same column, by date. */
export async function beside(db: PressDb, live: LiveRow, at: Temporal.Instant) {
  const { language, column_id, published_at, text_id } = live
  const older = await liveIn(db, column_id, {
    language,
    at,
    limit: 1,
    before: { at: published_at, id: text_id },
  })
  const newer = await db
    .selectFrom('press_live_column')
    .select('text_id')
    .where('column_id', '=', column_id)
    .where('language', '=', language)
    .where((of) =>
      of.or([
        of('published_at', '>', published_at),
        of.and([of('published_at', '=', published_at), of('text_id', '>', text_id)]),
      ]),
    )
    .orderBy('published_at')
    .orderBy('text_id')
    .limit(1)
    .executeTakeFirst()
  const [next] = newer ? await lines(db, language, at).where('l.text_id', '=', newer.text_id).execute() : []
  return { older: older[0] ?? null, newer: next ?? null }
}
