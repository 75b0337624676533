import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Pollutant, pollutants } from '../pollutants.ts'
import { emptyResult, indexColumns, isPublished, maskOf, pollutantsIn, subIndexColumn } from './kernel.ts'
import { indexReport, type Period, type Values } from './report.ts'
import { hj633of2012 } from './standards/hj633-2012.ts'
import { hj633of2026 } from './standards/hj633-2026.ts'
import type { ColumnName, HjStandard } from './standards/standard.ts'
import { subIndexOf } from './sub-index.ts'

const standards = [hj633of2012, hj633of2026]

/** The number `ulps` steps of the float away. */
function beside(value: number, ulps: number): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  view.setBigInt64(0, view.getBigInt64(0) + BigInt(ulps))
  return view.getFloat64(0)
}

const expected = (standard: HjStandard, column: ColumnName, value: number) =>
  value >= 0 && value < Number.POSITIVE_INFINITY ? (subIndexOf(standard, column, value).value ?? -1) : -1

function assertSame(standard: HjStandard, column: ColumnName, values: number[]) {
  const found = subIndexColumn(standard.name, column, Float64Array.from(values))
  values.forEach((value, at) => {
    assert.equal(found[at], expected(standard, column, value), `${standard.name} ${column} ${value}`)
  })
}

for (const standard of standards) {
  for (const column of Object.keys(standard.columns) as ColumnName[]) {
    test(`${standard.name} ${column}: the kernel is the exact function at every tie, threshold and ulp beside it`, () => {
      const points = standard.columns[column]!
      const unit = column.startsWith('co_') ? 10 : 1
      const values = [0, -0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e-300, 5e-324, 1e15, 1e21, 1.7e308]
      for (let row = 1; row < points.length; row++) {
        const rise = standard.rows[row]! - standard.rows[row - 1]!
        for (let step = 1; step <= rise; step++) {
          values.push(points[row - 1]! + ((points[row]! - points[row - 1]!) * step) / rise)
        }
      }
      for (let half = 1; half <= Math.min(points.at(-1)! * unit, 700) * 2 + 3; half++)
        values.push(half / 2 / unit)
      const around = values.flatMap((value) =>
        value > 1e-5 ? [beside(value, -1), value, beside(value, 1)] : [value],
      )
      assertSame(standard, column, around)
    })
  }
}

test('the kernel is the exact function for any number', () => {
  const columns = standards.flatMap((standard) =>
    (Object.keys(standard.columns) as ColumnName[]).map((column) => [standard, column] as const),
  )
  const value = fc.oneof(
    fc.double({ min: 0, max: 4000 }),
    fc.integer({ min: -10, max: 40_000 }).map((units) => units / 10),
    fc.double(),
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...columns),
      fc.array(value, { maxLength: 20 }),
      ([standard, column], values) => {
        assertSame(standard, column, values)
      },
    ),
    { numRuns: 300 },
  )
})

test('whole columns equal the report of every hour and day', () => {
  const amount = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 3000 }).map((units) => units / 10) },
    { weight: 2, arbitrary: fc.double({ min: 0, max: 3000, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(Number.NaN, -1, 800, 801) },
  )
  const row = fc.array(amount, { minLength: 8, maxLength: 8 })
  fc.assert(
    fc.property(
      fc.constantFrom(...standards),
      fc.constantFrom<Period>('day', 'hour'),
      fc.array(row, { minLength: 1, maxLength: 5 }),
      assertColumns,
    ),
    { numRuns: 500 },
  )
})

function assertColumns(standard: HjStandard, period: Period, rows: number[][]) {
  const column = (at: number) => Float64Array.from(rows, (row) => row[at]!)
  const six = Object.fromEntries(pollutants.map((pollutant, at) => [pollutant, column(at)])) as Record<
    Pollutant,
    Float64Array
  >
  const found = indexColumns(standard.name, period, { ...six, o3_1h: column(6), so2_24h: column(7) })
  rows.forEach((row, at) => {
    const values: Record<string, number> = {}
    pollutants.forEach((pollutant, place) => {
      const averaging = period === 'hour' ? '1h' : pollutant === 'o3' ? '8h' : '24h'
      values[`${pollutant}_${averaging}`] = row[place]!
    })
    if (period === 'day') values.o3_1h = row[6]!
    else values.so2_24h = row[7]!
    const report = indexReport(standard, period, values as Values)
    assert.equal(found.index[at], report.index ?? -1)
    assert.deepEqual(pollutantsIn(found.chief[at]!), report.chief)
    assert.equal(found.valid[at], maskOf(pollutants) & ~maskOf(report.missing))
    assert.equal(isPublished(standard.name, found.index[at]!, found.valid[at]!), report.published !== 'NA')
  })
}

test('a result may be used again, and columns of two lengths are refused', () => {
  const columns = Object.fromEntries(
    pollutants.map((one) => [one, Float64Array.of(10, Number.NaN)]),
  ) as Record<Pollutant, Float64Array>
  const result = emptyResult(2)
  result.index.fill(400)
  result.chief.fill(63)
  result.valid.fill(63)
  assert.equal(indexColumns('HJ633-2026', 'hour', columns, result), result)
  // CO 10 mg/m³ of an hour is index 100 and the chief pollutant (bit 4); the second hour has nothing.
  assert.deepEqual([...result.index], [100, -1])
  assert.deepEqual([...result.chief], [16, 0])
  assert.deepEqual([...result.valid], [63, 0])
  const uneven = { ...columns, o3: Float64Array.of(1) }
  assert.throws(() => indexColumns('HJ633-2026', 'hour', uneven), /o3/)
})

test('columns of 32-bit floats are read as the numbers they hold', () => {
  const values = Float32Array.of(34.5, 35.5, 60.25)
  assert.deepEqual([...subIndexColumn('HJ633-2026', 'pm25_24h', values)], [49, 52, 100])
})
