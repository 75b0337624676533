import type { House } from '../../kit/room.ts'
import { dayOf, type Hour, hourEndedBy } from '../../kit/time.ts'
import type { Words } from '../../kit/words.ts'
import { cityHours } from '../city-hours.ts'
import { districtView } from '../district-view.ts'
import { type HourIndex, hourIndices } from '../hours.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import { findStation } from '../places.ts'
import type { Kind } from '../pollutants.ts'
import { networkAt, staleAfterHours, stationHours } from '../readings.ts'
import type { AirStore } from '../tables.ts'

/** The air of one place at a moment, as cards, badges and embeds tell it elsewhere. */
export interface PlaceAir {
  /** `city`, a station's code or a district's code: how addresses name it. */
  key: string
  name: Words
  /** Its own page, without the language. */
  path: string
  /** Null where nobody ever said anything. */
  kind: Kind | null
  /** The newest hour that anything was said of. */
  hour: Hour | null
  /** True when that hour is too old to be called now. */
  stale: boolean
  /** The index and its words; null when nothing valid was said, or only too long ago. */
  now: { index: number; level: number; category: Words; chief: HourIndex['chief'] } | null
  /** The 24 hours up to `hour`, oldest first, gaps as null. */
  last24: (HourIndex | null)[]
}

/** The city (`city`), a station by its code or one of its names, or a district by its code; null for another place. */
export async function placeAir(house: House, key: string, at: Temporal.Instant): Promise<PlaceAir | null> {
  if (key === 'city') return cityAir(house, at)
  return (await stationAir(house, key, at)) ?? (await districtAir(house, key, at))
}

export async function cityAir(house: House, at: Temporal.Instant): Promise<PlaceAir> {
  const { db }: AirStore = house.store
  const asked = hourEndedBy(at)
  const network = await networkAt(db, asked)
  const rows = network
    ? await cityHours(db, house.settings.LANTIAN_ZONE, network.kind, network.newest - 23, network.newest)
    : []
  return told(
    house,
    { key: 'city', name: house.centre.city, path: '/air' },
    network?.kind ?? null,
    network?.newest ?? null,
    hourIndices(rows, house.settings.LANTIAN_ZONE),
    asked,
  )
}

export async function stationAir(house: House, key: string, at: Temporal.Instant): Promise<PlaceAir | null> {
  const { db }: AirStore = house.store
  const station = await findStation(house, key)
  if (!station) return null
  const asked = hourEndedBy(at)
  const { newest } = await db
    .selectFrom('air_reading')
    .where('station', '=', station.id)
    .where('hour', '<=', asked)
    .select((eb) => eb.fn.max('hour').as('newest'))
    .executeTakeFirstOrThrow()
  const rows = newest === null ? [] : await stationHours(db, station.id, newest - 23, newest)
  const place = {
    key: station.code,
    name: { zh: station.name_zh, en: station.name_en },
    path: `/air/stations/${encodeURIComponent(station.code)}`,
  }
  return told(house, place, station.kind, newest, hourIndices(rows, house.settings.LANTIAN_ZONE), asked)
}

export async function districtAir(
  house: House,
  code: string,
  at: Temporal.Instant,
): Promise<PlaceAir | null> {
  const district = house.centre.districts.find((one) => one.code === code)
  if (!district) return null
  const view = await districtView(house, code, at)
  const place = { key: code, name: district.name, path: `/air/districts/${code}` }
  const hours = (view?.hours ?? []).filter((hour) => hour !== null)
  return told(house, place, view?.air.kind ?? null, view?.air.hour ?? null, hours, hourEndedBy(at))
}

function told(
  house: House,
  place: Pick<PlaceAir, 'key' | 'name' | 'path'>,
  kind: Kind | null,
  hour: Hour | null,
  hours: readonly HourIndex[],
  asked: Hour,
): PlaceAir {
  const byHour = new Map(hours.map((one) => [one.hour, one]))
  const stale = hour !== null && asked - hour > staleAfterHours
  const last = hour === null ? undefined : byHour.get(hour)
  const index = stale ? null : (last?.index ?? null)
  const zone = house.settings.LANTIAN_ZONE
  const category =
    index === null || hour === null ? null : categoryOf(indexStandardOn(dayOf(hour, zone)), index)
  return {
    ...place,
    kind,
    hour,
    stale,
    now:
      index !== null && category
        ? { index, level: category.level, category: category.name, chief: last!.chief }
        : null,
    last24: hour === null ? [] : Array.from({ length: 24 }, (_, i) => byHour.get(hour - 23 + i) ?? null),
  }
}
