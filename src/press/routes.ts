import type { Hono } from 'hono'
import type { House } from '../kit/room.ts'
import { feedFormats, feedTypes, renderFeed } from '../kit/web/feed.ts'
import { document, page } from '../kit/web/pages.ts'
import { securityHeaders } from '../kit/web/security.ts'
import type { Scope } from './feed-links.ts'
import { opml, pressFeed, scopeOf } from './feeds.tsx'
import { archivePage, monthPage } from './pages/archive.tsx'
import { articlePage } from './pages/article.tsx'
import { articleCards } from './pages/card.ts'
import { centrePage } from './pages/centre.tsx'
import { homePage } from './pages/home.tsx'
import { columnPage, newsPage } from './pages/news.tsx'
import { topicPage, topicsPage } from './pages/topic.tsx'
import { shelfDepends } from './shelves.ts'

/** The public addresses of the press room. */
export function publicRoutes(web: Hono, house: House): void {
  page(web, house, '/', (ask) => homePage(house, ask))
  page(web, house, '/news', (ask) => newsPage(house, ask))
  page(web, house, '/columns/:slug', (ask) => columnPage(house, ask))
  page(web, house, '/columns/:slug/archive', (ask) => archivePage(house, ask))
  page(web, house, '/columns/:slug/archive/:month', (ask) => monthPage(house, ask))
  page(web, house, '/topics', (ask) => topicsPage(house, ask))
  page(web, house, '/topics/:slug', (ask) => topicPage(house, ask))
  page(web, house, '/articles/:slug', (ask) => articlePage(house, ask))
  page(web, house, '/centre', (ask) => centrePage(house, ask))
  page(web, house, '/centre/:slug', (ask) => articlePage(house, ask))
  articleCards(web, house)
  feedRoutes(web, house)
}

const depends = ['press/live', ...shelfDepends]

/** Readers in browsers come from other addresses. */
const headers = {
  ...securityHeaders,
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'public, max-age=300',
}

function feedRoutes(web: Hono, house: House): void {
  const scopes: [Scope['kind'], string][] = [
    ['news', '/feeds/news'],
    ['column', '/feeds/columns/:file'],
    ['topic', '/feeds/topics/:file'],
  ]
  for (const format of feedFormats)
    for (const [kind, path] of scopes) {
      const ending = `.${format}`
      const address = kind === 'news' ? `${path}${ending}` : `${path}{.+\\${ending}}`
      page(web, house, address, async (ask) => {
        const scope = await scopeOf(house.store.db, kind, (ask.params.file ?? '').slice(0, -ending.length))
        const body = await renderFeed(await pressFeed(house, ask, scope, format), format)
        return { body, contentType: feedTypes[format], depends, headers }
      })
    }
  document(web, house, '/feeds.opml', async (ask) => ({
    body: await opml(house, ask),
    contentType: 'text/x-opml; charset=utf-8',
    depends,
    headers,
  }))
}
