import { createHash, createHmac } from 'node:crypto'

export interface Signing {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  url: URL
  headers: Readonly<Record<string, string>>
  /** SHA-256 of the body. */
  payload: string
  region: string
  accessKeyId: string
  secretKey: string
  at: Temporal.Instant
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const hex = (text: string) => createHash('sha256').update(text).digest('hex')

/** The digest of no body. */
export const emptyPayload = hex('')

/** The headers that make a request to S3 one of ours (AWS Signature Version 4), those that were given included. */
export function signed({ method, url, headers, payload, region, accessKeyId, secretKey, at }: Signing) {
  const stamp = at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
  const day = stamp.slice(0, 8)
  const all: Record<string, string> = {
    ...headers,
    host: url.host,
    'x-amz-content-sha256': payload,
    'x-amz-date': stamp,
  }
  const names = Object.keys(all).toSorted()
  const canonical = [
    method,
    url.pathname,
    url.search.slice(1),
    ...names.map((name) => `${name}:${all[name]!.trim()}`),
    '',
    names.join(';'),
    payload,
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', stamp, scope, hex(canonical)].join('\n')
  const key = ['s3', 'aws4_request'].reduce(
    (from: Buffer, part) => hmac(from, part),
    hmac(hmac(`AWS4${secretKey}`, day), region),
  )
  const signature = createHmac('sha256', key).update(text).digest('hex')
  return {
    ...all,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  }
}
