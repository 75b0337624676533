import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { admit, guardedLookup } from '../../kit/outside/address.ts'
import { SourceError } from '../../kit/outside/error.ts'
import {
  arrivedDifferent,
  DeliveryFault,
  type Destination,
  diskFull,
  otherFileThere,
  type Parcel,
  secretMissing,
} from './destination.ts'
import type { S3Destination } from './profile.ts'
import { emptyPayload, signed } from './sigv4.ts'

/** Milliseconds without a byte until a store counts as away. */
const patience = 60_000

interface Trip {
  to: S3Destination
  secretKey: string
  clock(): Temporal.Instant
  signal: AbortSignal
}

/**
 * A bucket of a store that speaks S3. An object there appears only when it is whole, so it needs no other name on its
 * way; the store checks the digest as it comes, and it is read back besides.
 */
export async function s3Destination(
  to: S3Destination,
  clock: () => Temporal.Instant,
  signal: AbortSignal,
): Promise<Destination> {
  const secretKey = await readFile(to.secretKeyFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw secretMissing(to.secretKeyFile, error.code)
  })
  const trip: Trip = { to, secretKey: secretKey.trim(), clock, signal }
  return {
    place: `s3://${new URL(to.endpoint).host}/${to.bucket}/${to.prefix}`,
    async send(parcel) {
      try {
        await bring(trip, parcel)
      } catch (error) {
        signal.throwIfAborted()
        throw faultOf(error)
      }
    },
    close: async () => {},
  }
}

async function bring(trip: Trip, parcel: Parcel) {
  const there = await digestThere(trip, parcel.name)
  if (there !== null) {
    if (there !== parcel.sha256) throw otherFileThere(parcel.name)
    return
  }
  const answer = await ask(trip, 'PUT', parcel.name, parcel)
  const { statusCode = 0 } = answer
  const said = await textOf(answer)
  if (statusCode < 200 || statusCode > 299) throw refusedBy(statusCode, said)
  if ((await digestThere(trip, parcel.name)) !== parcel.sha256) throw arrivedDifferent(parcel.name)
}

/** The digest of what lies there; null when nothing does. */
async function digestThere(trip: Trip, name: string): Promise<string | null> {
  const answer = await ask(trip, 'GET', name)
  const { statusCode = 0 } = answer
  if (statusCode === 404) {
    const said = await textOf(answer)
    if (/NoSuchBucket/.test(said)) throw refusedBy(statusCode, said)
    return null
  }
  if (statusCode !== 200) throw refusedBy(statusCode, await textOf(answer))
  const hash = createHash('sha256')
  for await (const piece of answer) hash.update(piece)
  return hash.digest('hex')
}

function addressOf({ endpoint, bucket, prefix }: S3Destination, name: string): URL {
  const base = endpoint.endsWith('/') ? endpoint : `${endpoint}/`
  return new URL(`${bucket}/${prefix}${encodeURIComponent(name)}`, base)
}

/** One request, to the profile's own host only and never by a redirect. */
function ask(
  { to, secretKey, clock, signal }: Trip,
  method: 'GET' | 'PUT',
  name: string,
  parcel?: Parcel,
): Promise<IncomingMessage> {
  const url = addressOf(to, name)
  const own = [url.host]
  const local = admit(
    url,
    to.local ? { allowedHosts: [], localDevices: own } : { allowedHosts: own, localDevices: [] },
  )
  const headers = signed({
    method,
    url,
    headers: parcel ? { 'content-type': parcel.mediaType, 'content-length': String(parcel.bytes) } : {},
    payload: parcel?.sha256 ?? emptyPayload,
    region: to.region,
    accessKeyId: to.accessKeyId,
    secretKey,
    at: clock(),
  })
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method,
      headers,
      signal,
      timeout: patience,
      ...(local ? {} : { lookup: guardedLookup(url) }),
    })
    request.once('timeout', () => request.destroy(new Error('timeout')))
    request.once('response', resolve).once('error', reject)
    if (!parcel) request.end()
    // A store that refuses answers before it has read everything: its answer counts, not the broken pipe.
    else pipeline(createReadStream(parcel.path), request).catch((error) => setTimeout(reject, 200, error))
  })
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of answer) {
    text += piece
    if (text.length > 16_384) break
  }
  return text
}

function refusedBy(code: number, said: string): DeliveryFault {
  const name = /<Code>(\w{1,60})<\/Code>/.exec(said)?.[1] ?? ''
  const told = `HTTP ${code}${name ? ` ${name}` : ''}`
  if (code === 507 || /Full|Quota|Insufficient/i.test(name)) return diskFull()
  if (code === 401 || code === 403)
    return new DeliveryFault(
      { zh: `存储服务不接受密钥（${told}）。`, en: `The store does not accept the key (${told}).` },
      false,
    )
  if (code >= 500 || code === 429 || code === 408)
    return new DeliveryFault(
      { zh: `存储服务暂时出错（${told}）。`, en: `The store fails at the moment (${told}).` },
      true,
    )
  return new DeliveryFault(
    { zh: `存储服务拒绝了请求（${told}）。`, en: `The store refused the request (${told}).` },
    false,
  )
}

function faultOf(error: unknown): DeliveryFault {
  if (error instanceof DeliveryFault) return error
  if (error instanceof SourceError) return new DeliveryFault(error.words, false)
  const { code, message } = error as NodeJS.ErrnoException
  const told = code ?? message
  return new DeliveryFault(
    { zh: `传输中途连接中断（${told}）。`, en: `The connection was cut in the middle (${told}).` },
    true,
  )
}
