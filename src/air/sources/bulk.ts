import type { Hour } from '../../kit/time.ts'
import { type Pollutant, pollutants, type Validity } from '../pollutants.ts'
import type { Refusal, SourceInfo, SourceStation } from './source.ts'

/**
 * Files of years. A parser reads one file's bytes and hands its hours to a sink, each (station, hour) once, station
 * by station, hours ascending. Nothing is allocated per row: the six values arrive in one array that is used again
 * for the next row, so a sink copies what it keeps.
 */
export interface BulkParser {
  info: SourceInfo
  validity: Validity
  /** Names of its files, without folder: what to take when it is given a folder. */
  files: RegExp
  /**
   * @param name file name with or without folder; it appears in the report, and some formats carry the station in it
   * @param newest the newest hour that has ended; later ones are refused as not yet measured
   * Never throws for what a file may contain: that goes into the report.
   */
  parse(bytes: Uint8Array, name: string, sink: RowSink, newest: Hour): BulkReport
}

/**
 * `values` in the order of `pollutants`, in our units (CO mg/m³, else µg/m³): a number; `NaN` where the provider says
 * that it has no value; `absent` where it says nothing of that pollutant, or what it said was refused.
 */
export type RowSink = (station: string, hour: Hour, values: Float64Array) => void

export const absent = Number.NEGATIVE_INFINITY

export interface BulkReport {
  /** Data lines of the file, header and blank lines not counted. */
  lines: number
  /** Rows given to the sink: distinct (station, hour). */
  hours: number
  /** Numbers given to the sink; `missing` counts the values said to be missing. */
  values: number
  missing: number
  refused: Notes
  /** What was read otherwise than it stands there: repeated hours, swapped columns. The newest word was taken. */
  corrected: Notes
  /** Stations of its own that the file or its source describes: they may be registered when nobody knows them yet. */
  stations: SourceStation[]
}

/** A list of places with reasons; it counts all of them and keeps the first thousand. */
export class Notes {
  static readonly most = 1000
  readonly kept: Refusal[] = []
  count = 0

  add(where: string, line: number | undefined, reason: string) {
    this.count++
    if (this.kept.length >= Notes.most) return
    this.kept.push(line === undefined ? { where, reason } : { where, line, reason })
  }
}

export const newReport = (): BulkReport => ({
  lines: 0,
  hours: 0,
  values: 0,
  missing: 0,
  refused: new Notes(),
  corrected: new Notes(),
  stations: [],
})

export const columnOf = Object.fromEntries(pollutants.map((p, i) => [p, i])) as Record<Pollutant, number>

/** One station's hours of a file, rows in the order in which they came. */
export class Series {
  readonly station: string
  /** Numbers of a row: the pollutants, and what a format keeps beside them to check by. */
  readonly width: number
  length = 0
  hours = new Int32Array(64)
  values: Float64Array<ArrayBuffer>
  private newest = -1
  private newestRow = -1
  /** Made only when an hour comes out of order: files of years are nearly always in order. */
  private rows: Map<Hour, number> | null = null

  constructor(station: string, width: number) {
    this.station = station
    this.width = width
    this.values = new Float64Array(64 * width)
  }

  get inOrder() {
    return this.rows === null
  }

  /** The row of an hour, a new one if need be. */
  open(hour: Hour): number {
    if (hour === this.newest) return this.newestRow
    if (hour > this.newest) {
      this.newest = hour
      return (this.newestRow = this.append(hour))
    }
    this.rows ??= new Map(Array.from(this.hours.subarray(0, this.length), (h, i) => [h, i]))
    return this.rows.get(hour) ?? this.append(hour)
  }

  private append(hour: Hour): number {
    if (this.length === this.hours.length) this.grow()
    const row = this.length++
    this.hours[row] = hour
    this.values.fill(absent, row * this.width, (row + 1) * this.width)
    this.rows?.set(hour, row)
    return row
  }

  private grow() {
    const hours = new Int32Array(this.hours.length * 2)
    const values = new Float64Array(this.values.length * 2)
    hours.set(this.hours)
    values.set(this.values)
    this.hours = hours
    this.values = values
  }

  /** Writes a value, and tells whether it took the place of a different one. */
  set(row: number, column: number, value: number): boolean {
    const at = row * this.width + column
    const before = this.values[at]!
    this.values[at] = value
    return before !== absent && !Object.is(before, value)
  }
}

/** All hours of one file, by station. */
export class HourGrid {
  private readonly byStation = new Map<string, Series>()
  readonly width: number

  constructor(extraColumns = 0) {
    this.width = pollutants.length + extraColumns
  }

  series(station: string): Series {
    let found = this.byStation.get(station)
    if (!found) {
      found = new Series(station, this.width)
      this.byStation.set(station, found)
    }
    return found
  }

  all(): Iterable<Series> {
    return this.byStation.values()
  }

  get size() {
    return this.byStation.size
  }

  /** Takes one pollutant out of every row, as if the file had not mentioned it. */
  forget(pollutant: Pollutant) {
    for (const series of this.all())
      for (let row = 0; row < series.length; row++)
        series.values[row * this.width + columnOf[pollutant]] = absent
  }

  /** The middle of the numbers of one pollutant, zeros and negatives left out, and how many they are. */
  median(pollutant: Pollutant): { median: number; count: number } {
    const numbers: number[] = []
    for (const { values, length } of this.all())
      for (let at = columnOf[pollutant]; at < length * this.width; at += this.width)
        if (values[at]! > 0) numbers.push(values[at]!)
    const sorted = Float64Array.from(numbers).sort()
    return { median: sorted[sorted.length >> 1] ?? Number.NaN, count: sorted.length }
  }

  /** Hands every row that says anything to the sink and counts into the report. */
  emit(sink: RowSink, report: BulkReport) {
    const row = new Float64Array(pollutants.length)
    for (const series of this.all()) {
      const order = series.inOrder ? null : sortedRows(series)
      for (let i = 0; i < series.length; i++) {
        const from = order ? order[i]! : i
        if (!copyRow(series, from, row, report)) continue
        report.hours++
        sink(series.station, series.hours[from]!, row)
      }
    }
  }
}

/** Copies the pollutants of a row and counts them; false when none is spoken of. */
function copyRow({ values, width }: Series, from: number, row: Float64Array, report: BulkReport): boolean {
  let said = false
  for (let c = 0; c < row.length; c++) {
    const value = values[from * width + c]!
    row[c] = value
    if (value === absent) continue
    said = true
    if (Number.isNaN(value)) report.missing++
    else report.values++
  }
  return said
}

const sortedRows = ({ hours, length }: Series) =>
  Uint32Array.from({ length }, (_, i) => i).sort((a, b) => hours[a]! - hours[b]!)
