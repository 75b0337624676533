import type { House } from '../../kit/room.ts'
import { type Hour, hourEndedBy } from '../../kit/time.ts'
import { nearNames } from '../near-names.ts'
import { cityNetworkIn, findStation } from '../places.ts'
import { type Kind, kinds } from '../pollutants.ts'
import { networkAt, newestHour } from '../readings.ts'
import { type Station, stationsOf } from '../stations.ts'
import type { AirStore } from '../tables.ts'
import { newestOf } from './reading-pieces.ts'
import { type Fault, ParameterProblem, repeated } from './refusals.ts'
import type { Stretch } from './stretch.ts'

/** The places that a reader named. */
export interface Named {
  parameter: string
  city: boolean
  every: boolean
  found: readonly Station[]
  /** The whole register. */
  all: readonly Station[]
}

/** What an answer is about: places of one kind. */
export interface Chosen {
  kind: Kind
  /** Stations whose mean is the city's; empty when the city was not asked for. */
  assessed: readonly Station[]
  stations: readonly Station[]
}

/** Finds places by code, name or alias; `city` and `all` are words of their own. @throws ParameterProblem 404 */
export async function findPlaces(
  house: House,
  names: readonly string[] | undefined,
  parameter: string,
  otherwise: 'city' | 'all',
): Promise<Named> {
  const all = await stationsOf((house.store as AirStore).db)
  const asked = [...new Set(names ?? [otherwise])]
  const found = new Map<number, Station>()
  const faults: Fault[] = []
  for (const name of asked.filter((one) => one !== 'city' && one !== 'all')) {
    const station = byCode(all, name) ?? (await findStation(house, name))
    if (station) found.set(station.id, station)
    else faults.push(unknown(parameter, name, all))
  }
  if (faults.length > 0) throw new ParameterProblem('unknown-station', faults, 404)
  return {
    parameter,
    city: asked.includes('city'),
    every: asked.includes('all'),
    found: [...found.values()],
    all,
  }
}

const byCode = (all: readonly Station[], name: string) =>
  all.find(({ code }) => code.toLowerCase() === name.toLowerCase())

/** The newest hour, up to now, of the places that were named; null where they never said anything. */
export async function newestHourOf(
  house: House,
  { found }: Named,
  kind: Kind | undefined,
  at: Temporal.Instant,
): Promise<Hour | null> {
  const { db }: AirStore = house.store
  const now = hourEndedBy(at)
  if (found.length > 0)
    return newestOf(
      house,
      found.map(({ id }) => id),
      now,
    )
  if (kind !== undefined) return newestHour(db, kind, now)
  return (await networkAt(db, now))?.newest ?? null
}

/** One kind for one answer. @throws ParameterProblem where stations of several kinds were named */
export async function choose(
  house: House,
  { parameter, city, every, found, all }: Named,
  asked: Kind | undefined,
  { from, to }: Stretch,
): Promise<Chosen> {
  const { db }: AirStore = house.store
  const kind = asked ?? found[0]?.kind ?? (await cityNetworkIn(db, from, to))
  if (city && kind === 'sensor') throw noCity()
  const other = found.find((station) => station.kind !== kind)
  if (other) throw mixed(parameter, other, kind)
  const own = all.filter((station) => station.kind === kind)
  return {
    kind,
    assessed: city ? own.filter(({ evaluated }) => evaluated) : [],
    stations: every ? own : found.toSorted((a, b) => a.id - b.id),
  }
}

/** How many rows an hour or day of it has. */
export const placesIn = (named: Named, { stations }: Chosen) => stations.length + (named.city ? 1 : 0)

function unknown(parameter: string, name: string, all: readonly Station[]): Fault {
  const near = nearNames(name, all)
  const zh = near.map((one) => `${one.name_zh}（${one.code}）`).join('、')
  const en = near.map((one) => `${one.name_en} (${one.code})`).join(', ')
  return {
    parameter,
    words: {
      zh: `没有名为“${repeated(name)}”的站点。${zh && `是不是${zh}？`}全部站点见 /api/v1/stations。`,
      en: `There is no station called "${repeated(name)}". ${en && `Did you mean ${en}? `}All of them are at /api/v1/stations.`,
    },
    ...(near.length > 0 ? { allowed: near.map(({ code }) => code) } : {}),
  }
}

const mixed = (parameter: string, { code, kind: own }: Station, kind: Kind) =>
  new ParameterProblem('mixed-kinds', [
    {
      parameter,
      words: {
        zh: `站点 ${code} 的数据类型是 ${own}，而这个回答是 ${kind}。不同类型的数据不放在同一个回答里，请分开请求。`,
        en: `Station ${code} is of the kind ${own}, and this answer is of ${kind}. Kinds are never mixed in one answer: ask for each by itself.`,
      },
    },
  ])

const noCity = () =>
  new ParameterProblem('no-city-of-sensors', [
    {
      parameter: 'kind',
      words: {
        zh: '微型传感器的数值不代表全市。请写明站点，或用 place=all。',
        en: 'Sensors never speak for the city. Name stations, or use place=all.',
      },
      allowed: kinds.filter((kind) => kind !== 'sensor'),
    },
  ])
