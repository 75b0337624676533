import type { District } from '../kit/centre.ts'
import type { House } from '../kit/room.ts'
import { type HourIndex, hourIndices } from './hours.ts'
import { type AirNow, airAt, type DistrictNow, meansOf, type StationNow } from './now.ts'
import type { HourMeans, Reading } from './readings.ts'
import type { AirStore } from './tables.ts'

/** A district as its page tells it. */
export interface DistrictView {
  district: District
  air: AirNow
  own: DistrictNow
  /** Its stations of the network that speaks now. */
  stations: StationNow[]
  /** The last 24 hours, oldest first, hours without a reading as null. */
  hours: (HourIndex | null)[]
}

/** A district at a moment; null when no network ever said anything, undefined where there is no such district. */
export async function districtView(
  house: House,
  code: string,
  at: Temporal.Instant,
): Promise<DistrictView | null | undefined> {
  const district = house.centre.districts.find((one) => one.code === code)
  if (!district) return undefined
  const air = await airAt(house, at)
  if (!air) return null
  const stations = air.stations.filter(({ station }) => station.district === code)
  const means = await districtHours(house, stations, air.hour)
  const byHour = new Map(hourIndices(means, house.settings.LANTIAN_ZONE).map((index) => [index.hour, index]))
  return {
    district,
    air,
    own: air.districts.find((one) => one.district.code === code)!,
    stations,
    hours: Array.from({ length: 24 }, (_, i) => byHour.get(air.hour - 23 + i) ?? null),
  }
}

/** The district's mean hour by hour, over its assessment points, or over whatever spoke where none of them did. */
async function districtHours(
  house: House,
  stations: readonly StationNow[],
  end: number,
): Promise<HourMeans[]> {
  const { db }: AirStore = house.store
  if (stations.length === 0) return []
  const evaluated = new Set(
    stations.filter(({ station }) => station.evaluated).map(({ station }) => station.id),
  )
  const readings = (await db
    .selectFrom('air_reading')
    .selectAll()
    .where(
      'station',
      'in',
      stations.map(({ station }) => station.id),
    )
    .where('hour', '>', end - 24)
    .where('hour', '<=', end)
    .orderBy('hour')
    .execute()) as Reading[]
  return [...Map.groupBy(readings, ({ hour }) => hour)].map(([hour, spoken]) => {
    const assessed = spoken.filter(({ station }) => evaluated.has(station))
    const used = assessed.length > 0 ? assessed : spoken
    return { hour, stations: used.length, ...meansOf(used) }
  })
}
