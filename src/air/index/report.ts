import { exactOf, numberOf } from './decimal.ts'
import { onlyAveraging, unitOfColumn } from './standards/registry.ts'
import {
  averagings,
  type BandStandard,
  type Category,
  type ColumnName,
  categoryOf,
  type HjStandard,
  type IndexStandardData,
  type LevelStandard,
  partsOf,
} from './standards/standard.ts'
import { type SubIndex, subIndexOf } from './sub-index.ts'
import { convert, type Substance, substances } from './units.ts'

export type Period = 'day' | 'hour'

/**
 * Concentrations by column (`o3_8h`, `so2_1h`) or by the bare pollutant where the period leaves one column, in the
 * units of the standard's table. Null, NaN, infinite and negative values are invalid pollutants, not zeros.
 */
export type Values = Readonly<Partial<Record<ColumnName | Substance, number | null | undefined>>>

export interface ReportOptions {
  /** Pollutants the monitoring plan leaves out without harm (HJ 633-2026, 5.3.2): they do not withhold the index. */
  notMonitored?: readonly Substance[]
  /** A traffic station of the European index needs NO2 and a PM, any other O3 as well. */
  station?: 'traffic' | 'background'
}

export interface IndexReport {
  /** The index (EU: the level) from what is valid; null when nothing is, which is neither zero nor good. */
  index: number | null
  /** What may be published: `NA` where the standard withholds an incomplete index. */
  published: number | 'NA'
  /** The pollutants with the highest sub-index, ties side by side in a fixed order; HJ 633 names none up to 50. */
  chief: Substance[]
  category: Category | null
  /** A sub-index (EU, UK: level) for every pollutant of the standard; null = none. */
  subIndices: Partial<Record<Substance, number | null>>
  /** Why a valid concentration got no sub-index. */
  reasons: Partial<Record<Substance, string>>
  /** Pollutants of the standard without a valid concentration. */
  missing: Substance[]
  /** Raw concentrations beyond the end of the scale, to be shown beside the index. */
  above: Partial<Record<Substance, number>>
}

const isValid = (value: number | null | undefined): value is number =>
  value !== null && value !== undefined && value >= 0 && value < Number.POSITIVE_INFINITY

const substancesOf = (standard: IndexStandardData): Substance[] =>
  substances.filter((substance) =>
    Object.keys(standard.columns).some((column) => partsOf(column as ColumnName).substance === substance),
  )

/** The column that a key of `Values` means in a period; null where it is ambiguous or no column at all. */
export function columnMeant(standard: IndexStandardData, period: Period, key: string): ColumnName | null {
  const [substance, averaging, more] = key.split('_')
  if (!substances.some((known) => known === substance) || more !== undefined) return null
  if (averaging !== undefined)
    return averagings.some((known) => known === averaging) ? (key as ColumnName) : null
  if (standard.kind !== 'hj') {
    const only = onlyAveraging(standard, substance as Substance)
    return only && `${substance as Substance}_${only}`
  }
  if (period === 'hour') return `${substance as Substance}_1h`
  return substance === 'o3' ? null : `${substance as Substance}_24h`
}

/** The columns that a period of a standard reads; HJ 633-2012 with those it falls back on. */
export function columnsUsed(standard: IndexStandardData, period: Period): ColumnName[] {
  const all = Object.keys(standard.columns) as ColumnName[]
  if (standard.kind !== 'hj') return all
  const is2012 = standard.name === 'HJ633-2012'
  return period === 'hour'
    ? all.filter((column) => column.endsWith('_1h') || (is2012 && column === 'so2_24h'))
    : all.filter((column) => !column.endsWith('_1h') || (is2012 && column === 'o3_1h'))
}

type Found = { column: ColumnName; raw: number; sub: SubIndex } | null
type Look = (column: ColumnName) => Found

/** 2012 hands a value above 800 to the other averaging; 2026 counts it within its own column. */
function hjFound(standard: HjStandard, period: Period, substance: Substance, look: Look): Found {
  const own = look(`${substance}_${period === 'hour' ? '1h' : substance === 'o3' ? '8h' : '24h'}`)
  if (standard.name !== 'HJ633-2012' || (own && own.sub.value !== null)) return own
  if (substance === 'o3' && period === 'day') return look('o3_1h') ?? own
  if (substance === 'so2' && period === 'hour' && own) return look('so2_24h') ?? own
  return own
}

const higher = (a: Found, b: Found): Found =>
  b && b.sub.value !== null && (!a || a.sub.value === null || b.sub.value > a.sub.value) ? b : a

/** From 305 ppb the 24-h value decides; where that is lower (or unknown) the 1-h value gives exactly 200. */
function usSulphurDioxide(look: Look): Found {
  const hour = look('so2_1h')
  const day = look('so2_24h')
  if (day && day.sub.value !== null) return day
  if (hour?.sub.above) return { ...hour, sub: { value: 200, above: true } }
  return hour ?? day
}

function bandFound(standard: BandStandard, substance: Substance, look: Look): Found {
  if (standard.name === 'IN-NAQI') {
    return substance === 'o3' ? higher(look('o3_8h'), look('o3_1h')) : look(onlyColumn(standard, substance))
  }
  if (substance === 'so2') return usSulphurDioxide(look)
  if (substance !== 'o3') return look(onlyColumn(standard, substance))
  // The 8-h value is required; the 1-h value only ever raises it, or replaces it above 0.200 ppm.
  const eight = look('o3_8h')
  return eight && higher(eight, look('o3_1h'))
}

const onlyColumn = (standard: BandStandard | LevelStandard, substance: Substance): ColumnName =>
  `${substance}_${onlyAveraging(standard, substance)!}`

/** Whether the standard lets an index of these pollutants be published. */
function mayPublish(
  standard: IndexStandardData,
  index: number,
  has: (substance: Substance) => boolean,
  options: ReportOptions,
): boolean {
  if (standard.kind === 'hj') {
    if (!standard.withholdsIncomplete || index > 100) return true
    return substancesOf(standard).every((one) => has(one) || options.notMonitored?.includes(one))
  }
  if (standard.name !== 'EU-EAQI-2024') return true
  return has('no2') && (has('pm25') || has('pm10')) && (options.station === 'traffic' || has('o3'))
}

/** India computes no index from fewer than three pollutants or without a PM. */
const mayCompute = (standard: IndexStandardData, computed: Substance[]): boolean =>
  computed.length > 0 &&
  (standard.name !== 'IN-NAQI' ||
    (computed.length >= 3 && (computed.includes('pm25') || computed.includes('pm10'))))

/** The values by column; a key that means no column of this period is left out. */
function byColumn(standard: IndexStandardData, period: Period, values: Values): Map<ColumnName, number> {
  const columns = new Map<ColumnName, number>()
  for (const [key, value] of Object.entries(values)) {
    const column = columnMeant(standard, period, key)
    if (column && isValid(value) && Object.hasOwn(standard.columns, column)) columns.set(column, value)
  }
  return columns
}

/** The index of one place and period by a standard, with everything the clauses say is to be published with it. */
export function indexReport(
  standard: IndexStandardData,
  period: Period,
  values: Values,
  options: ReportOptions = {},
): IndexReport {
  const columns = byColumn(standard, period, values)
  const look: Look = (column) => {
    const raw = columns.get(column)
    return raw === undefined ? null : { column, raw, sub: subIndexOf(standard, column, raw) }
  }
  const report: IndexReport = {
    index: null,
    published: 'NA',
    chief: [],
    category: null,
    subIndices: {},
    reasons: {},
    missing: [],
    above: {},
  }
  for (const substance of substancesOf(standard)) {
    const found =
      standard.kind === 'hj'
        ? hjFound(standard, period, substance, look)
        : standard.kind === 'bands'
          ? bandFound(standard, substance, look)
          : look(onlyColumn(standard, substance))
    report.subIndices[substance] = found?.sub.value ?? null
    if (!found) report.missing.push(substance)
    else if (found.sub.value === null) report.reasons[substance] = found.sub.reason
    if (found?.sub.above) report.above[substance] = found.raw
  }
  return conclude(standard, report, options)
}

function conclude(standard: IndexStandardData, report: IndexReport, options: ReportOptions): IndexReport {
  const { subIndices } = report
  const computed = substances.filter((substance) => typeof subIndices[substance] === 'number')
  if (!mayCompute(standard, computed)) return report
  const index = Math.max(...computed.map((substance) => subIndices[substance]!))
  const missing = new Set(report.missing)
  return {
    ...report,
    index,
    published: mayPublish(standard, index, (one) => !missing.has(one), options) ? index : 'NA',
    chief:
      standard.kind === 'hj' && index <= 50
        ? []
        : computed.filter((substance) => subIndices[substance] === index),
    category: categoryOf(standard, index),
  }
}

/** Values in the units of the house (µg/m³, CO mg/m³) as the units of a standard's table, at 25 °C and 1013.25 hPa. */
export function inUnitsOf(standard: IndexStandardData, period: Period, values: Values): Values {
  const converted: Partial<Record<ColumnName, number>> = {}
  for (const [column, value] of byColumn(standard, period, values)) {
    const { substance } = partsOf(column)
    const result = convert(
      exactOf(value),
      substance,
      substance === 'co' ? 'mg/m3' : 'ug/m3',
      unitOfColumn(standard, column),
    )
    if (result) converted[column] = numberOf(result)
  }
  return converted
}
