import type { House } from '../kit/room.ts'
import { hourEndedBy } from '../kit/time.ts'
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

/** Saves the simulated hours of the last `hours` hours that are not there yet. Safe to run twice. */
export async function simulateHours(house: House, hours: number): Promise<number> {
  const newest = hourEndedBy(house.clock())
  const stations = await registerSimulated(house)
  const from = newest - hours + 1
  const batch = new Batch(stations.size * hours)
  const row = new Float64Array(pollutants.length)
  for (const reading of simulateAll(stations.keys(), from, newest, house.settings.LANTIAN_ZONE)) {
    for (const [column, pollutant] of pollutants.entries())
      row[column] = reading.values[pollutant] ?? Number.NaN
    batch.add(stations.get(reading.station)!, reading.hour, row)
  }
  const source = await sourceId(house.store.db, info)
  const saved = await saveBatch(house, batch, {
    source,
    kind: 'simulated',
    validity: 'raw',
    by: 'lantian',
    deed: 'air.simulate',
    detail: { hours },
  })
  await settle(house)
  house.cache.drop('air')
  return saved.added
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
