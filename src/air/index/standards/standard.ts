import type { Day } from '../../../kit/time.ts'
import type { Words } from '../../../kit/words.ts'
import type { Substance, Unit } from '../units.ts'

export type Rgb = readonly [number, number, number]

/** Averaging periods: `peak` is WHO's peak season of ozone. */
export const averagings = ['15min', '1h', '8h', '24h', 'month', 'quarter', 'peak', 'year'] as const
export type Averaging = (typeof averagings)[number]

/** One column of a table, such as `pm25_24h`. */
export type ColumnName = `${Substance}_${Averaging}`

/** One step of an index with its name, colours and, where the standard gives them, words for people. */
export interface Category {
  level: number
  /** First and last index of the step; the last step of some scales has no end. */
  from: number
  to: number
  name: Words
  /** The level as it is printed: 一级 / Level I. */
  levelName: Words
  colour: Words
  rgb: Rgb
  /** The same step in colours that colour-blind readers tell apart. */
  assist: Rgb
  health?: Words
  advice?: Words
}

interface Dated {
  title: Words
  source: string
  /** First and last day the text is in force; null where it has no such day (or none yet). */
  first: Day | null
  last: Day | null
}

interface IndexStandard extends Dated {
  categories: readonly Category[]
}

/** HJ 633: one common index row over columns of concentrations, indices rounded up. */
export interface HjStandard extends IndexStandard {
  kind: 'hj'
  name: 'HJ633-2012' | 'HJ633-2026'
  /** Upper index of each table row, beginning with 0. */
  rows: readonly number[]
  /** Concentration of each row; a shorter column ends there. */
  columns: Readonly<Partial<Record<ColumnName, readonly number[]>>>
  /** Whether concentrations are first rounded by GB/T 8170 (integers, CO one decimal). */
  roundsConcentrations: boolean
  /** The sub-index above the last figure of a column that ends early; null = not computed. */
  beyond: Readonly<Partial<Record<ColumnName, number | null>>>
  /** Whether an index of at most 100 stays unpublished (`NA`) while a pollutant is missing (clause 5.3.1). */
  withholdsIncomplete: boolean
  /** Who should take care, by pollutant, when its sub-index is above 100. */
  sensitive: Readonly<Partial<Record<Substance, Words>>>
}

/** A band of its own limits: concentrations `low … high` map to indices `from … to`. */
export interface Band {
  low: number
  high: number
  from: number
  to: number
}

export interface BandColumn {
  unit: Unit
  decimals: number
  bands: readonly Band[]
}

/** US EPA and India: every band has its own lower bound. */
export interface BandStandard extends IndexStandard {
  kind: 'bands'
  name: 'US-EPA-2024' | 'IN-NAQI'
  columns: Readonly<Partial<Record<ColumnName, BandColumn>>>
  rounding: 'truncate' | 'nearest'
  /** The highest index, or null where the last line goes on. */
  cap: number | null
}

/** EU and UK: levels by upper bounds; the bound itself belongs to the lower level. */
export interface LevelStandard extends IndexStandard {
  kind: 'levels'
  name: 'EU-EAQI-2024' | 'UK-DAQI'
  columns: Readonly<Partial<Record<ColumnName, readonly number[]>>>
  /** Whether the concentration is first rounded to an integer. */
  rounds: boolean
  /** Whether the level itself is a printed number of the index (UK 1–10). */
  numbered: boolean
}

export type IndexStandardData = HjStandard | BandStandard | LevelStandard

/** `pm25` and `24h` as `pm25_24h`. */
export const columnName = (substance: Substance, averaging: Averaging): ColumnName =>
  `${substance}_${averaging}`

/** The same in reverse. */
export function partsOf(column: ColumnName): { substance: Substance; averaging: Averaging } {
  const [substance, averaging] = column.split('_') as [Substance, Averaging]
  return { substance, averaging }
}

/** `#rrggbb` of a colour. */
export const hexOf = (rgb: Rgb): string =>
  `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`
/** A colour of `#rrggbb`. */
export const rgbOf = (hex: string): Rgb => {
  const part = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16)
  return [part(1), part(3), part(5)]
}

/** The step of an index: the first whose end is not below it; 0 belongs to the first, more than the last end to the last. */
export function categoryOf(standard: IndexStandardData, index: number): Category {
  const { categories } = standard
  return categories.find((category) => index <= category.to) ?? categories[categories.length - 1]!
}
