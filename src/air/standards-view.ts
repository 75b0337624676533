import type { House } from '../kit/room.ts'
import { dayOf, type Hour, hourEndedBy } from '../kit/time.ts'
import { cityHours } from './city-hours.ts'
import { usable } from './flags.ts'
import { findStation } from './places.ts'
import { type Kind, type Pollutant, pollutants } from './pollutants.ts'
import { type HourMeans, networkAt, type Reading, staleAfterHours, stationHours } from './readings.ts'
import { averagesOf, type LastHours, type SixStandards, sixStandards } from './six-standards.ts'
import type { Station } from './stations.ts'
import { allHeard, type Heard } from './stations-now.ts'
import type { AirStore } from './tables.ts'

export interface StandardsView extends SixStandards {
  /** Null: the city. */
  station: Station | null
  /** What the reader asked for, where there is no such place. */
  unknown: string | null
  kind: Kind
  /** The newest hour. */
  hour: Hour
  stale: boolean
  /** Places that can be chosen: they said something lately. */
  places: Station[]
}

/** The air of the city, or of a station, by six standards; null where nobody ever said anything. */
export async function standardsView(
  house: House,
  place: string | null,
  at: Temporal.Instant,
): Promise<StandardsView | null> {
  const { db }: AirStore = house.store
  const zone = house.settings.LANTIAN_ZONE
  const asked = hourEndedBy(at)
  const wanted = place?.trim() ?? ''
  const named = wanted !== '' && wanted !== 'city'
  const [heard, network] = await Promise.all([allHeard(db, asked, zone), networkAt(db, asked)])
  const found = named ? await stationHeard(house, heard, wanted) : undefined
  const [kind, hour] = found?.reading
    ? [found.station.kind, found.reading.hour]
    : [network?.kind ?? null, network?.newest ?? null]
  if (kind === null || hour === null) return null
  const rows = found
    ? await stationHours(db, found.station.id, hour - 23, hour)
    : await cityHours(db, house.settings.LANTIAN_ZONE, kind, hour - 23, hour)
  const averages = averagesOf(lastHours(rows, hour))
  const type = found?.station.type === 'traffic' ? 'traffic' : 'background'
  return {
    ...sixStandards(averages, dayOf(hour, zone), type),
    station: found?.station ?? null,
    unknown: named && !found ? wanted : null,
    kind: found?.station.kind ?? kind,
    hour,
    stale: asked - hour > staleAfterHours,
    places: heard.filter(({ now }) => now !== null).map(({ station }) => station),
  }
}

async function stationHeard(house: House, heard: readonly Heard[], name: string): Promise<Heard | undefined> {
  const direct = heard.find(({ station }) => station.code === name)
  if (direct) return direct
  const station = await findStation(house, name)
  return station && heard.find((one) => one.station.id === station.id)
}

/** 24 hours without gaps in the list; what must not enter an index is taken out. */
function lastHours(rows: readonly (HourMeans | Reading)[], end: Hour): LastHours {
  const byHour = new Map(rows.map((row) => [row.hour, row]))
  const value = (hour: Hour, pollutant: Pollutant, column: number) => {
    const row = byHour.get(hour)
    const raw = row?.[pollutant] ?? null
    return row && raw !== null && usable(raw, 'flags' in row ? row.flags : 0, column) ? raw : null
  }
  const hours = Array.from({ length: 24 }, (_, i) => end - 23 + i)
  return Object.fromEntries(
    pollutants.map((pollutant, column) => [pollutant, hours.map((hour) => value(hour, pollutant, column))]),
  ) as Record<Pollutant, (number | null)[]>
}
