import assert from 'node:assert/strict'
import { test } from 'node:test'
import { machineDay, modelDays } from './machine.ts'
import { defaultSpread } from './range.ts'
import { modelHours, type Says, zone } from './testing.ts'

const madeOn = '2026-11-24'
const days = (says?: Says, options?: Parameters<typeof modelHours>[2]) =>
  modelDays(modelHours(madeOn, says, options), madeOn, zone)

test('the days after today are forecast, as many as there are whole ones, at most five', () => {
  assert.deepEqual(
    days().map(({ day }) => day),
    ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'],
  )
  assert.equal(days(undefined, { points: ['one'], days: 9 }).length, 5)
  assert.equal(days(undefined, { points: ['one'], days: 2 }).length, 2)
  assert.deepEqual(modelDays([], madeOn, zone), [])
})

test('the city is the mean of its points, never of their pooled hours', () => {
  const [first] = days((_, point, label) => {
    if (point === 'two' && label > 20) return null
    return { pm25: point === 'one' ? 10 : 40 }
  })
  assert.deepEqual([first!.values.pm25, first!.points], [25, 2])
  // 25 of PM2.5: 35.7 → 36; 70 of PM10: 50 + 50 × 20 ÷ 70 = 64.3 → 65
  assert.equal(first!.index, 65)
})

test('a day with fewer than twenty hours is not forecast, nor one without a pollutant and an index up to 100', () => {
  assert.equal(days((day, _, label) => (day === '2026-11-26' && label > 19 ? null : {})).length, 4)
  const noSo2 = days((day) => (day === '2026-11-27' ? { so2: null } : {}))
  assert.deepEqual(
    noSo2.map(({ day }) => day.slice(8)),
    ['25', '26', '28', '29'],
  )
  assert.equal(days((day) => (day === '2026-11-27' ? { so2: null, pm25: 200 } : {})).length, 5)
})

test('values below zero and beyond the possible do not enter the mean', () => {
  const [first] = days((_, point) => ({ pm25: point === 'one' ? 30 : -999 }))
  assert.equal(first!.values.pm25, 30)
  const [wild] = days((_, point) => ({ pm25: point === 'one' ? 30 : 1e12 }))
  assert.equal(wild!.values.pm25, 30)
})

test('a day is issued with its range, its chief pollutants and what its width rests on', () => {
  const [first] = days(() => ({ pm25: 60 }))
  assert.deepEqual(machineDay(first!, defaultSpread(1)), {
    day: '2026-11-25',
    low: 75,
    mid: 100,
    high: 125,
    chief: ['pm25'],
    values: { pm25: 60, pm10: 70, so2: 5, no2: 30, co: 0.6, o3_8h: 60 },
    points: 2,
    band: 'default',
  })
})
