import { createReadStream } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { Settings } from '../../settings.ts'
import { askBucket, type Bucket, faultSaidBy, trueTime } from '../outside/s3/bucket.ts'
import { Problem } from '../problem.ts'
import type { Blobs } from './blobs.ts'

/**
 * A store in a bucket that speaks S3: `LANTIAN_FILES` is its address with the bucket and, if wished, a prefix in the
 * path. An object there appears only when it is whole, and the store checks the digest as it comes.
 */
export function bucketBlobs(settings: Settings, clock = trueTime): Blobs {
  const bucket = bucketOf(settings, clock)
  const nameOf = (sha256: string) => `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
  return {
    async put(path, sha256, size) {
      const body = {
        open: () => createReadStream(path),
        mediaType: 'application/octet-stream',
        bytes: size,
        sha256,
      }
      await finished(await askBucket(bucket, 'PUT', nameOf(sha256), { body }))
    },
    async open(sha256, size, piece) {
      const headers: Record<string, string> = piece ? { range: `bytes=${piece.first}-${piece.last}` } : {}
      const answer = await askBucket(bucket, 'GET', nameOf(sha256), { headers })
      if (answer.statusCode === 404) return nothing(answer)
      if (answer.statusCode !== (piece ? 206 : 200)) throw await refusedBy(answer)
      const length = piece ? piece.last - piece.first + 1 : size
      if (Number(answer.headers['content-length']) === length) return answer
      return nothing(answer)
    },
    async has(sha256, size) {
      const answer = await askBucket(bucket, 'HEAD', nameOf(sha256))
      answer.resume()
      if (answer.statusCode === 200) return Number(answer.headers['content-length']) === size
      if (answer.statusCode === 404) return false
      throw await refusedBy(answer)
    },
    async remove(sha256) {
      const answer = await askBucket(bucket, 'DELETE', nameOf(sha256))
      if (answer.statusCode === 404) return void answer.resume()
      await finished(answer)
    },
  }
}

/** @throws Problem where the settings of the bucket do not go together */
export function bucketOf(settings: Settings, clock: Bucket['clock']): Bucket {
  const { LANTIAN_FILES: address, LANTIAN_FILES_KEY: accessKeyId, LANTIAN_FILES_SECRET: secretKey } = settings
  const url = new URL(address!)
  const [bucket, ...prefix] = url.pathname.split('/').filter(Boolean)
  if (!bucket || !accessKeyId || !secretKey)
    throw new Problem('files-store', {
      zh: 'LANTIAN_FILES 必须写明存储桶，例如 https://s3.example.org/lantian，并同时设置 LANTIAN_FILES_KEY 和 LANTIAN_FILES_SECRET。',
      en: 'LANTIAN_FILES must name the bucket, such as https://s3.example.org/lantian, and needs LANTIAN_FILES_KEY and LANTIAN_FILES_SECRET.',
    })
  return {
    endpoint: url.origin,
    bucket,
    prefix: prefix.map((part) => `${part}/`).join(''),
    region: settings.LANTIAN_FILES_REGION,
    accessKeyId,
    secretKey,
    // Whoever runs the house names the store himself.
    local: true,
    clock,
  }
}

function nothing(answer: IncomingMessage): null {
  answer.destroy()
  return null
}

async function finished(answer: IncomingMessage): Promise<void> {
  const { statusCode = 0 } = answer
  if (statusCode < 200 || statusCode > 299) throw await refusedBy(answer)
  answer.resume()
}

async function refusedBy(answer: IncomingMessage): Promise<Error> {
  const code = await faultSaidBy(answer)
  const told = `the store of files answered HTTP ${answer.statusCode} ${code}`.trim()
  return Object.assign(new Error(told), { code: code || `HTTP${answer.statusCode}` })
}
