import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mayContinue, rangeOf } from './ranges.ts'

test('one range of bytes is read as the standard has it', () => {
  assert.deepEqual(rangeOf('bytes=0-99', 1000), { first: 0, last: 99 })
  assert.deepEqual(rangeOf('bytes=900-', 1000), { first: 900, last: 999 })
  assert.deepEqual(rangeOf('bytes=-100', 1000), { first: 900, last: 999 })
  assert.deepEqual(rangeOf('bytes=-5000', 1000), { first: 0, last: 999 })
  assert.deepEqual(rangeOf('bytes=990-5000', 1000), { first: 990, last: 999 })
  assert.deepEqual(rangeOf(' BYTES=1-2 ', 1000), { first: 1, last: 2 })
})

test('what lies beyond the file is refused, what is no range is ignored', () => {
  for (const beyond of ['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])
    assert.equal(rangeOf(beyond, 1000), 'beyond', beyond)
  for (const none of [
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'bytes=5-2',
    'lines=1-2',
    'bytes=0-1,5-6',
  ])
    assert.equal(rangeOf(none, 1000), 'whole', String(none))
  assert.equal(rangeOf('bytes=0-', 0), 'beyond')
})

test('whatever is sent, a piece lies within the file', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.tuple(fc.maxSafeNat(), fc.maxSafeNat()).map(([a, b]) => `bytes=${a}-${b}`),
        fc.maxSafeNat().map((a) => `bytes=-${a}`),
      ),
      fc.integer({ min: 0, max: 10_000 }),
      (header, size) => {
        const asked = rangeOf(header, size)
        if (typeof asked === 'string') return
        assert.ok(0 <= asked.first && asked.first <= asked.last && asked.last < size)
      },
    ),
  )
})

test('a range goes on only with the very bytes that it began with', () => {
  assert.ok(mayContinue(undefined, '"a"'))
  assert.ok(mayContinue('"a"', '"a"'))
  assert.ok(!mayContinue('W/"a"', '"a"'))
  assert.ok(!mayContinue('"b"', '"a"'))
  assert.ok(!mayContinue('Tue, 20 Dec 2016 10:00:00 GMT', '"a"'))
})
