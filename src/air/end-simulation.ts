import type { Kysely, Transaction } from 'kysely'
import { Breath } from '../kit/breath.ts'
import { record } from '../kit/journal/journal.ts'
import { stationsOf } from './stations.ts'
import { type AirTables, cityOf } from './tables.ts'

/** True once anybody sent a reading that is not simulated. */
export async function anyRealReading(db: Kysely<AirTables>): Promise<boolean> {
  const real = await db
    .selectFrom('air_station as s')
    .where('s.kind', '!=', 'simulated')
    .where((eb) =>
      eb.exists(eb.selectFrom('air_reading as r').select('r.hour').whereRef('r.station', '=', 's.id')),
    )
    .select('s.id')
    .limit(1)
    .executeTakeFirst()
  return real !== undefined
}

/** Takes everything simulated away, in the transaction that saves the first real reading. */
export async function endSimulation(tx: Transaction<AirTables>, at: Temporal.Instant): Promise<void> {
  const stations = await stationsOf(tx, 'simulated')
  if (stations.length === 0) return
  const ids = stations.map(({ id }) => id)
  const places = [...ids, cityOf('simulated')]
  const deleted = await deleteReadings(tx, ids)
  await tx.deleteFrom('air_hour').where('place', 'in', places).execute()
  await tx.deleteFrom('air_day').where('place', 'in', places).execute()
  await tx.deleteFrom('air_month').where('place', 'in', places).execute()
  await tx.deleteFrom('air_stale').where('kind', '=', 'simulated').execute()
  await tx.deleteFrom('air_station').where('id', 'in', ids).execute()
  if (deleted === 0) return
  await record(tx, { at, by: 'lantian', deed: 'air.simulation-ended', about: 'air/readings', detail: {} })
}

/** Station by station, so that pages are answered between them. */
async function deleteReadings(tx: Transaction<AirTables>, stations: number[]): Promise<number> {
  const breath = new Breath()
  let deleted = 0
  for (const station of stations) {
    const { numDeletedRows } = await tx
      .deleteFrom('air_reading')
      .where('station', '=', station)
      .executeTakeFirstOrThrow()
    deleted += Number(numDeletedRows)
    if (breath.due) await breath.take()
  }
  return deleted
}
