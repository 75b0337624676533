import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hj633of2012 } from './standards/hj633-2012.ts'
import { hj633of2026 } from './standards/hj633-2026.ts'
import { type ColumnName, categoryOf, type HjStandard } from './standards/standard.ts'
import { subIndexOf } from './sub-index.ts'

const of2026 = (column: ColumnName, value: number) => subIndexOf(hj633of2026, column, value).value
const of2012 = (column: ColumnName, value: number) => subIndexOf(hj633of2012, column, value).value

/** The table as printed, once more, so that a slip of either copy shows: [concentration, index]. */
// biome-ignore format: a table reads as a table
const printed: Record<string, [number, number][]> = {
  so2_24h: [[50, 50], [150, 100], [475, 150], [800, 200], [1600, 300], [2100, 400], [2620, 500]],
  so2_1h: [[150, 50], [500, 100], [650, 150], [800, 200]],
  no2_24h: [[40, 50], [80, 100], [180, 150], [280, 200], [565, 300], [750, 400], [940, 500]],
  no2_1h: [[100, 50], [200, 100], [700, 150], [1200, 200], [2340, 300], [3090, 400], [3840, 500]],
  co_24h: [[2, 50], [4, 100], [14, 150], [24, 200], [36, 300], [48, 400], [60, 500]],
  co_1h: [[5, 50], [10, 100], [35, 150], [60, 200], [90, 300], [120, 400], [150, 500]],
  o3_8h: [[100, 50], [160, 100], [215, 150], [265, 200], [800, 300]],
  o3_1h: [[160, 50], [200, 100], [300, 150], [400, 200], [800, 300], [1000, 400], [1200, 500]],
  pm10_24h: [[50, 50], [120, 100], [250, 150], [350, 200], [420, 300], [500, 400], [600, 500]],
  pm25_24h: [[35, 50], [60, 100], [115, 150], [150, 200], [250, 300], [350, 400], [500, 500]],
}

/** The first index above a breakpoint, by hand: lo + ceil(Δindex ÷ Δconcentration × one step). */
const nextAbove = (points: [number, number][], at: number, step: number) => {
  const [low, from] = points[at]!
  const next = points[at + 1]
  return next ? from + Math.ceil(((next[1] - from) * step) / (next[0] - low) - 1e-9) : null
}

for (const [column, points] of Object.entries(printed)) {
  test(`${column} of 2026: each breakpoint has its printed index, one step more the next`, () => {
    const step = column.startsWith('co') ? 0.1 : 1
    assert.equal(of2026(column as ColumnName, 0), 0)
    points.forEach(([concentration, index], at) => {
      assert.equal(of2026(column as ColumnName, concentration), index)
      const below = Math.round((concentration - step) * 10) / 10
      const above = Math.round((concentration + step) * 10) / 10
      assert.ok(of2026(column as ColumnName, below)! <= index)
      const expected = nextAbove(points, at, step)
      if (expected !== null) assert.equal(of2026(column as ColumnName, above), expected, `${above}`)
      // Less than half a step above rounds back to the breakpoint.
      assert.equal(of2026(column as ColumnName, concentration + step * 0.49), index)
    })
  })

  test(`${column} of 2012: unrounded, the least excess counts`, () => {
    const points2012 = points.map(([concentration, index]): [number, number] => {
      if (index !== 100 || !column.startsWith('pm')) return [concentration, index]
      return [column === 'pm10_24h' ? 150 : 75, index]
    })
    for (const [concentration, index] of points2012) {
      assert.equal(of2012(column as ColumnName, concentration), index)
      const isLast = concentration === points2012.at(-1)![0]
      if (!isLast) assert.equal(of2012(column as ColumnName, concentration + 0.0001), index + 1)
      assert.equal(of2012(column as ColumnName, concentration - 0.0001), index)
    }
  })
}

test('concentrations of 2026 are rounded by GB/T 8170 first, CO to one decimal', () => {
  assert.equal(of2026('pm25_24h', 60.5), 100) // 60 (even)
  assert.equal(of2026('pm25_24h', 61.5), 102) // 62: 100 + ceil(50 × 2 ÷ 55) = 100 + ceil(1.82)
  assert.equal(of2026('pm25_24h', 60.51), 101) // 61: 100 + ceil(0.91)
  assert.equal(of2026('pm25_24h', 34.5), 49) // 34: ceil(48.57)
  assert.equal(of2026('pm25_24h', 35.5), 52) // 36: 50 + ceil(50 × 1 ÷ 25)
  assert.equal(of2026('co_24h', 2.05), 50) // 2.0
  assert.equal(of2026('co_24h', 2.15), 55) // 2.2: 50 + 50 × 0.2 ÷ 2
  assert.equal(of2026('co_24h', 0.05), 0) // 0.0
})

test('hand-computed sub-indices', () => {
  assert.equal(of2026('pm25_24h', 75), 114) // 100 + ceil(50 × 15 ÷ 55 = 13.64)
  assert.equal(of2012('pm25_24h', 75), 100)
  assert.equal(of2012('pm25_24h', 75.3), 101) // 100 + ceil(50 × 0.3 ÷ 40 = 0.375)
  assert.equal(of2026('pm10_24h', 151), 112) // 100 + ceil(50 × 31 ÷ 130 = 11.92)
  assert.equal(of2012('pm10_24h', 151), 101) // 100 + ceil(50 × 1 ÷ 100)
  assert.equal(of2026('o3_8h', 161), 101) // 100 + ceil(0.909)
  assert.equal(of2026('o3_8h', 237), 172) // 150 + 50 × 22 ÷ 50 = 172, exactly
  assert.equal(of2026('no2_1h', 201), 101) // 100 + ceil(0.1)
  assert.equal(of2026('co_24h', 4.1), 101) // 100 + ceil(0.5)
  assert.equal(of2026('so2_24h', 7), 7)
  // 0.7 × 50 ÷ 2 = 17.5: a float of 0.7 must not matter.
  assert.equal(of2026('co_24h', 0.7), 18)
  assert.equal(of2026('co_24h', 0.6), 15)
})

test('SO2 1 h above 800 counts as 200 in 2026 and is not computed in 2012', () => {
  assert.deepEqual(subIndexOf(hj633of2026, 'so2_1h', 801), { value: 200, above: true })
  assert.deepEqual(subIndexOf(hj633of2026, 'so2_1h', 5000), { value: 200, above: true })
  assert.deepEqual(subIndexOf(hj633of2026, 'so2_1h', 800.5), { value: 200, above: false }) // rounds to 800
  assert.equal(of2012('so2_1h', 800), 200)
  assert.equal(of2012('so2_1h', 800.1), null)
})

test('O3 8 h above 800 counts as 300 in 2026 and is not computed in 2012', () => {
  assert.deepEqual(subIndexOf(hj633of2026, 'o3_8h', 801), { value: 300, above: true })
  assert.equal(of2026('o3_8h', 266), 201) // 200 + ceil(100 × 1 ÷ 535)
  assert.equal(of2012('o3_8h', 800), 300)
  assert.equal(of2012('o3_8h', 801), null)
})

test('above the last row the index is 500 and says so', () => {
  assert.deepEqual(subIndexOf(hj633of2026, 'pm25_24h', 500.5), { value: 500, above: false }) // rounds to 500
  assert.deepEqual(subIndexOf(hj633of2026, 'pm25_24h', 501), { value: 500, above: true })
  assert.deepEqual(subIndexOf(hj633of2026, 'co_1h', 1e300), { value: 500, above: true })
  assert.deepEqual(subIndexOf(hj633of2012, 'pm25_24h', 500.0001), { value: 500, above: true })
})

test('1-h means of particles are read on the day columns', () => {
  for (const value of [0, 12, 60, 61, 300, 700]) {
    assert.equal(of2026('pm25_1h', value), of2026('pm25_24h', value))
    assert.equal(of2012('pm10_1h', value), of2012('pm10_24h', value))
  }
})

test('a concentration below zero has no index', () => {
  assert.throws(() => of2026('pm25_24h', -0.1), RangeError)
})

/** The formula once more, in integers of ten-thousandths. */
function byIntegers(standard: HjStandard, column: ColumnName, tenThousandths: number): number {
  const points = standard.columns[column]!
  const row = points.findIndex((point, at) => at > 0 && tenThousandths <= point * 10_000)
  const rise = standard.rows[row]! - standard.rows[row - 1]!
  const over = (tenThousandths - points[row - 1]! * 10_000) * rise
  const width = (points[row]! - points[row - 1]!) * 10_000
  return standard.rows[row - 1]! + Math.floor((over + width - 1) / width)
}

test('2012 equals integer arithmetic at every concentration; both editions rise and are integers', () => {
  const columns = Object.keys(hj633of2012.columns) as ColumnName[]
  fc.assert(
    fc.property(fc.constantFrom(...columns), fc.double({ min: 0, max: 1, noNaN: true }), (column, share) => {
      const units = Math.floor(share * hj633of2012.columns[column]!.at(-1)! * 10_000)
      const value = units / 10_000
      assert.equal(of2012(column, value), byIntegers(hj633of2012, column, units))
      const index = of2026(column, value)!
      assert.ok(Number.isInteger(index) && index >= 0 && index <= 500)
      assert.ok(of2026(column, value + 1)! >= index)
    }),
    { numRuns: 500 },
  )
})

test('index 0 belongs to the first level, though 2026 prints 1～50', () => {
  assert.equal(categoryOf(hj633of2026, 0).level, 1)
  assert.equal(hj633of2026.categories[0]!.from, 1)
  assert.equal(hj633of2012.categories[0]!.from, 0)
})

test('categories change at 50, 100, 150, 200 and 300', () => {
  const levels = [50, 51, 100, 101, 150, 151, 200, 201, 300, 301, 500].map(
    (index) => categoryOf(hj633of2026, index).level,
  )
  assert.deepEqual(levels, [1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6])
  assert.deepEqual(categoryOf(hj633of2026, 250).rgb, [153, 0, 76])
  assert.match(categoryOf(hj633of2012, 120).health!.zh, /^易感人群/)
  assert.match(categoryOf(hj633of2026, 120).health!.zh, /^敏感人群/)
  assert.match(categoryOf(hj633of2012, 180).advice!.zh, /锻练/)
})
