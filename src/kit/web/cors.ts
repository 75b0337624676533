import type { MiddlewareHandler } from 'hono'

const reading = ['GET', 'HEAD', 'OPTIONS']

/** What scripts of other sites may read of an answer besides its body. */
const exposed = [
  'Allow',
  'Content-Disposition',
  'ETag',
  'Link',
  'RateLimit-Limit',
  'RateLimit-Policy',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
].join(', ')

/**
 * Lets pages of other sites read, without cookies. Nothing is ever said to a request that writes, so that browsers
 * refuse it.
 */
export const openForReading: MiddlewareHandler = async (c, next) => {
  if (!reading.includes(c.req.method)) return next()
  if (c.req.method !== 'OPTIONS') {
    c.header('access-control-allow-origin', '*')
    c.header('access-control-expose-headers', exposed)
    return next()
  }
  return c.body(null, 204, {
    allow: reading.join(', '),
    'access-control-allow-origin': '*',
    'access-control-allow-methods': reading.join(', '),
    'access-control-allow-headers': 'Accept, If-None-Match',
    'access-control-max-age': '86400',
  })
}
