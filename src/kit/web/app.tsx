import { type Context, Hono } from 'hono'
import { awayProblem, isAway } from '../db/away.ts'
import { fileRoutes } from '../files/routes.ts'
import { assetOf } from '../html/assets.ts'
import { ErrorPage } from '../html/error-page.tsx'
import { iconSvg } from '../html/logo.tsx'
import { jobsOf } from '../jobs/of-house.ts'
import { Problem } from '../problem.ts'
import type { House, Room } from '../room.ts'
import { isFromInside } from './caller.ts'
import { notFound } from './not-found.ts'
import { askOf, document } from './pages.ts'
import { choose, ownPath, parsePreferences, preferencesCookie } from './preferences.ts'
import { hsts, securityHeaders } from './security.ts'
import { siteFiles } from './site-files.ts'
import { sitemapRoutes } from './sitemap.ts'

/** The site: every room's routes between what all of them share. */
export function createApp(house: House, rooms: readonly Room[]): Hono {
  const web = new Hono()
  web.use(async (c, next) => {
    const started = performance.now()
    await next()
    // A page that may be framed has brought headers of its own.
    if (!c.res.headers.has('content-security-policy'))
      for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value)
    // Behind https nobody shall be led to http again; sub-domains may be others' and are left alone.
    if (house.settings.LANTIAN_URL?.startsWith('https:')) c.header('strict-transport-security', hsts)
    // What does not say how long it may be kept (errors, health, a choice of preferences) is nobody's to keep.
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
    const seconds = (performance.now() - started) / 1000
    house.metrics.requests.observe({ method: c.req.method, status: String(c.res.status) }, seconds)
    house.log.debug(
      { method: c.req.method, path: c.req.path, status: c.res.status, ms: seconds * 1000 },
      'request',
    )
  })
  ownRoutes(web, house)
  siteFiles(web, house)
  sitemapRoutes(web, house, rooms)
  const jobs = jobsOf(house, rooms)
  for (const room of rooms) room.routes?.(web, house, jobs)
  fileRoutes(
    web,
    house,
    rooms.flatMap(({ mayRead }) => mayRead ?? []),
  )
  web.notFound((c) => withoutSlash(c) ?? refuse(house, c, notFound()))
  web.onError((error, c) => {
    if (error instanceof Problem) return refuse(house, c, error)
    if (isAway(error)) {
      house.log.error({ err: error, path: c.req.path }, 'the database is away')
      c.header('retry-after', '30')
      return refuse(house, c, awayProblem())
    }
    const id = crypto.randomUUID().slice(0, 8)
    house.log.error({ err: error, id, path: c.req.path }, 'bug')
    return refuse(house, c, unexpected(id), 500)
  })
  return web
}

/** `/air/history/`, as people type it, leads to `/air/history`; a second slash in front would lead to another site. */
function withoutSlash(c: Context): Response | null {
  const { pathname, search } = new URL(c.req.url)
  if (c.req.method !== 'GET' || !/^\/[^/\\].*[^/]\/$/.test(pathname)) return null
  return c.redirect(pathname.slice(0, -1) + search, 308)
}

const unexpected = (id: string) =>
  new Problem('unexpected', {
    zh: `系统出错，已经记录（编号 ${id}）。请稍后再试。`,
    en: `Something went wrong on our side and was recorded (number ${id}). Please try again later.`,
  })

/** Programs get RFC 9457 problem details, people a page in their language. */
export async function refuse(house: House, c: Context, problem: Problem, status: number = problem.status) {
  if (/^\/api(\/|$)/.test(c.req.path)) {
    return c.body(JSON.stringify(problem.details(status)), status as 400, {
      'content-type': 'application/problem+json',
      // Other sites may read why they could not read; to what writes nothing is said.
      ...(['GET', 'HEAD'].includes(c.req.method) ? { 'access-control-allow-origin': '*' } : {}),
    })
  }
  const ask = askOf(house, c)
  const markup = await (
    <ErrorPage ask={ask} centre={house.centre} status={status} message={problem.in(ask.language)} />
  ).toString()
  return c.html(`<!doctype html>${markup}`, status as 404)
}

/** Seconds for which an asset is kept: its name changes with its content. */
const year = 31_536_000

/** What belongs to no room: assets, preferences, health and metrics. */
function ownRoutes(web: Hono, house: House) {
  document(web, house, '/assets/:file', ({ params }) => {
    const asset = assetOf(params.file!)
    if (!asset) throw notFound()
    const headers = { ...securityHeaders, 'cache-control': 'public, max-age=31536000, immutable' }
    return { body: asset.text, contentType: asset.contentType, depends: ['assets'], fresh: year, headers }
  })
  web.get('/icon.svg', async (c) =>
    c.body(await iconSvg(), 200, {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=86400',
    }),
  )
  web.get('/preferences', (c) => {
    const query = new URL(c.req.url).searchParams
    c.header('set-cookie', preferencesCookie(choose(parsePreferences(c.req.header('cookie')), query)))
    return c.redirect(ownPath(query.get('back')), 303)
  })
  web.get('/healthz', async (c) => {
    try {
      await house.store.db.selectFrom('journal').select('id').limit(1).execute()
      return c.json({ status: 'ok' })
    } catch (error) {
      house.log.error({ err: error }, 'the database does not answer')
      return c.json({ status: 'the database does not answer' }, 503)
    }
  })
  web.get('/metrics', async (c) => {
    if (!isFromInside(c)) throw notFound()
    house.metrics.cacheBytes.set(house.cache.bytes)
    return c.body(await house.metrics.registry.metrics(), 200, {
      'content-type': house.metrics.registry.contentType,
    })
  })
}
