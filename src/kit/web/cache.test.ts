import assert from 'node:assert/strict'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { PageCache } from './cache.ts'

const page = (body: string, depends: string[] = ['air/readings']) => ({
  body,
  contentType: 'text/html; charset=utf-8',
  depends,
  until: 1_000,
})

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** A server that answers from the cache only, asked at a moment. */
async function ask(
  t: TestContext,
  cache: PageCache,
  at: number,
  headers: Record<string, string> = {},
  method = 'GET',
) {
  const server = createServer((req, res) => {
    if (!cache.serve('key', at, req, res)) res.writeHead(404).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  return new Promise<Answer>((done, fail) => {
    request({ port, host: '127.0.0.1', headers, method, agent: false }, (res) => {
      const parts: Buffer[] = []
      res.on('data', (part) => parts.push(part))
      res.on('end', () => done({ status: res.statusCode!, headers: res.headers, body: Buffer.concat(parts) }))
    })
      .on('error', fail)
      .end()
  })
}

test('a kept page goes out in the coding the reader takes', async (t) => {
  const cache = new PageCache()
  cache.keep('key', page('<p>蓝天</p>'))
  const plain = await ask(t, cache, 0)
  assert.equal(plain.body.toString(), '<p>蓝天</p>')
  const gzip = await ask(t, cache, 0, { 'accept-encoding': 'gzip, br;q=0' })
  assert.equal(gunzipSync(gzip.body).toString(), '<p>蓝天</p>')
  const br = await ask(t, cache, 0, { 'accept-encoding': 'gzip, deflate, br' })
  assert.equal(brotliDecompressSync(br.body).toString(), '<p>蓝天</p>')
  assert.match(String(br.headers['content-security-policy']), /default-src 'self'/)
})

test('a reader who has the page already is told so', async (t) => {
  const cache = new PageCache()
  cache.keep('key', page('same'))
  const { headers } = await ask(t, cache, 0)
  const again = await ask(t, cache, 0, { 'if-none-match': String(headers.etag) })
  assert.equal(again.status, 304)
  assert.equal(again.body.length, 0)
  const weak = await ask(t, cache, 0, { 'if-none-match': `"other", W/${headers.etag}` })
  assert.equal(weak.status, 304)
})

test('HEAD has the headers and no body', async (t) => {
  const cache = new PageCache()
  cache.keep('key', page('body'))
  const head = await ask(t, cache, 0, {}, 'HEAD')
  assert.equal(head.headers['content-length'], '4')
  assert.equal(head.body.length, 0)
})

test('a page ends with its time, and with what it was made from', async (t) => {
  const cache = new PageCache()
  cache.keep('key', page('x'))
  assert.equal((await ask(t, cache, 1_000)).status, 404)
  cache.keep('key', page('x'))
  cache.drop('air/forecast')
  assert.equal((await ask(t, cache, 0)).status, 200)
  cache.drop('air')
  assert.equal((await ask(t, cache, 0)).status, 404)
  assert.equal(cache.bytes, 0)
})

test('a page that had its time is still there for an hour, in case no new one can be made', () => {
  const cache = new PageCache()
  assert.equal(cache.stale('key', 0), null)
  cache.keep('key', page('old'))
  assert.equal(cache.stale('key', 1_000 + 3_599_999)?.body, 'old')
  assert.equal(cache.stale('key', 1_000 + 3_600_000), null)
  cache.drop('air')
  assert.equal(cache.stale('key', 0), null)
})

test('the cache holds no more than its limit, the least used go first', () => {
  const cache = new PageCache(10_000)
  for (let i = 0; i < 100; i++) cache.keep(`page ${i}`, page('y'.repeat(1000)))
  assert.ok(cache.bytes <= 10_000)
  assert.equal(cache.stale('page 0', 0), null)
  assert.equal(cache.stale('page 99', 0)?.body, 'y'.repeat(1000))
})

test('a flood of long addresses of tiny pages costs no more than the limit', () => {
  const cache = new PageCache(1_000_000)
  const keys = Array.from({ length: 1000 }, (_, i) => `${i}${'k'.repeat(12_000)}`)
  for (const key of keys) cache.keep(key, page('tiny'))
  const held = keys.filter((key) => cache.stale(key, 0) !== null)
  assert.ok(held.length > 0 && held.length * 12_000 <= 1_000_000, `${held.length}`)
})

test('a page is made once for all who ask for it at the same time, and anew after a drop', async () => {
  const cache = new PageCache()
  let made = 0
  const make = async () => {
    await new Promise((done) => setImmediate(done))
    return ++made
  }
  const early = [cache.once('key', make), cache.once('key', make), cache.once('other', make)]
  cache.drop('air')
  assert.equal(cache.drops, 1)
  const late = cache.once('key', make)
  assert.deepEqual(await Promise.all([...early, late]), [1, 1, 2, 3])
  assert.equal(await cache.once('key', make), 4)
})

test('a page that could not be made is tried again', async () => {
  const cache = new PageCache()
  const broken = () => cache.once('key', async () => Promise.reject(new Error('away')))
  await assert.rejects(Promise.all([broken(), broken()]), /away/)
  assert.equal(await cache.once('key', async () => 'there'), 'there')
})

test('a coding counts from the first reader who asks for it', async (t) => {
  const cache = new PageCache()
  cache.keep('key', page('z'.repeat(1000)))
  const alone = cache.bytes
  assert.ok(alone >= 1000)
  for (let again = 0; again < 2; again++) await ask(t, cache, 0, { 'accept-encoding': 'gzip' })
  const held = cache.bytes
  assert.ok(held > alone && held < alone + 100, `${held}`)
  cache.drop('air')
  assert.equal(cache.bytes, 0)
})

test('a page may say for how long others keep it, also when they ask again', async (t) => {
  const cache = new PageCache()
  const headers = { 'cache-control': 'public, max-age=120', 'access-control-allow-origin': '*' }
  cache.keep('key', { ...page('a badge'), headers })
  const first = await ask(t, cache, 0)
  assert.equal(first.headers['cache-control'], 'public, max-age=120')
  assert.equal(first.headers['access-control-allow-origin'], '*')
  const again = await ask(t, cache, 0, { 'if-none-match': String(first.headers.etag) })
  assert.equal(again.status, 304)
  assert.equal(again.headers['cache-control'], 'public, max-age=120')
})
