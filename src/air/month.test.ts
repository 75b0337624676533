import assert from 'node:assert/strict'
import { test } from 'node:test'
import { monthRow } from './month.ts'
import type { DayTable } from './tables.ts'

const day = (n: number, values: Partial<DayTable>): DayTable => ({
  day: `2026-04-${String(n).padStart(2, '0')}`,
  place: 1,
  pm25: null,
  pm10: null,
  so2: null,
  no2: null,
  co: null,
  o3_8h: null,
  o3_1h: null,
  n_pm25: 0,
  n_pm10: 0,
  n_so2: 0,
  n_no2: 0,
  n_co: 0,
  n_o3: 0,
  idx: null,
  published: 0,
  chief: 0,
  ...values,
})

test('a month is the mean of its valid days; ozone is their 90th percentile', () => {
  // Place 1 + (11 − 1) × 0.9 = 10: the tenth of eleven.
  const days = Array.from({ length: 11 }, (_, i) =>
    day(i + 1, { pm25: i < 3 ? 10 * i : null, o3_8h: 110 - i * 10 }),
  )
  const row = monthRow(7, '2026-04', days)
  assert.deepEqual(
    [row.place, row.month, row.pm25, row.pm10, row.o3_8h, row.days],
    [7, '2026-04', 10, null, 100, 11],
  )
})

test('zero is a day value, not a missing one', () => {
  assert.equal(monthRow(1, '2026-04', [day(1, { so2: 0 }), day(2, { so2: 1 })]).so2, 0.5)
})

test('only published days have a level', () => {
  const indices = [50, 51, 100, 101, 151, 201, 301, 500]
  const days = indices.map((idx, i) => day(i + 1, { idx, published: 1 }))
  days.push(day(20, { idx: 40, published: 0 }), day(21, { idx: null }))
  const { level1, level2, level3, level4, level5, level6, days: all } = monthRow(1, '2026-04', days)
  assert.deepEqual([level1, level2, level3, level4, level5, level6, all], [1, 2, 1, 1, 1, 2, 10])
})
