import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  cityMean,
  dailyMax1h,
  dailyMax8h,
  dayMean,
  eightHourMean,
  eightHourMeans,
  firstWindow,
  meanOf,
} from './validity.ts'

const none = Number.NaN
const hours = (count: number, value: number, length = 24) =>
  Float64Array.from({ length }, (_, at) => (at < count ? value : none))

test('a day mean needs 20 hours', () => {
  assert.deepEqual(dayMean(hours(20, 30)), { value: 30, count: 20 })
  assert.deepEqual(dayMean(hours(19, 30)), { value: none, count: 19 })
  assert.deepEqual(dayMean(new Float64Array(0)), { value: none, count: 0 })
})

test('negative and infinite hours are missing, zero is a value', () => {
  assert.deepEqual(meanOf([0, -3, Number.POSITIVE_INFINITY, 4]), { value: 2, count: 2 })
})

test('a mean carries no noise of binary sums', () => {
  // 2.0 and 2.1 twelve times each: 2.05, a tie that GB/T 8170 takes to 2.0.
  assert.equal(dayMean(Float64Array.from({ length: 24 }, (_, at) => (at % 2 ? 2.1 : 2))).value, 2.05)
  assert.equal(meanOf([0.1, 0.2]).value, 0.15)
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 99_999 }), { minLength: 1, maxLength: 24 }), (tenths) => {
      const exact = tenths.reduce((sum, one) => sum + one, 0) / (10 * tenths.length)
      assert.ok(Math.abs(meanOf(tenths.map((one) => one / 10)).value - exact) <= 5e-10)
    }),
  )
})

test('an 8-hour mean needs 6 of its hours', () => {
  assert.equal(eightHourMean([1, 2, 3, 4, 5, 6, none, none], 7).value, 3.5)
  assert.equal(eightHourMean([1, 2, 3, 4, 5, none, none, none], 7).value, none)
  // Hours before the series are missing ones.
  assert.deepEqual(
    [...eightHourMeans(Float64Array.of(1, 1, 1, 1, 1, 1, 9))].slice(4),
    [none, 1, 15 / 7].map((value) => Math.round(value * 1e9) / 1e9),
  )
})

test('windows 08 to 24 count since July 2016, all 24 before', () => {
  assert.equal(firstWindow('2016-06-30'), 1)
  assert.equal(firstWindow('2016-07-01'), 8)
  // Ozone of the evening before: 200 until label 24, then 40.
  const series = Float64Array.from({ length: 48 }, (_, at) => (at < 24 ? 200 : 40))
  const before = dailyMax8h(series, 24, '2016-06-30')
  // Window 01 holds seven hours of 200 and one of 40.
  assert.deepEqual([before.value, before.label, before.windows], [180, 1, 24])
  const since = dailyMax8h(series, 24, '2016-07-01')
  assert.deepEqual([since.value, since.label, since.windows], [40, 8, 17])
})

test('the daily maximum needs 14 windows', () => {
  // With hours 01 to n at hand a window ending at label L holds n − L + 8 of them: valid up to L = n + 2.
  const upTo = (n: number) => dailyMax8h(hours(n, 100), 0, '2020-07-01')
  assert.deepEqual([upTo(19).windows, upTo(19).value], [14, 100]) // 08 … 21
  assert.deepEqual([upTo(18).windows, upTo(18).value, upTo(18).highest], [13, none, 100])
})

test('with fewer windows it counts only if it exceeds the limit, on the rounded value', () => {
  const few = (value: number, limit?: number) => dailyMax8h(hours(10, value), 0, '2020-07-01', limit).value
  assert.equal(few(160), none)
  assert.equal(few(160.4), none)
  assert.equal(few(160.6), 160.6)
  assert.equal(few(161), 161)
  assert.equal(few(101, 100), 101)
  assert.deepEqual(dailyMax8h(hours(0, 0), 0, '2020-07-01'), {
    value: none,
    windows: 0,
    highest: none,
    label: 0,
  })
})

test('the maximum is the first of equal windows and never of another day', () => {
  const series = Float64Array.from({ length: 72 }, (_, at) => (at < 24 || at >= 48 ? 300 : 50))
  assert.deepEqual(
    [dailyMax8h(series, 24, '2020-07-01').value, dailyMax8h(series, 24, '2020-07-01').label],
    [50, 8],
  )
})

test('the highest hour of a day needs 20 hours', () => {
  assert.deepEqual(dailyMax1h(Float64Array.from({ length: 24 }, (_, at) => at)), { value: 23, count: 24 })
  assert.equal(dailyMax1h(hours(19, 1)).value, none)
})

test('the city is the mean of its points, each by its own day', () => {
  assert.deepEqual(cityMean([10, none, 20]), { value: 15, count: 2 })
  assert.deepEqual(cityMean([]), { value: none, count: 0 })
})
