import { daysIn, type Hour } from '../../kit/time.ts'
import type { Pollutant } from '../pollutants.ts'
import { type BulkReport, columnOf, HourGrid, newReport, type RowSink } from './bulk.ts'
import { CsvRows, openText } from './csv.ts'
import type { SourceStation } from './source.ts'

/** Files with one line for each hour of a station, dated in columns `year, month, day, hour`. */
export interface DatedFormat {
  /** Lower-case names of the pollutant columns, and what to divide by to come to our units. */
  columns: Partial<Record<Pollutant, { header: string; divisor: number }>>
  /** 0 where the hour is the period's end, 1 where it is its start. */
  hourShift: 0 | 1
  /** Lower-case name of the column with the station, where there is one. */
  stationColumn?: string
  /** A lower-case column that its files never have and those of a like source do: they would pass for this station's. */
  foreignColumn?: string
  /** Our word for what stands in that column, where it is not the station's name. */
  rename?(said: string): string
  /** The station of a file without that column, or null when the name does not tell. */
  stationOf(fileName: string): string | null
  /** The stations that it speaks of, where they are no one's but its own; found by their English names. */
  stations?: SourceStation[]
  /** Lines before the header. */
  preamble: number
  /** Judges a line by its other columns: null takes it as it is. */
  judge?(rows: CsvRows, header: Map<string, number>): 'missing' | { refuse: string } | null
  /** Looks over the whole file before it is handed on. */
  review?(grid: HourGrid, report: BulkReport, name: string): void
}

export const baseName = (name: string) =>
  name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)

export const lateReason = 'hour not ended yet: no reading can be from the future'
export const notANumber = (symbol: string, text: string) =>
  `${symbol}: ${JSON.stringify(text.slice(0, 40))} is no possible value`
export const repeatedReason = (symbol: string) =>
  `${symbol}: hour repeated with another value, the last one was taken`

/** All of the files here are on Beijing time, which has had no summer time since 1991. */
const offset = 8

/** The hour of a Beijing clock time, or -1 when there is no such time. */
export function beijingHour(year: number, month: number, day: number, clock: number): Hour {
  if (year < 1992 || year > 9999 || clock < 0 || clock > 24) return -1
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return -1
  return daysBefore(year, month) * 24 + (day - 1) * 24 + clock - offset
}

/** Days from 1970-01-01 to the first of a month; Hinnant's days_from_civil with years that begin in March. */
function daysBefore(year: number, month: number): number {
  const y = month <= 2 ? year - 1 : year
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5)
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + ofYear - 719468
}

/** Names as files write them. */
const plain: Record<Pollutant, string> = {
  pm25: 'PM2.5',
  pm10: 'PM10',
  so2: 'SO2',
  no2: 'NO2',
  co: 'CO',
  o3: 'O3',
}

interface Columns {
  date: [year: number, month: number, day: number, clock: number]
  station: number
  values: { column: number; field: number; divisor: number; symbol: string }[]
  header: Map<string, number>
}

export function parseDated(
  format: DatedFormat,
  bytes: Uint8Array,
  name: string,
  sink: RowSink,
  newest: Hour,
): BulkReport {
  const report = newReport()
  const opened = openText(bytes)
  if ('refused' in opened) {
    report.refused.add(name, undefined, opened.refused)
    return report
  }
  const rows = new CsvRows(opened.text)
  const columns = columnsOf(format, rows)
  if ('refused' in columns) {
    report.refused.add(name, rows.line || undefined, columns.refused)
    return report
  }
  const fixed = columns.station < 0 ? format.stationOf(baseName(name)) : null
  if (columns.station < 0 && !fixed) {
    report.refused.add(name, undefined, 'no column "station", and the file name does not name one')
    return report
  }
  report.stations.push(...(format.stations ?? []))
  const grid = new HourGrid()
  readLines(format, rows, columns, { grid, report, name, newest, fixed })
  format.review?.(grid, report, name)
  grid.emit(sink, report)
  return report
}

function columnsOf(format: DatedFormat, rows: CsvRows): Columns | { refused: string } {
  const header = findHeader(format, rows)
  if (!header) return { refused: 'no header line with year, month, day and hour: not a file of this source' }
  if (format.foreignColumn && header.has(format.foreignColumn))
    return { refused: `a column "${format.foreignColumn}" in the header: not a file of this source` }
  const values: Columns['values'] = []
  for (const [pollutant, { header: title, divisor }] of Object.entries(format.columns)) {
    const field = header.get(title)
    if (field === undefined) continue
    values.push({
      column: columnOf[pollutant as Pollutant],
      field,
      divisor,
      symbol: plain[pollutant as Pollutant],
    })
  }
  if (values.length === 0) return { refused: 'no column of a pollutant in the header' }
  const field = (title: string) => header.get(title) ?? -1
  return {
    date: [field('year'), field('month'), field('day'), field('hour')],
    station: format.stationColumn ? field(format.stationColumn) : -1,
    values,
    header,
  }
}

function findHeader(format: DatedFormat, rows: CsvRows): Map<string, number> | null {
  for (let line = 0; line <= format.preamble && rows.next(); line++) {
    if (rows.damage) continue
    const titles = rows.texts().map((title) => title.toLowerCase())
    if (['year', 'month', 'day', 'hour'].every((title) => titles.includes(title)))
      return new Map(titles.map((title, i) => [title, i]))
  }
  return null
}

interface Reading {
  grid: HourGrid
  report: BulkReport
  name: string
  newest: Hour
  fixed: string | null
}

function readLines(format: DatedFormat, rows: CsvRows, columns: Columns, reading: Reading) {
  const { grid, report, name, newest } = reading
  const fields = columns.header.size
  let series = reading.fixed ? grid.series(reading.fixed) : null
  let stationBytes: Uint8Array | null = null
  while (rows.next()) {
    report.lines++
    const refused =
      rows.damage ??
      (rows.count < fields ? shortLine(rows, fields) : null) ??
      lostStation(rows, columns, grid)
    if (refused) {
      report.refused.add(name, rows.line, refused)
      continue
    }
    const hour = hourOf(rows, columns, format.hourShift)
    if (hour < 0 || hour > newest) {
      report.refused.add(name, rows.line, hour < 0 ? 'no such date or hour' : lateReason)
      continue
    }
    if (!series || (columns.station >= 0 && !(stationBytes && rows.same(columns.station, stationBytes)))) {
      const said = rows.text(columns.station)
      series = grid.series(format.rename?.(said) ?? said)
      stationBytes = rows.bytes.slice(rows.starts[columns.station], rows.ends[columns.station])
    }
    const verdict = format.judge?.(rows, columns.header) ?? null
    if (verdict && verdict !== 'missing') {
      report.refused.add(name, rows.line, verdict.refuse)
      continue
    }
    const row = series.open(hour)
    for (const value of columns.values) {
      const amount = verdict ? Number.NaN : rows.amount(value.field)
      if (amount === Number.POSITIVE_INFINITY) {
        report.refused.add(name, rows.line, notANumber(value.symbol, rows.text(value.field)))
        continue
      }
      if (series.set(row, value.column, amount / value.divisor))
        report.corrected.add(name, rows.line, repeatedReason(value.symbol))
    }
  }
}

const shortLine = (rows: CsvRows, fields: number) =>
  rows.unended
    ? `truncated last line: ${rows.count} of ${fields} fields`
    : `${rows.count} fields where the header has ${fields}`

/** No station, or half a name at the end of a file that was cut off: it would become a station of its own. */
function lostStation(rows: CsvRows, { station, header }: Columns, grid: HourGrid): string | null {
  if (station < 0) return null
  if (rows.width(station) === 0) return 'no station'
  if (!rows.unended || station !== header.size - 1 || grid.size === 0) return null
  const last = rows.text(station)
  for (const known of grid.all()) {
    if (known.station === last) return null
    if (known.station.startsWith(last)) return 'truncated last line: the station name is cut off'
  }
  return null
}

function hourOf(rows: CsvRows, { date }: Columns, shift: 0 | 1): Hour {
  const clock = rows.whole(date[3])
  if (clock < 0) return -1
  const hour = beijingHour(rows.whole(date[0]), rows.whole(date[1]), rows.whole(date[2]), clock)
  return hour < 0 ? -1 : hour + shift
}

/** The share of a file's hours with numbers that must be there before its unit can be judged. */
const enough = 24

/**
 * Leaves CO out when its numbers can only be in the other unit: city air has a middle value of some tenths of a
 * mg/m³, so a median beyond 50 is µg/m³ taken for mg/m³, and one under 0.01 the reverse (facts/air.md, 3.3).
 */
export function reviewCo(grid: HourGrid, report: BulkReport, name: string) {
  const { median, count } = grid.median('co')
  if (count < enough || (median > 0.01 && median < 50)) return
  grid.forget('co')
  const shown = Number(median.toPrecision(3))
  report.refused.add(
    name,
    undefined,
    `CO left out: a median of ${shown} mg/m³ says that its unit is another one`,
  )
}
