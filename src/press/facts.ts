import { useFile } from '../kit/files/files.ts'
import { record } from '../kit/journal/journal.ts'
import { type Officer, signatureOf } from '../kit/people/officer.ts'
import { Problem } from '../kit/problem.ts'
import type { House } from '../kit/room.ts'
import { maySign, mayWrite } from './duties.ts'
import { type ArticleRow, articleRow, type Deed, focalOf, placeAgain } from './publish.ts'
import type { ArticleKind, PressDb } from './tables.ts'

/** What is the same in every language of an article. */
export interface Facts {
  kind: ArticleKind
  column: number
  alsoIn?: readonly number[]
  topics?: readonly number[]
  explains?: number | null
  source?: string
  author?: string
  cover?: { sha256: string; focal: { x: number; y: number } | null } | null
}

const hundredths = (part: number | undefined) => (part === undefined ? null : Math.round(part * 100))

/** Writes the facts of a new article (`id` null) or of one that is there. @returns its id */
export async function writeFacts(tx: PressDb, id: number | null, facts: Facts, deed: Deed): Promise<number> {
  const now = deed.at.epochMilliseconds
  const row = {
    kind: facts.kind,
    column_id: facts.column,
    explains: facts.explains ?? null,
    source: facts.source ?? '',
    author: facts.author ?? '',
    cover: facts.cover?.sha256 ?? null,
    cover_x: hundredths(facts.cover?.focal?.x),
    cover_y: hundredths(facts.cover?.focal?.y),
  }
  await mustBeThere(tx, facts)
  const { id: article } = await (id === null
    ? tx
        .insertInto('press_article')
        .values({ ...row, made_at: now, made_by: deed.by, changed_at: now })
        .returning('id')
        .executeTakeFirstOrThrow()
    : tx
        .updateTable('press_article')
        .set({ ...row, changed_at: now })
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirstOrThrow())
  await tx.deleteFrom('press_also_in').where('article', '=', article).execute()
  await tx.deleteFrom('press_article_topic').where('article', '=', article).execute()
  const columns = new Set(facts.alsoIn ?? [])
  columns.delete(facts.column)
  for (const column_id of columns)
    await tx.insertInto('press_also_in').values({ article, column_id }).execute()
  for (const topic_id of new Set(facts.topics ?? []))
    await tx.insertInto('press_article_topic').values({ article, topic_id }).execute()
  if (facts.cover) await useCover(tx, article, facts.cover, deed)
  return article
}

/** @throws Problem 422 for a column, topic or article that is not there, or lies in the trash */
async function mustBeThere(tx: PressDb, { column, alsoIn = [], topics = [], explains }: Facts) {
  await allThere(tx, 'press_column', [column, ...alsoIn])
  await allThere(tx, 'press_topic', topics)
  if (explains == null) return
  const found = await tx
    .selectFrom('press_article')
    .select('id')
    .where('id', '=', explains)
    .executeTakeFirst()
  if (!found) throw notThere()
}

async function allThere(tx: PressDb, table: 'press_column' | 'press_topic', ids: readonly number[]) {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  // Registers have types of their own.
  const rows = await tx
    .selectFrom(table as never)
    .select('id' as never)
    .where('id' as never, 'in', wanted as never)
    .where('trashed_at' as never, 'is', null as never)
    .execute()
  if (rows.length !== wanted.length) throw notThere()
}

const notThere = () =>
  new Problem(
    'not-there',
    { zh: '所选的栏目、专题或稿件不存在。', en: 'A chosen column, topic or article is not there.' },
    422,
  )

/** States in which what is printed beside the words is being read by those who sign. */
const underReview = ['review', 'signoff', 'scheduled'] as const

/**
 * Changes the facts of an article. Where it stands (column, further columns, topics) moves what is live at once, which
 * is for the chief editor; all else reaches the readers with the next signature.
 * @throws Problem 403, 409 while one of its languages is under review
 */
export async function changeFacts(house: House, id: number, facts: Facts, officer: Officer): Promise<void> {
  const deed = { at: house.clock(), by: signatureOf(officer) }
  await (house.store.db as PressDb).transaction().execute(async (tx) => {
    const before = await articleRow(tx, id)
    const moved = await moves(tx, before, facts)
    await mustBeAllowed(tx, id, { moved, prints: prints(before, facts) }, officer)
    await writeFacts(tx, id, facts, deed)
    const after = await articleRow(tx, id)
    await record(tx, { ...deed, deed: 'press.facts', about: `article/${id}`, detail: { moved } })
    if (moved) await placeAgain(tx, after, deed)
  })
  house.cache.drop('press', `article/${id}`)
}

const useCover = (
  tx: PressDb,
  id: number,
  { sha256, focal }: NonNullable<Facts['cover']>,
  { at, by }: Deed,
) => useFile(tx, `article/${id}`, { sha256, name: 'cover', by, at, focal })

async function moves(tx: PressDb, before: ArticleRow, facts: Facts): Promise<boolean> {
  const { columns, topics } = await placesOf(tx, before.id)
  const same = (a: readonly number[], b: readonly number[]) =>
    new Set(a).symmetricDifference(new Set(b)).size === 0
  const also = (facts.alsoIn ?? []).filter((each) => each !== facts.column)
  return before.column_id !== facts.column || !same(columns, also) || !same(topics, facts.topics ?? [])
}

/** Further columns and topics of an article. */
export async function placesOf(db: PressDb, article: number) {
  const columns = await db
    .selectFrom('press_also_in')
    .select('column_id')
    .where('article', '=', article)
    .execute()
  const topics = await db
    .selectFrom('press_article_topic')
    .select('topic_id')
    .where('article', '=', article)
    .execute()
  return { columns: columns.map((row) => row.column_id), topics: topics.map((row) => row.topic_id) }
}

/** Whether anything else than its place differs. */
function prints(before: ArticleRow, facts: Facts): boolean {
  const cover = facts.cover ?? null
  const focal = focalOf(before)
  return (
    before.kind !== facts.kind ||
    before.source !== (facts.source ?? '') ||
    before.author !== (facts.author ?? '') ||
    before.explains !== (facts.explains ?? null) ||
    before.cover !== (cover?.sha256 ?? null) ||
    hundredths(focal?.x) !== hundredths(cover?.focal?.x) ||
    hundredths(focal?.y) !== hundredths(cover?.focal?.y)
  )
}

async function mustBeAllowed(
  tx: PressDb,
  id: number,
  { moved, prints: printed }: { moved: boolean; prints: boolean },
  officer: Officer,
) {
  const texts = await tx.selectFrom('press_text').select(['id', 'state']).where('article', '=', id).execute()
  const live = await tx
    .selectFrom('press_live')
    .select('text_id')
    .where('article', '=', id)
    .where('up', '=', 1)
    .executeTakeFirst()
  const may = live && moved ? maySign : mayWrite
  if (!may.holds(officer, undefined))
    throw new Problem(
      'not-yours',
      {
        zh: `已发布稿件的栏目和专题由${may.words.zh}调整。`,
        en: `Where an article stands is changed by ${may.words.en}.`,
      },
      403,
    )
  if (printed && texts.some(({ state }) => (underReview as readonly string[]).includes(state)))
    throw new Problem(
      'under-review',
      {
        zh: '稿件正在审核、签发或等待发布，来源、作者、题图等现在不能改。请先撤回。',
        en: 'A language of it is under review or scheduled: source, author and cover cannot be changed now. Take it back first.',
      },
      409,
    )
}
