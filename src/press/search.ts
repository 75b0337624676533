import type { AnyKysely } from '../kit/db/open.ts'
import type { Searchable } from '../kit/search/search.ts'
import { checkDoc, plainOf } from '../kit/text/text.ts'
import { dayAt } from '../kit/time.ts'
import { pathOf } from './live.ts'
import { columnsOf, nameOf } from './shelves.ts'
import type { PressDb } from './tables.ts'

/** Articles named in one go while the index is rebuilt. */
const batch = 1_000

const numberIn = (about: string) => Number(/^article\/(\d{1,15})$/.exec(about)?.[1] ?? 0)

/** What is published, in each language in which it is. */
export const articleSearchable: Searchable = {
  kind: 'article',
  words: { zh: '稿件', en: 'Article' },
  facets: { column: { zh: '栏目', en: 'Column' } },
  // Every deed that changes what readers read is told of the article too.
  watches: (_, about) => numberIn(about) > 0,
  async find(db: PressDb, about, { settings }) {
    const rows = await db
      .selectFrom('press_live')
      .selectAll()
      .where('article', '=', numberIn(about))
      .where('up', '=', 1)
      .execute()
    if (rows.length === 0) return []
    const columns = new Map((await columnsOf(db)).map((one) => [one.id, one]))
    return rows.map((live) => {
      const column = columns.get(live.column_id)
      const published = Temporal.Instant.fromEpochMilliseconds(live.published_at)
      const year = dayAt(published, settings.LANTIAN_ZONE).slice(0, 4)
      const { language, title, summary, published_at: at } = live
      return {
        ...{ language, title, path: pathOf(live), at },
        text: `${summary}\n${plainOf(checkDoc(JSON.parse(live.body)), { language })}`,
        facets: { year, ...(column && { column: nameOf(column, language) }) },
      }
    })
  },
  async *all(db: AnyKysely) {
    for (let after = 0; ; ) {
      const rows: { article: number }[] = await (db as PressDb)
        .selectFrom('press_live')
        .select('article')
        .distinct()
        .where('up', '=', 1)
        .where('article', '>', after)
        .orderBy('article')
        .limit(batch)
        .execute()
      for (const { article } of rows) yield `article/${article}`
      if (rows.length < batch) return
      after = rows.at(-1)!.article
    }
  },
}
