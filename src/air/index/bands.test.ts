import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { euEaqi2024 } from './standards/eu-eaqi-2024.ts'
import { inNaqi } from './standards/in-naqi.ts'
import type { ColumnName } from './standards/standard.ts'
import { ukDaqi } from './standards/uk-daqi.ts'
import { usEpa2024 } from './standards/us-epa-2024.ts'
import { subIndexOf } from './sub-index.ts'

const us = (column: ColumnName, value: number) => subIndexOf(usEpa2024, column, value).value
const india = (column: ColumnName, value: number) => subIndexOf(inNaqi, column, value).value
const eu = (column: ColumnName, value: number) => subIndexOf(euEaqi2024, column, value).value
const uk = (column: ColumnName, value: number) => subIndexOf(ukDaqi, column, value).value

for (const standard of [usEpa2024, inNaqi]) {
  for (const [name, { bands, decimals }] of Object.entries(standard.columns)) {
    test(`${standard.name} ${name}: both ends of every band have the printed index`, () => {
      const step = 10 ** -decimals
      for (const { low, high, from, to } of bands) {
        assert.equal(subIndexOf(standard, name as ColumnName, low).value, from)
        assert.equal(subIndexOf(standard, name as ColumnName, high).value, to)
        if (standard.name !== 'US-EPA-2024') continue
        // Truncation keeps everything below the next printed step.
        assert.equal(
          subIndexOf(standard, name as ColumnName, Number((high + step * 0.9).toFixed(6))).value,
          to,
        )
      }
    })
  }
}

test('US: truncated, interpolated, rounded to the nearest', () => {
  assert.equal(us('pm25_24h', 9.09), 50)
  assert.equal(us('pm25_24h', 12), 56) // 51 + 49 × 2.9 ÷ 26.3 = 56.40
  assert.equal(us('pm25_24h', 35.9), 102) // 101 + 49 × 0.4 ÷ 19.9 = 101.98
  assert.equal(us('o3_8h', 0.078), 126) // 101 + 49 × 7 ÷ 14 = 125.5 → 126
  assert.equal(us('o3_8h', 0.0799), 129) // 0.079: 101 + 49 × 8 ÷ 14 = 129
  assert.equal(us('co_8h', 8.4), 90) // 51 + 49 × 3.9 ÷ 4.9 = 90
  assert.equal(us('so2_1h', 21.4), 30) // 50 × 21 ÷ 35 = 30
  assert.equal(us('no2_1h', 75.9), 73) // 51 + 49 × 21 ÷ 46 = 73.37
})

test('US: above 500 the last line goes on', () => {
  assert.equal(us('pm25_24h', 325.4), 500)
  assert.equal(us('pm25_24h', 400), 649) // 301 + 199 × 174.5 ÷ 99.9 = 648.6
  assert.equal(us('pm10_24h', 605), 501) // 301 + 199 × 180 ÷ 179 = 501.1
  assert.equal(us('no2_1h', 3000), 737) // 301 + 199 × 1750 ÷ 799 = 736.86
  assert.equal(subIndexOf(usEpa2024, 'pm25_24h', 400).above, true)
})

test('US: what a column does not cover has no index', () => {
  assert.equal(us('o3_8h', 0.2009), 300)
  assert.equal(us('o3_8h', 0.201), null)
  assert.equal(us('o3_1h', 0.1249), null)
  assert.equal(us('o3_1h', 0.125), 101)
  assert.equal(us('so2_1h', 304.9), 200)
  assert.equal(us('so2_1h', 305), null)
  assert.equal(us('so2_24h', 304), null)
  assert.equal(us('so2_24h', 305), 201)
})

test('India: each band opens at its own lower bound', () => {
  assert.deepEqual(
    [30, 31, 60, 61, 90, 91, 120, 121, 250, 251].map((value) => india('pm25_24h', value)),
    [50, 51, 100, 101, 200, 201, 300, 301, 400, 401],
  )
  assert.equal(india('pm10_24h', 175), 150) // 101 + 99 × 74 ÷ 149 = 150.17
  assert.equal(india('co_8h', 1.04), 50) // 1.0
  assert.equal(india('co_8h', 1.05), 51) // 1.1
  assert.equal(india('pm25_24h', 30.4), 50)
  assert.equal(india('pm25_24h', 30.5), 51)
})

test('India: lead between two printed bands opens the higher', () => {
  assert.deepEqual(
    [0.5, 0.51, 1, 1.04, 1.1, 2, 2.1, 3.5, 3.55].map((value) => india('pb_24h', value)),
    [50, 51, 100, 101, 101, 200, 201, 400, 401],
  )
})

test('India: Severe is as wide as Very Poor and ends at 500', () => {
  assert.equal(india('pm25_24h', 380), 500) // 251 … 380
  assert.deepEqual(subIndexOf(inNaqi, 'pm25_24h', 900), { value: 500, above: true })
})

test('EU: the bound belongs to the lower level, anything above to the next', () => {
  for (const [column, bounds] of Object.entries(euEaqi2024.columns)) {
    bounds.forEach((bound, at) => {
      assert.equal(eu(column as ColumnName, bound), at + 1)
      assert.equal(eu(column as ColumnName, bound + 0.001), at + 2)
    })
    assert.equal(eu(column as ColumnName, 0), 1)
  }
})

test('UK: rounded to an integer once, then read', () => {
  for (const [column, bounds] of Object.entries(ukDaqi.columns)) {
    bounds.forEach((bound, at) => {
      assert.equal(uk(column as ColumnName, bound), at + 1)
      assert.equal(uk(column as ColumnName, bound + 0.49), at + 1)
      assert.equal(uk(column as ColumnName, bound + 0.5), at + 2)
    })
    assert.equal(uk(column as ColumnName, 1e6), 10)
  }
})

test('more of a pollutant never gives less of an index', () => {
  const columns = [usEpa2024, inNaqi, euEaqi2024, ukDaqi].flatMap((standard) =>
    Object.keys(standard.columns).map((column) => [standard, column as ColumnName] as const),
  )
  const amount = fc.integer({ min: 0, max: 1_000_000 }).map((units) => units / 1000)
  fc.assert(
    fc.property(fc.constantFrom(...columns), amount, amount, ([standard, column], a, b) => {
      const low = subIndexOf(standard, column, Math.min(a, b)).value
      const high = subIndexOf(standard, column, Math.max(a, b)).value
      if (low === null || high === null) return
      assert.ok(Number.isInteger(low) && low <= high)
    }),
    { numRuns: 1000 },
  )
})
