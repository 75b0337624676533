import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nowcast } from './nowcast.ts'

test('weights by hand: 20, 10 gives w = ½', () => {
  // (20 + ½ × 10) ÷ (1 + ½) = 16.67; truncated 16.6: 51 + 49 × 7.5 ÷ 26.3 = 64.97
  assert.deepEqual(nowcast('pm25', [20, 10]), { nowcast: 25 / 1.5, index: 65 })
  // w = 80 ÷ 100: (100 + 0.8 × 80) ÷ 1.8 = 91.1; PM10 91: 51 + 49 × 36 ÷ 99 = 68.8
  assert.deepEqual(nowcast('pm10', [100, 80]), { nowcast: 164 / 1.8, index: 69 })
})

test('the weight is never less than a half', () => {
  // w = 1 ÷ 100 → ½: (100 + ½ × 1) ÷ 1.5 = 67
  assert.equal(nowcast('pm25', [100, 1]).nowcast, 67)
})

test('missing hours are left out of both sums but keep their place', () => {
  // w = ½; i = 0, 2, 3: (10 + 20 ÷ 4 + 30 ÷ 8) ÷ (1 + ¼ + ⅛) = 18.75 ÷ 1.375; w = 10 ÷ 30 → ½
  assert.equal(nowcast('pm25', [10, null, 20, 30]).nowcast, 18.75 / 1.375)
})

test('two of the newest three hours must be there', () => {
  assert.deepEqual(nowcast('pm25', [10, null, null, 10, 10]), { nowcast: null, index: null })
  assert.equal(nowcast('pm25', [null, 10, 10]).nowcast, 10)
  assert.equal(nowcast('pm25', []).nowcast, null)
  assert.equal(nowcast('pm25', [10]).nowcast, null)
})

test('a negative hour is a missing one', () => {
  assert.deepEqual(nowcast('pm25', [10, -1, 10]), nowcast('pm25', [10, null, 10]))
  assert.equal(nowcast('pm25', [10, -1, -2]).nowcast, null)
})

test('clean air is 0, and hours beyond the twelfth do not count', () => {
  assert.deepEqual(nowcast('pm25', [0, 0, 0]), { nowcast: 0, index: 0 })
  const twelve = Array.from({ length: 12 }, () => 9.1)
  assert.deepEqual(nowcast('pm25', [...twelve, 500]), nowcast('pm25', twelve))
})

test('steady air keeps its concentration to the last decimal', () => {
  // Binary sums of 9.1 would land at 9.0999… and truncate to 9.0, index 50.
  assert.deepEqual(
    nowcast(
      'pm25',
      Array.from({ length: 12 }, () => 9.1),
    ),
    { nowcast: 9.1, index: 51 },
  )
})

test('it lies between the least and the most', () => {
  const hours = fc.array(
    fc.integer({ min: 0, max: 5000 }).map((tenths) => tenths / 10),
    { minLength: 3, maxLength: 12 },
  )
  fc.assert(
    fc.property(hours, (values) => {
      const value = nowcast('pm25', values).nowcast!
      assert.ok(value >= Math.min(...values) - 1e-9 && value <= Math.max(...values) + 1e-9)
    }),
  )
})
