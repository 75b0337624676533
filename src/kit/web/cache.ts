import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { securityHeaders } from './security.ts'

/** One finished page in the forms in which readers ask for it. */
interface Entry {
  depends: readonly string[]
  /** Epoch milliseconds after which the page is made anew. */
  until: number
  etag: string
  bodies: Record<Coding, Buffer>
  headers: Record<Coding, Record<string, string | number>>
  bytes: number
}

const codings = ['br', 'gzip', 'identity'] as const
type Coding = (typeof codings)[number]

export interface Cacheable {
  body: string
  contentType: string
  /** What the page is made from, such as `air/now`; a deed that changes one of them drops the page. */
  depends: readonly string[]
  until: number
  /** In place of the usual security headers, where a page may be framed. */
  headers?: Record<string, string>
}

/** The best coding that an Accept-Encoding header allows. */
function codingFor(accept: string | undefined): Coding {
  if (!accept) return 'identity'
  if (/\bbr\b(?!;q=0(\.0*)?(,|$))/.test(accept)) return 'br'
  return /\bgzip\b(?!;q=0(\.0*)?(,|$))/.test(accept) ? 'gzip' : 'identity'
}

/**
 * Finished pages, compressed, in memory: least recently used go first once `limit` bytes are held. The key is what
 * the reader asked for (address and preferences), so it must never hold what only one reader may see.
 */
export class PageCache {
  readonly #entries = new Map<string, Entry>()
  readonly #limit: number
  #bytes = 0
  onServe: () => void = () => {}

  constructor(limit = 64 * 1024 * 1024) {
    this.#limit = limit
  }

  get bytes() {
    return this.#bytes
  }

  /** Answers straight from memory; false when the page is not there or is too old. */
  serve(key: string, at: number, request: IncomingMessage, response: ServerResponse): boolean {
    const entry = this.#entries.get(key)
    if (!entry) return false
    if (entry.until <= at) {
      this.#remove(key, entry)
      return false
    }
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    this.onServe()
    if (request.headers['if-none-match'] === entry.etag) {
      response.writeHead(304, {
        etag: entry.etag,
        vary: 'Accept-Encoding, Cookie',
        'cache-control': 'no-cache',
      })
      response.end()
      return true
    }
    const coding = codingFor(request.headers['accept-encoding'])
    response.writeHead(200, entry.headers[coding])
    response.end(request.method === 'HEAD' ? undefined : entry.bodies[coding])
    return true
  }

  keep(key: string, page: Cacheable): void {
    const identity = Buffer.from(page.body)
    const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`
    const bodies = {
      identity,
      gzip: gzipSync(identity, { level: 6 }),
      br: brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
    }
    const headers = Object.fromEntries(
      codings.map((coding) => [coding, headersFor(page, coding, etag, bodies[coding].length)]),
    ) as unknown as Entry['headers']
    const bytes = bodies.identity.length + bodies.gzip.length + bodies.br.length
    const old = this.#entries.get(key)
    if (old) this.#remove(key, old)
    this.#entries.set(key, { depends: page.depends, until: page.until, etag, bodies, headers, bytes })
    this.#bytes += bytes
    for (const [eldest, entry] of this.#entries) {
      if (this.#bytes <= this.#limit) break
      this.#remove(eldest, entry)
    }
  }

  /** Drops every page that depends on one of these; `air` also drops `air/now`. */
  drop(...changed: string[]): void {
    const touched = (dependency: string) =>
      changed.some((name) => dependency === name || dependency.startsWith(`${name}/`))
    for (const [key, entry] of this.#entries) if (entry.depends.some(touched)) this.#remove(key, entry)
  }

  #remove(key: string, entry: Entry) {
    this.#entries.delete(key)
    this.#bytes -= entry.bytes
  }
}

const headersFor = (page: Cacheable, coding: Coding, etag: string, length: number) => ({
  ...(page.headers ?? securityHeaders),
  'content-type': page.contentType,
  'content-length': length,
  'cache-control': 'no-cache',
  vary: 'Accept-Encoding, Cookie',
  etag,
  ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
})
