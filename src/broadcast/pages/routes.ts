import type { Hono } from 'hono'
import type { House, SitemapEntry } from '../../kit/room.ts'
import { feedFormats, feedTypes, renderFeed } from '../../kit/web/feed.ts'
import { notFound } from '../../kit/web/not-found.ts'
import { page } from '../../kit/web/pages.ts'
import { securityHeaders } from '../../kit/web/security.ts'
import { broadcastFeed, chaptersJson } from '../feeds.ts'
import { archivePage } from './archive.tsx'
import { broadcastPage, depends, editionPage } from './broadcast.tsx'
import { cardRoutes } from './card.ts'
import { editionPath } from './json-ld.ts'
import { mediaRoutes } from './media.ts'
import type { Shelf } from './public-edition.ts'
import { screenPage } from './screen.tsx'

/** Everything that the public sees of the broadcast. */
export function publicRoutes(web: Hono, house: House, shelf: Shelf): void {
  page(web, house, '/broadcast', (ask) => broadcastPage(house, shelf, ask))
  page(web, house, '/broadcast/archive', (ask) => archivePage(house, shelf, ask))
  page(web, house, '/broadcast/:edition', (ask) => editionPage(house, shelf, ask))
  page(web, house, '/broadcast/:edition/chapters.json', async ({ language, params }) => {
    const edition = await shelf.one(params.edition!, null)
    if (!edition) throw notFound()
    return {
      body: chaptersJson(edition, language),
      contentType: 'application/json+chapters',
      depends,
      headers,
    }
  })
  page(web, house, '/screen', (ask) => screenPage(house, shelf, ask))
  for (const format of feedFormats)
    page(web, house, `/feeds/broadcast.${format}`, async (ask) => ({
      body: await renderFeed(await broadcastFeed(house, shelf, ask, format), format),
      contentType: feedTypes[format],
      depends,
      headers,
    }))
  cardRoutes(web, shelf)
  mediaRoutes(web, house, shelf)
}

/** Podcast programs in browsers come from other addresses. */
const headers = {
  ...securityHeaders,
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'public, max-age=300',
}

/** More editions than this are found by the archive's own links. */
const mostInSitemap = 5000

/** The pages of the broadcast; the loops of every hour are for screens, not for search engines. */
export async function publicSitemap(shelf: Shelf): Promise<SitemapEntry[]> {
  return [
    { path: '/broadcast' },
    { path: '/broadcast/archive' },
    ...(await shelf.days(mostInSitemap)).map((line) => ({ path: editionPath(line), changed: line.day })),
  ]
}
