import { record } from '../../kit/journal/journal.ts'
import type { House } from '../../kit/room.ts'
import type { AirStore } from '../tables.ts'
import { proposal } from './proposal.ts'

const about = 'air/alert-proposal'

/**
 * Writes into the journal what the machine proposes whenever that has changed, so that it can be seen later what the
 * person on duty could have known. Safe to run twice: the second time nothing has changed. Issues nothing.
 */
export async function noteProposal(house: House): Promise<string> {
  const store: AirStore = house.store
  const at = house.clock()
  const { tier, possible, version, episode, simulated } = await proposal(
    store.db,
    at,
    house.settings.LANTIAN_ZONE,
  )
  const detail = {
    tier,
    possible,
    rules: version?.name ?? null,
    from: episode?.from ?? null,
    to: episode?.to ?? null,
    simulated,
  }
  const said = `${tier ?? 'no tier'}, at worst ${possible ?? 'none'}`
  const last = await lastNoted(house)
  if (last?.tier === tier && last.possible === possible) return `still ${said}`
  if (!last && tier === null && possible === null) return 'nothing to propose'
  await store.db
    .transaction()
    .execute((tx) =>
      record(tx, { at, by: 'job:air.alert-proposal', deed: 'air.alert.propose', about, detail }),
    )
  return `now ${said}`
}

async function lastNoted({ store }: House): Promise<{ tier: string | null; possible: string | null } | null> {
  const line = await store.db
    .selectFrom('journal')
    .select('detail')
    .where('about', '=', about)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return line ? JSON.parse(line.detail) : null
}
