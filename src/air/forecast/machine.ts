import { addDays, type Day, hoursOfDay } from '../../kit/time.ts'
import { cityDay, type DayItem, type DayValues, dayItems, stationDay } from '../day.ts'
import { StationGrid } from '../grid.ts'
import { maskOf } from '../index/index.ts'
import { pollutants } from '../pollutants.ts'
import type { SourceReading } from '../sources/index.ts'
import { chiefOf, furthest, rangeAround, type Spread } from './range.ts'
import type { MachineDay } from './types.ts'

/** The city's day as a model's hours give it. */
export interface ModelDay {
  day: Day
  values: Record<DayItem, number | null>
  index: number
  points: number
}

/**
 * The days ahead of the city from a model's hours: each point's day by HJ 663 (20 hours, ozone by its 8-hour windows),
 * their mean, and the index by the standard of that day. A day that could not be published as a daily report (too few
 * hours, a pollutant missing and the index at most 100) is not forecast: HJ 633-2026, 4.2.5 and 5.3.1.
 * @param hours of any points and hours; µg/m³, CO mg/m³
 * @param madeOn the centre's day on which the forecast is made; the days after it are forecast
 */
export function modelDays(hours: readonly SourceReading[], madeOn: Day, zone: string): ModelDay[] {
  const from = hoursOfDay(addDays(madeOn, 1), zone).first
  const to = hoursOfDay(addDays(madeOn, furthest), zone).last
  const grids = [...Map.groupBy(hours, ({ station }) => station).values()].map((own) => gridOf(own, from, to))
  return Array.from({ length: furthest }, (_, i) => addDays(madeOn, i + 1)).flatMap((day) => {
    const { first, last } = hoursOfDay(day, zone)
    const points = grids.map((grid) => stationDay(grid, day, first, last)).filter((one) => one !== null)
    return modelDay(day, points)
  })
}

function gridOf(hours: readonly SourceReading[], from: number, to: number): StationGrid {
  const grid = new StationGrid(0, from, to - from + 1)
  for (const { hour, values } of hours) {
    if (hour < from || hour > to) continue
    grid.set(
      hour,
      pollutants.map((pollutant) => values[pollutant] ?? null),
      0,
    )
  }
  grid.judge()
  return grid
}

function modelDay(day: Day, points: readonly DayValues[]): ModelDay[] {
  const valid = points.filter(({ idx }) => idx !== null)
  if (valid.length === 0) return []
  const city = cityDay(valid, day)
  if (city.idx === null || !city.published) return []
  const values = Object.fromEntries(dayItems.map((item) => [item, city[item]])) as ModelDay['values']
  return [{ day, values, index: city.idx, points: valid.length }]
}

/** A day of the model as it is issued: with its range and chief pollutants. */
export function machineDay({ day, values, index, points }: ModelDay, spread: Spread): MachineDay {
  const range = rangeAround(index, spread)
  return { day, ...range, chief: chiefOf(values, day, range.high), values, points, band: spread.band }
}

/** A machine's day as a row, but for its keys. */
export const rowOf = ({ day, low, mid, high, chief, values, points, band }: MachineDay) => ({
  day,
  low,
  mid,
  high,
  chief: maskOf(chief),
  ...values,
  points,
  band,
})
