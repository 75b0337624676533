import type { Generated, Kysely } from 'kysely'
import type { Language } from '../kit/words.ts'

/** What an article is; the kinds differ in their fields, their pages and their place. */
export const kinds = ['news', 'notice', 'policy', 'explanation', 'story', 'page'] as const
export type ArticleKind = (typeof kinds)[number]

/** An article without its words: what is the same in every language. */
export interface ArticleTable {
  id: Generated<number>
  kind: ArticleKind
  /** Row of `press_column`; a page of the institution has one too. */
  column_id: number
  /** The article that an explanation explains. */
  explains: number | null
  /** Digest of the picture on lists and cards, with its point to keep in hundredths; its words are in the text. */
  cover: string | null
  cover_x: number | null
  cover_y: number | null
  /** Where it comes from and who wrote it, as printed. */
  source: string
  author: string
  made_at: number
  made_by: string
  /** Of it or any of its texts, for the list at the desk. */
  changed_at: number
}

/** "Also in": further columns. */
interface AlsoInTable {
  article: number
  column_id: number
}

interface ArticleTopicTable {
  article: number
  topic_id: number
}

/** What is being worked on: one language of an article, with its own case and state. */
export interface TextTable {
  id: Generated<number>
  article: number
  language: Language
  /** State of its case in `article.procedure.ts`, kept here for lists. */
  state: string
  case_id: number | null
  /** Grows with each saved change: whoever saves a form that is behind gets a 409. */
  revision: number
  title: string
  summary: string
  /** Document of kit/text, as JSON. */
  body: string
  cover_alt: string
  slug: string
  /** Files to take away, as JSON of `Attachment[]`. */
  attachments: string
  /** The text that it was translated from, and the version of it that it follows. */
  translated_from: number | null
  translated_version: number | null
  /** Epoch milliseconds; null: as soon as it is signed. */
  publish_at: number | null
  /** Until then only chosen outlets have it; it never goes out before. */
  embargo_until: number | null
  /** After it, it leaves lists and says so. */
  expires_at: number | null
  changed_at: number
  changed_by: string
}

export interface Attachment {
  sha256: string
  name: string
  type: string
  size: number
}

/** How a text stood at a moment; append-only. */
export interface VersionTable {
  id: Generated<number>
  text_id: number
  no: number
  at: number
  by: string
  /** Verb of the procedure, or `saved`. */
  why: string
  title: string
  summary: string
  body: string
  cover_alt: string
  attachments: string
}

/**
 * What readers read, written only by the procedure: one row a text that is or was published. Work on a text never
 * shows here before it is signed.
 */
export interface LiveTable {
  text_id: number
  article: number
  language: Language
  kind: ArticleKind
  column_id: number
  slug: string
  title: string
  summary: string
  body: string
  cover: string | null
  cover_x: number | null
  cover_y: number | null
  cover_alt: string
  attachments: string
  source: string
  author: string
  version: number
  published_at: number
  /** Last correction or change that readers should know; else as `published_at`. */
  changed_at: number
  expires_at: number | null
  /**
   * 1 while it is up. 0 after it has expired (it may still be read, and says so) or was withdrawn: then `down_reason`
   * is what readers are told, and its words, pictures and files are gone from here.
   */
  up: number
  down_at: number | null
  down_reason: string | null
}

/** Columns in which a live text stands (its own and "also in"), so that a column's list reads one index. */
interface LiveColumnTable {
  text_id: number
  language: Language
  column_id: number
  published_at: number
}

interface LiveTopicTable {
  text_id: number
  language: Language
  topic_id: number
  published_at: number
}

/** Corrections shown with the text; append-only. */
export interface CorrectionTable {
  id: Generated<number>
  text_id: number
  at: number
  reason: string
}

/** Every slug that ever led to a text; the newest is that of `press_live`, the others lead there. */
interface SlugTable {
  language: Language
  slug: string
  text_id: number
  since: number
}

export interface PressTables {
  press_article: ArticleTable
  press_also_in: AlsoInTable
  press_article_topic: ArticleTopicTable
  press_text: TextTable
  press_version: VersionTable
  press_live: LiveTable
  press_live_column: LiveColumnTable
  press_live_topic: LiveTopicTable
  press_correction: CorrectionTable
  press_slug: SlugTable
}

export type PressDb = Kysely<PressTables>
