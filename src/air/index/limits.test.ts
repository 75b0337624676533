import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  exceedsLimit,
  exceedsWho,
  indexOver100,
  limitEditionOn,
  limitOn,
  readingOf,
  whoLimit,
} from './limits.ts'
import { hj633of2026 } from './standards/hj633-2026.ts'
import type { Averaging } from './standards/standard.ts'
import { subIndexOf } from './sub-index.ts'
import type { Substance } from './units.ts'

/** Grade 2: 2012, from 2026-03-01, from 2031-01-01 (facts 1.3). */
const grade2: [Substance, Averaging, number, number, number][] = [
  ['so2', 'year', 60, 60, 20],
  ['so2', '24h', 150, 150, 50],
  ['so2', '1h', 500, 500, 150],
  ['no2', 'year', 40, 40, 30],
  ['no2', '24h', 80, 80, 50],
  ['no2', '1h', 200, 200, 200],
  ['co', '24h', 4, 4, 4],
  ['co', '1h', 10, 10, 10],
  ['o3', '8h', 160, 160, 160],
  ['o3', '1h', 200, 200, 200],
  ['pm10', 'year', 70, 60, 50],
  ['pm10', '24h', 150, 120, 100],
  ['pm25', 'year', 35, 30, 25],
  ['pm25', '24h', 75, 60, 50],
  ['nox', 'year', 50, 50, 40],
  ['nox', '24h', 100, 100, 70],
  ['tsp', '24h', 300, 300, 300],
  ['pb', 'quarter', 1, 1, 1],
]

test('the limits of grade 2 change on 2026-03-01 and 2031-01-01', () => {
  for (const [substance, averaging, of2012, transitional, final] of grade2) {
    const on = (day: string) => limitOn(substance, averaging, 2, day)?.limit
    assert.deepEqual(
      [on('2026-02-28'), on('2026-03-01'), on('2030-12-31'), on('2031-01-01')],
      [of2012, transitional, transitional, final],
      `${substance} ${averaging}`,
    )
  }
})

test('grade 1 is stricter; its particles change in 2031 too', () => {
  assert.equal(limitOn('pm25', '24h', 1, '2030-12-31')?.limit, 35)
  assert.equal(limitOn('pm25', '24h', 1, '2031-01-01')?.limit, 25)
  assert.equal(limitOn('o3', '8h', 1, '2020-01-01')?.limit, 100)
  assert.deepEqual(limitOn('co', '24h', 1, '2020-01-01'), { limit: 4, unit: 'mg/m3' })
})

test('days before 2016 take the limits of 2012; what has no limit has none', () => {
  assert.equal(limitEditionOn('2013-03-01').name, 'GB3095-2012')
  assert.equal(limitOn('pm25', '1h', 2, '2026-03-01'), null)
  assert.equal(limitOn('nh3', '24h', 2, '2026-03-01'), null)
  assert.equal(exceedsLimit('o3', 'year', 500, 2, '2026-03-01'), null)
})

test('the rounded value is compared, and equal is not above', () => {
  const over = (value: number) => exceedsLimit('pm25', '24h', value, 2, '2026-03-01')
  assert.deepEqual([60, 60.5, 60.51, 61].map(over), [false, false, true, true])
  const co = (value: number) => exceedsLimit('co', '24h', value, 2, '2026-03-01')
  assert.deepEqual([4.05, 4.06, 4.1].map(co), [false, true, true])
  assert.equal(exceedsLimit('bap', '24h', 0.0026, 2, '2026-03-01'), true)
  assert.equal(exceedsLimit('bap', '24h', 0.00254, 2, '2026-03-01'), false)
})

test('exceeding the limit and an index over 100 part in 2031', () => {
  const index = subIndexOf(hj633of2026, 'pm25_24h', 55).value
  assert.equal(indexOver100(index), false)
  assert.equal(exceedsLimit('pm25', '24h', 55, 2, '2030-12-31'), false)
  assert.equal(exceedsLimit('pm25', '24h', 55, 2, '2031-01-01'), true)
  assert.deepEqual([100, 101, null].map(indexOver100), [false, true, false])
})

test('WHO: the guideline with its interim targets', () => {
  assert.deepEqual(whoLimit('pm25', '24h'), { limit: 15, unit: 'ug/m3', interim: [75, 50, 37.5, 25] })
  assert.deepEqual(whoLimit('co', '24h'), { limit: 4, unit: 'mg/m3', interim: [7] })
  assert.equal(whoLimit('o3', 'peak')?.limit, 60)
  assert.equal(whoLimit('so2', 'year'), null)
  assert.equal(exceedsWho('pm25', '24h', 15), false)
  assert.equal(exceedsWho('pm25', '24h', 15.0001), true)
  assert.equal(exceedsWho('pb', '24h', 1), null)
})

test('a reading is an integer, CO with one decimal', () => {
  assert.equal(readingOf('pm25', 34.5), 34)
  assert.equal(readingOf('co', 2.15), 2.2)
})
