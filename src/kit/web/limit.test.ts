import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import type { House } from '../room.ts'
import { networkOf } from './caller.ts'
import { openForReading } from './cors.ts'
import { limited } from './limit.ts'

function site(perMinute: number, trust = true) {
  let at = 0
  const settings = { LANTIAN_RATE_LIMIT: perMinute, LANTIAN_TRUST_PROXY: trust }
  const house = { settings, clock: () => Temporal.Instant.fromEpochMilliseconds(at) } as unknown as House
  const web = new Hono()
  web.use('/api/*', openForReading, limited(house))
  web.get('/api/x', (c) => c.text('x'))
  web.post('/api/x', (c) => c.text('written'))
  web.onError((error, c) => c.text(error.message, 429))
  const ask = (from: string, method = 'GET') =>
    web.request('/api/x', { method, headers: { 'x-forwarded-for': from } })
  return { ask, wait: (ms: number) => (at += ms) }
}

test('one reader is served so often a minute, then told when to come back', async () => {
  const { ask, wait } = site(3)
  const left = async () => (await ask('1.1.1.1')).headers.get('ratelimit-remaining')
  assert.deepEqual([await left(), await left(), await left()], ['2', '1', '0'])
  const refused = await ask('1.1.1.1')
  assert.equal(refused.status, 429)
  assert.equal(refused.headers.get('retry-after'), '20')
  assert.equal(refused.headers.get('ratelimit-limit'), '3')
  assert.equal(refused.headers.get('access-control-allow-origin'), '*', 'scripts may read why')
  assert.equal((await ask('2.2.2.2')).status, 200, 'others are not held up')
  wait(20_000)
  assert.equal((await ask('1.1.1.1')).status, 200)
})

test('without a trusted proxy nobody can choose his own address', async () => {
  const { ask } = site(1, false)
  assert.equal((await ask('1.1.1.1')).status, 200)
  assert.equal((await ask('2.2.2.2')).status, 429)
})

test('a question before the question costs nothing', async () => {
  const { ask } = site(1)
  const before = await ask('1.1.1.1', 'OPTIONS')
  assert.equal(before.status, 204)
  assert.equal(before.headers.get('access-control-allow-methods'), 'GET, HEAD, OPTIONS')
  assert.equal((await ask('1.1.1.1')).status, 200)
})

test('whoever writes hears nothing of other sites', async () => {
  const { ask } = site(5)
  const written = await ask('1.1.1.1', 'POST')
  assert.equal(written.headers.get('access-control-allow-origin'), null)
})

test('an IPv6 reader is a whole network, an IPv4 reader an address', () => {
  assert.equal(networkOf('2001:db8:1:2:3:4:5:6'), networkOf('2001:0db8:0001:2::9'))
  assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'))
  assert.equal(networkOf('::ffff:1.2.3.4'), '1.2.3.4')
  assert.equal(networkOf('1.2.3.4'), '1.2.3.4')
  assert.equal(networkOf('::1'), '0:0:0:0::/64')
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0::/64')
})
