import { sql } from 'kysely'
import type { House } from '../kit/room.ts'
import type { Day } from '../kit/time.ts'
import type { Words } from '../kit/words.ts'
import type { FieldReader } from './history-fields.ts'
import { cityNetworkIn } from './places.ts'
import type { Kind } from './pollutants.ts'
import { type AirStore, cityOf } from './tables.ts'

/** A place that has a past: the city, or a station that has any day. */
export interface Place {
  /** As addresses name it: `city`, or a station's code. */
  key: string
  name: Words
  /** Null for the city: which network speaks for it depends on the time (`networks`). */
  station: { id: number; kind: Kind } | null
}

/** The place numbers of the city, the best network first; private sensors never speak for it. */
export const networks = (['reference', 'model', 'simulated'] as const).map((kind) => ({
  kind: kind as Kind,
  number: cityOf(kind),
}))

/** The city first, then every station with any day, in the order of the register. */
export async function historyPlaces(house: House): Promise<Place[]> {
  const { db }: AirStore = house.store
  const stations = await db
    .selectFrom('air_station as s')
    .select(['s.id', 's.code', 's.kind', 's.name_zh', 's.name_en'])
    // One step down the key of days for each station, however many days there are.
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('air_day as d').select(sql.lit(1).as('one')).whereRef('d.place', '=', 's.id')),
    )
    .orderBy('s.id')
    .execute()
  return [
    cityPlace(house),
    ...stations.map(({ id, code, kind, name_zh, name_en }) => ({
      key: code,
      name: { zh: name_zh, en: name_en },
      station: { id, kind },
    })),
  ]
}

const cityPlace = (house: House): Place => {
  const { zh, en } = house.centre.city
  return { key: 'city', name: { zh: `${zh}全市`, en: `${en}, the city` }, station: null }
}

/** The place of a field; the city where nothing was typed or the place is not known, which is then said. */
export function placeField(reader: FieldReader, name: string, places: readonly Place[]): Place {
  const text = reader.text(name)
  const wanted = text.toLowerCase()
  if (wanted === '') return places[0]!
  const found = places.find(
    ({ key, name: { zh, en } }) =>
      key.toLowerCase() === wanted || zh.toLowerCase() === wanted || en.toLowerCase() === wanted,
  )
  if (found) return found
  reader.fail(name, {
    zh: `没有名为“${text}”、且有历史数据的地点。`,
    en: `There is no place called "${text}" with a past.`,
  })
  return places[0]!
}

/** The one network and its place number that speak for a place in a stretch of days. */
export async function speakerOf(
  house: House,
  place: Place,
  from: Day,
  to: Day,
): Promise<{ kind: Kind; number: number }> {
  if (place.station) return { kind: place.station.kind, number: place.station.id }
  const kind = await cityNetworkIn((house.store as AirStore).db, from, to)
  return { kind, number: cityOf(kind) }
}

/** First and last day before `today` that anybody has of a place; null where nobody has any. */
export async function placeSpan(
  house: House,
  place: Place,
  today: Day,
): Promise<{ first: Day; last: Day } | null> {
  const { db }: AirStore = house.store
  const numbers = place.station ? [place.station.id] : networks.map(({ number }) => number)
  const spans = await db
    .selectFrom('air_day')
    .select((of) => ['place', of.fn.min('day').as('first'), of.fn.max('day').as('last')])
    .where('place', 'in', numbers)
    .where('day', '<', today)
    .groupBy('place')
    .execute()
  if (spans.length === 0) return null
  return {
    first: spans.map(({ first }) => first).sort()[0]!,
    last: spans
      .map(({ last }) => last)
      .sort()
      .at(-1)!,
  }
}
