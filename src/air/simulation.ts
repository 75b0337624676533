import { Breath } from '../kit/breath.ts'
import type { House } from '../kit/room.ts'
import { type Hour, hourEndedBy } from '../kit/time.ts'
import { anyRealReading } from './end-simulation.ts'
import { pollutants } from './pollutants.ts'
import { Batch, saveBatch } from './save.ts'
import { settle } from './settle.ts'
import { sourceId } from './source-register.ts'
import { sources } from './sources/index.ts'
import { simulateAll } from './sources/simulated.ts'
import { stationsOf } from './stations.ts'
import type { AirStore } from './tables.ts'

const info = sources.get('simulated')!
const prefix = 'simulated:'

/** True while nobody ever sent a real reading and the centre allows simulated ones. */
export async function mustSimulate(house: House): Promise<boolean> {
  const store: AirStore = house.store
  if (!house.settings.LANTIAN_SIMULATED) return false
  return !(await anyRealReading(store.db))
}

/** Rows of one transaction: no reader of a page waits for its commit, nor any writer long. */
const rowsEach = 8_000

/**
 * Saves the simulated hours of the last `hours` hours that are not there yet, the newest stretch first. Each stretch
 * is a transaction of its own. Safe to run twice, and to stop by the signal.
 * @returns how many readings were added
 */
export async function simulateHours(
  house: House,
  hours: number,
  progress: (done: number, of: number) => void = () => {},
  signal?: AbortSignal,
): Promise<number> {
  const newest = hourEndedBy(house.clock())
  const stations = await registerSimulated(house)
  const source = await sourceId(house.store.db, info)
  const hoursEach = Math.max(1, Math.floor(rowsEach / Math.max(1, stations.size)))
  let added = 0
  for (let to = newest; to > newest - hours && !signal?.aborted; to -= hoursEach) {
    const from = Math.max(newest - hours, to - hoursEach) + 1
    added += await simulateStretch(house, stations, source, from, to)
    progress(newest - from + 1, hours)
  }
  await settle(house, undefined, signal)
  if (added > 0) house.cache.drop('air')
  return added
}

async function simulateStretch(
  house: House,
  stations: Map<string, number>,
  source: number,
  from: Hour,
  to: Hour,
): Promise<number> {
  const wanted = stations.size * (to - from + 1)
  if (wanted === (await readingsBetween(house.store, [...stations.values()], from, to))) return 0
  const batch = new Batch(wanted)
  const row = new Float64Array(pollutants.length)
  const breath = new Breath()
  for (const reading of simulateAll(stations.keys(), from, to, house.settings.LANTIAN_ZONE)) {
    for (const [column, pollutant] of pollutants.entries())
      row[column] = reading.values[pollutant] ?? Number.NaN
    batch.add(stations.get(reading.station)!, reading.hour, row)
    if (breath.due) await breath.take()
  }
  const { added } = await saveBatch(house, batch, {
    source,
    kind: 'simulated',
    validity: 'raw',
    by: 'lantian',
    deed: 'air.simulate',
    detail: { from, to },
  })
  return added
}

/** How many readings of these stations are there between two hours, both included. */
async function readingsBetween(store: AirStore, stations: number[], from: Hour, to: Hour): Promise<number> {
  const { count } = await store.db
    .selectFrom('air_reading')
    .where('hour', '>=', from)
    .where('hour', '<=', to)
    .where('station', 'in', stations)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The centre's own stations again, as simulated ones: number by code. */
async function registerSimulated(house: House): Promise<Map<string, number>> {
  const store: AirStore = house.store
  await store.db.transaction().execute(async (tx) => {
    const rows = house.centre.stations.map(({ code, name, district, lat, lon, type, evaluated }) => ({
      code: `${prefix}${code}`,
      kind: 'simulated' as const,
      name_zh: name.zh,
      name_en: name.en,
      district,
      lat,
      lon,
      type,
      evaluated: evaluated ? 1 : 0,
      licence: null,
    }))
    await tx
      .insertInto('air_station')
      .values(rows)
      .onConflict((oc) => oc.column('code').doNothing())
      .execute()
  })
  const stations = await stationsOf(store.db, 'simulated')
  return new Map(stations.map(({ id, code }) => [code.slice(prefix.length), id]))
}
