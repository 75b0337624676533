import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import { isAway } from '../db/away.ts'
import type { House, MenuItem } from '../room.ts'
import type { Language } from '../words.ts'
import { type Preferences, parsePreferences, preferencesKey } from './preferences.ts'

/** What a reader asks of a page. */
export interface Ask {
  language: Language
  preferences: Preferences
  /** The page's path without the language, such as `/air/history`. */
  path: string
  params: Record<string, string>
  query: URLSearchParams
  /** Public address of the site without a slash at the end. */
  base: string
  menu: readonly MenuItem[]
  at: Temporal.Instant
}

/** A page as its maker hands it over. Only answers that say what they depend on are kept in the page cache. */
export interface Answer {
  /** The whole document. */
  body: { toString(): string | Promise<string> }
  status?: 200 | 400 | 403 | 404 | 410
  depends?: readonly string[]
  /** Seconds after which the page is made anew although nothing it depends on changed. Default 60. */
  fresh?: number
  contentType?: string
  /** In place of the security headers that every answer carries. */
  headers?: Record<string, string>
}

export const html = 'text/html; charset=utf-8'

/** The public address: the setting, or what the reader asked for. */
export function baseOf(house: House, c: Context): string {
  if (house.settings.LANTIAN_URL) return house.settings.LANTIAN_URL.replace(/\/+$/, '')
  const url = new URL(c.req.url)
  const secure = house.settings.LANTIAN_TRUST_PROXY && c.req.header('x-forwarded-proto') === 'https'
  return `${secure ? 'https:' : url.protocol}//${url.host}`
}

export function askOf(house: House, c: Context): Ask {
  const { pathname, searchParams } = new URL(c.req.url)
  const english = /^\/en(?=\/|$)/.test(pathname)
  return {
    language: english ? 'en' : 'zh',
    preferences: parsePreferences(c.req.header('cookie')),
    path: (english ? pathname.slice(3) : pathname) || '/',
    params: c.req.param() as Record<string, string>,
    query: searchParams,
    base: baseOf(house, c),
    menu: house.menu,
    at: house.clock(),
  }
}

/** The cache's key of a request: preferences, host and address. */
export const cacheKey = (cookie: string | undefined, host: string | undefined, url: string) =>
  `${preferencesKey(cookie)}|${host ?? ''}|${url}`

/** Serves a page in every language: `/path` in Chinese, `/en/path` in English. */
export function page(
  web: Hono,
  house: House,
  path: string,
  make: (ask: Ask) => Answer | Promise<Answer>,
): void {
  const answer = (c: Context) => respond(house, c, make)
  web.get(path, answer)
  web.get(path === '/' ? '/en' : `/en${path}`, answer)
  if (path === '/') web.get('/en/', answer)
}

/** Serves something that is the same in every language, such as a feed or a picture's page. */
export function document(
  web: Hono,
  house: House,
  path: string,
  make: (ask: Ask) => Answer | Promise<Answer>,
): void {
  web.get(path, (c) => respond(house, c, make))
}

async function respond(house: House, c: Context, make: (ask: Ask) => Answer | Promise<Answer>) {
  try {
    return await respondFresh(house, c, make)
  } catch (error) {
    const old = isAway(error) ? lastPage(house, c) : null
    if (!old) throw error
    house.log.error({ err: error, path: c.req.path }, 'the database is away; the last page was sent again')
    return c.body(old.body, 200, {
      'content-type': old.contentType,
      'cache-control': 'no-store',
      ...old.headers,
    })
  }
}

function lastPage(house: House, c: Context) {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  if (!incoming?.url) return null
  const { cookie, host } = incoming.headers
  return house.cache.stale(cacheKey(cookie, host, incoming.url), house.clock().epochMilliseconds)
}

async function respondFresh(house: House, c: Context, make: (ask: Ask) => Answer | Promise<Answer>) {
  const answer = await make(askOf(house, c))
  const contentType = answer.contentType ?? html
  const markup = await answer.body.toString()
  const body = contentType === html ? `<!doctype html>${markup}` : markup
  if (answer.depends && (answer.status ?? 200) === 200) {
    const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
    if (incoming?.url) {
      const until = house.clock().epochMilliseconds + (answer.fresh ?? 60) * 1000
      const key = cacheKey(incoming.headers.cookie, incoming.headers.host, incoming.url)
      house.cache.keep(key, { body, contentType, depends: answer.depends, until, headers: answer.headers })
    }
  }
  return c.body(body, answer.status ?? 200, { 'content-type': contentType, ...answer.headers })
}
