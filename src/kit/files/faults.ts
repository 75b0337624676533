import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import { storeAway, storeFull } from './refusals.ts'

const full = /^(ENOSPC|EDQUOT|QuotaExceeded|.*Full|.*Insufficient.*|HTTP507)$/

/** A store that fails is written down in full, and told to whoever waits in words. */
export async function onStore<T>(house: House, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem) throw error
    house.log.error({ err: error }, 'the store of files failed')
    throw full.test((error as NodeJS.ErrnoException).code ?? '') ? storeFull() : storeAway()
  }
}
