import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RateLimit } from './rate.ts'

test('a burst is allowed, then a request as often as the limit says', () => {
  const limit = new RateLimit(60)
  for (let i = 0; i < 60; i++) assert.equal(limit.take('a', 0).wait, 0)
  assert.equal(limit.take('a', 0).wait, 1)
  assert.equal(limit.take('a', 1_000).wait, 0)
  assert.equal(limit.take('a', 1_000).wait, 1)
})

test('one address does not use up what another may ask', () => {
  const limit = new RateLimit(1)
  assert.equal(limit.take('a', 0).wait, 0)
  assert.equal(limit.take('a', 0).wait, 60)
  assert.equal(limit.take('b', 0).wait, 0)
})

test('a flood of addresses is forgotten, eldest first', () => {
  const limit = new RateLimit(1)
  for (let i = 0; i <= 50_000; i++) limit.take(`address ${i}`, 0)
  assert.equal(limit.take('address 0', 0).wait, 0)
  assert.equal(limit.take('address 50000', 0).wait, 60)
})

test('asking how long to wait takes nothing', () => {
  const limit = new RateLimit(2)
  for (let i = 0; i < 5; i++) assert.equal(limit.waitOf('a', 0), 0)
  limit.take('a', 0)
  limit.take('a', 0)
  assert.equal(limit.waitOf('a', 0), 30)
  assert.equal(limit.waitOf('a', 30_000), 0)
})
