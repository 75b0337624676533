import type { Context, Hono } from 'hono'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import { callerOf, networkOf } from '../../kit/web/caller.ts'
import { openForReading } from '../../kit/web/cors.ts'
import { isKnown, strongTag } from '../../kit/web/etag.ts'
import { limited } from '../../kit/web/limit.ts'
import { LongAnswers } from '../../kit/web/long-answers.ts'
import { baseOf } from '../../kit/web/pages.ts'
import { streamOf } from '../../kit/web/stream.ts'
import { formatOf } from './negotiate.ts'
import { openApi } from './openapi.ts'
import { problemBody } from './refusals.ts'
import { type Resource, resourceRoot, typeOf } from './resource.ts'
import { resources, writers } from './resources.ts'

/**
 * Everything under `/api/v1` that reads. Register it after the routes that write: what comes here with another method
 * than GET, HEAD or OPTIONS is refused.
 */
export function apiRoutes(web: Hono, house: House): void {
  web.use(`${resourceRoot}/*`, openForReading, limited(house))
  const answers = new LongAnswers()
  for (const one of resources) serve(web, house, one, answers)
  const openapi = `${resourceRoot}/openapi.json`
  web.get(openapi, (c) =>
    whole(c, JSON.stringify(openApi(house, baseOf(house, c)), null, 1), {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=3600',
    }),
  )
  web.all(openapi, (c) => onlyReading(c, openapi))
}

function serve(web: Hono, house: House, one: Resource, answers: LongAnswers) {
  const path = `${resourceRoot}${one.path}`
  web.get(path, async (c) => {
    try {
      return await answer(c, house, one, answers)
    } catch (error) {
      if (error instanceof Problem) return refusal(c, error)
      throw error
    }
  })
  web.all(path, (c) => onlyReading(c, one.path))
}

async function answer(c: Context, house: House, one: Resource, answers: LongAnswers) {
  const query = new URL(c.req.url).searchParams
  const format = formatOf(query, c.req.header('accept'), one.formats)
  const base = baseOf(house, c)
  const scene = { house, at: house.clock(), zone: house.settings.LANTIAN_ZONE, base, format }
  const { said, whole: isWhole, text } = await one.answer(scene, query)
  const headers: Record<string, string> = {
    'content-type': typeOf[format],
    'cache-control': `public, max-age=${one.keep}`,
    vary: 'Accept',
    link: `<${base}${resourceRoot}/openapi.json>; rel="service-desc", <${base}${resourceRoot}/sources>; rel="license"`,
    ...(format === 'csv'
      ? {
          'content-disposition': `attachment; filename="${said.file ?? `lantian${one.path.replaceAll('/', '-')}`}.csv"`,
        }
      : {}),
  }
  if (isWhole) return whole(c, await gathered(text), headers)
  if (said.tag) headers.etag = said.tag
  if (said.tag && isKnown(c.req.header('if-none-match'), said.tag)) return c.body(null, 304, headers)
  if (c.req.method === 'HEAD') return c.body(null, 200, headers)
  const leave = answers.enter(networkOf(callerOf(house, c)))
  if (!leave) throw tooManyAtOnce(c)
  const onError = (error: unknown) => house.log.error({ err: error, path: one.path }, 'an answer broke off')
  return c.body(streamOf(text, onError, leave), 200, headers)
}

function tooManyAtOnce(c: Context): Problem {
  c.header('retry-after', '10')
  return new Problem(
    'too-many-at-once',
    {
      zh: '同时进行的长下载太多。请等正在进行的下载结束后再试。',
      en: 'Too many long downloads at the same time; try again when those under way have ended.',
    },
    429,
  )
}

async function gathered(text: AsyncIterable<string>) {
  let all = ''
  for await (const piece of text) all += piece
  return all
}

function whole(c: Context, body: string, headers: Record<string, string>) {
  const etag = strongTag(body)
  if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, { ...headers, etag })
  return c.body(body, 200, { ...headers, etag })
}

function refusal(c: Context, problem: Problem) {
  return c.body(JSON.stringify(problemBody(problem)), problem.status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'Accept',
  })
}

function onlyReading(c: Context, path: string) {
  const allow = ['GET', 'HEAD', 'OPTIONS', ...(writers[path] ?? [])].join(', ')
  c.header('allow', allow)
  return refusal(
    c,
    new Problem(
      'method-not-allowed',
      {
        zh: `这个地址不接受 ${c.req.method}，只接受 ${allow}。`,
        en: `This address takes no ${c.req.method}, only ${allow}.`,
      },
      405,
    ),
  )
}
