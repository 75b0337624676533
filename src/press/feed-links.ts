import { href } from '../kit/html/layout.tsx'
import { feedFormats, feedTypes } from '../kit/web/feed.ts'
import type { Ask } from '../kit/web/pages.ts'
import { words } from './pages/words.ts'
import { nameOf, type PublicColumn, type PublicTopic } from './shelves.ts'

/** What a feed is about: everything, a column, or a topic. */
export type Scope =
  | { kind: 'news' }
  | { kind: 'column'; row: PublicColumn }
  | { kind: 'topic'; row: PublicTopic }

/** Address of a feed without its ending and its language. */
export const feedPath = (scope: Scope) =>
  scope.kind === 'news' ? '/feeds/news' : `/feeds/${scope.kind}s/${scope.row.slug}`

export const scopeName = (scope: Scope, language: Ask['language']) =>
  scope.kind === 'news' ? words[language].news : nameOf(scope.row, language)

/** The feeds of a page, for its head. */
export const feedLinks = (ask: Pick<Ask, 'language'>, scope: Scope) =>
  feedFormats.map((format) => ({
    type: feedTypes[format].split(';')[0]!,
    title: words[ask.language].feedOf(scopeName(scope, ask.language)),
    path: href(ask, `${feedPath(scope)}.${format}`),
  }))
