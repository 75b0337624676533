import type { House } from '../kit/room.ts'
import type { BroadcastStore } from './tables.ts'

/**
 * The public sees what was signed off, and nothing else. The one exception is a demonstration centre: no secret lets
 * anybody in who could sign, and nobody ever did. It shows the newest film made, labelled wherever it is offered. Who
 * signed once and then loses or takes away the secret stays a real centre: its drafts do not become public by that.
 */
export async function isDemonstration({
  settings,
  store,
}: Pick<House, 'settings' | 'store'>): Promise<boolean> {
  if (settings.LANTIAN_FORECASTER_TOKEN !== undefined) return false
  const { db }: BroadcastStore = store
  const signed = await db.selectFrom('broadcast_sign_off').select('id').limit(1).executeTakeFirst()
  return signed === undefined
}
