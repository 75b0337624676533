import type { IncomingMessage } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import { isAway } from '../db/away.ts'
import type { House, MenuItem } from '../room.ts'
import type { Language } from '../words.ts'
import { type Cacheable, headersOf } from './cache.ts'
import { isKnown, strongTag } from './etag.ts'
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
  /** The clock is set to a past moment: every page must say so. */
  rehearsal?: boolean
}

/** A page as its maker hands it over. Only answers that say what they depend on are kept in the page cache. */
export interface Answer {
  /** The whole document. */
  body: { toString(): string | Promise<string> }
  /** 301 leads on, by a `location` among the headers. */
  status?: 200 | 301 | 400 | 403 | 404 | 410
  depends?: readonly string[]
  /** Seconds after which the page is made anew although nothing it depends on changed. Default 60. */
  fresh?: number
  contentType?: string
  /** In place of the security headers that every answer carries. */
  headers?: Record<string, string>
}

export const html = 'text/html; charset=utf-8'

/** Whether the reader came to the proxy by https; without a trusted proxy nobody's word is taken for it. */
const isSecure = (house: House, forwardedProto: unknown) =>
  house.settings.LANTIAN_TRUST_PROXY && forwardedProto === 'https'

/** The public address: the setting, or what the reader asked for. */
export function baseOf(house: House, c: Context): string {
  if (house.settings.LANTIAN_URL) return house.settings.LANTIAN_URL.replace(/\/+$/, '')
  const url = new URL(c.req.url)
  const secure = isSecure(house, c.req.header('x-forwarded-proto'))
  return `${secure ? 'https:' : url.protocol}//${url.host}`
}

/** What a request asks of a page, its language taken from the address. */
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
    rehearsal: house.settings.LANTIAN_CLOCK !== undefined,
  }
}

/**
 * The cache's key of a request: all that a page may be made from. That is the address, the preferences and, where the
 * public address is not set, what the reader called us, scheme and host.
 */
export function cacheKey(house: House, { headers, url }: Pick<IncomingMessage, 'headers' | 'url'>): string {
  const { cookie, host } = headers
  const secure = isSecure(house, headers['x-forwarded-proto']) ? 's' : ''
  const called = house.settings.LANTIAN_URL ? '' : `${secure}|${host ?? ''}`
  return `${preferencesKey(cookie)}|${called}|${url}`
}

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

function keyOf(house: House, c: Context): string | null {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  return incoming?.url ? cacheKey(house, incoming) : null
}

function lastPage(house: House, c: Context) {
  const key = keyOf(house, c)
  return key === null ? null : house.cache.stale(key, house.clock().epochMilliseconds)
}

/** A page as it goes out; with `keep` it may be kept. */
interface Made {
  page: Cacheable
  status: NonNullable<Answer['status']>
  keep: boolean
}

async function makePage(ask: Ask, make: (ask: Ask) => Answer | Promise<Answer>): Promise<Made> {
  const answer = await make(ask)
  const { contentType = html, headers, depends = [], status = 200 } = answer
  const markup = await answer.body.toString()
  const body = contentType === html ? `<!doctype html>${markup}` : markup
  const until = ask.at.epochMilliseconds + (answer.fresh ?? 60) * 1000
  return {
    page: { body, contentType, depends, until, ...(headers ? { headers } : {}) },
    status,
    keep: answer.depends !== undefined && status === 200,
  }
}

async function respondFresh(house: House, c: Context, make: (ask: Ask) => Answer | Promise<Answer>) {
  const key = keyOf(house, c)
  const begun = async () => {
    const { drops } = house.cache
    const made = await makePage(askOf(house, c), make)
    if (key !== null && made.keep && house.cache.drops === drops) house.cache.keep(key, made.page)
    return made
  }
  // A crowd that asks for the same page at once has it made once.
  const { page, status, keep } = await (key === null ? begun() : house.cache.once(key, begun))
  if (!keep) return c.body(page.body, status, { 'content-type': page.contentType, ...page.headers })
  const headers = headersOf(page, strongTag(page.body))
  if (isKnown(c.req.header('if-none-match'), headers.etag)) return c.body(null, 304, headers)
  return c.body(page.body, 200, headers)
}
