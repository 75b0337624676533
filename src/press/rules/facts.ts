import { type Kysely, sql } from 'kysely'
import type { ProcedureTables } from '../../kit/procedure/tables.ts'
import type { LinkTables } from '../links/tables.ts'
import { reportProcedure } from '../reports/report.procedure.ts'
import type { PressTables } from '../tables.ts'
import { type ColumnFact, limits, type SiteFacts } from './rules.ts'

type ColumnRow = {
  id: number
  name_zh: string
  name_en: string
  slug: string
  kind: ColumnFact['kind']
  limit_days: number | null
  position: number
  trashed_at: number | null
}
export type RulesDb = Kysely<PressTables & LinkTables & ProcedureTables & { press_column: ColumnRow }>

const week = 7 * 86_400_000

/** What the rules are judged by, as it stands now. */
export async function factsOf(db: RulesDb, at: number): Promise<SiteFacts> {
  const [columns, newest, messages, probes, brokenLinks, pictures, untranslated] = await Promise.all([
    columnFacts(db),
    newestOf(db),
    messagesOf(db),
    probesOf(db, at),
    broken(db),
    withoutWords(db),
    withoutEnglish(db),
  ])
  return { at, columns, newest, ...messages, probes, brokenLinks, ...pictures, untranslated }
}

const number = (value: unknown) => (value === null || value === undefined ? null : Number(value))

async function columnFacts(db: RulesDb): Promise<ColumnFact[]> {
  const newest = await db
    .selectFrom('press_live_column')
    .select(['column_id', 'language', (of) => of.fn.max('published_at').as('newest')])
    .groupBy(['column_id', 'language'])
    .execute()
  const rows = await db
    .selectFrom('press_column')
    .select(['id', 'name_zh', 'name_en', 'slug', 'kind', 'limit_days'])
    .where('trashed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const of = (id: number, language: string) =>
    number(newest.find((one) => Number(one.column_id) === id && one.language === language)?.newest)
  return rows.map(({ id, name_zh, name_en, slug, kind, limit_days }) => ({
    id: Number(id),
    name: { zh: name_zh, en: name_en },
    slug,
    kind,
    limitDays: number(limit_days),
    newest: { zh: of(Number(id), 'zh'), en: of(Number(id), 'en') },
  }))
}

async function newestOf(db: RulesDb): Promise<number | null> {
  const row = await db
    .selectFrom('press_live')
    .select('published_at')
    .where('up', '=', 1)
    .where('language', '=', 'zh')
    .orderBy('published_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return number(row?.published_at)
}

async function messagesOf(db: RulesDb) {
  const row = await db
    .selectFrom('procedure_case')
    .select((of) => [of.fn.countAll().as('open'), of.fn.min('started_at').as('eldest')])
    .where('procedure', '=', reportProcedure.key)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { openMessages: Number(row.open), eldestMessage: number(row.eldest) }
}

async function probesOf(db: RulesDb, at: number) {
  const row = await db
    .selectFrom('press_probe')
    .select([
      (of) => of.fn.countAll().as('tried'),
      sql<number>`count(case when took is null or took > ${limits.probeMs} then 1 end)`.as('failed'),
    ])
    .where('at', '>', at - week)
    .executeTakeFirstOrThrow()
  return { tried: Number(row.tried), failed: Number(row.failed) }
}

const countOf = async (query: { executeTakeFirstOrThrow(): Promise<{ n: unknown }> }) =>
  Number((await query.executeTakeFirstOrThrow()).n ?? 0)

const broken = (db: RulesDb) =>
  countOf(
    db
      .selectFrom('press_link')
      .select((of) => of.fn.countAll().as('n'))
      .where('standing', '=', 'broken'),
  )

async function withoutWords(db: RulesDb) {
  const row = await db
    .selectFrom('press_link_read')
    .select((of) => [of.fn.countAll().as('read'), of.fn.sum('no_alt').as('bare')])
    .executeTakeFirstOrThrow()
  return { textsRead: Number(row.read), picturesWithoutWords: Number(row.bare ?? 0) }
}

/** What is up in Chinese and not in English. */
const chineseAlone = (db: RulesDb) =>
  db
    .selectFrom('press_live as zh')
    .leftJoin('press_live as en', (on) =>
      on.onRef('en.article', '=', 'zh.article').on('en.language', '=', 'en').on('en.up', '=', 1),
    )
    .where('zh.language', '=', 'zh')
    .where('zh.up', '=', 1)
    .where('en.text_id', 'is', null)

const withoutEnglish = (db: RulesDb) => countOf(chineseAlone(db).select((of) => of.fn.countAll().as('n')))

export interface BrokenLink {
  url: string
  detail: string | null
  since: number | null
  /** An article that has it, and how many have. */
  title: string
  article: number
  uses: number
}

/** Broken links with an article each, those that fail longest first. */
export async function brokenLinks(db: RulesDb, limit: number): Promise<BrokenLink[]> {
  const rows = await db
    .selectFrom('press_link as k')
    .innerJoin('press_link_use as u', 'u.url', 'k.url')
    .innerJoin('press_live as l', 'l.text_id', 'u.text_id')
    .select([
      'k.url',
      'k.detail',
      'k.failing_since as since',
      sql<string>`min(l.title)`.as('title'),
      sql<number>`min(l.article)`.as('article'),
      (of) => of.fn.countAll().as('uses'),
    ])
    .where('k.standing', '=', 'broken')
    .groupBy(['k.url', 'k.detail', 'k.failing_since'])
    .orderBy('k.failing_since')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...row,
    since: number(row.since),
    article: Number(row.article),
    uses: Number(row.uses),
  }))
}

export interface Untranslated {
  article: number
  title: string
  published_at: number
}

/** Chinese articles that nobody can read in English, newest first. */
export const untranslated = (db: RulesDb, limit: number): Promise<Untranslated[]> =>
  chineseAlone(db)
    .select(['zh.article', 'zh.title', 'zh.published_at'])
    .orderBy('zh.published_at', 'desc')
    .limit(limit)
    .execute()
