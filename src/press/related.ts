import type { LiveLine } from './live.ts'
import { linesOfArticles, liveIn } from './live.ts'
import type { LiveRow } from './publish.ts'
import type { PressDb } from './tables.ts'

/** What else to read: those that share most topics, the newest first, then the newest of the column. */
export async function related(
  db: PressDb,
  live: LiveRow,
  at: Temporal.Instant,
  count: number,
): Promise<LiveLine[]> {
  const { language, column_id, text_id } = live
  const shared = await db
    .selectFrom('press_live_topic as mine')
    .innerJoin('press_live_topic as other', (on) =>
      on.onRef('other.topic_id', '=', 'mine.topic_id').onRef('other.language', '=', 'mine.language'),
    )
    .innerJoin('press_live as l', 'l.text_id', 'other.text_id')
    .where('mine.text_id', '=', text_id)
    .where('other.text_id', '!=', text_id)
    .select(['l.article', 'other.published_at'])
    .select((of) => of.fn.countAll().as('topics'))
    .groupBy(['l.article', 'other.published_at'])
    .orderBy('topics', 'desc')
    .orderBy('other.published_at', 'desc')
    .limit(count)
    .execute()
  const order = shared.map(({ article }) => article)
  const first = (await linesOfArticles(db, order, { language, at })).toSorted(
    (a, b) => order.indexOf(a.article) - order.indexOf(b.article),
  )
  if (first.length >= count) return first.slice(0, count)
  const known = new Set([text_id, ...first.map((line) => line.text_id)])
  const rest = await liveIn(db, column_id, { language, at, limit: count + known.size })
  return [...first, ...rest.filter((line) => !known.has(line.text_id))].slice(0, count)
}

/** The article that this one explains, and those that explain it. */
export async function explanations(db: PressDb, { article, language }: LiveRow, at: Temporal.Instant) {
  const own = await db
    .selectFrom('press_article')
    .select('explains')
    .where('id', '=', article)
    .executeTakeFirst()
  const by = await db.selectFrom('press_article').select('id').where('explains', '=', article).execute()
  const [explains] = await linesOfArticles(db, own?.explains ? [own.explains] : [], { language, at })
  const explainedBy = await linesOfArticles(
    db,
    by.map(({ id }) => id),
    { language, at },
  )
  return { explains: explains ?? null, explainedBy }
}
