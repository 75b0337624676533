import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { absent } from './bulk.ts'
import { cnemcCsv } from './cnemc-csv.ts'
import { beijing, needing, sampleBytes, take } from './testing.ts'

const file = (...rows: string[]) => ['date,hour,type,1001A,1003A', ...rows, ''].join('\n')
const name = 'china_sites_20190101.csv'
const none = [absent, absent, absent, absent, absent, absent]

test('kinds of values become columns of an hour; running means and indices are ours to make', () => {
  const { rows, report } = take(
    cnemcCsv,
    file(
      '20190101,0,AQI,40,41',
      '20190101,0,PM2.5,30,',
      '20190101,0,PM2.5_24h,50,51',
      '20190101,0,CO,0.7,0.8',
      '20190101,1,O3_8h,9,9',
    ),
    name,
  )
  const hour = beijing('2019-01-01', 0)
  assert.deepEqual(rows, [
    { station: '1001A', hour, values: [30, absent, absent, absent, 0.7, absent] },
    { station: '1003A', hour, values: [Number.NaN, absent, absent, absent, 0.8, absent] },
  ])
  assert.deepEqual(
    [report.lines, report.hours, report.values, report.missing, report.refused.count],
    [5, 2, 3, 1, 0],
  )
})

test('an unknown kind is named once; a city file is refused', () => {
  assert.deepEqual(take(cnemcCsv, file('20190101,0,PM1,1,2', '20190101,1,PM1,1,2'), name).reasons, [
    '2 unknown type "PM1", all of its lines left out',
  ])
  assert.match(
    take(cnemcCsv, file('20190101,0,PM10,1,2'), '/d/china_cities_20190101.csv').reasons.join(),
    /means of cities/,
  )
})

const ozone = (current: string, highest: string) =>
  Array.from({ length: 8 }, (_, i) => [
    `20190101,${i + 1},${current},${40 + (i % 4)},${50 - i}`,
    `20190101,${i + 1},${highest},${60 + i},${55 + i}`,
  ]).flat()

test('O3 is the current hour where it stays under the highest of the day', () => {
  const { rows, report } = take(cnemcCsv, file(...ozone('O3', 'O3_24h')), name)
  assert.equal(rows[0]?.values[5], 40)
  assert.equal(report.corrected.count, 0)
})

test('swapped names are seen, corrected and reported', () => {
  const { rows, report } = take(cnemcCsv, file(...ozone('O3_24h', 'O3')), name)
  assert.deepEqual(
    rows.slice(0, 4).map(({ values }) => values[5]),
    [40, 41, 42, 43],
  )
  assert.match(report.corrected.kept[0]?.reason ?? '', /swapped/)
})

test('ozone that contradicts itself in part is left out, a single hour is kept and noted', () => {
  const half = [...ozone('O3', 'O3_24h').slice(0, 8), ...ozone('O3_24h', 'O3').slice(8)]
  const { rows, reasons } = take(cnemcCsv, file(...half), name)
  assert.deepEqual(rows, [])
  assert.match(reasons.join(), /O3 left out: 8 of 16/)
  const once = take(cnemcCsv, file('20190101,1,O3,80,40', '20190101,1,O3_24h,70,60'), name)
  assert.equal(once.rows[0]?.values[5], 80)
  assert.equal(once.report.corrected.count, 1)
})

test('CO in µg/m³ is left out', () => {
  const lines = Array.from({ length: 13 }, (_, hour) => `20190101,${hour},CO,700,800`)
  const { rows, reasons } = take(cnemcCsv, file(...lines), name)
  assert.equal(rows.length, 0)
  assert.match(reasons.join(), /CO left out: a median of 8?7?00/)
})

test('bad lines are refused by themselves', () => {
  const { rows, reasons } = take(
    cnemcCsv,
    file(
      '20190101,3,PM10,1',
      '20191301,3,PM10,1,2',
      '20190101,x,PM10,1,2',
      '2019-01-01,1,PM10,1,2',
      '20300101,1,PM10,1,2',
      '20190101,3,PM10,1e309,7',
      '20190101,3,NO2,1',
    ).trimEnd(),
    name,
    beijing('2019-12-31', 24),
  )
  assert.deepEqual(rows, [{ station: '1003A', hour: beijing('2019-01-01', 3), values: none.with(1, 7) }])
  assert.deepEqual(reasons, [
    '2 4 of 5 fields',
    '3 no such date or hour',
    '4 no such date or hour',
    '5 no such date or hour',
    '6 hour not ended yet: no reading can be from the future',
    '7 1001A: PM10: "1e309" is no possible value',
    '8 truncated last line: 4 of 5 fields',
  ])
})

test('a repeated line gives its last values and is reported once', () => {
  const { rows, report } = take(
    cnemcCsv,
    file('20190101,3,PM10,1,2', '20190101,2,PM10,5,5', '20190101,3,PM10,3,4'),
    name,
  )
  assert.deepEqual(
    rows.map((row) => row.values[1]),
    [5, 3, 5, 4],
  )
  assert.deepEqual(
    report.corrected.kept.map((one) => one.reason),
    ['PM10: line repeated, 2 values differ, the last were taken'],
  )
})

test('a station with two columns is taken from its first', () => {
  const { rows, reasons } = take(cnemcCsv, 'date,hour,type,东四,东四,\n20190101,3,PM10,1,2,3\n', name)
  assert.deepEqual(
    rows.map((row) => [row.station, row.values[1]]),
    [['东四', 1]],
  )
  assert.deepEqual(reasons, ['1 second column of station 东四'])
})

test('names of its files are known', () => {
  for (const good of [
    'beijing_all_20131205.csv',
    'beijing_extra_20131205.csv',
    'china_sites_20190101.csv.gz',
  ])
    assert.ok(cnemcCsv.files.test(good))
  assert.ok(!cnemcCsv.files.test('china_cities_20190101.csv'))
})

test('no bytes after a header make it throw', () => {
  const start = Buffer.from(file('20190101,3,PM10,1,2'))
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      (bytes) => void take(cnemcCsv, Buffer.concat([start, bytes])),
    ),
  )
})

test('the sample is read', needing('samples/quotsoft'), () => {
  const { rows } = take(
    cnemcCsv,
    sampleBytes('samples/quotsoft/beijing_all_format_example.csv'),
    'beijing_all_20131205.csv',
  )
  assert.deepEqual(rows[0], {
    station: '东四',
    hour: beijing('2013-12-05', 1),
    values: none.with(0, 93).with(1, 103),
  })
})
