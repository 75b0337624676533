import type { District } from '../kit/centre.ts'
import type { House } from '../kit/room.ts'
import { type Hour, hourEndedBy } from '../kit/time.ts'
import { cityHours } from './city-hours.ts'
import { usable } from './flags.ts'
import { type HourIndex, hourIndices } from './hours.ts'
import { type Kind, type Pollutant, pollutants } from './pollutants.ts'
import { networkAt, type Reading, readingsAt, staleAfterHours } from './readings.ts'
import { type Station, stationsOf } from './stations.ts'
import type { AirStore } from './tables.ts'

/** The air of a moment, as the front page, the card, the API and the film tell it. */
export interface AirNow {
  kind: Kind
  /** The newest hour of the network; everything here is of this hour. */
  hour: Hour
  /** Hours since then; more than `staleAfterHours` means that there is no "now". */
  age: number
  stale: boolean
  /** Null where no evaluated station had a valid value. */
  city: HourIndex | null
  /** The city's last 24 hours, oldest first, hours without a reading as null. */
  last24: (HourIndex | null)[]
  /** The change of the index over three hours; null without both ends. */
  trend: 'rising' | 'falling' | 'steady' | null
  stations: StationNow[]
  districts: DistrictNow[]
}

export interface StationNow {
  station: Station
  /** Null where the station said nothing this hour. */
  now: HourIndex | null
  flags: number
}

export interface DistrictNow {
  district: District
  now: HourIndex | null
  stations: number
}

/** The air at a moment; null when no network ever said anything before it. */
export async function airAt(house: House, at: Temporal.Instant): Promise<AirNow | null> {
  const { db }: AirStore = house.store
  const asked = hourEndedBy(at)
  const network = await networkAt(db, asked)
  if (!network) return null
  const { kind, newest: hour } = network
  const zone = house.settings.LANTIAN_ZONE
  const [stations, readings, means] = await Promise.all([
    stationsOf(db, kind),
    readingsAt(db, hour),
    cityHours(db, zone, kind, hour - 23, hour),
  ])
  const byHour = new Map(hourIndices(means, zone).map((index) => [index.hour, index]))
  const last24 = Array.from({ length: 24 }, (_, i) => byHour.get(hour - 23 + i) ?? null)
  const city = last24.at(-1) ?? null
  const now = stationsNow(stations, readings, zone)
  return {
    kind,
    hour,
    age: asked - hour,
    stale: asked - hour > staleAfterHours,
    city: city?.index === null ? null : city,
    last24,
    trend: trendOf(last24),
    stations: now,
    districts: districtsNow(house, now, readings, zone, hour),
  }
}

function stationsNow(stations: Station[], readings: Reading[], zone: string): StationNow[] {
  const byStation = new Map(readings.map((reading, i) => [reading.station, i]))
  const indices = hourIndices(readings, zone)
  return stations.map((station) => {
    const at = byStation.get(station.id)
    return at === undefined
      ? { station, now: null, flags: 0 }
      : { station, now: indices[at]!, flags: readings[at]!.flags }
  })
}

/** A district is the mean of its assessment points, or of whatever stands in it where it has none. */
function districtsNow(
  house: House,
  stations: StationNow[],
  readings: Reading[],
  zone: string,
  hour: Hour,
): DistrictNow[] {
  const readingOf = new Map(readings.map((reading) => [reading.station, reading]))
  return house.centre.districts.map((district) => {
    const inside = stations.filter(({ station, now }) => now && station.district === district.code)
    const assessed = inside.filter(({ station }) => station.evaluated)
    const used = assessed.length > 0 ? assessed : inside
    if (used.length === 0) return { district, now: null, stations: 0 }
    const means = meansOf(used.map(({ station }) => readingOf.get(station.id)!))
    const row = { hour, stations: used.length, ...means }
    return { district, now: hourIndices([row], zone)[0]!, stations: used.length }
  })
}

/** Means of unrounded values: they are rounded once, when the index is read. */
export function meansOf(readings: readonly Reading[]): Record<Pollutant, number | null> {
  const mean = (pollutant: Pollutant, column: number) => {
    const values = readings
      .filter((reading) => usable(reading[pollutant] ?? Number.NaN, reading.flags, column))
      .map((reading) => reading[pollutant]!)
    return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null
  }
  return Object.fromEntries(pollutants.map((pollutant, i) => [pollutant, mean(pollutant, i)])) as Record<
    Pollutant,
    number | null
  >
}

/** Less than a tenth, or ten points, in three hours is no trend. */
function trendOf(last24: readonly (HourIndex | null)[]): AirNow['trend'] {
  const then = last24.at(-4)?.index ?? null
  const now = last24.at(-1)?.index ?? null
  if (then === null || now === null) return null
  if (Math.abs(now - then) < Math.max(10, then / 10)) return 'steady'
  return now > then ? 'rising' : 'falling'
}
