import { type Pollutant, pollutants } from '../pollutants.ts'
import { type KernelTable, kernelTable } from './kernel-tables.ts'
import type { Period } from './report.ts'
import type { ColumnName, HjStandard } from './standards/standard.ts'

/** Concentrations of one pollutant, one per hour or day: µg/m³, CO mg/m³; NaN (or a negative) = none. */
export type Column = Float64Array | Float32Array

/** `pm25 … co` and `o3`; of days, `o3` is the daily maximum 8-hour mean. All of one length. */
export type KernelColumns = Readonly<Record<Pollutant, Column>> & {
  /** HJ 633-2012 only: what it falls back on above 800 µg/m³. Days: `o3_1h`, also where `o3` is missing. */
  o3_1h?: Column
  so2_24h?: Column
}

export interface KernelResult {
  /** The index, or −1 where nothing is valid. */
  index: Int16Array
  /** Bit i set: `pollutants[i]` is a chief pollutant; 0 up to index 50. */
  chief: Uint8Array
  /** Bit i set: `pollutants[i]` has a valid concentration. */
  valid: Uint8Array
}

export const allValid = (1 << pollutants.length) - 1

/** The pollutants of a bit mask, in their fixed order. */
export const pollutantsIn = (mask: number): Pollutant[] => pollutants.filter((_, bit) => mask & (1 << bit))
export const maskOf = (list: readonly string[]): number =>
  pollutants.reduce((mask, pollutant, bit) => (list.includes(pollutant) ? mask | (1 << bit) : mask), 0)

/**
 * Whether an index of the kernel may be published: HJ 633-2026 withholds one of at most 100 while a pollutant is
 * missing. A pollutant the plan leaves out (5.3.2) is joined to `valid` by `maskOf`.
 */
export const isPublished = (name: HjStandard['name'], index: number, valid: number): boolean =>
  index >= 0 && (name === 'HJ633-2012' || index > 100 || valid === allValid)

/** Columns for so many results, to be filled; where the kernel is called again and again they are made once. */
export function emptyResult(length: number): KernelResult {
  return {
    index: new Int16Array(length).fill(-1),
    chief: new Uint8Array(length),
    valid: new Uint8Array(length),
  }
}

const isMeasured = (value: number) => value >= 0 && value < Number.POSITIVE_INFINITY

/** GB/T 8170 to whole units. Halves of integers are exact in binary, so no decimal text is needed. */
function wholeHalfEven(value: number): number {
  const below = Math.floor(value)
  const rest = value - below
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below
}

/**
 * GB/T 8170 to tenths, as a count of tenths. `(2k + 1) / 20` is the double that the tie between k and k + 1 tenths
 * is written as, so comparing with it is comparing decimal texts.
 */
function tenthsHalfEven(value: number): number {
  const below = Math.floor(value * 10)
  const tie = (2 * below + 1) / 20
  return value > tie || (value === tie && below % 2 === 1) ? below + 1 : below
}

/** One sub-index; −1 = none. The same number as `subIndexOf`, without its fractions. */
function lookUp(table: KernelTable, value: number): number {
  const { byUnit, thresholds } = table
  if (thresholds.length === 0) {
    const unit = table.unitsPer === 1 ? wholeHalfEven(value) : tenthsHalfEven(value)
    return unit < byUnit.length ? byUnit[unit]! : table.beyond
  }
  const unit = Math.floor(value * table.unitsPer)
  if (unit > byUnit.length - 1 || (unit === byUnit.length - 1 && value > unit / table.unitsPer))
    return table.beyond
  let index = byUnit[unit]!
  while (value > thresholds[index]!) index++
  return index
}

/** Sub-indices of a whole column into `out`; −1 where there is none. */
export function subIndexColumn(
  name: HjStandard['name'],
  column: ColumnName,
  values: Column,
  out: Int16Array = new Int16Array(values.length),
): Int16Array {
  const table = kernelTable(name, column)
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!
    out[at] = isMeasured(value) ? lookUp(table, value) : -1
  }
  return out
}

interface Pass {
  table: KernelTable
  values: Column
  /** 2012: where the value is above the column's end (or, for ozone of days, missing). */
  fallback: { table: KernelTable; values: Column; whenMissing: boolean } | null
}

function passOf(
  name: HjStandard['name'],
  period: Period,
  pollutant: Pollutant,
  columns: KernelColumns,
): Pass {
  const averaging = period === 'hour' ? '1h' : pollutant === 'o3' ? '8h' : '24h'
  const table = kernelTable(name, `${pollutant}_${averaging}`)
  const pass: Pass = { table, values: columns[pollutant], fallback: null }
  if (name !== 'HJ633-2012') return pass
  if (period === 'day' && pollutant === 'o3' && columns.o3_1h) {
    pass.fallback = { table: kernelTable(name, 'o3_1h'), values: columns.o3_1h, whenMissing: true }
  }
  if (period === 'hour' && pollutant === 'so2' && columns.so2_24h) {
    pass.fallback = { table: kernelTable(name, 'so2_24h'), values: columns.so2_24h, whenMissing: false }
  }
  return pass
}

/** Folds one pollutant into the running index, chief mask and validity mask. */
function fold(pass: Pass, bit: number, result: KernelResult): void {
  const { table, values, fallback } = pass
  const { index, chief, valid } = result
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!
    let sub = -1
    if (isMeasured(value)) {
      sub = lookUp(table, value)
      valid[at] = valid[at]! | bit
    }
    if (sub < 0) {
      if (!fallback || (!fallback.whenMissing && !isMeasured(value))) continue
      const other = fallback.values[at]!
      if (!isMeasured(other)) continue
      valid[at] = valid[at]! | bit
      sub = lookUp(fallback.table, other)
    }
    const highest = index[at]!
    if (sub > highest) {
      index[at] = sub
      chief[at] = bit
    } else if (sub === highest) chief[at] = chief[at]! | bit
  }
}

/**
 * Index, chief pollutants and validity of whole columns (hours or days of any length) by HJ 633, equal to
 * `indexReport` for every number. Takes no memory but the result; pass one in to take none.
 */
export function indexColumns(
  name: HjStandard['name'],
  period: Period,
  columns: KernelColumns,
  result: KernelResult = emptyResult(columns.pm25.length),
): KernelResult {
  const { length } = columns.pm25
  for (const pollutant of pollutants) {
    if (columns[pollutant].length !== length)
      throw new RangeError(`${pollutant}: the columns differ in length`)
  }
  result.index.fill(-1)
  result.chief.fill(0)
  result.valid.fill(0)
  pollutants.forEach((pollutant, bit) => {
    fold(passOf(name, period, pollutant, columns), 1 << bit, result)
  })
  const { index, chief } = result
  for (let at = 0; at < length; at++) if (index[at]! <= 50) chief[at] = 0
  return result
}
