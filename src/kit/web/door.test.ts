import assert from 'node:assert/strict'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import type { Hono } from 'hono'
import { pino } from 'pino'
import { beijing } from '../../beijing.ts'
import { type House, noDesk } from '../room.ts'
import { createApp } from './app.tsx'
import { PageCache } from './cache.ts'
import { createMetrics } from './metrics.ts'
import { type Answer, type Ask, document } from './pages.ts'
import { doorOf } from './server.ts'

/** A site with one page, behind its door, asked over a connection. */
async function site(
  t: TestContext,
  make: (ask: Ask, house: House) => Answer | Promise<Answer>,
  settings: Partial<House['settings']> = {},
) {
  const house = {
    settings,
    centre: beijing,
    clock: () => Temporal.Instant.from('2026-11-24T02:30:00Z'),
    cache: new PageCache(),
    metrics: createMetrics(),
    log: pino({ level: 'silent' }),
    menu: [],
    desk: noDesk,
  } as unknown as House
  const routes = (web: Hono) => document(web, house, '/page', (ask) => make(ask, house))
  const server = createServer(doorOf(createApp(house, [{ name: 'one', routes } as never]), house))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  return (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((done, fail) => {
      request({ port, host: '127.0.0.1', path, headers, method, agent: false }, (res) => {
        let body = ''
        res.on('data', (part) => {
          body += part
        })
        res.on('end', () => done({ status: res.statusCode!, headers: res.headers, body }))
      })
        .on('error', fail)
        .end()
    })
}

const kept = (body: string): Answer => ({ body, contentType: 'text/plain', depends: ['air'] })

test('the first reader of a page is told the same of it as the next ones', async (t) => {
  const ask = await site(t, () => kept('the air'))
  const [first, next] = [await ask('/page'), await ask('/page')]
  for (const name of ['etag', 'vary', 'cache-control', 'content-type', 'content-security-policy']) {
    assert.ok(first.headers[name], name)
    assert.equal(first.headers[name], next.headers[name], name)
  }
})

test('a slash too many at the end leads to the page, and never to another site', async (t) => {
  const ask = await site(t, () => kept('the air'))
  const { status, headers } = await ask('/page/?a=1')
  assert.deepEqual([status, headers.location], [308, '/page?a=1'])
  for (const path of ['//evil.example/', '/%5Cevil.example//', '/nosuch//'])
    assert.equal((await ask(path)).headers.location, undefined, path)
  assert.equal((await ask('/page/', {}, 'POST')).status, 404)
})

test('a reader who has the page is told so, also when it had to be made again', async (t) => {
  const ask = await site(t, (_, house) => {
    house.cache.drop('air')
    return kept('the same')
  })
  const { etag } = (await ask('/page')).headers
  const again = await ask('/page', { 'if-none-match': String(etag) })
  assert.deepEqual([again.status, again.body], [304, ''])
})

test('a crowd that asks for one page has it made once', async (t) => {
  let made = 0
  const ask = await site(t, async () => {
    made++
    await new Promise((done) => setTimeout(done, 100))
    return kept('slow')
  })
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask('/page')))
  assert.ok(answers.every(({ status, body }) => status === 200 && body === 'slow'))
  assert.equal(made, 1)
})

test('a page that was begun before a deed is not kept after it', async (t) => {
  let news = 'old'
  const ask = await site(t, (_, house) => {
    const said = news
    if (said === 'old') {
      news = 'new'
      house.cache.drop('air')
    }
    return kept(said)
  })
  assert.equal((await ask('/page')).body, 'old')
  assert.equal((await ask('/page')).body, 'new')
})

test('nobody puts his own scheme or host into the page of another', async (t) => {
  const ask = await site(t, ({ base }) => kept(base), { LANTIAN_TRUST_PROXY: true })
  const host = 'air.example'
  assert.equal((await ask('/page', { host: 'evil.example' })).body, 'http://evil.example')
  assert.equal((await ask('/page', { host })).body, 'http://air.example')
  assert.equal((await ask('/page', { host, 'x-forwarded-proto': 'https' })).body, 'https://air.example')
  assert.equal((await ask('/page', { host })).body, 'http://air.example')
})

test('where the public address is set, the name that a reader calls us by makes no page of its own', async (t) => {
  let made = 0
  const ask = await site(
    t,
    ({ base }) => {
      made++
      return kept(base)
    },
    { LANTIAN_URL: 'https://air.example/' },
  )
  for (const host of ['a.example', 'b.example', 'c.example'])
    assert.equal((await ask('/page', { host })).body, 'https://air.example')
  assert.equal(made, 1)
})

test("errors and choices are nobody's to keep", async (t) => {
  const ask = await site(t, () => ({ body: 'not so', status: 400 }))
  for (const path of ['/page', '/nowhere', '/preferences?theme=dark', '/api/v1/nowhere'])
    assert.equal((await ask(path)).headers['cache-control'], 'no-store', path)
})

test('other sites may read why they could not read, and nothing of an answer to a deed', async (t) => {
  const ask = await site(t, () => kept(''))
  assert.equal((await ask('/api/v1/nowhere')).headers['access-control-allow-origin'], '*')
  assert.equal((await ask('/api/v1/nowhere', {}, 'POST')).headers['access-control-allow-origin'], undefined)
})
