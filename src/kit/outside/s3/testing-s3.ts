import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { signed } from './sigv4.ts'

export interface TestS3 {
  endpoint: string
  objects: Map<string, Buffer>
  /** Status and code of the next answer to PUT, instead of taking it. */
  refusal: [number, string] | null
  /** Cuts the connection in the middle of a PUT. */
  cut: boolean
  /** Keeps other bytes than those that came. */
  spoils: boolean
}

export const s3Key = { id: 'AKIDTEST', secret: 'a secret of the store' }

/** A small server that speaks the S3 of one bucket, `films`, and checks signatures and digests as stores do. */
export async function s3Server(t: TestContext): Promise<TestS3> {
  const own: TestS3 = { endpoint: '', objects: new Map(), refusal: null, cut: false, spoils: false }
  const server = createServer(
    (request, response) => void answer(own, request, response).catch(() => response.destroy()),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  own.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return own
}

async function answer(own: TestS3, request: IncomingMessage, response: ServerResponse) {
  if (own.cut && request.method === 'PUT') {
    await once(request, 'data')
    return request.socket.destroy()
  }
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  const body = Buffer.concat(pieces)
  const say = (status: number, code: string) =>
    response
      .writeHead(status, { 'content-type': 'application/xml' })
      .end(`<Error><Code>${code}</Code></Error>`)
  const url = new URL(request.url!, own.endpoint)
  if (!isOurs(request, url)) return say(403, 'SignatureDoesNotMatch')
  if (!url.pathname.startsWith('/films/')) return say(404, 'NoSuchBucket')
  if (request.method === 'DELETE') {
    own.objects.delete(url.pathname)
    return response.writeHead(204).end()
  }
  if (request.method === 'GET' || request.method === 'HEAD') {
    const found = own.objects.get(url.pathname)
    return found ? sendObject(found, request, response) : say(404, 'NoSuchKey')
  }
  if (own.refusal) return say(...own.refusal)
  const digest = createHash('sha256').update(body).digest('hex')
  if (digest !== request.headers['x-amz-content-sha256']) return say(400, 'XAmzContentSHA256Mismatch')
  own.objects.set(url.pathname, own.spoils ? body.subarray(1) : body)
  return response.writeHead(200).end()
}

function sendObject(found: Buffer, request: IncomingMessage, response: ServerResponse) {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
  const piece = first === undefined ? found : found.subarray(Number(first), Number(last) + 1)
  const length = { 'content-length': String(piece.length) }
  return response.writeHead(first === undefined ? 200 : 206, length).end(piece)
}

function isOurs(request: IncomingMessage, url: URL): boolean {
  const given = request.headers.authorization ?? ''
  const names = /SignedHeaders=([^,]+)/.exec(given)?.[1]?.split(';') ?? []
  const kept = names.filter((name) => !['host', 'x-amz-date', 'x-amz-content-sha256'].includes(name))
  const stamp = String(request.headers['x-amz-date'])
  const wanted = signed({
    method: request.method as 'GET',
    url,
    headers: Object.fromEntries(kept.map((name) => [name, String(request.headers[name])])),
    payload: String(request.headers['x-amz-content-sha256']),
    region: 'us-east-1',
    accessKeyId: s3Key.id,
    secretKey: s3Key.secret,
    at: Temporal.Instant.from(
      stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
    ),
  })
  return wanted.authorization === given
}
