import type { Hour } from '../kit/time.ts'
import { flagSeries, usable } from './flags.ts'
import { pollutants } from './pollutants.ts'

/** One station's hours without gaps, from `first` on: `NaN` where nothing was measured. */
export class StationGrid {
  readonly station: number
  readonly first: Hour
  readonly values: readonly Float64Array[]
  /** The values that may enter a mean or an index; the others are `NaN`. Filled by `judge`. */
  usable: readonly Float64Array[] = []
  /** Flags as stored, and as the station's own hours give them now. */
  readonly storedFlags: Int32Array
  readonly flags: Int32Array
  /** 1 where there is a row at all. */
  readonly present: Uint8Array

  constructor(station: number, first: Hour, hours: number) {
    this.station = station
    this.first = first
    this.values = pollutants.map(() => new Float64Array(hours).fill(Number.NaN))
    this.storedFlags = new Int32Array(hours)
    this.flags = new Int32Array(hours)
    this.present = new Uint8Array(hours)
  }

  set(hour: Hour, values: readonly (number | null)[], flags: number): void {
    const at = hour - this.first
    this.present[at] = 1
    this.storedFlags[at] = flags
    for (let column = 0; column < pollutants.length; column++)
      this.values[column]![at] = values[column] ?? Number.NaN
  }

  /** Flags every hour and takes what must not enter a mean out of `usable`. */
  judge(): void {
    flagSeries(this.values, this.flags)
    this.usable = this.values.map((series, column) =>
      series.map((value, at) => (usable(value, this.flags[at]!, column) ? value : Number.NaN)),
    )
  }
}
