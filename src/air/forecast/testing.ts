import { addDays, type Day, hoursOfDay } from '../../kit/time.ts'
import type { Collected } from '../collect.ts'
import type { Pollutant } from '../pollutants.ts'
import type { SourceReading } from '../sources/index.ts'

export const zone = 'Asia/Shanghai'
const usual: Record<Pollutant, number> = { pm25: 40, pm10: 70, so2: 5, no2: 30, co: 0.6, o3: 60 }

export type Says = (
  day: Day,
  point: string,
  label: number,
) => Partial<Record<Pollutant, number | null>> | null

/** Hours of a model for the days after `madeOn`; `says` changes or (null) leaves out an hour. */
export function modelHours(
  madeOn: Day,
  says: Says = () => ({}),
  { points = ['one', 'two'], days = 5 } = {},
): SourceReading[] {
  const hours: SourceReading[] = []
  for (let ahead = 1; ahead <= days; ahead++) {
    const day = addDays(madeOn, ahead)
    const { first, last } = hoursOfDay(day, zone)
    for (const station of points)
      for (let hour = first; hour <= last; hour++) {
        const said = says(day, station, hour - first + 1)
        if (said) hours.push({ station, hour, values: { ...usual, ...said }, validity: 'raw' })
      }
  }
  return hours
}

/** A collection that brought these hours. */
export const brought = (forecast: SourceReading[], source = 'open-meteo'): Collected[] => [
  {
    source,
    outcome: 'came',
    line: '',
    gathered: { readings: [], stations: [], refusals: [], forecast },
  },
]
