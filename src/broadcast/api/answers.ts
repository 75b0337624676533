import type { Context } from 'hono'
import { unknownVersion } from '../versions.ts'

/** An answer that nobody keeps. */
export const json = (c: Context, body: object, status: 200 | 201 | 202 = 200) => {
  c.header('cache-control', 'no-store')
  return c.json(body, status)
}

/** The number of a version in an address. @throws Problem 404 for what is no number */
export function versionIn(c: Context): number {
  const text = c.req.param('version') ?? ''
  if (!/^[1-9]\d{0,8}$/.test(text)) throw unknownVersion()
  return Number(text)
}
