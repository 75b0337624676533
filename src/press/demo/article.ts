import type { Language, Words } from '../../kit/words.ts'
import type { ArticleKind } from '../tables.ts'
import type { SceneName } from './scenes.ts'

/** One language of an article of the demonstration. */
export interface DemoText {
  title: string
  summary: string
  /** What its picture shows. */
  alt: string
  /**
   * A block a line: `## ` a heading, `- ` an item, `> ` a quotation, `^` behind a paragraph begins a note, `air` the air
   * now, `@key` a link to another article, `!scene|width|alt|caption` a picture, anything else a paragraph.
   */
  body: readonly string[]
}

export interface DemoArticle extends Record<Language, DemoText> {
  /** Its name in addresses, and how others link to it. */
  key: string
  kind: ArticleKind
  /** Slug of its column. */
  column: string
  topics: readonly string[]
  cover: SceneName | null
  /** Days before the centre's now at which it was published, and at what time of that day. */
  daysAgo: number
  clock: string
  /** Key of the article that it explains. */
  explains?: string
  /** What was corrected the day after. */
  correction?: Words
}
