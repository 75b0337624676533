import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { admit, guardedLookup } from '../address.ts'
import { emptyPayload, type Signing, signed } from './sigv4.ts'

/** Milliseconds without a byte until a store counts as away. */
const patience = 60_000

/** A bucket of a store that speaks S3, and the key to it. */
export interface Bucket {
  endpoint: string
  bucket: string
  /** Put before every name; empty, or with a slash at its end. */
  prefix: string
  region: string
  accessKeyId: string
  secretKey: string
  /** The store may stand in the house's own network. */
  local: boolean
  /** The true time: stores refuse signatures of another. */
  clock(): Temporal.Instant
}

/** Stores compare clocks: a rehearsal with past data must not sign with the past. */
export const trueTime = () =>
  Temporal.Instant.fromEpochMilliseconds(Math.round(performance.timeOrigin + performance.now()))

export interface Sent {
  open(): Readable
  mediaType: string
  bytes: number
  sha256: string
}

export interface BucketAsk {
  /** Further headers, such as `range`. */
  headers?: Record<string, string>
  body?: Sent
  signal?: AbortSignal
}

function addressOf({ endpoint, bucket, prefix }: Bucket, name: string): URL {
  const base = endpoint.endsWith('/') ? endpoint : `${endpoint}/`
  return new URL(`${bucket}/${prefix}${name.split('/').map(encodeURIComponent).join('/')}`, base)
}

/** One request for an object, to the store's own host only and never by a redirect. */
export function askBucket(
  to: Bucket,
  method: Signing['method'],
  name: string,
  { headers = {}, body, signal }: BucketAsk = {},
): Promise<IncomingMessage> {
  const url = addressOf(to, name)
  const own = [url.host]
  const local = admit(
    url,
    to.local ? { allowedHosts: [], localDevices: own } : { allowedHosts: own, localDevices: [] },
  )
  const sent: Record<string, string> = body
    ? { 'content-type': body.mediaType, 'content-length': String(body.bytes) }
    : {}
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method,
    headers: signed({
      method,
      url,
      headers: { ...headers, ...sent },
      payload: body?.sha256 ?? emptyPayload,
      region: to.region,
      accessKeyId: to.accessKeyId,
      secretKey: to.secretKey,
      at: to.clock(),
    }),
    signal,
    timeout: patience,
    ...(local ? {} : { lookup: guardedLookup(url) }),
  })
  return new Promise((resolve, reject) => {
    request.once('timeout', () => request.destroy(new Error('timeout')))
    request.once('response', resolve).once('error', reject)
    if (!body) request.end()
    // A store that refuses answers before it has read everything: its answer counts, not the broken pipe.
    else pipeline(body.open(), request).catch((error) => setTimeout(reject, 200, error))
  })
}

/** The name of the fault in what a store says when it refuses; empty where it names none. */
export async function faultSaidBy(answer: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of answer) {
    text += piece
    if (text.length > 16_384) break
  }
  return /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? ''
}
