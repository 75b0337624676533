import type { House, SitemapEntry } from '../kit/room.ts'
import { dayAt } from '../kit/time.ts'
import type { Words } from '../kit/words.ts'
import { pathOf } from './live.ts'
import { columnsOf, topicsOf } from './shelves.ts'
import type { PressDb } from './tables.ts'

/** The pages of the press room: an article in the languages in which it is up, and no others. */
export async function sitemap(house: House): Promise<SitemapEntry[]> {
  const db: PressDb = house.store.db
  const [columns, topics, rows] = await Promise.all([
    columnsOf(db),
    topicsOf(db),
    db
      .selectFrom('press_live')
      .select(['article', 'language', 'kind', 'slug', 'changed_at'])
      .where('up', '=', 1)
      .orderBy('article', 'desc')
      .execute(),
  ])
  const articles = Map.groupBy(rows, ({ article }) => article)
  return [
    ...['/', '/news', '/topics', '/centre'].map((path) => ({ path })),
    ...columns
      .filter(({ kind }) => kind !== 'pages')
      .flatMap(({ slug }) => [{ path: `/columns/${slug}` }, { path: `/columns/${slug}/archive` }]),
    ...topics.map(({ slug }) => ({ path: `/topics/${slug}` })),
    ...[...articles.values()].map((texts) => ({
      path: Object.fromEntries(texts.map((text) => [text.language, pathOf(text)])) as Partial<Words>,
      changed: dayAt(
        Temporal.Instant.fromEpochMilliseconds(Math.max(...texts.map(({ changed_at }) => changed_at))),
        house.settings.LANTIAN_ZONE,
      ),
    })),
  ]
}
