import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Pollutant, pollutants } from './pollutants.ts'
import { averagesOf, type LastHours, sixStandards, whoLines } from './six-standards.ts'

/** The same value in each of the last 24 hours; what is left out was not measured. */
function steady(values: Partial<Record<Pollutant, number>>): LastHours {
  return Object.fromEntries(pollutants.map((one) => [one, Array(24).fill(values[one] ?? null)])) as Record<
    Pollutant,
    (number | null)[]
  >
}

const six = (hours: LastHours, day = '2026-05-02', station: 'traffic' | 'background' = 'background') => {
  const { views, who } = sixStandards(averagesOf(hours), day, station)
  const [china, us, eu, india, uk] = views
  return { china: china!, us: us!, eu: eu!, india: india!, uk: uk!, who }
}

const hazy = { pm25: 60, pm10: 120, so2: 20, no2: 200, co: 4.6, o3: 140 }

test('a steady day by six standards, computed by hand', () => {
  const { china, us, eu, india, uk, who } = six(steady(hazy))
  // China 2026: PM2.5 60 and PM10 120 are index 100; NO2 1 h 200 is 100; CO 4.6 → 46; O3 1 h 140 → 43.75 ↑ 44
  assert.deepEqual(china.report.subIndices, { pm25: 100, pm10: 100, so2: 7, no2: 100, co: 46, o3: 44 })
  assert.deepEqual(china.report.chief, ['pm25', 'pm10', 'no2'])
  // US: 151 + 49 × 4.5 ÷ 69.9 = 154.2; 51 + 49 × 65 ÷ 99 = 83.2; SO2 7.6 → 7 ppb × 50 ÷ 35 = 10; NO2 106 ppb:
  // 101 + 49 × 5 ÷ 259 = 101.9; CO 4.0 ppm × 50 ÷ 4.4 = 45.5; O3 0.071 ppm opens the third band: 101
  assert.deepEqual(us.report.subIndices, { pm25: 154, pm10: 83, so2: 10, no2: 102, co: 45, o3: 101 })
  assert.deepEqual([us.report.index, us.report.category?.name.en], [154, 'Unhealthy'])
  // Europe: 60 is over 50, 120 not over 120, 20 not over 20, 200 over 150, 140 over 120
  assert.deepEqual(eu.report.subIndices, { pm25: 4, pm10: 3, so2: 1, no2: 6, o3: 4 })
  assert.deepEqual(eu.report.chief, ['no2'])
  // India: 60 ends band two; PM10 101 + 99 × 19 ÷ 149 = 113.6; NO2 201 + 99 × 19 ÷ 99 = 220; CO 101 + 99 × 2.5 ÷ 7.9 = 132.3; O3 101 + 99 × 39 ÷ 67 = 158.6
  assert.deepEqual(
    [india.report.subIndices.pm25, india.report.subIndices.pm10, india.report.subIndices.no2],
    [100, 114, 220],
  )
  assert.deepEqual([india.report.subIndices.co, india.report.subIndices.o3], [132, 159])
  // UK: 60 ≤ 64 is 8, 120 > 100 is 10, 200 ≤ 200 is 3, 140 ≤ 140 is 5
  assert.deepEqual(uk.report.subIndices, { pm25: 8, pm10: 10, so2: null, no2: 3, o3: 5 })
  assert.deepEqual(
    who.map(({ pollutant, times, exceeds, interim }) => [pollutant, times, exceeds, interim]),
    [
      ['pm25', 4, true, 1],
      ['pm10', 120 / 45, true, 1],
      ['so2', 0.5, false, 2],
      ['no2', 8, true, null],
      ['co', 4.6 / 4, true, 1],
      ['o3', 1.4, true, 1],
    ],
  )
})

test('the Chinese index is of the day: 60 of PM2.5 was 82 before March 2026', () => {
  assert.equal(six(steady({ pm25: 60 }), '2026-02-28').china.report.index, 82)
  assert.equal(six(steady({ pm25: 60 }), '2026-03-01').china.report.index, 100)
})

test('NowCast leans on the newest hour when the air changes fast', () => {
  const hours = { ...steady({}), pm25: [...Array(23).fill(50), 100] }
  const { nowcast } = averagesOf(hours)
  // w = ½: (100 + 50 × (1 − ½¹¹)) ÷ (2 − ½¹¹)
  const expected = (100 + 50 * (1 - 0.5 ** 11)) / (2 - 0.5 ** 11)
  assert.ok(Math.abs(nowcast.pm25! - expected) < 1e-9)
  assert.equal(nowcast.pm10, null)
})

test('each standard asks for its own number of hours, and says what it lacks', () => {
  const hours = (n: number) => ({
    ...steady({ no2: 30, o3: 80 }),
    pm25: [...Array(24 - n).fill(null), ...Array(n).fill(30)],
  })
  const fifteen = six(hours(15))
  assert.deepEqual(
    fifteen.india.gaps.find(({ substance }) => substance === 'pm25'),
    { substance: 'pm25', why: 'few-hours', had: 15, needed: 16, of: 24 },
  )
  assert.equal(six(hours(16)).india.report.subIndices.pm25, 50)
  assert.equal(six(hours(17)).uk.report.subIndices.pm25, null)
  assert.equal(six(hours(18)).uk.report.subIndices.pm25, 3)
  assert.equal(whoLines(averagesOf(hours(17)))[0]!.value, null)
})

test('an 8-hour mean needs six hours', () => {
  const hours = (n: number) => ({ ...steady({}), o3: [...Array(24 - n).fill(null), ...Array(n).fill(100)] })
  assert.equal(six(hours(6)).uk.report.subIndices.o3, 3)
  assert.deepEqual(
    six(hours(5)).uk.gaps.find(({ substance }) => substance === 'o3'),
    { substance: 'o3', why: 'few-hours', had: 5, needed: 6, of: 8 },
  )
})

test('what no station measures is said to be missing, not good', () => {
  const { india, uk, us, eu } = six(steady(hazy))
  assert.deepEqual(
    india.gaps.map(({ substance, why }) => [substance, why]),
    [
      ['nh3', 'not-measured'],
      ['pb', 'not-measured'],
    ],
  )
  assert.deepEqual(uk.gaps, [{ substance: 'so2', why: 'quarter-hour' }])
  assert.deepEqual([us.gaps, eu.gaps], [[], []])
})

test('an index that the standard would not publish is marked: Europe without ozone, but not beside a road', () => {
  const hours = steady({ pm25: 60, no2: 30 })
  assert.equal(six(hours).eu.withheld, true)
  assert.equal(six(hours, '2026-05-02', 'traffic').eu.withheld, false)
  assert.equal(six(steady({ pm25: 30 })).china.withheld, true, 'clause 5.3.1: incomplete and at most 100')
})

test('India says nothing without three pollutants, one of them particles', () => {
  assert.equal(six(steady({ pm25: 60, no2: 30 })).india.report.index, null)
  assert.equal(six(steady({ so2: 10, no2: 30, co: 1 })).india.report.index, null)
  assert.equal(six(steady({ pm25: 60, no2: 30, co: 1 })).india.report.index, 100)
})

test('nothing measured is no index by any standard', () => {
  const { who, ...views } = six(steady({}))
  for (const view of Object.values(views)) assert.equal(view.report.index, null)
  assert.ok(who.every(({ value, exceeds }) => value === null && exceeds === null))
})

const value = fc.option(fc.double({ min: 0, max: 900, noNaN: true }), { nil: null })
const series = fc.array(value, { minLength: 24, maxLength: 24 })
const anyHours = fc.record(
  Object.fromEntries(pollutants.map((one) => [one, series])) as Record<Pollutant, typeof series>,
)

test('whatever the hours are, every pollutant of a standard has a sub-index, a reason or a gap', () => {
  fc.assert(
    fc.property(anyHours, (hours) => {
      for (const { report, gaps } of sixStandards(averagesOf(hours), '2026-05-02', 'background').views)
        for (const [substance, sub] of Object.entries(report.subIndices)) {
          const told = gaps.some((gap) => gap.substance === substance) || substance in report.reasons
          assert.equal(sub === null, told, `${substance} ${sub}`)
        }
    }),
    { numRuns: 60 },
  )
})
