import { tagOf } from '../words.ts'
import { escaped } from '../xml.ts'
import type { Feed, FeedEntry } from './feed.ts'

type Feedsmith = typeof import('feedsmith')

const date = (at: Temporal.Instant) => new Date(at.epochMilliseconds)

/** The latest change of any entry. */
const updatedOf = ({ entries, updated }: Feed) =>
  entries.reduce<Temporal.Instant | null>(
    (latest, entry) =>
      latest && Temporal.Instant.compare(latest, entry.updated) >= 0 ? latest : entry.updated,
    null,
  ) ?? updated

/** RSS 2.0 */
export function rss({ generateRssFeed }: Feedsmith, feed: Feed): string {
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
      ...feed.rss,
      items: feed.entries.map((entry) => ({
        title: entry.title,
        link: entry.url,
        // Readers of RSS take a description for HTML.
        description: escaped(entry.summary),
        content: { encoded: entry.html },
        categories: entry.tags.map((name) => ({ name })),
        guid: { value: entry.id, isPermaLink: false },
        pubDate: date(entry.published),
        dc: { creators: [feed.author] },
        atom: { updated: date(entry.updated) },
        ...(entry.files
          ? {
              enclosures: entry.files
                .slice(0, 1)
                .map(({ url, type, bytes }) => ({ url, type, length: bytes })),
            }
          : {}),
        ...entry.rss,
      })),
    },
    { strict: true },
  )
}

/** Atom (RFC 4287) */
export function atom({ generateAtomFeed }: Feedsmith, feed: Feed): string {
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
          ...(entry.files ?? []).map(({ url, type, bytes }) => ({
            href: url,
            rel: 'enclosure',
            type,
            length: bytes,
          })),
        ],
      })),
    },
    { strict: true },
  )
}

/** JSON Feed 1.1 */
export function json({ generateJsonFeed }: Feedsmith, feed: Feed): string {
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
        ...attachmentsOf(entry),
      })),
    },
    { strict: true },
  )
  // An empty list is left out by the generator, but the format wants it.
  return JSON.stringify({ items: [], ...(generated as object) })
}

function attachmentsOf({ related, files = [] }: FeedEntry) {
  const attachments = [
    ...files.map(({ url, type, bytes, seconds }) => ({
      url,
      mime_type: type,
      size_in_bytes: bytes,
      ...(seconds === undefined ? {} : { duration_in_seconds: seconds }),
    })),
    ...(related ? [{ url: related.url, mime_type: related.type }] : []),
  ]
  return attachments.length > 0 ? { attachments } : {}
}
