import type { Selectable } from 'kysely'
import { openUses, releaseFile, useFile } from '../kit/files/files.ts'
import { record } from '../kit/journal/journal.ts'
import { type Doc, emptyDoc, picturesOf } from '../kit/text/text.ts'
import type { ArticleTable, Attachment, LiveTable, PressDb, TextTable } from './tables.ts'
import { newestVersion, type Wording, wordingOf } from './versions.ts'

export type TextRow = Selectable<TextTable>
export type ArticleRow = Selectable<ArticleTable>
export type LiveRow = Selectable<LiveTable>

export interface Deed {
  at: Temporal.Instant
  by: string
}

/** What the files of a published text are used for. */
export const aboutLive = ({ article, language }: Pick<TextRow, 'article' | 'language'>) =>
  `article/${article}-${language}`
export const aboutText = (id: number) => `text/${id}`

export const articleRow = (db: PressDb, id: number): Promise<ArticleRow> =>
  db.selectFrom('press_article').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

export const liveRow = (db: PressDb, text: number): Promise<LiveRow | undefined> =>
  db.selectFrom('press_live').selectAll().where('text_id', '=', text).executeTakeFirst()

/** Says what happened to whoever follows the journal: of the text, of its article, and of all that is live. */
export async function tell(
  tx: PressDb,
  deed: string,
  text: Pick<TextRow, 'id' | 'article' | 'language'>,
  { at, by }: Deed,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const { id, article, language } = text
  await record(tx, { at, by, deed, about: aboutText(id), detail: { article, language, ...detail } })
  await record(tx, { at, by, deed, about: `article/${article}`, detail: { text: id, language } })
  await record(tx, { at, by, deed, about: 'press/live', detail: { text: id } })
}

/**
 * Puts the newest signed version before the readers, or in the place of what they read; a correction with what they
 * are told of it. The date of publication is that of the first time, and never an earlier one.
 */
export async function goLive(tx: PressDb, text: TextRow, deed: Deed, correction: string | null) {
  const signed = await newestVersion(tx, text.id, 'sign')
  if (!signed) throw new Error(`text ${text.id} is published unsigned`)
  const before = await liveRow(tx, text.id)
  const row = {
    ...liveOf(text, await articleRow(tx, text.article), signed, deed.at, before),
    version: signed.no,
  }
  await tx
    .insertInto('press_live')
    .values(row)
    .onConflict((on) => on.column('text_id').doUpdateSet(row))
    .execute()
  await place(tx, row)
  if (correction !== null)
    await tx
      .insertInto('press_correction')
      .values({ text_id: text.id, at: deed.at.epochMilliseconds, reason: correction })
      .execute()
  await openFiles(tx, row, deed)
  const detail = { version: signed.no, ...(correction === null ? {} : { correction }) }
  await tell(tx, correction === null ? 'press.publish' : 'press.correct', text, deed, detail)
}

/** The row that readers would have of a text with these words. */
export function liveOf(
  text: TextRow,
  article: ArticleRow,
  signed: Wording,
  at: Temporal.Instant,
  before: LiveRow | undefined,
): Omit<LiveRow, 'version'> {
  const now = at.epochMilliseconds
  return {
    ...wordingOf(signed),
    text_id: text.id,
    article: article.id,
    language: text.language,
    kind: article.kind,
    column_id: article.column_id,
    slug: text.slug,
    cover: article.cover,
    cover_x: article.cover_x,
    cover_y: article.cover_y,
    source: article.source,
    author: article.author,
    published_at: before?.published_at ?? now,
    changed_at: now,
    expires_at: text.expires_at,
    up: 1,
    down_at: null,
    down_reason: null,
  }
}

/** Has a live text stand in the columns and topics of its article, and in no others. */
async function place(
  tx: PressDb,
  {
    text_id,
    article,
    language,
    column_id,
    published_at,
  }: Pick<LiveRow, 'text_id' | 'article' | 'language' | 'column_id' | 'published_at'>,
) {
  await unplace(tx, text_id)
  const where = { text_id, language, published_at }
  const also = await tx
    .selectFrom('press_also_in')
    .select('column_id')
    .where('article', '=', article)
    .execute()
  const columns = new Set([column_id, ...also.map((row) => row.column_id)])
  await tx
    .insertInto('press_live_column')
    .values([...columns].map((column) => ({ ...where, column_id: column })))
    .execute()
  const topics = await tx
    .selectFrom('press_article_topic')
    .select('topic_id')
    .where('article', '=', article)
    .execute()
  if (topics.length > 0)
    await tx
      .insertInto('press_live_topic')
      .values(topics.map(({ topic_id }) => ({ ...where, topic_id })))
      .execute()
}

async function unplace(tx: PressDb, text: number) {
  await tx.deleteFrom('press_live_column').where('text_id', '=', text).execute()
  await tx.deleteFrom('press_live_topic').where('text_id', '=', text).execute()
}

/**
 * Has what is live of an article stand where the article now belongs: a column is an order of the house and not a
 * word of the text, so that it moves at once and nothing is signed anew.
 */
export async function placeAgain(tx: PressDb, article: ArticleRow, deed: Deed): Promise<void> {
  const rows = await tx
    .updateTable('press_live')
    .set({ column_id: article.column_id })
    .where('article', '=', article.id)
    .where('up', '=', 1)
    .returningAll()
    .execute()
  for (const row of rows) {
    await place(tx, row)
    await tell(tx, 'press.place', { ...row, id: row.text_id }, deed)
  }
}

/** The files of a live text are open to everybody: those that it names now, and no longer those that it named. */
async function openFiles(tx: PressDb, row: Omit<LiveRow, 'version'>, { at, by }: Deed) {
  const about = aboutLive(row)
  await releaseFile(tx, about)
  const use = { by, at, open: true, known: true }
  const pictures = picturesOf(JSON.parse(row.body) as Doc)
  for (const { sha256, focal } of pictures)
    await useFile(tx, about, { ...use, sha256, name: 'picture', focal })
  for (const { sha256, name } of JSON.parse(row.attachments) as Attachment[])
    await useFile(tx, about, { ...use, sha256, name })
  if (row.cover !== null)
    await useFile(tx, about, { ...use, sha256: row.cover, name: 'cover', focal: focalOf(row) })
}

/** The point of a cover that every cut keeps. */
export const focalOf = ({ cover_x, cover_y }: Pick<ArticleRow, 'cover_x' | 'cover_y'>) =>
  cover_x === null || cover_y === null ? null : { x: cover_x / 100, y: cover_y / 100 }

/** 撤下: takes a text away from the readers, who are told why; its words and pictures stay in its versions only. */
export async function takeDown(tx: PressDb, text: TextRow, reason: string, deed: Deed): Promise<void> {
  await tx
    .updateTable('press_live')
    .set({
      up: 0,
      down_at: deed.at.epochMilliseconds,
      down_reason: reason,
      summary: '',
      body: JSON.stringify(emptyDoc()),
      cover: null,
      cover_alt: '',
      attachments: '[]',
    })
    .where('text_id', '=', text.id)
    .execute()
  await unplace(tx, text.id)
  await openUses(tx, aboutLive(text), false)
  await tell(tx, 'press.withdraw', text, deed, { reason })
}

/** Takes a text off every list because its time is over; its page stays, and says so. */
export async function leaveLists(tx: PressDb, text: TextRow, deed: Deed): Promise<void> {
  await tx
    .updateTable('press_live')
    .set({ up: 0, down_at: deed.at.epochMilliseconds })
    .where('text_id', '=', text.id)
    .execute()
  await unplace(tx, text.id)
  await tell(tx, 'press.expire', text, deed)
}
