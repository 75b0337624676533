import { capPath, type Sender } from './cap.ts'
import { tierWords } from './tiers.ts'
import type { AlertMessage } from './types.ts'

/** A message as the API answers with it. Times carry the centre's offset. The name of who sent it stays inside. */
export function alertJson(message: AlertMessage, { address, zone }: Pick<Sender, 'address' | 'zone'>) {
  const time = (at: Temporal.Instant) =>
    at.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'second' })
  const { id, alert, identifier, type, status, tier, reason, text, proposal } = message
  return {
    alert,
    message: id,
    identifier,
    type,
    status,
    tier,
    name: tierWords[tier].name,
    sent: time(message.sentAt),
    effective: time(message.effectiveAt),
    expires: time(message.expiresAt),
    reason,
    text,
    proposed: proposal.tier,
    rules: proposal.version?.name ?? null,
    advice: tierWords[tier].advice,
    page: `${address}/air/alerts/${alert}`,
    cap: `${address}${capPath(identifier)}`,
  }
}
