import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, daysBetween, eachDay } from '../kit/time.ts'
import type { DayRow } from './days.ts'
import { monthsOf, oneNetwork, quartersOf, shownLevel, stretchOf, stretchValues } from './history.ts'
import { FieldReader, unknownDay } from './history-fields.ts'
import { dayNames, limitsOf, type Period } from './history-period.ts'
import type { Place } from './history-places.ts'
import { pollutants } from './pollutants.ts'

const row = (day: string, values: Partial<DayRow> = {}): DayRow => ({
  day,
  place: -1,
  pm25: 62,
  pm10: 80,
  so2: 5,
  no2: 20,
  co: 0.6,
  o3_8h: 30,
  o3_1h: 40,
  n_pm25: 24,
  n_pm10: 24,
  n_so2: 24,
  n_no2: 24,
  n_co: 24,
  n_o3: 24,
  idx: 84,
  published: 1,
  chief: 1,
  ...values,
})

const city: Place = { key: 'city', name: { zh: '市', en: 'city' }, station: null }
const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('1995-01-01', n))

test('the days of a period are those of the calendar, none twice', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -3, max: 800 }), (from, more) => {
      const to = addDays(from, more)
      assert.deepEqual(dayNames(from, to), [...eachDay(from, to)])
    }),
    { numRuns: 50 },
  )
})

test('months that have begun are there; of the running one the days that are over are expected', () => {
  const months = monthsOf(2016, [row('2016-01-05'), row('2016-03-01')], '2016-03-03')
  assert.deepEqual(
    months.map(({ month, expected, counted }) => [month, expected, counted]),
    [
      ['2016-01', 31, 1],
      ['2016-02', 29, 0],
      ['2016-03', 2, 1],
    ],
  )
  assert.deepEqual(
    quartersOf(months).map(({ quarter, expected, counted }) => [quarter, expected, counted]),
    [[1, 62, 2]],
  )
  assert.equal(monthsOf(2015, [], '2016-03-03').length, 12)
  assert.equal(monthsOf(2017, [], '2016-03-03').length, 0)
})

test('a year of whole months expects every day once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1950, max: 2199 }), (year) => {
      const months = monthsOf(year, [], '2300-01-01')
      const days = daysBetween(`${year}-01-01`, `${year}-12-31`) + 1
      assert.equal(
        months.reduce((sum, { expected }) => sum + expected, 0),
        days,
      )
    }),
  )
})

test('a withheld index counts nowhere, and is not good', () => {
  const withheld = row('2026-03-02', { published: 0 })
  assert.equal(shownLevel(withheld), null)
  assert.equal(shownLevel(row('2026-03-02', { idx: null })), null)
  const { levels, counted, good } = stretchOf([withheld, row('2026-02-28')], 2)
  assert.deepEqual([levels, counted, good], [[0, 1, 0, 0, 0, 0], 1, 1])
})

test('networks are never mixed: the best one speaks', () => {
  const rows = [
    row('2016-01-01', { place: -4 }),
    row('2016-01-01', { place: -3 }),
    row('2016-01-02', { place: -4 }),
  ]
  const { kind, rows: told } = oneNetwork(city, rows)
  assert.deepEqual([kind, told.map(({ place }) => place)], ['model', [-3]])
  assert.equal(oneNetwork(city, []).kind, 'reference')
})

test('a month of a pollutant is the mean of its valid days, of ozone the 90th percentile', () => {
  const rows = [10, 20, 31, null].map((value, i) => row(`2016-01-0${i + 1}`, { pm25: value, o3_8h: value }))
  assert.deepEqual(stretchValues({ rows }, 'pm25'), { value: 20, days: 3 })
  // place 1 + 2 × 0.9 = 2.8: 20 + 0.8 × 11
  assert.deepEqual(stretchValues({ rows }, 'o3'), { value: 29, days: 3 })
  assert.deepEqual(stretchValues({ rows: [] }, 'co'), { value: null, days: 0 })
})

test('a limit changes where the edition of GB 3095 does, and never overlaps', () => {
  const period = (from: string, to: string): Period => ({
    place: city,
    from,
    to,
    by: 'day',
    pollutant: 'pm25',
    kind: 'reference',
    rows: dayNames(from, to).map((at) => ({
      at,
      index: null,
      level: null,
      chief: [],
      values: Object.fromEntries(pollutants.map((one) => [one, null])) as Period['rows'][number]['values'],
    })),
  })
  assert.deepEqual(limitsOf(period('2026-02-27', '2026-03-02')), [
    { from: 0, to: 1, value: 75 },
    { from: 2, to: 3, value: 60 },
  ])
  assert.deepEqual(
    limitsOf(period('2025-12-30', '2031-01-02')).map(({ value }) => value),
    [75, 60, 50],
  )
  assert.deepEqual(limitsOf({ ...period('2026-02-27', '2026-03-02'), pollutant: 'index' }), [])
  assert.deepEqual(
    limitsOf({ ...period('2026-02-27', '2026-03-02'), by: 'hour' }),
    [],
    'particles have no 1-h limit',
  )
})

test('whatever stands in an address, a field is read or a fault is noted', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const reader = new FieldReader(new URLSearchParams({ d: text, y: text, c: text }))
      const read = {
        day: reader.day('d'),
        year: reader.year('y'),
        choice: reader.choice('c', ['a', 'b'], 'a'),
      }
      const empty = text.trim() === ''
      assert.ok(empty || read.day !== null || reader.errors.d)
      assert.ok(empty || read.year !== null || reader.errors.y)
      assert.ok(read.choice === 'a' || read.choice === 'b')
      assert.equal(reader.isSound, Object.keys(reader.errors).length === 0)
    }),
  )
})

test('a repeated field is a fault, and its first value is kept', () => {
  const reader = new FieldReader(new URLSearchParams('by=day&by=hour'))
  assert.equal(reader.choice('by', ['hour', 'day'], 'hour'), 'day')
  assert.match(reader.errors.by!.zh, /不止一次/)
})

test('a day that the calendar has not is told from what is no day at all', () => {
  assert.match(unknownDay('2016-02-30').en, /calendar has no day/)
  assert.match(unknownDay('30.2.2016').en, /is not a day/)
})
