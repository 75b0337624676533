import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assessYear, percentile, yearCapture } from './assessment.ts'

const none = Number.NaN
const days = (length: number, value: (at: number) => number) =>
  Float64Array.from({ length }, (_, at) => value(at))

test('percentiles interpolate at place 1 + (n − 1) × p ÷ 100', () => {
  const toHundred = days(101, (at) => 100 - at)
  assert.equal(percentile(toHundred, 95), 95)
  assert.equal(percentile([10, 20], 90), 19) // place 1.9
  assert.equal(percentile([3, 1, 2, none, -5], 50), 2)
  assert.equal(percentile([7], 98), 7)
  assert.equal(percentile([none], 98), none)
  // 365 values 1 … 365, 90 %: place 1 + 364 × 0.9 = 328.6
  assert.equal(
    percentile(
      days(365, (at) => at + 1),
      90,
    ),
    328.6,
  )
})

test('a year needs 324 days, 27 in each month and 25 in February', () => {
  assert.equal(
    yearCapture(
      2025,
      days(365, () => 1),
    ).valid,
    true,
  )
  // Losing the last 4 days of each 31-day month, 3 of 30 and 3 of February leaves 27 × 11 + 25 = 322.
  const lean = (spare: number) => {
    let left = spare
    const month: number[] = []
    for (let of = 1; of <= 12; of++) {
      const length = Temporal.PlainYearMonth.from({ year: 2025, month: of }).daysInMonth
      const least = of === 2 ? 25 : 27
      for (let day = 1; day <= length; day++) month.push(day <= least || left-- > 0 ? 1 : none)
    }
    return yearCapture(2025, month)
  }
  assert.deepEqual([lean(0).days, lean(0).valid], [322, false])
  assert.deepEqual([lean(1).days, lean(1).valid], [323, false])
  assert.deepEqual([lean(2).days, lean(2).valid], [324, true])
})

test('a thin month spoils the year', () => {
  const thin = (gone: number) =>
    yearCapture(
      2024,
      days(366, (at) => (at < gone ? none : 1)),
    )
  assert.equal(thin(4).valid, true) // 27 days of January
  assert.equal(thin(5).valid, false)
  assert.deepEqual(thin(5).months.slice(0, 2), [26, 29])
})

test('a year attains when mean and percentile are within the limits at its end', () => {
  const fine = assessYear(
    'pm25',
    2025,
    days(365, () => 35.4),
  )
  assert.deepEqual([fine.mean, fine.percentile, fine.daysOver, fine.attains], [35.4, 35.4, 0, true])
  assert.equal(
    assessYear(
      'pm25',
      2025,
      days(365, () => 36),
    ).attains,
    false,
  )
  // The same air under the limits of 2031 (25 a year).
  assert.equal(
    assessYear(
      'pm25',
      2031,
      days(365, () => 30),
    ).attains,
    false,
  )
  assert.equal(
    assessYear(
      'pm25',
      2025,
      days(300, () => 10),
    ).attains,
    null,
  )
})

test('ozone is judged by its 90th percentile alone', () => {
  const year = assessYear(
    'o3',
    2025,
    days(365, (at) => (at < 36 ? 200 : 100)),
  )
  assert.deepEqual([year.percentile, year.daysOver, year.attains], [100, 36, true])
  assert.equal(
    assessYear(
      'o3',
      2025,
      days(365, (at) => (at < 40 ? 200 : 100)),
    ).attains,
    false,
  )
})

test('days over the limit are counted by the limit of their own day', () => {
  // 2026 has 59 days under 75 µg/m³ and 306 under 60.
  assert.equal(
    assessYear(
      'pm25',
      2026,
      days(365, () => 70),
    ).daysOver,
    306,
  )
})
