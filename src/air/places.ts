import type { Kysely } from 'kysely'
import { Problem } from '../kit/problem.ts'
import type { House } from '../kit/room.ts'
import type { Day } from '../kit/time.ts'
import { type Kind, kinds } from './pollutants.ts'
import { type Station, stationsOf } from './stations.ts'
import { type AirStore, type AirTables, cityOf } from './tables.ts'

/** A station by its code, one of its names in any language, or an alias; reference stations are found first. */
export async function findStation(house: House, name: string): Promise<Station | undefined> {
  const store: AirStore = house.store
  const wanted = name.trim().toLowerCase()
  const stations = (await stationsOf(store.db)).toSorted(
    (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind),
  )
  const direct = stations.find(({ code, name_zh, name_en }) =>
    [code, name_zh, name_en].some((known) => known.toLowerCase() === wanted),
  )
  if (direct) return direct
  const aliases = await store.db.selectFrom('air_alias').select(['alias', 'station']).execute()
  const numbers = aliases.filter(({ alias }) => alias.toLowerCase() === wanted).map(({ station }) => station)
  return stations.find(({ id }) => numbers.includes(id))
}

export const unknownStation = (name: string) =>
  new Problem(
    'unknown-station',
    { zh: `没有名为“${name}”的站点。`, en: `There is no station called "${name}".` },
    404,
  )

/**
 * The city as one network saw it in a stretch of days: reference stations where they have any day of it, else the
 * model, else the simulation. Networks are never mixed.
 */
export async function cityNetworkIn(db: Kysely<AirTables>, from: Day, to: Day): Promise<Kind> {
  const places = new Map<number, Kind>(cityKinds.map((kind) => [cityOf(kind), kind]))
  const seen = await db
    .selectFrom('air_day')
    .select('place')
    .distinct()
    .where('place', 'in', [...places.keys()])
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute()
  const kinds = seen.map(({ place }) => places.get(place))
  return cityKinds.find((kind) => kinds.includes(kind)) ?? 'reference'
}

/** The networks that may speak for the city, best first; private sensors never do. */
const cityKinds = ['reference', 'model', 'simulated'] as const
