import { createHash } from 'node:crypto'
import type { RssFeed } from 'feedsmith'
import type { Language } from '../words.ts'
import { speakable } from '../xml.ts'
import { atom, json, rss } from './feed-formats.ts'

export const feedFormats = ['rss', 'atom', 'json'] as const
export type FeedFormat = (typeof feedFormats)[number]

export const feedTypes: Record<FeedFormat, string> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
}

export interface FeedEntry {
  /** Never changes, whatever the entry later says: see `feedId`. */
  id: string
  title: string
  /** The page of the entry. */
  url: string
  /** Plain text. */
  summary: string
  /** The whole text, as HTML. */
  html: string
  published: Temporal.Instant
  /** Later than `published` once it was corrected. */
  updated: Temporal.Instant
  tags: string[]
  /** The same for programs. */
  related?: { url: string; type: string }
  /** What can be played or kept, the best first: RSS carries one only. */
  files?: FeedFile[]
  /** What podcast programs and Media RSS want to know besides. */
  rss?: Pick<RssFeed.Item<Date, true>, 'itunes' | 'podcast' | 'psc' | 'media'>
}

export interface FeedFile {
  url: string
  type: string
  bytes: number
  /** Of a film or sound. */
  seconds?: number
}

export interface Feed {
  id: string
  title: string
  description: string
  /** The page that the feed belongs to. */
  page: string
  /** Address of the feed itself. */
  url: string
  language: Language
  author: string
  /** Who may do what with it. */
  rights: string
  /** Address of the picture beside the feed's name. */
  icon: string
  entries: FeedEntry[]
  /** Said where there is no entry yet. */
  updated: Temporal.Instant
  rss?: Pick<RssFeed.Feed<Date, true>, 'itunes' | 'podcast'>
}

/** A stable name of anything, as a URN: the same words give the same name on every machine (RFC 9562, version 8). */
export function feedId(...words: string[]): string {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex')
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16)
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ]
  return `urn:uuid:${parts.join('-')}`
}

/** Its many files take longer to load than all else at the start of the program: only the first feed needs them. */
const feedsmith = () => import('feedsmith')

/** The feed as a file. */
export async function renderFeed(feed: Feed, format: FeedFormat): Promise<string> {
  const tools = await feedsmith()
  const clean = cleaned(feed)
  if (format === 'rss') return rss(tools, clean)
  return format === 'atom' ? atom(tools, clean) : json(tools, clean)
}

/** No name or reason that somebody typed may make the whole feed unreadable. */
const cleaned = (feed: Feed): Feed => ({
  ...feed,
  title: speakable(feed.title),
  description: speakable(feed.description),
  author: speakable(feed.author),
  rights: speakable(feed.rights),
  entries: feed.entries.map((entry) => ({
    ...entry,
    title: speakable(entry.title),
    summary: speakable(entry.summary),
    html: speakable(entry.html),
    tags: entry.tags.map(speakable),
  })),
})
