import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indexReport, inUnitsOf } from './report.ts'
import { euEaqi2024 } from './standards/eu-eaqi-2024.ts'
import { hj633of2012 } from './standards/hj633-2012.ts'
import { hj633of2026 } from './standards/hj633-2026.ts'
import { inNaqi } from './standards/in-naqi.ts'
import { ukDaqi } from './standards/uk-daqi.ts'
import { usEpa2024 } from './standards/us-epa-2024.ts'

const clean = { pm25: 10, pm10: 20, so2: 3, no2: 16, co: 0.4, o3_8h: 60 }

test('the index is the highest sub-index, and its pollutant is the chief one', () => {
  const report = indexReport(hj633of2026, 'day', { ...clean, pm25: 80 })
  assert.equal(report.index, 119) // 100 + ceil(50 × 20 ÷ 55 = 18.18)
  assert.equal(report.published, 119)
  assert.deepEqual(report.chief, ['pm25'])
  assert.equal(report.category?.name.zh, '轻度污染')
  assert.deepEqual(report.subIndices, { pm25: 119, pm10: 20, so2: 3, no2: 20, co: 10, o3: 30 })
})

test('up to 50 no pollutant is the chief one; from 51 ties stand side by side', () => {
  assert.deepEqual(indexReport(hj633of2026, 'day', { ...clean, pm25: 35, pm10: 50 }).chief, [])
  // PM2.5 47.5 → 48 (even): 50 + 50 × 13 ÷ 25 = 76; O3 131: 50 + ceil(50 × 31 ÷ 60 = 25.83) = 76.
  const tie = indexReport(hj633of2026, 'day', { ...clean, pm25: 47.5, o3_8h: 131 })
  assert.equal(tie.index, 76)
  assert.deepEqual(tie.chief, ['pm25', 'o3'])
})

test('2026: with a pollutant missing an index up to 100 is withheld, above 100 published', () => {
  const { pm10: _, ...five } = clean
  const low = indexReport(hj633of2026, 'day', { ...five, pm25: 60 })
  assert.deepEqual([low.index, low.published, low.missing], [100, 'NA', ['pm10']])
  const high = indexReport(hj633of2026, 'day', { ...five, pm25: 61 })
  assert.deepEqual([high.index, high.published], [101, 101])
  const planned = indexReport(hj633of2026, 'day', { ...five, pm25: 60 }, { notMonitored: ['pm10'] })
  assert.equal(planned.published, 100)
})

test('2012 publishes what it has', () => {
  const report = indexReport(hj633of2012, 'day', { pm25: 20 })
  assert.deepEqual([report.index, report.published], [29, 29]) // ceil(28.57)
})

test('nothing valid is no index: neither zero nor good', () => {
  for (const values of [{}, { pm25: null }, { pm25: -1, o3_8h: Number.NaN, co: Number.POSITIVE_INFINITY }]) {
    const report = indexReport(hj633of2026, 'day', values)
    assert.deepEqual([report.index, report.published, report.category], [null, 'NA', null])
    assert.deepEqual(report.chief, [])
  }
})

test('a value below zero is an invalid pollutant even where it rounds to zero', () => {
  assert.deepEqual(indexReport(hj633of2026, 'day', { ...clean, so2: -0.3 }).missing, ['so2'])
  assert.deepEqual(indexReport(hj633of2026, 'day', { ...clean, so2: 0 }).missing, [])
})

test('the hour reads 1-h columns, under bare names or with _1h', () => {
  const bare = indexReport(hj633of2026, 'hour', { pm25: 61, pm10: 20, so2: 100, no2: 100, co: 5, o3: 160 })
  const named = indexReport(hj633of2026, 'hour', {
    pm25_1h: 61,
    pm10_1h: 20,
    so2_1h: 100,
    no2_1h: 100,
    co_1h: 5,
    o3_1h: 160,
  })
  assert.deepEqual(bare, named)
  assert.deepEqual(bare.subIndices, { pm25: 101, pm10: 20, so2: 34, no2: 50, co: 50, o3: 50 })
})

test('the day of 2026 knows no 1-h ozone', () => {
  const report = indexReport(hj633of2026, 'day', { ...clean, o3_1h: 900 })
  assert.equal(report.index, 30)
})

test('the day of 2012 reads ozone by 8 h, and by 1 h above 800 or without it', () => {
  const day = (values: object) =>
    indexReport(hj633of2012, 'day', { ...clean, o3_8h: null, ...values }).subIndices.o3
  assert.equal(day({ o3_8h: 100, o3_1h: 900 }), 50)
  assert.equal(day({ o3_8h: 801, o3_1h: 900 }), 350)
  assert.equal(day({ o3_1h: 180 }), 75)
  assert.equal(day({ o3_8h: 801 }), null)
  const report = indexReport(hj633of2012, 'day', { ...clean, o3_8h: 801 })
  assert.deepEqual([report.missing, report.above], [[], { o3: 801 }])
  assert.match(report.reasons.o3!, /o3 1h/)
})

test('the hour of 2012 reads SO2 above 800 by its 24-h mean', () => {
  const hour = (values: object) => indexReport(hj633of2012, 'hour', { pm25: 10, ...values }).subIndices.so2
  assert.equal(hour({ so2_1h: 900, so2_24h: 500 }), 154) // 150 + ceil(50 × 25 ÷ 325 = 3.85)
  assert.equal(hour({ so2_1h: 900 }), null)
  assert.equal(hour({ so2_24h: 500 }), null)
})

test('raw values above the scale are kept beside the index', () => {
  const report = indexReport(hj633of2026, 'day', { ...clean, pm25: 612.4, pm10: 1000 })
  assert.deepEqual(
    [report.index, report.above, report.chief],
    [500, { pm25: 612.4, pm10: 1000 }, ['pm25', 'pm10']],
  )
})

test('US ozone: the 8-h value is required, the higher of both counts, above 0.200 only 1 h', () => {
  const o3 = (values: object) => indexReport(usEpa2024, 'day', values).subIndices.o3
  assert.equal(o3({ o3_8h: 0.06, o3_1h: 0.12 }), 67) // 51 + 49 × 5 ÷ 15 = 67.33
  assert.equal(o3({ o3_8h: 0.06, o3_1h: 0.125 }), 101)
  assert.equal(o3({ o3_1h: 0.3 }), null)
  assert.equal(o3({ o3_8h: 0.201, o3_1h: 0.205 }), 201)
  assert.equal(o3({ o3_8h: 0.201 }), null)
})

test('US SO2: 24 h from 305 ppb; else a 1-h value from 305 is exactly 200', () => {
  const so2 = (values: object) => indexReport(usEpa2024, 'day', values).subIndices.so2
  assert.equal(so2({ so2_1h: 304 }), 200)
  assert.equal(so2({ so2_1h: 400, so2_24h: 304.9 }), 200)
  assert.equal(so2({ so2_1h: 400 }), 200)
  assert.equal(so2({ so2_1h: 400, so2_24h: 305 }), 201)
  assert.equal(so2({ so2_1h: 100, so2_24h: 50 }), 112) // 101 + 49 × 24 ÷ 109 = 111.79
})

test('India needs three pollutants and a PM', () => {
  const index = (values: object) => indexReport(inNaqi, 'day', values).index
  assert.equal(index({ pm25: 30, no2: 81 }), null)
  assert.equal(index({ so2: 10, no2: 81, o3: 20 }), null)
  assert.equal(index({ pm25: 30, no2: 81, o3: 20 }), 101)
  assert.equal(index({ pm10: 101, nh3: 1, pb: 0.1 }), 101)
})

test('India ozone of the two highest steps comes from 1-h values too', () => {
  const o3 = (values: object) => indexReport(inNaqi, 'day', values).subIndices.o3
  assert.equal(o3({ o3_8h: 50, o3_1h: 208 }), 50)
  assert.equal(o3({ o3_8h: 50, o3_1h: 209 }), 301)
})

test('the European index is the worst level and says when the station is incomplete', () => {
  const report = indexReport(euEaqi2024, 'hour', { pm25: 15.1, no2: 10, o3: 60 })
  assert.deepEqual([report.index, report.published, report.chief], [3, 3, ['pm25']])
  assert.equal(indexReport(euEaqi2024, 'hour', { pm25: 5, no2: 10 }).published, 'NA')
  assert.equal(indexReport(euEaqi2024, 'hour', { pm25: 5, no2: 10 }, { station: 'traffic' }).published, 1)
})

test('the British index is the highest of its five', () => {
  const report = indexReport(ukDaqi, 'day', { pm25: 36, no2: 10, so2: 89, o3: 20, pm10: 16 })
  assert.deepEqual([report.index, report.category?.name.en], [4, 'Moderate'])
})

test('the same air by another standard, in its units', () => {
  // 100 µg/m³ of O3 = 0.05097 ppm, 1 mg/m³ of CO = 0.873 ppm.
  const values = inUnitsOf(usEpa2024, 'day', { o3_8h: 100, co_8h: 1, pm25: 9.1 })
  assert.equal(values.o3_8h?.toFixed(5), '0.05097')
  assert.equal(values.co_8h?.toFixed(4), '0.8734')
  assert.equal(values.pm25_24h, 9.1)
  assert.equal(indexReport(usEpa2024, 'day', values).subIndices.o3, 46) // 50 ÷ 54 × 50 = 46.3
})
