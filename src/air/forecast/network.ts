import type { Kysely } from 'kysely'
import { hourEndedBy } from '../../kit/time.ts'
import { networkAt } from '../readings.ts'
import type { AirTables } from '../tables.ts'
import type { ForecastKind } from './types.ts'

/** Whose forecasts are for the public at a moment: a centre that simulates its air simulates its forecast too. */
export async function kindAt(db: Kysely<AirTables>, at: Temporal.Instant): Promise<ForecastKind> {
  const network = await networkAt(db, hourEndedBy(at))
  return network?.kind === 'simulated' ? 'simulated' : 'model'
}
