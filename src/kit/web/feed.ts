import { createHash } from 'node:crypto'
import { type Language, tagOf } from '../words.ts'
import { speakable } from '../xml-text.ts'

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

const date = (at: Temporal.Instant) => new Date(at.epochMilliseconds)

/** The latest change of any entry. */
const updatedOf = ({ entries, updated }: Feed) =>
  entries.reduce<Temporal.Instant | null>(
    (latest, entry) =>
      latest && Temporal.Instant.compare(latest, entry.updated) >= 0 ? latest : entry.updated,
    null,
  ) ?? updated

/** Its many files take longer to load than all else at the start of the program: only the first feed needs them. */
const feedsmith = () => import('feedsmith')
type Feedsmith = Awaited<ReturnType<typeof feedsmith>>

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

function rss({ generateRssFeed }: Feedsmith, feed: Feed): string {
  return generateRssFeed(
    {
      title: feed.title,
      link: feed.page,
      description: feed.description,
      language: tagOf(feed.language),
      copyright: feed.rights,
      lastBuildDate: date(updatedOf(feed)),
      docs: 'https://www.rssboard.org/rss-specification',
      ttl: 60,
      image: { url: feed.icon, title: feed.title, link: feed.page },
      atom: { links: [{ href: feed.url, rel: 'self', type: 'application/rss+xml' }] },
      items: feed.entries.map((entry) => ({
        title: entry.title,
        link: entry.url,
        description: entry.summary,
        content: { encoded: entry.html },
        categories: entry.tags.map((name) => ({ name })),
        guid: { value: entry.id, isPermaLink: false },
        pubDate: date(entry.published),
        dc: { creators: [feed.author] },
        atom: { updated: date(entry.updated) },
      })),
    },
    { strict: true },
  )
}

function atom({ generateAtomFeed }: Feedsmith, feed: Feed): string {
  return generateAtomFeed(
    {
      id: feed.id,
      title: { value: feed.title },
      subtitle: { value: feed.description },
      updated: date(updatedOf(feed)),
      rights: { value: feed.rights },
      authors: [{ name: feed.author }],
      icon: feed.icon,
      generator: { text: 'Lantian 蓝天' },
      xml: { lang: tagOf(feed.language) },
      links: [
        { href: feed.url, rel: 'self', type: 'application/atom+xml' },
        { href: feed.page, rel: 'alternate', type: 'text/html' },
      ],
      entries: feed.entries.map((entry) => ({
        id: entry.id,
        title: { value: entry.title },
        updated: date(entry.updated),
        published: date(entry.published),
        summary: { value: entry.summary },
        content: { type: 'html', value: entry.html },
        categories: entry.tags.map((term) => ({ term })),
        links: [
          { href: entry.url, rel: 'alternate', type: 'text/html' },
          ...(entry.related ? [{ href: entry.related.url, rel: 'related', type: entry.related.type }] : []),
        ],
      })),
    },
    { strict: true },
  )
}

function json({ generateJsonFeed }: Feedsmith, feed: Feed): string {
  const generated = generateJsonFeed(
    {
      title: feed.title,
      home_page_url: feed.page,
      feed_url: feed.url,
      description: `${feed.description} ${feed.rights}`,
      icon: feed.icon,
      language: tagOf(feed.language),
      authors: [{ name: feed.author }],
      items: feed.entries.map((entry) => ({
        id: entry.id,
        url: entry.url,
        title: entry.title,
        summary: entry.summary,
        content_html: entry.html,
        date_published: date(entry.published),
        date_modified: date(entry.updated),
        tags: entry.tags,
        language: tagOf(feed.language),
        ...(entry.related
          ? { attachments: [{ url: entry.related.url, mime_type: entry.related.type }] }
          : {}),
      })),
    },
    { strict: true },
  )
  // An empty list is left out by the generator, but the format wants it.
  return JSON.stringify({ items: [], ...(generated as object) })
}
