import { z } from 'zod'
import { type Fetcher, SourceError } from '../../kit/fetch.ts'
import { firstIssue } from './live.ts'
import type { SourceInfo } from './source.ts'

export const info: SourceInfo = {
  name: 'waqi',
  title: { zh: '世界空气质量指数项目（WAQI）', en: 'World Air Quality Index project (WAQI)' },
  kind: 'reference',
  licence: 'WAQI terms: attribution; no sale, no redistribution of cached or archived data',
  attribution: 'World Air Quality Index Project (waqi.info) and the originating agency of each station',
  url: 'https://waqi.info/',
}

const host = 'api.waqi.info'
export const waqiHosts = [host] as const

/** What a page may show of a station there: where to see it live and whom to name. Nothing of this is a reading. */
export interface Embed {
  uid: number
  name: string
  /** Their own page of the station. */
  url: string
  attributions: { name: string; url: string }[]
}

const webAddress = z.url({ protocol: /^https?$/ })
const ok = z.object({
  idx: z.int(),
  city: z.object({ name: z.string(), url: webAddress }),
  attributions: z.array(z.object({ name: z.string(), url: webAddress })).default([]),
})
/** Both shapes of an error, which come with HTTP 200. */
const failure = z.union([
  z.object({ status: z.literal('error'), data: z.string() }).transform(({ data }) => data),
  z
    .object({ data: z.object({ status: z.literal('error'), msg: z.string() }) })
    .transform(({ data }) => data.msg),
])

/** The embed of a feed answer. Its `iaqi` numbers are US sub-indices, not concentrations, and are not looked at. */
export function parseEmbed(json: unknown, where: string): Embed {
  const failed = failure.safeParse(json)
  if (failed.success)
    throw new SourceError(
      /key|token/i.test(failed.data) ? 'denied' : 'refused',
      where,
      failed.data.slice(0, 80),
    )
  const parsed = z.object({ status: z.literal('ok'), data: ok }).safeParse(json)
  if (!parsed.success) throw new SourceError('changed', where, firstIssue(parsed.error))
  const { idx, city, attributions } = parsed.data.data
  return { uid: idx, name: city.name, url: city.url, attributions }
}

/** Asks for a station (`beijing`, `@451`) to learn where its live page is and whether the token is good. */
export async function findEmbed(
  fetcher: Fetcher,
  station: string,
  token: string,
  signal?: AbortSignal,
): Promise<Embed> {
  const where = `https://${host}/feed/${encodeURIComponent(station)}/`
  const answer = await fetcher.get(`${where}?token=${encodeURIComponent(token)}`, { signal })
  return parseEmbed(answer.json(), where)
}
