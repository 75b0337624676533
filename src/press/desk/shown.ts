import { dayTime } from '../../kit/html/day-time.ts'
import type { House } from '../../kit/room.ts'
import type { DeskAsk } from '../../kit/web/desk.tsx'
import type { Language, Words } from '../../kit/words.ts'
import { article } from '../article.procedure.ts'
import type { ArticleRow, TextRow } from '../publish.ts'
import { articleById, dbOf, noArticle } from '../texts.ts'

export const stateWords = (state: string): Words =>
  (article.states as Record<string, { words: Words }>)[state]?.words ?? { zh: state, en: state }

export const languageWords = (language: Language): Words =>
  language === 'zh' ? { zh: '中文', en: 'Chinese' } : { zh: '英文', en: 'English' }

/** Epoch milliseconds in the centre's time. */
export const timeOf = (house: House, at: number, language: Language) =>
  dayTime(Temporal.Instant.fromEpochMilliseconds(at), house.settings.LANTIAN_ZONE, language)

/** As the field of a form has it: local time of the centre. */
export const localOf = (house: House, at: number | null) =>
  at === null
    ? ''
    : Temporal.Instant.fromEpochMilliseconds(at)
        .toZonedDateTimeISO(house.settings.LANTIAN_ZONE)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' })

export const editorPath = ({ article: id, language }: Pick<TextRow, 'article' | 'language'>) =>
  `/desk/press/${id}/${language}`

export interface Found {
  article: ArticleRow
  texts: TextRow[]
}

/** The article of the address. @throws Problem 404 */
export const articleAsked = (house: House, ask: DeskAsk): Promise<Found> =>
  articleById(dbOf(house), Number(ask.params.article))

/** The text of the address with its article and its sister. @throws Problem 404 */
export async function textAsked(house: House, ask: DeskAsk) {
  const { article: row, texts } = await articleAsked(house, ask)
  const text = texts.find(({ language }) => language === ask.params.language)
  if (!text) throw noArticle()
  return { article: row, text, sister: texts.find(({ id }) => id !== text.id) ?? null }
}
export type Asked = Awaited<ReturnType<typeof textAsked>>

/** Names of officers by how the journal writes them. */
export async function namesOf(house: House, signatures: readonly string[]): Promise<Map<string, Words>> {
  const ids = [...new Set(signatures)].map((each) => each.replace(/^officer\//, ''))
  if (ids.length === 0) return new Map()
  const rows = await house.store.db
    .selectFrom('officer')
    .select(['id', 'name_zh', 'name_en'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [`officer/${row.id}`, { zh: row.name_zh, en: row.name_en }]))
}

export interface Place {
  id: number
  words: Words
}

/** Columns or topics to choose from, in their order. */
export async function placesToChoose(house: House, table: 'press_column' | 'press_topic'): Promise<Place[]> {
  const rows = await house.store.db
    .selectFrom(table)
    .select(['id', 'name_zh', 'name_en'])
    .where('trashed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ id: Number(row.id), words: { zh: row.name_zh, en: row.name_en } }))
}
