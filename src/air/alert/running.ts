import { type Day, type Hour, hourEndedBy } from '../../kit/time.ts'
import { orNull } from '../day.ts'
import { dayIndex } from '../day-index.ts'
import { dailyMax1h, dayMean, eightHourMeans, minimum } from '../index/index.ts'
import type { Pollutant } from '../pollutants.ts'
import { type HourMeans, staleAfterHours } from '../readings.ts'

/** Hours that are asked for: 24, and the seven before them that an 8-hour mean reaches back to. */
export const runningHours = 31

/**
 * The index of the last 24 hours of a city: what stands for the day that is still running, because alerts go by any
 * continuous 24 hours (facts/air.md, 1.10). Null when too few hours are known, or the newest is too old.
 * @param hours the city's hourly means, µg/m³, CO mg/m³; those outside the last 31 hours are left out
 */
export function runningIndex(hours: readonly HourMeans[], at: Temporal.Instant, day: Day): number | null {
  const now: Hour = hourEndedBy(at)
  const last = hours.findLast(({ hour }) => hour <= now)?.hour
  if (last === undefined || now - last > staleAfterHours) return null
  const series = (pollutant: Pollutant) => {
    const values = new Float64Array(runningHours).fill(Number.NaN)
    for (const row of hours) {
      const place = row.hour - last + runningHours - 1
      if (place >= 0 && place < runningHours) values[place] = row[pollutant] ?? Number.NaN
    }
    return values
  }
  const from = runningHours - 24
  const mean = (pollutant: Pollutant) => orNull(dayMean(series(pollutant), from, runningHours).value)
  const ozone = series('o3')
  const { idx, published } = dayIndex(
    {
      pm25: mean('pm25'),
      pm10: mean('pm10'),
      so2: mean('so2'),
      no2: mean('no2'),
      co: mean('co'),
      o3_8h: worstEightHours(ozone, from),
      o3_1h: orNull(dailyMax1h(ozone, from, runningHours).value),
    },
    day,
  )
  return published === 1 ? idx : null
}

function worstEightHours(ozone: Float64Array, from: number): number | null {
  const valid = eightHourMeans(ozone)
    .slice(from)
    .filter((mean) => !Number.isNaN(mean))
  return valid.length < minimum.windowsOfDay ? null : Math.max(...valid)
}
