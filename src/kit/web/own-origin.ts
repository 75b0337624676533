import type { Context } from 'hono'
import { Problem } from '../problem.ts'

/**
 * What a browser asks with somebody's cookie must come from one of our own pages. Browsers say so themselves
 * (Sec-Fetch-Site on https and localhost, Origin everywhere), no other site can make them lie, and what says neither is
 * no browser with a form. So no form needs a secret of its own.
 * @throws Problem 403
 */
export function fromOwnPage(c: Context): void {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined ? site === 'same-origin' : isOwn(c.req.header('origin'), c.req.header('host')))
    return
  throw new Problem(
    'foreign-page',
    {
      zh: '这个请求不是从本站的页面发出的，没有执行。请从本站打开页面再试。',
      en: 'This request did not come from a page of this site and was not carried out. Open the page here and try again.',
    },
    403,
  )
}

function isOwn(origin: string | undefined, host: string | undefined): boolean {
  if (!origin || !host || !URL.canParse(origin)) return false
  return new URL(origin).host === host.toLowerCase()
}
