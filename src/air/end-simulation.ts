import type { Transaction } from 'kysely'
import { record } from '../kit/journal/journal.ts'
import { stationsOf } from './stations.ts'
import { type AirTables, cityOf } from './tables.ts'

/** Takes everything simulated away, in the transaction that saves the first real reading. */
export async function endSimulation(tx: Transaction<AirTables>, at: Temporal.Instant): Promise<void> {
  const stations = await stationsOf(tx, 'simulated')
  if (stations.length === 0) return
  const ids = stations.map(({ id }) => id)
  const places = [...ids, cityOf('simulated')]
  await tx.deleteFrom('air_reading').where('station', 'in', ids).execute()
  await tx.deleteFrom('air_day').where('place', 'in', places).execute()
  await tx.deleteFrom('air_month').where('place', 'in', places).execute()
  await tx.deleteFrom('air_stale').where('kind', '=', 'simulated').execute()
  await tx.deleteFrom('air_station').where('id', 'in', ids).execute()
  await record(tx, { at, by: 'lantian', deed: 'air.simulation-ended', about: 'air/readings', detail: {} })
}
