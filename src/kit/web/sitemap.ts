import type { Hono } from 'hono'
import { href } from '../html/layout.tsx'
import type { House, Room, SitemapEntry } from '../room.ts'
import { type Language, languages, tagOf, type Words } from '../words.ts'
import { escaped } from '../xml.ts'
import { notFound } from './not-found.ts'
import { type Answer, document } from './pages.ts'

/** The most addresses that one file may list (sitemaps.org). */
export const mostAddresses = 50_000

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
const xml = 'application/xml; charset=utf-8'

/** One file of pages, each in every language, each naming the others. */
export function urlset(entries: readonly SitemapEntry[], base: string): string {
  return `${head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${entries
    .flatMap((entry) => urlsOf(entry, base))
    .join('')}</urlset>\n`
}

function urlsOf({ path, changed }: SitemapEntry, base: string): string[] {
  const paths: Partial<Words> = typeof path === 'string' ? { zh: path, en: path } : path
  const there = languages.filter((language) => paths[language] !== undefined)
  const address = (language: Language) => escaped(`${base}${href({ language }, paths[language]!)}`)
  const alternates = [
    ...there.map((language) => [tagOf(language), address(language)] as const),
    ...(there.length > 1 ? [['x-default', address('zh')] as const] : []),
  ].map(([tag, url]) => `<xhtml:link rel="alternate" hreflang="${tag}" href="${url}"/>`)
  const lastmod = changed ? `<lastmod>${escaped(changed)}</lastmod>` : ''
  return there.map(
    (language) =>
      `<url><loc>${address(language)}</loc>${lastmod}${alternates.length > 1 ? alternates.join('') : ''}</url>\n`,
  )
}

/** The list of the files, where one cannot hold everything. */
function sitemapIndex(parts: number, base: string): string {
  const files = Array.from(
    { length: parts },
    (_, i) => `<sitemap><loc>${escaped(`${base}/sitemap-${i + 1}.xml`)}</loc></sitemap>\n`,
  )
  return `${head}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${files.join('')}</sitemapindex>\n`
}

/** The pages in files of at most `most` addresses; a page's languages are never parted. */
export function inFiles(entries: readonly SitemapEntry[], most = mostAddresses): SitemapEntry[][] {
  const each = Math.max(1, Math.floor(most / languages.length))
  return Array.from({ length: Math.max(1, Math.ceil(entries.length / each)) }, (_, i) =>
    entries.slice(i * each, (i + 1) * each),
  )
}

/** `/sitemap.xml` of all rooms, and `/sitemap-1.xml` … where it is only an index of them. */
export function sitemapRoutes(web: Hono, house: House, rooms: readonly Room[], most = mostAddresses): void {
  const files = async () => {
    const lists = await Promise.all(rooms.map(async (room) => (await room.sitemap?.(house)) ?? []))
    // A page that two rooms name is still one page.
    const pages = new Map(lists.flat().map((entry) => [JSON.stringify(entry.path), entry]))
    return inFiles([...pages.values()], most)
  }
  const depends = ['sitemap', ...rooms.flatMap((room) => room.sitemapDepends ?? [])]
  document(web, house, '/sitemap.xml', async ({ base }): Promise<Answer> => {
    const parts = await files()
    const body = parts.length > 1 ? sitemapIndex(parts.length, base) : urlset(parts[0]!, base)
    return { body, contentType: xml, depends, fresh: 3600 }
  })
  document(web, house, '/:file{sitemap-[1-9][0-9]{0,5}\\.xml}', async ({ base, params }): Promise<Answer> => {
    const parts = await files()
    const part = parts.length > 1 ? parts[Number(/\d+/.exec(params.file!)![0]) - 1] : undefined
    if (!part) throw notFound()
    // Too large to keep in memory for the few programs that ask.
    return { body: urlset(part, base), contentType: xml }
  })
}
