import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { addDays, eachDay, hourAt } from '../kit/time.ts'
import { dayReport, days, months } from './days.ts'
import { importFiles } from './import.ts'
import { findStation } from './places.ts'
import { needing } from './sources/testing.ts'
import { uci } from './sources/uci.ts'
import { cityOf } from './tables.ts'
import { contents, journalLines, storeInMemory, type TestHouse, testHouse } from './testing.ts'
import { cityDay, type NaiveDay, readFile, reportOf, stationDay } from './testing-naive.ts'

const folder = fileURLToPath(new URL('../../../shared/data/prsa', import.meta.url))
const there = needing('prsa')
const first = '2013-02-28'
const last = '2017-02-28'

let house: TestHouse
before(async () => {
  if (there.skip) return
  house = await testHouse(await storeInMemory(), { at: '2017-03-01T09:00' })
  const report = await importFiles(house, uci, [folder], () => {})
  assert.deepEqual(
    [report.files, report.lines, report.hours, report.values, report.added, report.refused.count],
    [12, 420_768, 420_768, 2_454_305, 420_768, 0],
  )
})

/** Reports of a place by day, as people get them. */
async function reports(place: number) {
  const rows = await days(house.store.db, place, first, last)
  return new Map(rows.map((row) => [row.day, dayReport(row)]))
}
const placeOf = async (station: string) => (await findStation(house, station))!.id
const reportOn = async (station: string | null, day: string) => {
  const place = station === null ? cityOf('reference') : await placeOf(station)
  return dayReport((await days(house.store.db, place, day, day))[0]!)
}

test('every day of four years, of every station and the city, is what the standards say', there, async () => {
  const evaluated = new Map<string, NaiveDay[]>()
  let compared = 0
  const compare = async (place: number, name: string, naive: Map<string, NaiveDay>) => {
    const ours = await reports(place)
    assert.deepEqual([...ours.keys()], [...eachDay(first, last)], name)
    for (const [day, values] of naive) {
      const { values: said, index, published, chief, category } = ours.get(day)!
      const expected = reportOf(values)
      assert.deepEqual(
        { values: said, index, chief, level: category?.level ?? null },
        expected,
        `${name} ${day}`,
      )
      assert.equal(published, index ?? 'NA')
      compared++
    }
  }
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.csv'))) {
    const station = /^PRSA_Data_(\w+)_\d/.exec(name)![1]!
    const { first: start, hours } = readFile(`${folder}/${name}`)
    assert.equal(start, '2013-3-1-0')
    // The first row is label 24 of 28 February.
    const naive = new Map(
      [...eachDay(first, last)].map((day, i) => [day, stationDay(hours, i * 24 - 23, day)]),
    )
    naive.set(first, stationDay(hours, 0, first))
    for (const item of Object.keys(naive.get(first)!)) naive.get(first)![item as 'o3'] = null
    await compare(await placeOf(station), station, naive)
    if (station === 'Dingling') continue
    for (const [day, values] of naive) evaluated.set(day, [...(evaluated.get(day) ?? []), values])
  }
  const city = new Map([...evaluated].map(([day, stations]) => [day, cityDay(stations)]))
  await compare(cityOf('reference'), 'city', city)
  assert.equal(compared, 13 * 1462)
})

test('the first file label belongs to 28 February 2013, which has no valid value', there, async () => {
  const { values, index, published, chief, category } = await reportOn(null, first)
  assert.deepEqual(Object.values(values), [null, null, null, null, null, null])
  assert.deepEqual([index, published, chief, category], [null, 'NA', [], null])
})

test('Dongsi on 20 December 2016, by hand', there, async () => {
  // PM2.5  9700 ÷ 24 = 404.17 → 404: 400 + 100 × (404 − 350) ÷ 150 = 436
  // PM10  10615 ÷ 24 = 442.29 → 442: 300 + 100 × (442 − 420) ÷ 80 = 327.5 → 328
  // SO2     325 ÷ 24 = 13.54 → 14;  NO2 3235 ÷ 24 = 134.79 → 135
  // CO   187700 ÷ 23 = 8160.9 µg/m³ → 8.2 mg/m³ (one hour missing)
  // O3   labels 12 … 19: 7 + 5 + 5 + 4 + 9 + 5 + 4 + 4 = 43, ÷ 8 = 5.375 → 5, the highest of the windows 08 … 24
  const { values, index, chief, category } = await reportOn('Dongsi', '2016-12-20')
  assert.deepEqual(values, { pm25: 404, pm10: 442, so2: 14, no2: 135, co: 8.2, o3_8h: 5 })
  assert.deepEqual([index, chief, category?.level, category?.zh], [436, ['pm25'], 6, '严重污染'])
})

test('the city on 20 December 2016, by hand', there, async () => {
  // Sums of 24 hours at the eleven stations, PM2.5: 8217 + 9392 + 9700 + 9785 + 11683 + 7520 + 8450 + 6988 + 9149
  //   + 8695 + 9697 = 99276, ÷ 24 ÷ 11 = 376.05 → 376: 400 + 100 × (376 − 350) ÷ 150 = 417.3 → 418
  // PM10 104717 ÷ 264 = 396.66 → 397;  SO2 2146 ÷ 264 = 8.13 → 8;  NO2 35693 ÷ 264 = 135.2 → 135
  // CO: Changping has 17 hours only and is left out; the ten others' means sum up to 78832.1, ÷ 10 = 7883 → 7.9
  const { values, index, published, chief } = await reportOn(null, '2016-12-20')
  const { o3_8h: _, ...rest } = values
  assert.deepEqual(rest, { pm25: 376, pm10: 397, so2: 8, no2: 135, co: 7.9 })
  assert.deepEqual([index, published, chief], [418, 418, ['pm25']])
})

test('Tiantan on 1 December 2015: too few hours of CO', there, async () => {
  // PM2.5 10576 ÷ 24 = 440.67 → 441: 400 + 100 × 91 ÷ 150 = 460.7 → 461.  CO has 16 hours: no value, not a mean of 5.8
  const { values, index, chief } = await reportOn('Tiantan', '2015-12-01')
  assert.deepEqual([values.pm25, values.pm10, values.so2, values.no2, values.co], [441, 442, 22, 120, null])
  assert.deepEqual([index, chief], [461, ['pm25']])
})

test('Gucheng on 10 July 2016: ozone leads', there, async () => {
  // Labels 12 … 19: 231 + 211 + 220 + 218 + 234 + 239 + 245 + 218 = 1816, ÷ 8 = 227: 150 + 50 × 12 ÷ 50 = 162
  // PM2.5 2138 ÷ 24 = 89.08 → 89: 100 + 50 × 14 ÷ 40 = 117.5 → 118
  const { values, index, chief, category } = await reportOn('Gucheng', '2016-07-10')
  assert.deepEqual([values.o3_8h, values.pm25, values.pm10], [227, 89, 106])
  assert.deepEqual([index, chief, category?.level], [162, ['o3'], 4])
})

test('Wanliu on 8 March 2013: a tie of rounding goes to the even number', there, async () => {
  // PM2.5 4980 ÷ 24 = 207.5 → 208: 200 + 100 × 58 ÷ 100 = 258.  CO 94895 ÷ 22 = 4313.4 → 4.3
  const { values, index } = await reportOn('Wanliu', '2013-03-08')
  assert.deepEqual([values.pm25, values.pm10, values.co, index], [208, 263, 4.3, 258])
})

test('a month is the mean of its days', there, async () => {
  for (const place of [cityOf('reference'), await placeOf('Dongsi')]) {
    const rows = await days(house.store.db, place, '2016-12-01', '2016-12-31')
    const values = rows.map(({ pm25 }) => pm25).filter((value) => value !== null)
    const [month] = await months(house.store.db, place, '2016-12', '2016-12')
    assert.ok(Math.abs(month!.pm25! - values.reduce((sum, v) => sum + v, 0) / values.length) < 1e-8)
    const { level1, level2, level3, level4, level5, level6 } = month!
    assert.equal(level1 + level2 + level3 + level4 + level5 + level6, 31)
    assert.equal(month!.days, 31)
    // 90th percentile of 31 days: place 1 + 30 × 0.9 = 28, the 28th in rising order.
    const ozone = rows.map(({ o3_8h }) => o3_8h!).sort((a, b) => a - b)
    assert.equal(month!.o3_8h, ozone[27])
  }
})

test('imported again, nothing changes', there, async () => {
  const lines = await journalLines(house)
  const before = await contents(house.store, 'air_day')
  const report = await importFiles(house, uci, [folder], () => {})
  assert.deepEqual([report.added, report.corrected, report.same], [0, 0, 420_768])
  assert.equal(await journalLines(house), lines)
  assert.deepEqual(await contents(house.store, 'air_day'), before)
})

test('hours that have not ended are refused, the past goes in', there, async () => {
  const early = await testHouse(await storeInMemory(), { at: '2016-12-20T12:00' })
  const report = await importFiles(early, uci, [`${folder}/PRSA_Data_Dongsi_20130301-20170228.csv`], () => {})
  const ended = hourAt('2016-12-20', 12, 'Asia/Shanghai') - hourAt('2013-03-01', 0, 'Asia/Shanghai') + 1
  assert.deepEqual([report.added, report.refused.count], [ended, 35_064 - ended])
  const rows = await days(early.store.db, cityOf('reference'), addDays('2016-12-20', 1), last)
  assert.deepEqual(rows, [])
})
