import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  ceiling,
  compare,
  exactOf,
  numberOf,
  roundHalfEven,
  roundNearest,
  scaled,
  truncate,
  unscaled,
} from './decimal.ts'

test('a number is taken as the decimal it prints', () => {
  assert.deepEqual(exactOf(0.15), { n: 15n, d: 100n })
  assert.deepEqual(exactOf(2.5), { n: 25n, d: 10n })
  assert.deepEqual(exactOf(1e-7), { n: 1n, d: 10_000_000n })
  assert.deepEqual(exactOf(1e21), { n: 10n ** 21n, d: 1n })
  assert.deepEqual(exactOf(-1.25e-9), { n: -125n, d: 10n ** 11n })
  assert.deepEqual(exactOf(1.5e300).n, 15n * 10n ** 299n)
  assert.deepEqual(exactOf(-0), { n: 0n, d: 1n })
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) assert.throws(() => exactOf(wrong), RangeError)
})

test('GB/T 8170 rounds halves to the even neighbour, in one step', () => {
  const cases: [number, number, number][] = [
    [34.5, 0, 34],
    [35.5, 0, 36],
    [74.5, 0, 74],
    [0.5, 0, 0],
    [1.5, 0, 2],
    [2.5, 0, 2],
    [34.500000001, 0, 35],
    [34.49999999, 0, 34],
    [0.15, 1, 0.2],
    [0.25, 1, 0.2],
    [2.05, 1, 2],
    [2.15, 1, 2.2],
    [2.25, 1, 2.2],
    [1.005, 2, 1],
    [1e-7, 0, 0],
    [1e21, 0, 1e21],
    [-2.5, 0, -2],
    [-3.5, 0, -4],
  ]
  for (const [value, decimals, rounded] of cases) {
    assert.equal(roundHalfEven(value, decimals), rounded, `${value} to ${decimals}`)
  }
})

test('the nearest rounds halves away from zero; truncation never rounds up', () => {
  assert.equal(roundNearest(11.5, 0), 12)
  assert.equal(roundNearest(0.285, 2), 0.29)
  assert.equal(roundNearest(-0.5, 0), -1)
  assert.equal(truncate(9.09, 1), 9)
  assert.equal(truncate(0.0549, 3), 0.054)
  assert.equal(truncate(0.07, 3), 0.07)
  assert.equal(truncate(8.7, 1), 8.7)
  assert.equal(truncate(-1.9, 0), -1)
})

test('the ceiling of an integer is itself', () => {
  assert.equal(ceiling({ n: 200n, d: 2n }), 100n)
  assert.equal(ceiling({ n: 201n, d: 2n }), 101n)
  assert.equal(ceiling({ n: -1n, d: 2n }), 0n)
  assert.equal(ceiling({ n: 0n, d: 7n }), 0n)
})

test('every number survives the way to a fraction and back', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
      assert.equal(numberOf(exactOf(value)), value === 0 ? 0 : value)
    }),
  )
})

test('rounding goes to a neighbour at most half a step away, and order is kept', () => {
  const amounts = fc.integer({ min: 0, max: 10_000_000 }).map((units) => units / 10_000)
  fc.assert(
    fc.property(amounts, amounts, fc.constantFrom(0, 1, 2), (a, b, decimals) => {
      const rounded = roundHalfEven(a, decimals)
      const away = exactOf(Math.abs(Math.round((rounded - a) * 1e6) / 1e6))
      assert.ok(compare(away, { n: 5n, d: 10n ** BigInt(decimals + 1) }) <= 0)
      if (a <= b) assert.ok(rounded <= roundHalfEven(b, decimals))
    }),
  )
})

test('the short way far from ties is the exact way', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.integer({ min: -20_000, max: 20_000 }).map((n) => n / 20),
        fc.integer({ min: -20_000, max: 20_000 }).map((n) => n / 20 + 1e-9),
      ),
      fc.integer({ min: 0, max: 1 }),
      (value, decimals) => {
        for (const [round, rounding] of [
          [roundHalfEven, 'half-even'],
          [roundNearest, 'nearest'],
        ] as const)
          assert.equal(
            round(value, decimals),
            unscaled(scaled(exactOf(value), decimals, rounding), decimals),
            `${value}`,
          )
      },
    ),
    { numRuns: 2000 },
  )
})
