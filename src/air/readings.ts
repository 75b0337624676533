import type { Kysely, Selectable } from 'kysely'
import type { Hour } from '../kit/time.ts'
import { type Kind, kinds, type Pollutant } from './pollutants.ts'
import type { AirTables, ReadingTable } from './tables.ts'

export type Reading = Selectable<ReadingTable>
export type Means = Record<Pollutant, number | null>

/** An hour of a place: of one station, or the mean of the city's evaluated stations. */
export interface HourMeans extends Means {
  hour: Hour
  /** Stations behind the means. */
  stations: number
}

/** After this many hours without a word a network is no longer "now" (5.2.2 of HJ 633-2026 allows one hour of lag). */
export const staleAfterHours = 3

/**
 * The network that speaks for the city at an hour: reference stations while they are fresh, else the model, else
 * whoever spoke last. Kinds are never mixed.
 */
export async function networkAt(
  db: Kysely<AirTables>,
  hour: Hour,
): Promise<{ kind: Kind; newest: Hour } | null> {
  const spoken: { kind: Kind; newest: Hour }[] = []
  for (const kind of kinds) {
    if (kind === 'sensor') continue
    const newest = await newestHour(db, kind, hour)
    if (newest !== null) spoken.push({ kind, newest })
  }
  const fresh = spoken.find(({ newest }) => hour - newest <= staleAfterHours)
  return fresh ?? spoken.toSorted((a, b) => b.newest - a.newest)[0] ?? null
}

/** The newest hour up to `hour` for which an evaluated station of this kind said anything. */
export async function newestHour(db: Kysely<AirTables>, kind: Kind, hour: Hour): Promise<Hour | null> {
  // One step down the (station, hour) index for each station: independent of how many years are stored.
  const row = await db
    .selectFrom('air_station as s')
    .where('s.kind', '=', kind)
    .where('s.evaluated', '=', 1)
    .select((eb) =>
      eb
        .selectFrom('air_reading as r')
        .whereRef('r.station', '=', 's.id')
        .where('r.hour', '<=', hour)
        .select((inner) => inner.fn.max('r.hour').as('newest'))
        .as('newest'),
    )
    .execute()
  const hours = row.map(({ newest }) => newest).filter((newest) => newest !== null)
  return hours.length > 0 ? Math.max(...hours) : null
}

/** All readings of one hour, of every kind; the map of "now" in one step down the key. */
export const readingsAt = (db: Kysely<AirTables>, hour: Hour): Promise<Reading[]> =>
  db.selectFrom('air_reading').selectAll().where('hour', '=', hour).orderBy('station').execute()

/** One station's readings, hours ascending, both ends included; hours without a reading are not there. */
export const stationHours = (
  db: Kysely<AirTables>,
  station: number,
  from: Hour,
  to: Hour,
): Promise<Reading[]> =>
  db
    .selectFrom('air_reading')
    .selectAll()
    .where('station', '=', station)
    .where('hour', '>=', from)
    .where('hour', '<=', to)
    .orderBy('hour')
    .execute() as Promise<Reading[]>
