import { compare, exactOf, plus, roundHalfEven } from './decimal.ts'
import { indexStandards } from './standards/registry.ts'
import type { ColumnName, HjStandard } from './standards/standard.ts'
import { subIndexOf } from './sub-index.ts'

/** What the kernel looks up for one column; built once per column from the exact function. */
export interface KernelTable {
  /** Sub-index of each whole unit (CO: tenth) up to the last figure; −1 = none. */
  byUnit: Int16Array
  /** Sub-index above the last unit of `byUnit`. */
  beyond: number
  /** 1, or 10 for CO. */
  unitsPer: 1 | 10
  /**
   * Empty where concentrations are rounded first. Else, for each sub-index, the largest number that still has it:
   * an unrounded value starts at the sub-index of its whole unit and climbs while it is above the threshold.
   */
  thresholds: Float64Array
}

const bits = new DataView(new ArrayBuffer(8))
function numberBelow(value: number): number {
  bits.setFloat64(0, value)
  bits.setBigInt64(0, bits.getBigInt64(0) - 1n)
  return bits.getFloat64(0)
}

/** The largest double whose decimal text is not above `low + (high − low) × steps ÷ of`. */
function threshold(low: number, high: number, steps: number, of: number): number {
  const rise = exactOf(high - low)
  const exact = plus(exactOf(low), { n: rise.n * BigInt(steps), d: rise.d * BigInt(of) })
  let near = Number(exact.n) / Number(exact.d)
  while (compare(exactOf(near), exact) > 0) near = numberBelow(near)
  return near
}

/** Thresholds of sub-index 0 … the column's last; beyond that, infinity, so that climbing stops. */
function thresholdsOf(standard: HjStandard, points: readonly number[]): Float64Array {
  const rows = standard.rows
  const last = rows[points.length - 1]!
  const thresholds = new Float64Array(last + 1)
  for (let row = 1; row < points.length; row++) {
    const from = rows[row - 1]!
    const to = rows[row]!
    for (let index = from + 1; index <= to; index++) {
      thresholds[index] = threshold(points[row - 1]!, points[row]!, index - from, to - from)
    }
  }
  thresholds[last] = Number.POSITIVE_INFINITY
  return thresholds
}

function build(standard: HjStandard, column: ColumnName): KernelTable {
  const points = standard.columns[column]!
  const unitsPer = column.startsWith('co_') ? 10 : 1
  const last = points.at(-1)! * unitsPer
  const byUnit = new Int16Array(last + 1)
  for (let unit = 0; unit <= last; unit++) {
    byUnit[unit] = subIndexOf(standard, column, roundHalfEven(unit / unitsPer, 1)).value ?? -1
  }
  return {
    byUnit,
    beyond: subIndexOf(standard, column, points.at(-1)! + 1).value ?? -1,
    unitsPer,
    thresholds: standard.roundsConcentrations ? new Float64Array(0) : thresholdsOf(standard, points),
  }
}

const built = new Map<string, KernelTable>()

/** The table of one column of HJ 633, built at first use (a few milliseconds) and kept. */
export function kernelTable(name: HjStandard['name'], column: ColumnName): KernelTable {
  const key = `${name} ${column}`
  let table = built.get(key)
  if (!table) {
    const standard = indexStandards.find((one) => one.name === name) as HjStandard
    table = build(standard, column)
    built.set(key, table)
  }
  return table
}
