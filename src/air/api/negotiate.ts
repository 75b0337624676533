import { Problem } from '../../kit/problem.ts'
import { type Format, formats } from './resource.ts'

const media: Record<string, Format> = {
  'application/json': 'json',
  'text/csv': 'csv',
  'application/geo+json': 'geojson',
}

/**
 * The format that a reader wants: `?format=` (checked with the other parameters), else the best of the Accept header.
 * @throws Problem 406 where the header allows nothing that there is
 */
export function formatOf(
  query: URLSearchParams,
  accept: string | undefined,
  spoken: readonly Format[],
): Format {
  const named = query.get('format')
  if (named !== null) return formats.find((format) => format === named && spoken.includes(format)) ?? 'json'
  if (!accept?.trim()) return 'json'
  const wanted = accept.split(',').map(rangeOf)
  const weight = (format: Format) => weightOf(format, wanted)
  const best = spoken.toSorted((a, b) => weight(b) - weight(a))[0]!
  if (weight(best) > 0) return best
  throw notSpoken(spoken)
}

interface Range {
  type: string
  q: number
}

function rangeOf(text: string): Range {
  const [type = '', ...rest] = text.split(';').map((part) => part.trim().toLowerCase())
  const q = rest
    .map((part) => /^q=([01](?:\.\d{0,3})?)$/.exec(part)?.[1])
    .find((found) => found !== undefined)
  return { type, q: q === undefined ? 1 : Number(q) }
}

/** The most specific range that covers a format says how much it is wanted. */
function weightOf(format: Format, wanted: readonly Range[]): number {
  const type = Object.keys(media).find((name) => media[name] === format)!
  for (const range of [type, `${type.split('/')[0]}/*`, '*/*']) {
    const found = wanted.find((one) => one.type === range)
    if (found) return found.q
  }
  return 0
}

const notSpoken = (spoken: readonly Format[]) => {
  const types = Object.keys(media).filter((name) => spoken.includes(media[name]!))
  return new Problem(
    'not-acceptable',
    {
      zh: `这里没有 Accept 请求头所要的格式。可用：${types.join('、')}，或用 ?format=${spoken.join('|')}。`,
      en: `There is no answer in what the Accept header asks for. There is ${types.join(', ')}; or use ?format=${spoken.join('|')}.`,
    },
    406,
  )
}
