import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { flags, withFlag } from './flags.ts'
import { oddities } from './oddities.ts'
import { pollutants } from './pollutants.ts'
import type { Reading } from './readings.ts'

const full = { pm25: 1, pm10: 2, so2: 3, no2: 4, co: 0.5, o3: 6 }
const reading = (hour: number, said: Partial<Reading> = {}): Reading => ({
  hour,
  station: 1,
  flags: 0,
  validity: 0,
  source: 1,
  ...full,
  ...said,
})

test('hours without a row are one gap of all six, the newest oddity first', () => {
  const hours = [reading(10), reading(13, { pm25: -1, flags: withFlag(0, 0, flags.negative) })]
  assert.deepEqual(oddities(hours, 10, 13), [
    { what: 'negative', pollutants: ['pm25'], from: 13, to: 13 },
    { what: 'missing', pollutants: [...pollutants], from: 11, to: 12 },
  ])
})

test('a flag that pauses is two stretches, and a value may be odd in two ways', () => {
  const both = withFlag(withFlag(0, 5, flags.stuck), 5, flags.outlier)
  const stuck = withFlag(0, 5, flags.stuck)
  const hours = [
    reading(1, { flags: stuck }),
    reading(2, { flags: both }),
    reading(3),
    reading(4, { flags: stuck }),
  ]
  assert.deepEqual(
    oddities(hours, 1, 4).map(({ what, from, to }) => [what, from, to]),
    [
      ['stuck', 4, 4],
      ['outlier', 2, 2],
      ['stuck', 1, 2],
    ].toSorted((a, b) => Number(b[2]) - Number(a[2]) || Number(b[1]) - Number(a[1])),
  )
})

test('every missing hour is told exactly once', () => {
  const said = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 41 })
  fc.assert(
    fc.property(said, (hours) => {
      const found = oddities(
        hours.toSorted((a, b) => a - b).map((hour) => reading(hour)),
        0,
        40,
      )
      const missing = found.reduce((sum, { from, to }) => sum + to - from + 1, 0)
      assert.equal(missing, 41 - hours.length)
    }),
  )
})
