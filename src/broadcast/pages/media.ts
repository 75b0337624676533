import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Context, Hono } from 'hono'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import { isKnown } from '../../kit/web/etag.ts'
import { notFound } from '../../kit/web/not-found.ts'
import { mayContinue, rangeOf } from '../../kit/web/ranges.ts'
import { securityHeaders } from '../../kit/web/security.ts'
import type { PublicFile, Shelf } from './public-edition.ts'

/** Films, subtitles and pictures of the editions: only what the store names, whatever the address says. */
export function mediaRoutes(web: Hono, house: House, shelf: Shelf): void {
  web.get('/media/broadcast/:edition/:version{[1-9][0-9]{0,8}}/:name{.+}', async (c) => {
    const { edition, version, name } = c.req.param()
    const found = await shelf.file(edition, Number(version), name)
    if (!found) throw notFound()
    return answer(house, c, found.path, found.file)
  })
}

async function answer(house: House, c: Context, path: string, file: PublicFile): Promise<Response> {
  const etag = `"${file.sha256}"`
  const headers = { ...headersOf(file), etag }
  if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
  const asked = mayContinue(c.req.header('if-range'), etag)
    ? rangeOf(c.req.header('range'), file.bytes)
    : 'whole'
  if (asked === 'beyond')
    return c.body(null, 416, { ...headers, 'content-range': `bytes */${file.bytes}`, 'content-length': '0' })
  const { first, last } = asked === 'whole' ? { first: 0, last: file.bytes - 1 } : asked
  const length = { ...headers, 'content-length': String(last - first + 1) }
  const handle = await opened(house, path, file)
  // Nobody reads the body of an answer to HEAD: a stream would hold the file open for ever.
  const body =
    c.req.raw.method === 'HEAD' || file.bytes === 0 ? await closed(handle) : piece(handle, first, last)
  if (asked === 'whole') return new Response(body, { status: 200, headers: length })
  const range = { 'content-range': `bytes ${first}-${last}/${file.bytes}` }
  return new Response(body, { status: 206, headers: { ...length, ...range } })
}

const closed = async (handle: FileHandle): Promise<null> => {
  await handle.close()
  return null
}

/** Read only as fast as the reader takes it, closed when he leaves. */
const piece = (handle: FileHandle, first: number, last: number): ReadableStream<Uint8Array> =>
  Readable.toWeb(handle.createReadStream({ start: first, end: last })) as ReadableStream<Uint8Array>

/** A file that is gone, or not as long as when it was signed, is not sent: half a film would be taken for a whole. */
async function opened(house: House, path: string, file: PublicFile): Promise<FileHandle> {
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    house.log.error({ err: error, file: file.name }, 'a file of an edition cannot be read')
    throw unavailable()
  })
  const { size } = await handle.stat()
  if (size === file.bytes) return handle
  await handle.close()
  house.log.error(
    { file: file.name, size, expected: file.bytes },
    'a file of an edition is not as it was made',
  )
  throw unavailable()
}

const unavailable = () =>
  new Problem(
    'media-unavailable',
    {
      zh: '这个文件暂时不能提供，已经记录。请稍后再试。',
      en: 'This file cannot be sent at the moment; that was recorded. Please try again later.',
    },
    503,
  )

/** What each kind may do when a browser shows it by itself: a film plays, a script draws itself, the rest is text. */
const policies: Record<PublicFile['kind'], string> = {
  film: "default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'",
  hls: "default-src 'none'; sandbox",
  poster: "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
  script: "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  subtitles: "default-src 'none'; sandbox",
  chapters: "default-src 'none'; sandbox",
}

/** Players and podcast programs come from other addresses. */
const headersOf = ({ mediaType, kind }: PublicFile): Record<string, string> => ({
  ...securityHeaders,
  'content-security-policy': policies[kind],
  'content-type': /^text\/|xml$|subrip$/.test(mediaType) ? `${mediaType}; charset=utf-8` : mediaType,
  'accept-ranges': 'bytes',
  'cache-control': 'public, max-age=31536000, immutable',
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'accept-ranges, content-length, content-range, etag',
  'cross-origin-resource-policy': 'cross-origin',
})
