import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { openaqArchive, secondsOf } from './openaq-archive.ts'
import { hourlyMeans } from './sub-hour.ts'
import { needing, sampleBytes, take } from './testing.ts'
import { converter, unitFrom } from './units.ts'

const file = (...rows: string[]) =>
  ['location_id,sensors_id,location,datetime,lat,lon,parameter,units,value', ...rows, ''].join('\n')
const row = (time: string, value: string | number, pollutant = 'pm25', units = 'µg/m³', sensor = 3920) =>
  `2178,${sensor},"Del Norte, 2178",${time},35.1,-106.5,${pollutant},${units},${value}`
const at = (iso: string) => Date.parse(iso) / 3_600_000

test('times carry their offset and are the period’s end', () => {
  const { rows } = take(openaqArchive, file(row('2023-02-22T01:00:00-07:00', 14)))
  assert.deepEqual(
    [rows[0]?.station, rows[0]?.hour, rows[0]?.values[0]],
    ['2178', at('2023-02-22T08:00Z'), 14],
  )
  assert.match(take(openaqArchive, file(row('2023-02-22T01:00:00', 14))).reasons.join(), /without offset/)
  assert.equal(secondsOf('2023-02-30T01:00:00Z') === null || secondsOf('2023-13-01T01:00:00Z'), null)
})

test('shares of volume become concentrations at 25 °C', () => {
  const value = (pollutant: string, units: string, amount: number, column: number) =>
    take(openaqArchive, file(row('2023-02-22T01:00:00Z', amount, pollutant, units))).rows[0]?.values[
      column
    ] ?? 0
  assert.equal(value('o3', 'ppm', 0.05, 5).toFixed(2), '98.09')
  assert.equal(value('no2', 'ppb', 20, 3).toFixed(2), '37.61')
  assert.equal(value('co', 'ppm', 1, 4).toFixed(4), '1.1449')
  assert.equal(value('co', 'µg/m³', 700, 4), 0.7)
  assert.equal(value('so2', 'mg/m³', 0.02, 2), 20)
})

test('units in all their spellings, and none for what has none', () => {
  for (const text of ['µg/m³', 'μg/m³', 'ug/m3', 'UG/M^3', 'µg / m**3'])
    assert.equal(unitFrom(text), 'µg/m³', text)
  assert.equal(converter('pm25', 'ppm'), null)
  assert.equal(converter('o3', 'particles/cm³'), null)
  assert.match(
    take(openaqArchive, file(row('2023-02-22T01:00:00Z', 1, 'o3', 'f'))).reasons.join(),
    /unknown unit "f"/,
  )
})

test('of two sensors for one pollutant the lower number speaks', () => {
  const { rows, reasons } = take(
    openaqArchive,
    file(
      row('2023-02-22T01:00:00Z', 9, 'pm25', 'µg/m³', 40),
      row('2023-02-22T01:00:00Z', 5, 'pm25', 'µg/m³', 7),
    ),
  )
  assert.equal(rows[0]?.values[0], 5)
  assert.deepEqual(reasons, ['2 pm25: sensor 40 left out beside 7'])
})

test('values of some minutes are averaged where they cover 45 of the hour', () => {
  const minutes = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => ({ seconds: (from + i * 10) * 60, value: i, line: i + 2 }))
  const refused: string[] = []
  const means = hourlyMeans([...minutes(10, 6), ...minutes(70, 4)], (line, reason) =>
    refused.push(`${line} ${reason}`),
  )
  assert.deepEqual(means, [{ hour: 1, value: 2.5, line: 7 }])
  assert.deepEqual(refused, ['5 40 minutes of the hour measured, 45 needed'])
})

test('daily values are no hourly means; an hour said twice is taken once', () => {
  const refused: string[] = []
  const daily = [0, 1, 2].map((day) => ({ seconds: day * 86_400, value: 1, line: day }))
  assert.deepEqual(
    hourlyMeans(daily, (_, reason) => refused.push(reason)),
    [],
  )
  assert.deepEqual(refused, ['one value every 24 hours: not hourly means'])
  const { rows, report } = take(
    openaqArchive,
    file(row('2023-02-22T01:00:00Z', 9), row('2023-02-22T01:00:00Z', 8)),
  )
  assert.deepEqual([rows.length, rows[0]?.values[0], report.corrected.count], [1, 8, 1])
})

test('other pollutants are passed over, the rest of the bad is refused', () => {
  const { rows, reasons } = take(
    openaqArchive,
    file(
      row('2023-02-22T01:00:00Z', 1, 'nox', 'ppm'),
      row('2023-02-22T01:00:00Z', -2.1),
      row('2100-01-01T01:00:00Z', 1),
      row('2023-02-22T02:00:00Z', 'NaN'),
      '2178,3920',
    ),
  )
  assert.deepEqual(
    rows.map((one) => one.values[0]),
    [-2.1],
  )
  assert.deepEqual(reasons, [
    '4 hour not ended yet: no reading can be from the future',
    '5 pm25: "NaN" is no possible value',
    '6 2 of 9 fields',
  ])
  assert.match(take(openaqArchive, 'a,b\n1,2\n').reasons.join(), /no column location_id/)
})

test('the sample is read, packed or not', needing('samples/openaq'), () => {
  const name = 'location-2178-20230222.csv'
  const bytes = sampleBytes('samples/openaq/s3-location-2178-20230222.example.csv')
  const { rows, report } = take(openaqArchive, bytes, name)
  assert.deepEqual([rows.length, rows[11]?.values[1], report.refused.count], [14, 318, 0])
  assert.deepEqual(take(openaqArchive, gzipSync(bytes), `${name}.gz`).rows, rows)
  assert.ok(openaqArchive.files.test(name) && openaqArchive.files.test(`${name}.gz`))
})
