import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Flag,
  flagList,
  flagNames,
  flagSeries,
  flags,
  flagWords,
  isOutlier,
  kmBetween,
  usable,
  withFlag,
} from './flags.ts'
import { type Pollutant, pollutants } from './pollutants.ts'

/** The flags of one pollutant's series, hour by hour. */
function flagged(pollutant: Pollutant, series: (number | null)[]): Flag[][] {
  const values = pollutants.map((p) =>
    Float64Array.from(series, (v) => (p === pollutant ? (v ?? Number.NaN) : Number.NaN)),
  )
  const out = new Int32Array(series.length).fill(-1)
  flagSeries(values, out)
  return [...out].map((bits) => flagList(bits, pollutant))
}
const times = (n: number, value: number) => Array<number>(n).fill(value)

test('below zero is noise, zero is a value', () => {
  assert.deepEqual(flagged('pm25', [0, -0.1, -15, 3]), [[], ['negative'], ['negative'], []])
})

test('each pollutant has its highest possible hour', () => {
  const tops = { pm25: 3000, pm10: 10_000, so2: 5000, no2: 4000, co: 200, o3: 1500 }
  for (const pollutant of pollutants) {
    const top = tops[pollutant]
    assert.deepEqual(flagged(pollutant, [top, null, top + 0.1]), [[], [], ['range']], pollutant)
  }
})

test('a value is stuck from the first hour of a run that is long enough', () => {
  const after = { pm25: 6, pm10: 6, so2: 24, no2: 6, co: 24, o3: 8 }
  for (const pollutant of pollutants) {
    const n = after[pollutant]
    assert.ok(
      flagged(pollutant, [2, ...times(n - 1, 5), 4]).every((f) => f.length === 0),
      `${pollutant} ${n - 1}`,
    )
    const stuck = flagged(pollutant, [2, ...times(n, 5), 4]).map((f) => f.includes('stuck'))
    assert.deepEqual(stuck, [false, ...Array(n).fill(true), false], `${pollutant} ${n}`)
  }
})

test('a gap breaks a run, and zeros at the limit of detection are no fault', () => {
  assert.ok(flagged('pm25', [5, 5, 5, null, 5, 5, 5]).every((f) => f.length === 0))
  assert.ok(flagged('so2', times(48, 0)).every((f) => f.length === 0))
})

test('a spike stands alone: the step and three times the neighbours, on both sides', () => {
  const steps = { pm25: 100, pm10: 200, so2: 100, no2: 100, co: 3, o3: 150 }
  for (const pollutant of pollutants) {
    const step = steps[pollutant]
    const low = step / 4
    assert.deepEqual(flagged(pollutant, [low, low + step, low])[1], ['spike'], pollutant)
    assert.deepEqual(flagged(pollutant, [low, low + step * 0.99, low])[1], [], `${pollutant}, below the step`)
  }
  assert.deepEqual(flagged('pm25', [60, 179, 60])[1], [], 'not three times')
  assert.deepEqual(flagged('pm25', [60, 180, 60])[1], ['spike'], 'three times')
  assert.deepEqual(flagged('pm25', [10, 300, 250])[1], [], 'the beginning of an episode')
  assert.deepEqual(flagged('pm25', [10, 300, null])[1], [], 'nobody knows')
  assert.deepEqual(flagged('pm25', [300, 10])[0], [], 'the edge of what is known')
})

test('an outlier is off by more than 30 below a mean of 50', () => {
  assert.equal(isOutlier(50, [20, 20, 20]), false)
  assert.equal(isOutlier(50.1, [20, 20, 20]), true)
  assert.equal(isOutlier(15, [45.2, 45.2, 45.2]), true)
  assert.equal(isOutlier(500, [20, 20]), false, 'two neighbours are too few')
})

test('above that an outlier is also off by more than two standard deviations', () => {
  // Mean 100, deviation 20.
  const beside = [80, 120, 80, 120]
  assert.equal(isOutlier(140, beside), false)
  assert.equal(isOutlier(141, beside), true)
  // Mean 100, deviation 1: 30 µg/m³ are still asked for.
  assert.equal(isOutlier(129, [99, 101, 99, 101]), false)
  assert.equal(isOutlier(131, [99, 101, 99, 101]), true)
  assert.equal(isOutlier(69, [99, 101, 99, 101]), true)
})

test('flags of six pollutants share one integer without touching each other', () => {
  let all = 0
  for (const column of pollutants.keys()) all = withFlag(all, column, flags.outlier)
  assert.ok(all > 0, 'and it stays positive')
  all = withFlag(all, 5, flags.negative)
  for (const [column, pollutant] of pollutants.entries()) {
    assert.deepEqual(flagList(all, pollutant), column === 5 ? ['negative', 'outlier'] : ['outlier'])
    assert.equal(usable(1, all, column), column !== 5)
  }
  assert.equal(usable(Number.NaN, 0, 0), false)
})

test('what stood there before is overwritten', () => {
  assert.deepEqual(flagged('pm25', [1, 2, 3]), [[], [], []])
})

test('every flag has words in both languages', () => {
  for (const name of flagNames) assert.ok(flagWords[name].zh && flagWords[name].en)
})

test('distances within a city', () => {
  // Dongsi to Tiantan: 0.0428° of latitude and 0.0095° of longitude.
  const km = kmBetween({ lat: 39.929287, lon: 116.416883 }, { lat: 39.886491, lon: 116.407355 })
  assert.ok(Math.abs(km - 4.827) < 0.01, String(km))
})
