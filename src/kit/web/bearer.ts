import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import { callerOf, networkOf } from './caller.ts'
import { RateLimit } from './rate.ts'

/** Wrong tokens that one reader may send in a minute; after that not even the right one is looked at. */
const wrongPerMinute = 10
const limits = new WeakMap<House, RateLimit>()

/**
 * Lets the forecaster's programs in: the request must carry `Authorization: Bearer <LANTIAN_FORECASTER_TOKEN>`.
 * @throws Problem 403 where no token is set, 401 for a missing or wrong one, 429 after too many wrong ones
 */
export function bearer(house: House, c: Context): void {
  const token = house.settings.LANTIAN_FORECASTER_TOKEN
  if (!token) throw closed()
  const at = house.clock().epochMilliseconds
  const limit = limitOf(house)
  const address = networkOf(callerOf(house, c))
  const given = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const wait = limit.waitOf(address, at)
  if (wait > 0) throw tooMany(c, wait)
  if (given !== undefined && sameText(given, token)) return
  if (given !== undefined) {
    limit.take(address, at)
    house.log.warn({ address, path: c.req.path }, 'wrong token')
  }
  c.header('www-authenticate', 'Bearer realm="lantian"')
  throw given === undefined ? missing() : wrong()
}

function limitOf(house: House): RateLimit {
  const limit = limits.get(house) ?? new RateLimit(wrongPerMinute)
  limits.set(house, limit)
  return limit
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Takes the same time wherever the texts differ, and whatever their lengths. */
const sameText = (a: string, b: string) => timingSafeEqual(digest(a), digest(b))

const closed = () =>
  new Problem(
    'writing-closed',
    {
      zh: '这部分接口没有开放：本中心没有设置 LANTIAN_FORECASTER_TOKEN。需要时由管理员设置并重新启动。',
      en: 'This part of the API is closed: the centre has set no LANTIAN_FORECASTER_TOKEN. Whoever runs it can set one and start again.',
    },
    403,
  )

const missing = () =>
  new Problem(
    'token-missing',
    {
      zh: '需要值班预报员的令牌。请在请求头中加入 Authorization: Bearer <令牌>。',
      en: "The forecaster's token is needed. Send it in the header Authorization: Bearer <token>.",
    },
    401,
  )

const wrong = () =>
  new Problem(
    'token-wrong',
    {
      zh: '令牌不对。请核对 LANTIAN_FORECASTER_TOKEN 的值。',
      en: 'The token is wrong. Compare it with the value of LANTIAN_FORECASTER_TOKEN.',
    },
    401,
  )

function tooMany(c: Context, wait: number): Problem {
  c.header('retry-after', String(wait))
  return new Problem(
    'too-many-wrong-tokens',
    {
      zh: `错误的令牌太多，请在 ${wait} 秒后再试。`,
      en: `Too many wrong tokens; try again in ${wait} seconds.`,
    },
    429,
  )
}
