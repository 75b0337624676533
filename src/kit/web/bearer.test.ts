import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Hono } from 'hono'
import { pino } from 'pino'
import { readSettings } from '../../settings.ts'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import { bearer } from './bearer.ts'

const token = 'the-forecaster-of-today'
const env = (address: string) => ({ incoming: { socket: { remoteAddress: address } } })

/** A site with one guarded address, and a clock that the test moves. */
function guarded(
  _t: TestContext,
  settings: Partial<House['settings']> = { LANTIAN_FORECASTER_TOKEN: token },
) {
  let now = Temporal.Instant.from('2026-11-24T02:30:00Z')
  const house = {
    settings: { ...readSettings({}), ...settings },
    clock: () => now,
    log: pino({ level: 'silent' }),
  } as unknown as House
  const web = new Hono()
  web.post('/write', (c) => {
    bearer(house, c)
    return c.text('written')
  })
  web.onError((error, c) => {
    assert.ok(error instanceof Problem)
    return c.text(error.code, error.status)
  })
  const ask = (headers: Record<string, string>, address = '192.0.2.1') =>
    web.request('/write', { method: 'POST', headers }, env(address))
  return {
    ask,
    /** Status and code for an Authorization header. */
    async said(authorization: string, address?: string) {
      const answer = await ask({ authorization }, address)
      return [answer.status, await answer.text()]
    },
    wait: (seconds: number) => {
      now = now.add({ seconds })
    },
  }
}

test('the right token is let in', async (t) => {
  const { said } = guarded(t)
  assert.deepEqual(await said(`Bearer ${token}`), [200, 'written'])
  assert.deepEqual(await said(`bearer  ${token} `), [200, 'written'])
})

test('without a token in the settings the door is closed, whatever is sent', async (t) => {
  const { said } = guarded(t, {})
  assert.deepEqual(await said('Bearer undefined'), [403, 'writing-closed'])
  assert.deepEqual(await said(''), [403, 'writing-closed'])
})

test('a missing, wrong, longer, shorter or otherwise spelt token is refused', async (t) => {
  const { said, ask } = guarded(t)
  const answer = await ask({})
  assert.equal(answer.status, 401)
  assert.equal(answer.headers.get('www-authenticate'), 'Bearer realm="lantian"')
  assert.equal(await answer.text(), 'token-missing')
  for (const given of ['x', `${token}x`, token.slice(1), token.toUpperCase()])
    assert.deepEqual(await said(`Bearer ${given}`), [401, 'token-wrong'])
  for (const given of [token, `Basic ${token}`, `Bearer ${token} ${token}`, 'Bearer '])
    assert.deepEqual(await said(given), [401, 'token-missing'])
})

test('after ten wrong tokens an address waits, and nobody else does', async (t) => {
  const { said, ask, wait } = guarded(t)
  for (let i = 0; i < 10; i++) assert.equal((await said(`Bearer guess-${i}`))[0], 401)
  const answer = await ask({ authorization: `Bearer ${token}` })
  assert.equal(answer.status, 429)
  assert.equal(answer.headers.get('retry-after'), '6')
  assert.deepEqual(await said(`Bearer ${token}`, '192.0.2.2'), [200, 'written'])
  wait(6)
  assert.deepEqual(await said(`Bearer ${token}`), [200, 'written'])
})

test('who has a whole IPv6 network has ten guesses, not ten an address', async (t) => {
  const { said } = guarded(t)
  for (let i = 0; i < 10; i++) await said(`Bearer guess-${i}`, `2001:db8:1:2::${i}`)
  assert.equal((await said(`Bearer ${token}`, '2001:db8:1:2::ffff'))[0], 429)
  assert.equal((await said(`Bearer ${token}`, '2001:db8:1:3::1'))[0], 200)
})

test('forgetting the token is no guess', async (t) => {
  const { said, ask } = guarded(t)
  for (let i = 0; i < 20; i++) assert.equal((await ask({})).status, 401)
  assert.deepEqual(await said(`Bearer ${token}`), [200, 'written'])
})

test('the address behind a proxy counts only where the proxy is trusted', async (t) => {
  const floodAs = async (settings: Partial<House['settings']>) => {
    const { ask } = guarded(t, { LANTIAN_FORECASTER_TOKEN: token, ...settings })
    const from = (address: string, given: string) =>
      ask({ authorization: `Bearer ${given}`, 'x-forwarded-for': `203.0.113.9, ${address}` })
    for (let i = 0; i < 10; i++) await from('198.51.100.1', 'wrong')
    return (await from('198.51.100.2', token)).status
  }
  assert.equal(await floodAs({ LANTIAN_TRUST_PROXY: true }), 200)
  assert.equal(await floodAs({ LANTIAN_TRUST_PROXY: false }), 429)
})
