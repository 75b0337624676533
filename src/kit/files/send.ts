import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Context } from 'hono'
import type { House } from '../room.ts'
import { isKnown } from '../web/etag.ts'
import { mayContinue, rangeOf } from '../web/ranges.ts'
import { securityHeaders } from '../web/security.ts'
import type { Piece } from './blobs.ts'
import { kindOfType } from './kinds.ts'
import { disposition } from './names.ts'
import { openFile, type ReadableFile } from './reading.ts'

/** Whatever a file is, it runs nothing, loads nothing and frames nothing when a browser shows it. */
const policies = {
  shown: "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
  kept: "sandbox; default-src 'none'",
}

const caching = (open: boolean) => (open ? 'public, max-age=31536000, immutable' : 'private, no-cache')

/** Pictures, sound and film may be shown; documents, texts and what nobody knows are only kept. */
function headersOf({ type, name, open, sha256 }: ReadableFile): Record<string, string> {
  const kind = kindOfType(type)
  return {
    ...securityHeaders,
    'content-security-policy': kind.inline ? policies.shown : policies.kept,
    'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : kind.type,
    'content-disposition': disposition(kind.inline ? 'inline' : 'attachment', name),
    'cross-origin-resource-policy': open ? 'cross-origin' : 'same-origin',
    'accept-ranges': 'bytes',
    'cache-control': caching(open),
    etag: `"${sha256}"`,
  }
}

/** A file, whole or the piece that was asked for. */
export async function sendFile(house: House, c: Context, file: ReadableFile): Promise<Response> {
  const headers = headersOf(file)
  const etag = headers.etag!
  const { size } = file
  if (isKnown(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  const asked = mayContinue(c.req.header('if-range'), etag) ? rangeOf(c.req.header('range'), size) : 'whole'
  if (asked === 'beyond')
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${size}`, 'content-length': '0' },
    })
  const piece = asked === 'whole' ? { first: 0, last: size - 1 } : asked
  const length = { ...headers, 'content-length': String(piece.last - piece.first + 1) }
  const body = await bodyOf(house, c, file, asked === 'whole' ? undefined : piece)
  if (asked === 'whole') return new Response(body, { status: 200, headers: length })
  const range = { 'content-range': `bytes ${piece.first}-${piece.last}/${size}` }
  return new Response(body, { status: 206, headers: { ...length, ...range } })
}

/** Nobody reads the body of an answer to HEAD: a stream would hold the file open for ever. */
async function bodyOf(house: House, c: Context, file: ReadableFile, piece: Piece | undefined) {
  const bytes = await openFile(house, file, piece)
  if (c.req.raw.method === 'HEAD') {
    bytes.destroy()
    return null
  }
  // A reader who leaves, or a disk that fails in the middle, ends the stream: that is no bug of ours.
  bytes.on('error', (error) =>
    house.log.warn({ err: error, sha256: file.sha256 }, 'a file was not sent to its end'),
  )
  return Readable.toWeb(bytes) as ReadableStream<Uint8Array>
}

/** A picture that was made of a file. */
export async function sendMade(
  c: Context,
  path: string,
  type: string,
  made: { etag: string; open: boolean },
): Promise<Response> {
  const headers = {
    ...securityHeaders,
    'content-security-policy': policies.shown,
    'content-type': type,
    'cross-origin-resource-policy': made.open ? 'cross-origin' : 'same-origin',
    'cache-control': caching(made.open),
    etag: made.etag,
  }
  if (isKnown(c.req.header('if-none-match'), made.etag)) return new Response(null, { status: 304, headers })
  const { size } = await stat(path)
  const body =
    c.req.raw.method === 'HEAD'
      ? null
      : (Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>)
  return new Response(body, { status: 200, headers: { ...headers, 'content-length': String(size) } })
}
