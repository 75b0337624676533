import {
  ceiling,
  compare,
  type Exact,
  exactOf,
  minus,
  numberOf,
  over,
  plus,
  scaled,
  times,
} from './decimal.ts'
import type {
  Band,
  BandColumn,
  BandStandard,
  ColumnName,
  HjStandard,
  IndexStandardData,
  LevelStandard,
} from './standards/standard.ts'

/** A sub-index (or level), or why there is none. `above`: the concentration is beyond the end of the scale. */
export type SubIndex = { value: number; above: boolean } | { value: null; above: boolean; reason: string }

const found = (value: number, above = false): SubIndex => ({ value, above })
const none = (reason: string, above = false): SubIndex => ({ value: null, above, reason })

const decimalsOf = (column: ColumnName) => (column.startsWith('co_') ? 1 : 0)

/** Reads one line between two points: `(to − from) × (value − low) ÷ (high − low) + from`. */
function along(band: Band, value: Exact): Exact {
  const share = over(
    minus(value, exactOf(band.low)),
    exactOf(numberOf(minus(exactOf(band.high), exactOf(band.low)))),
  )
  return plus(times(share, exactOf(band.to - band.from)), exactOf(band.from))
}

/** HJ 633, formula (1): the concentration rounded first where the edition says so, the index rounded up. */
function hjSubIndex(standard: HjStandard, column: ColumnName, concentration: Exact): SubIndex {
  const points = standard.columns[column]!
  const decimals = decimalsOf(column)
  const value = standard.roundsConcentrations
    ? { n: scaled(concentration, decimals, 'half-even'), d: 10n ** BigInt(decimals) }
    : concentration
  const row = points.findIndex((point, at) => at > 0 && compare(value, exactOf(point)) <= 0)
  if (row < 0) return aboveColumn(standard, column, points)
  const band = {
    low: points[row - 1]!,
    high: points[row]!,
    from: standard.rows[row - 1]!,
    to: standard.rows[row]!,
  }
  return found(Number(ceiling(along(band, value))))
}

/** HJ 633 has no clause above the last row: 500, with the raw value beside it. Two columns end early, by notes b and c. */
function aboveColumn(standard: HjStandard, column: ColumnName, points: readonly number[]): SubIndex {
  const counted = standard.beyond[column]
  if (counted === undefined) return found(standard.rows[points.length - 1]!, true)
  if (counted !== null) return found(counted, true)
  const other = column === 'so2_1h' ? 'so2 24h' : 'o3 1h'
  return none(`${standard.name} computes no sub-index above ${points.at(-1)} ug/m3; it uses ${other}`, true)
}

/** US and India: rounded once to the printed decimals, interpolated in its band, to the nearest integer. */
function bandSubIndex(standard: BandStandard, column: ColumnName, concentration: Exact): SubIndex {
  const table: BandColumn = standard.columns[column]!
  const value: Exact = {
    n: scaled(concentration, table.decimals, standard.rounding),
    d: 10n ** BigInt(table.decimals),
  }
  const last = table.bands.at(-1)!
  const first = table.bands[0]!
  if (compare(value, exactOf(first.low)) < 0)
    return none(`below ${first.low} ${table.unit} this column gives no index`)
  const band = table.bands.find(({ high }) => compare(value, exactOf(high)) <= 0)
  if (band) {
    // Between two printed bands (lead 1.0 and 1.1) a value is above the lower one, so it opens the higher.
    const inside = compare(value, exactOf(band.low)) < 0 ? exactOf(band.low) : value
    return found(Number(scaled(along(band, inside), 0, 'nearest')))
  }
  if (last.to < 500) return none(`above ${last.high} ${table.unit} this column gives no index`, true)
  const onwards = numberOf({ n: scaled(along(last, value), 0, 'nearest'), d: 1n })
  return found(standard.cap === null ? onwards : Math.min(onwards, standard.cap), true)
}

/** EU and UK: the first level whose upper bound is not below the value; one more than the bounds above them all. */
function levelOf(standard: LevelStandard, column: ColumnName, concentration: Exact): SubIndex {
  const value = standard.rounds ? { n: scaled(concentration, 0, 'nearest'), d: 1n } : concentration
  const bounds = standard.columns[column]!
  const at = bounds.findIndex((bound) => compare(value, exactOf(bound)) <= 0)
  return at < 0 ? found(bounds.length + 1) : found(at + 1)
}

/**
 * The sub-index (EU, UK: level) of one concentration, exactly by the standard's clauses.
 * @param column a column the standard has, such as `pm25_24h`
 * @param concentration not negative, in the unit of the standard's table (`unitOfColumn`)
 */
export function subIndexOf(
  standard: IndexStandardData,
  column: ColumnName,
  concentration: number | Exact,
): SubIndex {
  const value = typeof concentration === 'number' ? exactOf(concentration) : concentration
  if (value.n < 0n) throw new RangeError('a concentration below zero has no index')
  if (standard.kind === 'hj') return hjSubIndex(standard, column, value)
  if (standard.kind === 'bands') return bandSubIndex(standard, column, value)
  return levelOf(standard, column, value)
}
