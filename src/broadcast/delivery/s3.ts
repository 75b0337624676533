import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { SourceError } from '../../kit/outside/error.ts'
import { askBucket, type Bucket, faultSaidBy } from '../../kit/outside/s3/bucket.ts'
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

interface Trip {
  bucket: Bucket
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
  const trip: Trip = { bucket: { ...to, secretKey: secretKey.trim(), clock }, signal }
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
  const fault = await faultSaidBy(answer)
  if (statusCode < 200 || statusCode > 299) throw refusedBy(statusCode, fault)
  if ((await digestThere(trip, parcel.name)) !== parcel.sha256) throw arrivedDifferent(parcel.name)
}

/** The digest of what lies there; null when nothing does. */
async function digestThere(trip: Trip, name: string): Promise<string | null> {
  const answer = await ask(trip, 'GET', name)
  const { statusCode = 0 } = answer
  if (statusCode === 404) {
    const fault = await faultSaidBy(answer)
    if (fault === 'NoSuchBucket') throw refusedBy(statusCode, fault)
    return null
  }
  if (statusCode !== 200) throw refusedBy(statusCode, await faultSaidBy(answer))
  const hash = createHash('sha256')
  for await (const piece of answer) hash.update(piece)
  return hash.digest('hex')
}

/** One request for a parcel, told as what became of it. */
const ask = ({ bucket, signal }: Trip, method: 'GET' | 'PUT', name: string, parcel?: Parcel) =>
  askBucket(bucket, method, name, {
    signal,
    ...(parcel ? { body: { ...parcel, open: () => createReadStream(parcel.path) } } : {}),
  })

function refusedBy(code: number, name: string): DeliveryFault {
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
