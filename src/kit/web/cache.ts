import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { strongTag } from './etag.ts'
import { securityHeaders } from './security.ts'

/** One finished page in the forms in which readers ask for it. */
interface Entry {
  depends: readonly string[]
  /** Epoch milliseconds after which the page is made anew. */
  until: number
  etag: string
  /** Made when the first reader asks for it: a page that only one reader ever sees is not compressed three ways. */
  forms: Partial<Record<Coding, Form>>
  plain: Cacheable
  bytes: number
}

interface Form {
  body: Buffer
  headers: Record<string, string | number>
}

type Coding = 'br' | 'gzip' | 'identity'

const encode: Record<Coding, (body: Buffer) => Buffer> = {
  identity: (body) => body,
  gzip: (body) => gzipSync(body, { level: 6 }),
  br: (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
}

/** What an entry costs besides its texts: its headers, its objects and its place in the table. Measured, rounded up. */
const entryBytes = 2048

/** Milliseconds for which a page that has had its time may stand in for one that cannot be made. */
const staleFor = 3_600_000

export interface Cacheable {
  body: string
  contentType: string
  /** What the page is made from, such as `air/now`; a deed that changes one of them drops the page. */
  depends: readonly string[]
  until: number
  /** In place of the usual security headers, where a page may be framed; may also say how long others keep it. */
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
 * the reader asked for (address and preferences), so it must never hold what only one reader may see. Keys are chosen
 * by strangers and count as much as pages do: a flood of long addresses costs no more memory than the limit.
 */
export class PageCache {
  readonly #entries = new Map<string, Entry>()
  readonly #underWay = new Map<string, Promise<unknown>>()
  readonly #limit: number
  #bytes = 0
  #drops = 0
  onServe: () => void = () => {}

  constructor(limit = 64 * 1024 * 1024) {
    this.#limit = limit
  }

  get bytes() {
    return this.#bytes
  }

  /** How often something was dropped: a page begun before a drop may be of yesterday's news and is not to be kept. */
  get drops() {
    return this.#drops
  }

  /** Makes a page once for all who ask for it while it is being made; whoever comes after a drop gets a new one. */
  async once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#underWay.get(key)
    if (known) return known as Promise<T>
    const made = make()
    this.#underWay.set(key, made)
    try {
      return await made
    } finally {
      if (this.#underWay.get(key) === made) this.#underWay.delete(key)
    }
  }

  /** Answers straight from memory; false when the page is not there or is too old. */
  serve(key: string, at: number, request: IncomingMessage, response: ServerResponse): boolean {
    const entry = this.#entries.get(key)
    if (!entry || entry.until <= at) return false
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    this.onServe()
    // A proxy that compresses makes the mark a weak one, and a reader may hold several.
    if (request.headers['if-none-match']?.includes(entry.etag)) {
      response.writeHead(304, {
        etag: entry.etag,
        vary,
        'cache-control': entry.plain.headers?.['cache-control'] ?? 'no-cache',
      })
      response.end()
      return true
    }
    const { body, headers } = this.#formOf(entry, codingFor(request.headers['accept-encoding']))
    response.writeHead(200, headers)
    response.end(request.method === 'HEAD' ? undefined : body)
    return true
  }

  #formOf(entry: Entry, coding: Coding): Form {
    const known = entry.forms[coding]
    if (known) return known
    const body = encode[coding](entry.forms.identity!.body)
    const form = { body, headers: headersFor(entry.plain, coding, entry.etag, body.length) }
    entry.forms[coding] = form
    entry.bytes += body.length
    this.#bytes += body.length
    this.#shrink()
    return form
  }

  /**
   * The last page that was made for this key, for readers who come while no new one can be made: an old page shows its
   * hour, no page shows nothing. Null once it is older than `staleFor`.
   */
  stale(key: string, at: number): Cacheable | null {
    const entry = this.#entries.get(key)
    if (!entry || entry.until + staleFor <= at) return null
    return { ...entry.plain, body: entry.forms.identity!.body.toString() }
  }

  /** Holds a page until it is dropped, has had its time, or must make room. */
  keep(key: string, page: Cacheable): void {
    const identity = Buffer.from(page.body)
    const etag = strongTag(page.body)
    const headers = headersFor(page, 'identity', etag, identity.length)
    const bytes = identity.length + key.length + entryBytes
    const old = this.#entries.get(key)
    if (old) this.#remove(key, old)
    const forms = { identity: { body: identity, headers } }
    // The text itself would hold the memory a second time.
    const plain = { ...page, body: '' }
    this.#entries.set(key, { depends: page.depends, until: page.until, etag, forms, plain, bytes })
    this.#bytes += bytes
    this.#shrink()
  }

  #shrink() {
    for (const [eldest, entry] of this.#entries) {
      if (this.#bytes <= this.#limit) break
      this.#remove(eldest, entry)
    }
  }

  /** Drops every page that depends on one of these; `air` also drops `air/now`, and who depends on all `topic` that on `topic/3`. */
  drop(...changed: string[]): void {
    this.#drops++
    this.#underWay.clear()
    const touched = (dependency: string) =>
      changed.some(
        (name) =>
          dependency === name || dependency.startsWith(`${name}/`) || name.startsWith(`${dependency}/`),
      )
    for (const [key, entry] of this.#entries) if (entry.depends.some(touched)) this.#remove(key, entry)
  }

  #remove(key: string, entry: Entry) {
    this.#entries.delete(key)
    this.#bytes -= entry.bytes
  }
}

const vary = 'Accept-Encoding, Cookie'

/** What is said of a page, whether it comes from memory or was made for this reader. */
export const headersOf = (page: Pick<Cacheable, 'contentType' | 'headers'>, etag: string) => ({
  'cache-control': 'no-cache',
  ...(page.headers ?? securityHeaders),
  'content-type': page.contentType,
  vary,
  etag,
})

const headersFor = (page: Cacheable, coding: Coding, etag: string, length: number) => ({
  ...headersOf(page, etag),
  'content-length': length,
  ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
})
