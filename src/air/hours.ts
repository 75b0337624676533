import { type Day, dayFinder, type Hour } from '../kit/time.ts'
import { levelOf, reported } from './day-index.ts'
import { usable } from './flags.ts'
import { indexColumns, indexStandardOn, pollutantsIn, subIndexOf } from './index/index.ts'
import { type Pollutant, pollutants } from './pollutants.ts'
import type { HourMeans, Reading } from './readings.ts'

/** An hour with its index by the standard of its day: six one-hour means, particles read on the day columns. */
export interface HourIndex {
  hour: Hour
  /** Rounded as a report prints them; null where nothing valid was measured. */
  values: Record<Pollutant, number | null>
  index: number | null
  level: number | null
  chief: Pollutant[]
}

/** Indices of hours in any order. What must not enter an index is left out; rounding is done here, once. */
export function hourIndices(rows: readonly (HourMeans | Reading)[], zone: string): HourIndex[] {
  const dayOf = dayFinder(zone)
  const byDay = Map.groupBy(rows, ({ hour }) => dayOf(hour))
  const found = new Map<HourMeans | Reading, HourIndex>()
  for (const [day, ofDay] of byDay)
    for (const [at, index] of indicesOfDay(ofDay, day).entries()) found.set(ofDay[at]!, index)
  return rows.map((row) => found.get(row)!)
}

function indicesOfDay(rows: readonly (HourMeans | Reading)[], day: Day): HourIndex[] {
  const values = rows.map(reportedValues)
  const column = (pollutant: Pollutant) => Float64Array.from(values, (row) => row[pollutant] ?? Number.NaN)
  const columns = Object.fromEntries(pollutants.map((pollutant) => [pollutant, column(pollutant)]))
  const { index, chief } = indexColumns(
    indexStandardOn(day).name,
    'hour',
    columns as Record<Pollutant, Float64Array>,
  )
  return rows.map(({ hour }, at) => ({
    hour,
    values: values[at]!,
    index: index[at]! < 0 ? null : index[at]!,
    level: index[at]! < 0 ? null : levelOf(index[at]!, day),
    chief: pollutantsIn(chief[at]!),
  }))
}

function reportedValues(row: HourMeans | Reading): Record<Pollutant, number | null> {
  const flagged = 'flags' in row ? row.flags : 0
  const value = (pollutant: Pollutant, column: number) => {
    const raw = row[pollutant]
    return raw !== null && usable(raw, flagged, column) ? reported(pollutant, raw) : null
  }
  return Object.fromEntries(pollutants.map((pollutant, i) => [pollutant, value(pollutant, i)])) as Record<
    Pollutant,
    number | null
  >
}

/** The sub-index of an hour's mean by the standard of its day; null where the standard computes none. */
export function hourSubIndex(
  pollutant: Pollutant,
  value: number,
  day: Day,
): { index: number; level: number } | null {
  const index = subIndexOf(indexStandardOn(day), `${pollutant}_1h`, value).value
  return index === null ? null : { index, level: levelOf(index, day) }
}
