import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hoursOfDay } from '../kit/time.ts'
import { cityDay, type DayValues, stationDay } from './day.ts'
import { dayIndex, levelOf, reported } from './day-index.ts'
import { dayReport } from './days.ts'
import { StationGrid } from './grid.ts'
import { pollutants } from './pollutants.ts'

const none = { pm25: null, pm10: null, so2: null, no2: null, co: null, o3_8h: null, o3_1h: null }

/** A station's day from its hours: label → values, and labels up to 0 are of the day before. */
function dayFrom(day: string, hourly: (label: number) => Partial<Record<string, number>> | null) {
  const { first, last } = hoursOfDay(day, 'Asia/Shanghai')
  const grid = new StationGrid(1, first - 30, 90)
  for (let label = -7; label <= 26; label++) {
    const said = hourly(label)
    if (said)
      grid.set(
        first + label - 1,
        pollutants.map((p) => said[p] ?? null),
        0,
      )
  }
  grid.judge()
  return stationDay(grid, day, first, last)
}

test('a day without any word is not there; one with words and no valid value is', () => {
  assert.equal(
    dayFrom('2026-05-01', () => null),
    null,
  )
  assert.equal(
    dayFrom('2026-05-01', (label) => (label === 25 || label === 0 ? { pm25: 5 } : null)),
    null,
  )
  const day = dayFrom('2026-05-01', (label) => (label === 3 ? { pm25: 5 } : null))!
  assert.deepEqual([day.pm25, day.n_pm25, day.idx, day.published], [null, 1, null, 0])
})

test('20 hours make a day, 19 do not', () => {
  const with20 = dayFrom('2026-05-01', (label) => (label <= 20 ? { pm25: 5, co: 0.3 } : { pm10: 1 }))!
  assert.deepEqual([with20.pm25, with20.n_pm25, with20.co], [5, 20, 0.3])
  const with19 = dayFrom('2026-05-01', (label) => (label <= 19 ? { pm25: 5 } : { pm10: 1 }))!
  assert.deepEqual([with19.pm25, with19.n_pm25], [null, 19])
})

test('ozone windows of a day end at 08 … 24 since July 2016, at 01 … 24 before', () => {
  // 400 in the evening before, 50 through the day: window 01 holds seven hours of 400.
  const hourly = (label: number) => ({ o3: label < 1 ? 400 : 50 })
  assert.equal(dayFrom('2016-06-30', hourly)!.o3_8h, 356.25)
  assert.equal(dayFrom('2016-07-01', hourly)!.o3_8h, 50)
})

test('14 valid windows make ozone valid; with fewer only what exceeds the limit counts', () => {
  // Labels 1 … n: windows 08 … n + 2 hold at least six of them.
  const upTo = (n: number, value: number) =>
    dayFrom('2026-05-01', (label) => (label > 0 && label <= n ? { o3: value } : null))!.o3_8h
  assert.equal(upTo(19, 100), 100, '14 windows: 08 … 21')
  assert.equal(upTo(18, 100), null, '13 windows')
  assert.equal(upTo(18, 160), null, 'the limit itself does not exceed')
  assert.equal(upTo(18, 160.5), null, '160.5 is read as 160')
  assert.equal(upTo(18, 161), 161)
})

test('an ozone mean missing by the rules is not stood in for by one hour', () => {
  const values = { ...none, pm25: 20, o3_1h: 199 }
  assert.equal(dayIndex(values, '2016-07-10').idx, 29)
  // Above 800 of 8 hours there is no sub-index in 2012, so that one hour speaks: 400 + 100 × 71 ÷ 200 = 435.5.
  assert.equal(dayIndex({ ...none, o3_8h: 1071, o3_1h: 1071 }, '2016-07-10').idx, 436)
  assert.equal(dayIndex({ ...none, o3_8h: 1071, o3_1h: 1071 }, '2026-07-10').idx, 300)
})

test('the standard of the day: 75 and 60 of PM2.5 are index 100 before and since March 2026', () => {
  const full = { pm25: 60, pm10: 10, so2: 5, no2: 10, co: 0.5, o3_8h: 50, o3_1h: 60 }
  assert.equal(dayIndex({ ...full, pm25: 75 }, '2026-02-28').idx, 100)
  assert.equal(dayIndex(full, '2026-03-01').idx, 100)
  assert.equal(levelOf(100, '2026-03-01'), 2)
  assert.equal(levelOf(101, '2026-03-01'), 3)
})

test('from 2026 an index of at most 100 is not published while a pollutant is missing', () => {
  const values = { ...none, pm25: 60, pm10: 10, so2: 5, no2: 10, co: 0.5 }
  assert.deepEqual(dayIndex(values, '2026-03-01'), { idx: 100, published: 0, chief: 1 })
  assert.equal(dayIndex(values, '2026-02-28').published, 1)
  assert.equal(dayIndex({ ...values, pm25: 61 }, '2026-03-01').published, 1, 'above 100 it is')
  assert.equal(dayIndex({ ...values, o3_8h: 10 }, '2026-03-01').published, 1)
})

test('a report rounds once, half to even, and is not misled by binary sums', () => {
  assert.deepEqual(
    [0.5, 1.5, 2.5, 62.5, 63.5].map((v) => reported('pm25', v)),
    [0, 2, 2, 62, 64],
  )
  assert.equal(reported('co', 0.25), 0.2)
  assert.equal(reported('co', (0.1 + 0.2 + 0.45) / 3), 0.2, '0.25 but for 0.00000000000000003')
  assert.equal(reported('co', 0.35), 0.4)
  assert.equal(reported('pm25', 2.500000001), 3, 'a real rest still counts')
  assert.equal(reported('o3_8h', null), null)
})

const station = (values: Partial<DayValues>): DayValues => ({
  ...none,
  n_pm25: 24,
  n_pm10: 24,
  n_so2: 24,
  n_no2: 24,
  n_co: 24,
  n_o3: 24,
  idx: null,
  published: 0,
  chief: 0,
  ...values,
})

test('the city counts stations, not hours, and leaves out who has no valid day', () => {
  const city = cityDay(
    [station({ pm25: 10 }), station({ pm25: 41, n_pm25: 20 }), station({ pm25: null, n_pm25: 19 })],
    '2016-07-02',
  )
  assert.deepEqual([city.pm25, city.n_pm25, city.pm10, city.n_pm10], [25.5, 2, null, 0])
  assert.equal(city.idx, 38, '25.5 is read as 26: 50 × 26 ÷ 35 = 37.1')
  const nobody = cityDay([station({})], '2016-07-02')
  assert.deepEqual([nobody.pm25, nobody.idx, nobody.published], [null, null, 0])
})

test('a report names ties side by side and says NA for what may not be published', () => {
  // PM10 and O3 both at index 100.
  const values = { ...none, pm10: 150, o3_8h: 160 }
  const row = { day: '2016-07-02', place: 1, ...station(values), ...dayIndex(values, '2016-07-02') }
  const report = dayReport(row)
  assert.deepEqual([report.index, report.published, report.chief], [100, 100, ['pm10', 'o3']])
  assert.deepEqual(report.category, { level: 2, zh: '良', en: 'Good', rgb: [255, 255, 0] })
  const newer = dayReport({ ...row, day: '2026-07-02', ...dayIndex(values, '2026-07-02') })
  assert.equal(newer.index, 112)
  const silent = dayReport({ ...row, ...station({}), day: '2026-07-02' })
  assert.deepEqual([silent.index, silent.published, silent.category], [null, 'NA', null])
})
