/** What of a file is asked for: all of it, one piece, or a piece that it does not have. */
export type Asked = 'whole' | 'beyond' | { first: number; last: number }

/**
 * Reads a Range header against a file of `size` bytes (RFC 9110, 14). Anything that is not one range of bytes is
 * ignored, as the standard allows; several ranges at once are asked for by nobody who plays a film.
 */
export function rangeOf(header: string | undefined, size: number): Asked {
  const found = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header?.trim() ?? '')
  const [, from = '', to = ''] = found ?? []
  if (!found || (from === '' && to === '')) return 'whole'
  if (from === '') return lastBytes(Number(to), size)
  const first = Number(from)
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && Number(to) < first) return 'whole'
  return first >= size ? 'beyond' : { first, last }
}

const lastBytes = (count: number, size: number): Asked =>
  count === 0 || size === 0 ? 'beyond' : { first: Math.max(0, size - count), last: size - 1 }

/**
 * Whether a range may be answered: If-Range must name exactly these bytes. A date never does: the files have none, and
 * a weak mark does not promise the same bytes.
 */
export const mayContinue = (ifRange: string | undefined, etag: string): boolean =>
  ifRange === undefined || ifRange.trim() === etag
