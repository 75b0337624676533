import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chiefOf, defaultSpread, enoughPast, quantile, rangeAround, spreadOf } from './range.ts'

const index = fc.integer({ min: 0, max: 700 })
const ratio = fc.double({ min: 0.01, max: 20, noNaN: true })
const lead = fc.integer({ min: 1, max: 5 })
const values = { pm25: 20, pm10: 40, so2: 5, no2: 20, co: 0.5, o3_8h: 60 }

test('a range holds its middle, ends at multiples of five, and stays between 1 and 500', () => {
  fc.assert(
    fc.property(index, lead, fc.array(ratio, { maxLength: 60 }), (mid, ahead, ratios) => {
      const range = rangeAround(mid, spreadOf(ahead, ratios))
      assert.ok(range.low <= range.mid && range.mid <= range.high, JSON.stringify(range))
      assert.ok(range.low >= Math.min(1, mid) && range.high <= 500)
      assert.equal(range.mid, Math.min(500, mid))
      assert.ok(range.low % 5 === 0 || [1, 51, 101, 151, 201, 301].includes(range.low))
      assert.ok(range.high % 5 === 0)
      assert.ok(range.mid === range.high || range.high >= Math.min(500, range.mid + 10))
      assert.ok(range.low <= Math.max(1, range.mid - 10))
    }),
  )
})

test('opening a range to round numbers never lets it reach into a better level', () => {
  // 70 × 0.75 = 52.5: 50 would say that the best level may come.
  assert.deepEqual(rangeAround(70, defaultSpread(1)), { low: 51, mid: 70, high: 90 })
  assert.deepEqual(rangeAround(80, { low: 0.625, high: 1.25, band: 'past' }), { low: 50, mid: 80, high: 100 })
})

test('without enough past a range widens day by day: 25 % for tomorrow, 45 % five days ahead', () => {
  assert.deepEqual(rangeAround(100, defaultSpread(1)), { low: 75, mid: 100, high: 125 })
  assert.deepEqual(rangeAround(100, defaultSpread(5)), { low: 55, mid: 100, high: 145 })
  // 83 × 0.75 = 62.25 and 83 × 1.25 = 103.75, opened to multiples of five.
  assert.deepEqual(rangeAround(83, defaultSpread(1)), { low: 60, mid: 83, high: 105 })
  assert.deepEqual(rangeAround(12, defaultSpread(1)), { low: 1, mid: 12, high: 25 })
  assert.equal(spreadOf(2, Array(enoughPast - 1).fill(1)).band, 'default')
})

test('with thirty past days the width is the 10th to the 90th percentile of what came ÷ what was said', () => {
  const ratios = Array.from({ length: 31 }, (_, i) => 0.7 + i * 0.02)
  const spread = spreadOf(3, ratios)
  assert.equal(spread.band, 'past')
  assert.ok(Math.abs(spread.low - 0.76) < 1e-9 && Math.abs(spread.high - 1.24) < 1e-9)
  assert.deepEqual(rangeAround(200, spread), { low: 151, mid: 200, high: 250 })
})

test('a model that always leaned one way keeps its middle within', () => {
  const spread = spreadOf(1, Array(40).fill(1.5))
  assert.deepEqual(rangeAround(100, spread), { low: 90, mid: 100, high: 150 })
})

test('the order of the past makes no difference, and a wider past never gives a narrower range', () => {
  fc.assert(
    fc.property(fc.array(ratio, { minLength: enoughPast, maxLength: 80 }), lead, (ratios, ahead) => {
      assert.deepEqual(spreadOf(ahead, ratios.toReversed()), spreadOf(ahead, ratios))
      const calm = rangeAround(150, spreadOf(ahead, ratios))
      const wild = rangeAround(
        150,
        spreadOf(
          ahead,
          ratios.map((one) => (one < 1 ? one / 2 : one * 2)),
        ),
      )
      assert.ok(wild.low <= calm.low && wild.high >= calm.high)
    }),
  )
})

test('a quantile lies between its neighbours', () => {
  assert.equal(quantile([1, 2, 3], 0.5), 2)
  assert.equal(quantile([1, 2], 0.25), 1.25)
  assert.equal(quantile([7], 0.9), 7)
})

test('the chief pollutant is named where the range may rise above 50, though its middle does not', () => {
  assert.deepEqual(chiefOf(values, '2026-11-25', 50), [])
  assert.deepEqual(chiefOf(values, '2026-11-25', 55), ['pm10'])
  // 60 of PM2.5 and 120 of PM10 are index 100 both.
  assert.deepEqual(chiefOf({ ...values, pm25: 60, pm10: 120 }, '2026-11-25', 125), ['pm25', 'pm10'])
  const nothing = { pm25: null, pm10: null, so2: null, no2: null, co: null, o3_8h: null }
  assert.deepEqual(chiefOf(nothing, '2026-11-25', 80), [])
})
