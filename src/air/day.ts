import type { Day, Hour } from '../kit/time.ts'
import { type DayIndex, dayIndex } from './day-index.ts'
import type { StationGrid } from './grid.ts'
import { cityMean, dailyMax1h, dailyMax8h, dayMean } from './index/index.ts'
import { type Pollutant, pollutants } from './pollutants.ts'

/** The six values of a daily report (HJ 633, 4.2.2): day means, and the daily maximum 8-hour mean of ozone. */
export const dayItems = ['pm25', 'pm10', 'so2', 'no2', 'co', 'o3_8h'] as const
export type DayItem = (typeof dayItems)[number]

/** A day of a place as it is kept: unrounded values, what stands behind them, and the index of the standard of the day. */
export interface DayValues extends Record<DayItem, number | null>, DayIndex {
  o3_1h: number | null
  /** Hours behind each value of a station; stations behind each value of a city. */
  n_pm25: number
  n_pm10: number
  n_so2: number
  n_no2: number
  n_co: number
  n_o3: number
}

const o3 = pollutants.indexOf('o3')
/** The index functions say `NaN`, the tables null. */
export const orNull = (value: number) => (Number.isNaN(value) ? null : value)

/**
 * One station's day from its hours; null when the station said nothing at all.
 * @param first @param last the day's period-ending hours, inside the grid with at least seven hours before them
 */
export function stationDay(grid: StationGrid, day: Day, first: Hour, last: Hour): DayValues | null {
  const from = first - grid.first
  const to = last - grid.first
  if (!grid.present.subarray(from, to + 1).includes(1)) return null
  const means = {} as Record<Pollutant, number | null>
  const counts = {} as Record<`n_${Pollutant}`, number>
  for (const [column, pollutant] of pollutants.entries()) {
    const { value, count } = dayMean(grid.usable[column]!, from, to + 1)
    means[pollutant] = orNull(value)
    counts[`n_${pollutant}`] = count
  }
  const ozone = grid.usable[o3]!
  const { o3: _, ...dayMeans } = means
  const o3_8h = orNull(dailyMax8h(ozone, from, day, undefined, to - from + 1).value)
  const values = { ...dayMeans, o3_8h, o3_1h: orNull(dailyMax1h(ozone, from, to + 1).value) }
  return { ...values, ...counts, ...dayIndex(values, day) }
}

/**
 * The city's day: the mean of the day values of its evaluated stations (HJ 663). Hours are never pooled: a station
 * without a valid day is left out, the others count alike.
 */
export function cityDay(stations: readonly DayValues[], day: Day): DayValues {
  const valid = (item: DayItem | 'o3_1h') =>
    stations.map((values) => values[item]).filter((value) => value !== null)
  const mean = (item: DayItem | 'o3_1h') => orNull(cityMean(valid(item)).value)
  const values = {
    pm25: mean('pm25'),
    pm10: mean('pm10'),
    so2: mean('so2'),
    no2: mean('no2'),
    co: mean('co'),
    o3_8h: mean('o3_8h'),
    o3_1h: mean('o3_1h'),
  }
  const counts = {
    n_pm25: valid('pm25').length,
    n_pm10: valid('pm10').length,
    n_so2: valid('so2').length,
    n_no2: valid('no2').length,
    n_co: valid('co').length,
    n_o3: valid('o3_8h').length,
  }
  return { ...values, ...counts, ...dayIndex(values, day) }
}
