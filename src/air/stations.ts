import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Centre } from '../kit/centre.ts'
import type { Day } from '../kit/time.ts'
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
    }
  })
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
    for (const { alias, station, first_day: first, last_day: last } of rows) {
      const named = aliases.#byName.get(alias) ?? []
      named.push({ station, first, last })
      aliases.#byName.set(alias, named)
    }
    return aliases
  }

  /** The station that went by this name on that day, or undefined. */
  find(name: string, day: Day): number | undefined {
    return this.#byName
      .get(name)
      ?.find(({ first, last }) => (!first || first <= day) && (!last || day <= last))?.station
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
