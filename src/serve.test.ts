import assert from 'node:assert/strict'
import { Agent, request } from 'node:http'
import { type TestContext, test } from 'node:test'
import { room } from './air/index.ts'
import { simulateHours } from './air/simulation.ts'
import {
  smallCentre,
  type TestHouse,
  type TestHouseOptions,
  testHouse,
  testMigrations,
} from './air/testing.ts'
import { migrate } from './kit/db/migrate.ts'
import { type AnyStore, openStore } from './kit/db/open.ts'
import { freshDatabase, openFresh } from './kit/db/testing.ts'
import { openProxy } from './kit/db/testing-proxy.ts'
import { Problem } from './kit/problem.ts'
import { createApp } from './kit/web/app.tsx'
import { listen, type Running } from './kit/web/server.ts'

const options: TestHouseOptions = { centre: smallCentre, settings: { PORT: 0 } }

interface Got {
  status: number
  headers: NodeJS.Dict<string | string[]>
  body: string
}

function get(port: number, path: string, agent: Agent | false = false, begun = () => {}): Promise<Got> {
  return new Promise((done, fail) => {
    request({ host: '127.0.0.1', port, path, agent }, (response) => {
      begun()
      let body = ''
      response.on('data', (part) => {
        body += part
      })
      response.on('end', () => done({ status: response.statusCode!, headers: response.headers, body }))
      response.on('error', fail)
      response.on('close', () => response.complete || fail(new Error('cut off')))
    })
      .on('error', fail)
      .end()
  })
}

/** A site with, beside its own pages, one that sends a line every 20 ms for as long as it is asked. */
async function openSite(t: TestContext, store?: AnyStore): Promise<{ house: TestHouse; running: Running }> {
  const house = await testHouse(store ?? (await openFresh(t, 'sqlite', testMigrations)), options)
  const web = createApp(house, [room])
  web.get('/slow/:lines', (c) => {
    let left = Number(c.req.param('lines'))
    const body = new ReadableStream({
      async pull(controller) {
        await new Promise((done) => setTimeout(done, 20))
        controller.enqueue(new TextEncoder().encode(`line ${left}\n`))
        if (--left === 0) controller.close()
      },
    })
    return c.body(body)
  })
  const running = await listen(web, house)
  t.after(() => running.stop(0))
  return { house, running }
}

test('a stop lets a slow answer end, takes nothing new, and says so to who still has a connection', async (t) => {
  const { running } = await openSite(t)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  t.after(() => agent.destroy())
  const begun = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const
  const slow = get(running.port, '/slow/40', false, begun[0].resolve)
  const kept = get(running.port, '/slow/20', agent, begun[1].resolve)
  // Attended to from the start: it may fail before it is awaited.
  const asked = get(running.port, '/healthz', agent).catch((error: Error) => error)
  await Promise.all(begun.map(({ promise }) => promise))
  const stopped = running.stop()
  await assert.rejects(get(running.port, '/'), /ECONNREFUSED|ECONNRESET/)
  assert.equal((await slow).body.split('\n').length, 41)
  assert.equal((await kept).body.split('\n').length, 21)
  // The next one on the same connection either finds the door closed or is told.
  const answer = await asked
  if (!(answer instanceof Error)) assert.deepEqual([answer.status, answer.headers.connection], [503, 'close'])
  await stopped
})

test('a stop does not wait for ever: what is left is cut', async (t) => {
  const { running } = await openSite(t)
  const begun = Promise.withResolvers<void>()
  const endless = assert.rejects(get(running.port, '/slow/100000', false, begun.resolve))
  await begun.promise
  const from = performance.now()
  await running.stop(200)
  assert.ok(performance.now() - from < 2_000)
  await endless
})

test('a port that is taken is a Problem that names the setting', async (t) => {
  const { house, running } = await openSite(t)
  const again = listen(createApp(house, []), {
    ...house,
    settings: { ...house.settings, PORT: running.port },
  })
  await assert.rejects(again, (error: Problem) => error instanceof Problem && /PORT=/.test(error.words.en))
})

test('health and metrics say what a supervisor must know', async (t) => {
  const { house, running } = await openSite(t)
  await simulateHours(house, 30)
  for (let i = 0; i < 3; i++) assert.equal((await get(running.port, '/air')).status, 200)
  const health = await get(running.port, '/healthz')
  assert.deepEqual([health.status, JSON.parse(health.body)], [200, { status: 'ok' }])
  const { body } = await get(running.port, '/metrics')
  assert.match(body, /^lantian_request_seconds_count\{method="GET",status="200"\} 2$/m)
  assert.match(body, /^lantian_cache_bytes [1-9]\d*$/m)
  for (const name of ['process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds'])
    assert.match(body, new RegExp(`^${name} \\d`, 'm'))
  const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  for (const line of lines) assert.match(line, /^[a-z_0-9]+(\{[^{}]*\})? \S+$/)
})

test('while PostgreSQL is away pages say so, known ones stay, and all come back by themselves', async (t) => {
  const proxy = await openProxy(((await freshDatabase(t, 'postgres')) as { url: string }).url)
  t.after(() => proxy.down())
  const store: AnyStore = await openStore({ url: proxy.url })
  t.after(() => store.close())
  await migrate(store, testMigrations)
  const { house, running } = await openSite(t, store)
  await simulateHours(house, 30)
  const first = await get(running.port, '/air')
  assert.equal(first.status, 200)
  await proxy.down()
  house.setClock('2026-11-24T10:33')
  const known = await get(running.port, '/air')
  assert.deepEqual([known.status, known.body === first.body], [200, true])
  const unknown = await get(running.port, '/en/air')
  assert.deepEqual([unknown.status, unknown.headers['retry-after']], [503, '30'])
  assert.match(unknown.body, /does not answer at the moment/)
  assert.equal((await get(running.port, '/healthz')).status, 503)
  await proxy.up()
  assert.equal((await get(running.port, '/healthz')).status, 200)
  assert.equal((await get(running.port, '/en/air')).status, 200)
})
