import assert from 'node:assert/strict'
import { test } from 'node:test'
import { flags, withFlag } from './flags.ts'
import { hourIndices } from './hours.ts'
import type { Reading } from './readings.ts'
import { label } from './testing.ts'

const reading = (hour: number, values: Partial<Reading>): Reading => ({
  hour,
  station: 1,
  pm25: null,
  pm10: null,
  so2: null,
  no2: null,
  co: null,
  o3: null,
  flags: 0,
  validity: 0,
  source: 1,
  ...values,
})
const zone = 'Asia/Shanghai'
const indexOf = (row: Reading) => hourIndices([row], zone)[0]!

test('an hour has the index of its own day: label 24 of 28 February 2026 is still by 2012', () => {
  const at24 = label('2026-02-28', 24)
  assert.equal(indexOf(reading(at24, { pm25: 75 })).index, 100)
  assert.equal(indexOf(reading(at24 + 1, { pm25: 60 })).index, 100)
})

test('order and number of hours are kept', () => {
  const hours = [
    label('2026-03-01', 2),
    label('2026-02-28', 5),
    label('2026-03-01', 1),
    label('2026-02-28', 24),
  ]
  const rows = hours.map((hour, i) => reading(hour, { pm25: 10 + i }))
  const indices = hourIndices(rows, zone)
  assert.deepEqual(
    indices.map(({ hour, values }) => [hour, values.pm25]),
    hours.map((hour, i) => [hour, 10 + i]),
  )
  assert.deepEqual(hourIndices([], zone), [])
})

test('nothing valid has no index; it is not zero and not good', () => {
  const silent = indexOf(reading(label('2026-05-01', 5), {}))
  assert.deepEqual([silent.index, silent.level, silent.chief], [null, null, []])
  const negative = indexOf(
    reading(label('2026-05-01', 5), { pm25: -3, flags: withFlag(0, 0, flags.negative) }),
  )
  assert.deepEqual([negative.index, negative.values.pm25], [null, null])
})

test('what is out of range stays out; what is only odd counts', () => {
  const hour = label('2026-05-01', 5)
  const out = reading(hour, { pm25: 9000, pm10: 40, flags: withFlag(0, 0, flags.range) })
  assert.deepEqual([indexOf(out).index, indexOf(out).values.pm25], [40, null])
  const odd = reading(hour, { pm25: 90, flags: withFlag(0, 0, flags.stuck | flags.outlier | flags.spike) })
  assert.equal(indexOf(odd).values.pm25, 90)
})

test('values are rounded once: CO to tenths, the others to whole numbers, half to even', () => {
  const { values } = indexOf(reading(label('2026-05-01', 5), { pm25: 34.5, co: 0.25, o3: 35.5 }))
  assert.deepEqual([values.pm25, values.co, values.o3], [34, 0.2, 36])
})

test('one hour of ozone is read on its own column, particles on the day’s', () => {
  const hour = label('2026-05-01', 5)
  assert.equal(indexOf(reading(hour, { o3: 200 })).index, 100)
  assert.deepEqual(indexOf(reading(hour, { pm10: 120, o3: 200 })).chief, ['pm10', 'o3'])
  assert.equal(indexOf(reading(hour, { so2: 900 })).index, 200, 'SO2 above 800 counts as 200')
})
