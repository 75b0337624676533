import type { Hono } from 'hono'
import { href } from '../../kit/html/layout.tsx'
import type { House } from '../../kit/room.ts'
import { type Feed, type FeedFormat, feedFormats, feedTypes, renderFeed } from '../../kit/web/feed.ts'
import { type Ask, page } from '../../kit/web/pages.ts'
import { securityHeaders } from '../../kit/web/security.ts'
import { alertsFeed } from './alerts.tsx'
import { daysFeed } from './days.tsx'
import { feedWords } from './words.ts'

/** The feeds, each in three formats and two languages. */
export function feedRoutes(web: Hono, house: House): void {
  serve(web, house, 'days', daysFeed, ['air/readings', 'air/reports'])
  serve(web, house, 'alerts', alertsFeed, ['air/alert'])
}

function serve(
  web: Hono,
  house: House,
  name: string,
  make: (house: House, ask: Ask, format: FeedFormat) => Promise<Feed>,
  depends: string[],
) {
  for (const format of feedFormats)
    page(web, house, `/feeds/${name}.${format}`, async (ask) => ({
      body: await renderFeed(await make(house, ask, format), format),
      contentType: feedTypes[format],
      depends,
      headers,
    }))
}

/** Readers in browsers come from other addresses. */
const headers = {
  ...securityHeaders,
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'public, max-age=300',
}

/** The feeds of the air room, for `feeds` of a page. */
export const feedLinks = (house: House, ask: Ask): { type: string; title: string; path: string }[] => {
  const w = feedWords[ask.language]
  const city = house.centre.city[ask.language]
  return [...links(ask, 'days', w.days(city)), ...links(ask, 'alerts', w.alerts(city))]
}

const links = (ask: Ask, name: string, title: string) =>
  feedFormats.map((format) => ({
    type: feedTypes[format].split(';')[0]!,
    title,
    path: href(ask, `/feeds/${name}.${format}`),
  }))
