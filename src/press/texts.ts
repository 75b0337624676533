import { useFile } from '../kit/files/files.ts'
import { record } from '../kit/journal/journal.ts'
import { type Officer, signatureOf } from '../kit/people/officer.ts'
import { Problem } from '../kit/problem.ts'
import { startCase } from '../kit/procedure/procedure.ts'
import type { House } from '../kit/room.ts'
import { type Doc, emptyDoc, picturesOf } from '../kit/text/text.ts'
import { type Language, languages } from '../kit/words.ts'
import { article as procedure } from './article.procedure.ts'
import { mayWrite } from './duties.ts'
import { type Facts, writeFacts } from './facts.ts'
import { hoursOf } from './fit.ts'
import { type ArticleRow, aboutText, articleRow, type Deed, type TextRow } from './publish.ts'
import { freeSlug, slugOf } from './slugs.ts'
import type { PressDb } from './tables.ts'
import { addVersion, newestVersion, type Wording, wordingOf } from './versions.ts'

export const dbOf = (house: House): PressDb => house.store.db

/** @throws Problem 404 */
export async function textById(db: PressDb, id: number): Promise<TextRow> {
  const row = await db.selectFrom('press_text').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw noArticle()
  return row
}

/** @throws Problem 404 */
export async function articleById(
  db: PressDb,
  id: number,
): Promise<{ article: ArticleRow; texts: TextRow[] }> {
  const article = await db.selectFrom('press_article').selectAll().where('id', '=', id).executeTakeFirst()
  if (!article) throw noArticle()
  const texts = await db.selectFrom('press_text').selectAll().where('article', '=', id).execute()
  return { article, texts: languages.flatMap((each) => texts.filter(({ language }) => language === each)) }
}

export const noArticle = () =>
  new Problem('no-article', { zh: '没有这篇稿件。', en: 'There is no such article.' }, 404)

/** @throws Problem 403 */
function mustWrite(officer: Officer): void {
  if (mayWrite.holds(officer, undefined)) return
  const { zh, en } = mayWrite.words
  throw new Problem('not-yours', { zh: `稿件只由${zh}修改。`, en: `Articles are changed by ${en}.` }, 403)
}

interface NewArticle extends Facts {
  language: Language
  title: string
}

/** Begins an article as an idea in one language. */
export async function newArticle(house: House, asked: NewArticle, officer: Officer): Promise<TextRow> {
  mustWrite(officer)
  const deed = { at: house.clock(), by: signatureOf(officer) }
  const slug = await slugOf(asked.title, asked.language)
  return dbOf(house)
    .transaction()
    .execute(async (tx) => {
      const article = await writeFacts(tx, null, asked, deed)
      await record(tx, { ...deed, deed: 'press.begin', about: `article/${article}` })
      const words = {
        title: asked.title,
        summary: '',
        body: JSON.stringify(emptyDoc()),
        cover_alt: '',
        attachments: '[]',
      }
      return begin(house, tx, { article, language: asked.language, words, slug, from: null }, officer)
    })
}

interface Begun {
  article: number
  language: Language
  words: Wording
  slug: string
  from: { id: number; version: number } | null
}

/** A text with its case, inside the transaction. */
async function begin(house: House, tx: PressDb, begun: Begun, officer: Officer): Promise<TextRow> {
  const { article, language, words, from } = begun
  const deed = { at: house.clock(), by: signatureOf(officer) }
  const row = await tx
    .insertInto('press_text')
    .values({
      ...words,
      article,
      language,
      state: 'idea',
      case_id: null,
      revision: 1,
      slug: await freeSlug(tx, language, begun.slug),
      translated_from: from?.id ?? null,
      translated_version: from?.version ?? null,
      publish_at: null,
      embargo_until: null,
      expires_at: null,
      changed_at: deed.at.epochMilliseconds,
      changed_by: deed.by,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await addVersion(tx, row, { ...deed, why: 'saved' })
  await useAll(tx, row, deed, from !== null)
  await startOf(house, tx, row, officer)
  return textById(tx, row.id)
}

async function startOf(house: House, tx: PressDb, text: TextRow, officer: Officer) {
  const { column_id: column } = await articleRow(tx, text.article)
  const { id, article, language, title } = text
  const first = { note: '', author: null, live: false, expired: false }
  const data = { text: id, article, language, title, column, ...hoursOf(text), ...first }
  await startCase(house, tx, { of: procedure, officer, data })
}

/**
 * Starts the other language of an article. What the first one says comes along as the source to translate from: its
 * pictures stand in place, and the version that the translation follows is kept.
 * @throws Problem 409 where the language is there already
 */
export async function translate(house: House, source: TextRow, officer: Officer): Promise<TextRow> {
  mustWrite(officer)
  const language: Language = source.language === 'zh' ? 'en' : 'zh'
  const db = dbOf(house)
  if ((await articleById(db, source.article)).texts.some((text) => text.language === language))
    throw new Problem(
      'language-there',
      { zh: '这种语言已经有了。', en: 'The language is there already.' },
      409,
    )
  const slug = language === 'en' ? `article-${source.article}` : await slugOf(source.title, 'zh')
  return db.transaction().execute(async (tx) => {
    const version = (await newestVersion(tx, source.id))!.no
    const words = wordingOf(source)
    return begin(
      house,
      tx,
      { article: source.article, language, words, slug, from: { id: source.id, version } },
      officer,
    )
  })
}

/** States in which the words may be changed; what was handed in is what is signed. */
export const openStates = ['idea', 'draft', 'correcting'] as const
export const isOpen = ({ state }: Pick<TextRow, 'state'>) => (openStates as readonly string[]).includes(state)

/** What a save may change besides the words. */
export type Changes = Partial<
  Wording & Pick<TextRow, 'slug' | 'publish_at' | 'embargo_until' | 'expires_at' | 'translated_version'>
>

/** Somebody saved the text after this page was opened: nothing is lost, and `now` is what stands there. */
export class Behind extends Problem {
  readonly now: TextRow
  constructor(now: TextRow) {
    super(
      'text-behind',
      isOpen(now)
        ? {
            zh: '您打开之后，有人保存过这篇稿件。您写的没有丢，请比较后再保存。',
            en: 'Somebody saved this text after you opened it. What you wrote is kept below; compare and save again.',
          }
        : {
            zh: '这篇稿件已经送审或签发，现在不能修改。您写的没有丢。',
            en: 'This text was handed in or signed and cannot be changed now. What you wrote is kept below.',
          },
      409,
    )
    this.now = now
  }
}

export interface Save {
  text: number
  /** Of the page that it was written on. */
  revision: number
  changes: Changes
  why?: 'saved' | 'restored'
}

/** Saves work on a text, as a version where the words differ. @throws Behind 409 */
export async function saveText(house: House, asked: Save, officer: Officer): Promise<TextRow> {
  mustWrite(officer)
  const deed = { at: house.clock(), by: signatureOf(officer) }
  return dbOf(house)
    .transaction()
    .execute((tx) => saveIn(tx, asked, deed))
}

/** The same inside a transaction. */
async function saveIn(tx: PressDb, { text, revision, changes, why = 'saved' }: Save, deed: Deed) {
  const now = deed.at.epochMilliseconds
  const after = await tx
    .updateTable('press_text')
    .set({ ...changes, revision: revision + 1, changed_at: now, changed_by: deed.by })
    .where('id', '=', text)
    .where('revision', '=', revision)
    .where('state', 'in', openStates)
    .returningAll()
    .executeTakeFirst()
  if (!after) throw new Behind(await textById(tx, text))
  await tx.updateTable('press_article').set({ changed_at: now }).where('id', '=', after.article).execute()
  await useAll(tx, after, deed, why === 'restored')
  const before = await newestVersion(tx, text)
  const same = before !== undefined && JSON.stringify(wordingOf(before)) === JSON.stringify(wordingOf(after))
  const version = same ? before.no : await addVersion(tx, after, { ...deed, why })
  await record(tx, {
    ...deed,
    deed: 'press.save',
    about: aboutText(text),
    detail: { revision: revision + 1, version },
  })
  return after
}

/**
 * The text uses the files that it names, closed to the public. None is let go again: older versions can be brought back
 * with their pictures. @param known he may see them although he did not bring them
 */
async function useAll(tx: PressDb, text: TextRow, { at, by }: Deed, known: boolean) {
  const about = aboutText(text.id)
  const use = { by, at, known }
  for (const { sha256, focal } of picturesOf(JSON.parse(text.body) as Doc))
    await useFile(tx, about, { ...use, sha256, name: 'picture', focal })
  for (const { sha256, name } of JSON.parse(text.attachments) as { sha256: string; name: string }[])
    await useFile(tx, about, { ...use, sha256, name })
}

/** Takes up again what was given up: the same words, with a case of their own. */
export async function takeUp(house: House, id: number, officer: Officer): Promise<void> {
  mustWrite(officer)
  await dbOf(house)
    .transaction()
    .execute(async (tx) => {
      const text = await tx
        .updateTable('press_text')
        .set({ state: 'idea' })
        .where('id', '=', id)
        .where('state', '=', 'dropped')
        .returningAll()
        .executeTakeFirst()
      if (!text) throw noArticle()
      await startOf(house, tx, text, officer)
    })
}
