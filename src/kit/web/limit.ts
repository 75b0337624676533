import type { Context, MiddlewareHandler } from 'hono'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import { callerOf, networkOf } from './caller.ts'
import { RateLimit } from './rate.ts'

/**
 * Answers at most `LANTIAN_RATE_LIMIT` requests a minute of one reader, and says in every answer how many are left.
 * An IPv6 reader has a whole /64 and is counted by it.
 */
export function limited(house: House): MiddlewareHandler {
  const most = house.settings.LANTIAN_RATE_LIMIT
  const limit = new RateLimit(most)
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return next()
    const { wait, remaining } = limit.take(networkOf(callerOf(house, c)), house.clock().epochMilliseconds)
    const headers = {
      'ratelimit-policy': `${most};w=60`,
      'ratelimit-limit': String(most),
      'ratelimit-remaining': String(remaining),
      // Seconds until the full number is there again.
      'ratelimit-reset': String(Math.ceil(((most - remaining) * 60) / most)),
    }
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
    if (wait > 0) throw tooMany(c, wait)
    return next()
  }
}

/** Says how long to wait. */
export function tooMany(c: Context, wait: number): Problem {
  c.header('retry-after', String(wait))
  return new Problem(
    'too-many-requests',
    {
      zh: `请求太频繁，请在 ${wait} 秒后再试。需要大量数据时，请用 CSV 一次下载整段时间。`,
      en: `Too many requests; try again in ${wait} seconds. For a lot of data, download the whole period at once as CSV.`,
    },
    429,
  )
}
