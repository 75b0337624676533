import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Centre } from '../kit/centre.ts'
import { type Day, dayFinder, type Hour } from '../kit/time.ts'
import type { Language } from '../kit/words.ts'
import type { Kind } from './pollutants.ts'
import type { SourceStation } from './sources/source.ts'
import type { AirTables, StationTable } from './tables.ts'

export type Station = Selectable<StationTable>

export const stationName = (station: Station, language: Language) =>
  language === 'zh' ? station.name_zh : station.name_en

/** Brings the stations of the centre's data into the register; a changed name or place is corrected. Safe to run twice. */
export async function registerStations(db: Kysely<AirTables>, centre: Centre): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = new Map((await stationsOf(tx, 'reference')).map((station) => [station.code, station]))
    for (const { code, name, aliases, district, lat, lon, type, evaluated } of centre.stations) {
      const place = {
        name_zh: name.zh,
        name_en: name.en,
        district,
        lat,
        lon,
        type,
        evaluated: evaluated ? 1 : 0,
      }
      const { id } = await tx
        .insertInto('air_station')
        .values({ code, kind: 'reference', licence: null, ...place })
        .onConflict((oc) => oc.column('code').doUpdateSet(place))
        .returning('id')
        .executeTakeFirstOrThrow()
      await nameStation(tx, 'reference', id, [code, name.zh, name.en, ...aliases])
      const old = before.get(code)
      if (old && (old.evaluated !== place.evaluated || old.lat !== lat || old.lon !== lon))
        await markAllDays(tx, id, 'reference')
    }
  })
}

/** A station that joins or leaves the city's mean, or moves, changes what was made from all of its days. */
async function markAllDays(tx: Transaction<AirTables>, station: number, kind: Kind) {
  await tx
    .insertInto('air_stale')
    .columns(['day', 'kind'])
    .expression((eb) =>
      eb
        .selectFrom('air_day')
        .select(['day', eb.val(kind).as('kind')])
        .where('place', '=', station),
    )
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** Lets a station be found under these names. */
async function nameStation(tx: Transaction<AirTables>, kind: Kind, station: number, names: string[]) {
  const rows = [...new Set(names)].map((alias) => ({ alias, kind, station, first_day: null, last_day: null }))
  await tx
    .insertInto('air_alias')
    .values(rows)
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** Registers a station of a provider, `<source>:<code>`, when it is first heard of. */
export async function registerFound(
  tx: Transaction<AirTables>,
  source: string,
  kind: Kind,
  found: SourceStation,
): Promise<number> {
  const known = await tx
    .selectFrom('air_station')
    .select('id')
    .where('code', '=', `${source}:${found.code}`)
    .executeTakeFirst()
  if (known) return known.id
  const { id } = await tx
    .insertInto('air_station')
    .values({
      code: `${source}:${found.code}`,
      kind,
      name_zh: found.name.zh,
      name_en: found.name.en,
      district: found.district ?? null,
      lat: found.lat,
      lon: found.lon,
      type: 'other',
      // A model or simulated network has no assessment points of its own: all of its places make the city's mean.
      evaluated: kind === 'model' || kind === 'simulated' ? 1 : 0,
      licence: found.licence ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await nameStation(tx, kind, id, [found.code, found.name.zh, found.name.en])
  return id
}

/** Finds stations by the names and codes a provider uses, as they were valid on a day. */
export class Aliases {
  readonly #byName = new Map<string, { station: number; first: Day | null; last: Day | null }[]>()

  static async load(db: Kysely<AirTables>, kind: Kind): Promise<Aliases> {
    const aliases = new Aliases()
    const rows = await db
      .selectFrom('air_alias')
      .selectAll()
      .where('kind', '=', kind)
      .orderBy('station')
      .execute()
    // A name that says from when to when it held is surer than one that does not.
    const dated = ({ first_day, last_day }: (typeof rows)[number]) => first_day !== null || last_day !== null
    rows.sort((a, b) => Number(dated(b)) - Number(dated(a)))
    for (const { alias, station, first_day: first, last_day: last } of rows) {
      const named = aliases.#byName.get(alias) ?? []
      named.push({ station, first, last })
      aliases.#byName.set(alias, named)
    }
    return aliases
  }

  /** Adds the names of a station that was registered after the names were loaded. */
  learn(names: readonly string[], station: number): void {
    for (const name of names)
      if (!this.#byName.has(name)) this.#byName.set(name, [{ station, first: null, last: null }])
  }

  /** The station that went by this name on that day, or undefined. */
  find(name: string, day: Day): number | undefined {
    return this.#byName
      .get(name)
      ?.find(({ first, last }) => (!first || first <= day) && (!last || day <= last))?.station
  }

  /** `find` for the many rows of a file: the calendar is asked only for names that moved between stations. */
  finder(zone: string): (name: string, hour: Hour) => number | undefined {
    const fixed = new Map<string, number | undefined>()
    const dayOf = dayFinder(zone)
    return (name, hour) => {
      if (fixed.has(name)) return fixed.get(name)
      const named = this.#byName.get(name) ?? []
      if (named.some(({ first, last }) => first || last)) return this.find(name, dayOf(hour))
      fixed.set(name, named[0]?.station)
      return named[0]?.station
    }
  }
}

/** Stations of one kind, or of all, in the order of their numbers. */
export const stationsOf = (db: Kysely<AirTables>, kind?: Kind): Promise<Station[]> =>
  db
    .selectFrom('air_station')
    .selectAll()
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
    .orderBy('id')
    .execute()
