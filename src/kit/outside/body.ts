import type { IncomingMessage } from 'node:http'
import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { SourceError } from './error.ts'

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}
export const acceptEncoding = 'gzip, deflate, br'

/** Reads an answer's body, unpacked; never holds more than `maxBytes`, packed or unpacked. */
export async function readBody(response: IncomingMessage, url: URL, maxBytes: number): Promise<Uint8Array> {
  const tooBig = () => new SourceError('too-big', url, `more than ${maxBytes} bytes`)
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooBig()
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  const decoder = encoding === 'identity' || encoding === '' ? null : decoders[encoding]?.()
  if (decoder === undefined)
    throw new SourceError('changed', url, `content-encoding ${encoding.slice(0, 40)}`)
  const chunks: Buffer[] = []
  let size = 0
  const stream = decoder ? response.pipe(decoder) : response
  if (decoder) response.once('error', (error) => decoder.destroy(error))
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw tooBig()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** JSON of a body; a web page or half an answer is named as what it is. */
export function jsonOf(text: string, url: URL): unknown {
  if (/^\s*</.test(text)) throw new SourceError('changed', url, 'a web page (HTML or XML) instead of JSON')
  if (text.trim() === '') throw new SourceError('changed', url, 'an empty answer instead of JSON')
  try {
    return JSON.parse(text)
  } catch {
    throw new SourceError('changed', url, 'not JSON, or cut off')
  }
}
