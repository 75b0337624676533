import { setTimeout as pause } from 'node:timers/promises'
import { tail } from '../journal/journal.ts'
import type { House } from '../room.ts'

/** How often other processes' deeds are looked for. Our own drop their pages at once. */
const everyMs = 1000

/** Drops from the page cache what the journal says was changed, by whatever process, until stopped. */
export async function followJournal(house: House, signal: AbortSignal): Promise<void> {
  let after: number | null = null
  while (!signal.aborted) {
    try {
      after ??= await lastPosition(house)
      await pause(everyMs, undefined, { signal })
      for (const { position, about } of await tail(house.store, after)) {
        house.cache.drop(about)
        after = position
      }
    } catch (error) {
      if (!signal.aborted) house.log.warn({ err: error }, 'the journal could not be followed; trying again')
    }
  }
}

async function lastPosition(house: House): Promise<number> {
  const row = await house.store.db
    .selectFrom('journal_seal')
    .select('position')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return Number(row?.position ?? 0)
}
