import type { Kysely } from 'kysely'
import type { Works } from '../../kit/procedure/procedure.ts'
import { dayAt } from '../../kit/time.ts'
import type { AirTables } from '../tables.ts'
import type { Cancel, Issue, Update } from './asked.ts'
import { alertsInForce, messagesOf } from './messages.ts'
import { proposal } from './proposal.ts'
import * as refusal from './refusals.ts'
import type { AlertMessage, Tier } from './types.ts'
import { alertVersionOn, tiersOf } from './versions.ts'

/** What a person wants sent. */
export type Order =
  | { deed: 'issue'; asked: Issue }
  | { deed: 'change'; alert: number; asked: Update }
  | { deed: 'lift'; alert: number; asked: Cancel }

/** A message as it is about to be sent. */
export type Draft = Omit<AlertMessage, 'id' | 'alert' | 'identifier'> & { alert: number | null }
type Now = Pick<AlertMessage, 'sentAt' | 'proposal'>

const longestDays = 14
const day = 24 * 3_600_000
const ms = (moment: Temporal.Instant) => moment.epochMilliseconds

/** In a rehearsal every alert is an exercise. */
export const isRehearsal = ({ settings }: Works) => settings.LANTIAN_CLOCK !== undefined

/**
 * The message that an order makes if it is sent now. The machine's proposal is kept beside it and binds nobody.
 * @throws Problem for what cannot be sent: one in force already, simulated air, times or a tier that cannot be, an
 * alert that is over
 */
export async function draftOf(tx: Kysely<AirTables>, house: Works, order: Order): Promise<Draft> {
  // CAP knows whole seconds, so a message is sent at one.
  const sentAt = house.clock().round({ smallestUnit: 'second', roundingMode: 'floor' })
  const now = { sentAt, proposal: await proposal(tx, sentAt, house.settings.LANTIAN_ZONE) }
  if (order.deed === 'issue') return issued(tx, house, order.asked, now)
  const last = await standing(tx, house, order.alert, sentAt)
  if (order.deed === 'lift') return { ...last, ...order.asked, type: 'cancel', ...now }
  return changed(house, last, order.asked, now)
}

async function issued(tx: Kysely<AirTables>, house: Works, asked: Issue, now: Now): Promise<Draft> {
  const status = asked.exercise || isRehearsal(house) ? 'exercise' : 'actual'
  if (status === 'actual' && now.proposal.simulated) throw refusal.simulatedAir()
  mustExist(asked.tier, now.sentAt, house)
  const { tier, reason, by, text } = asked
  const draft: Draft = {
    ...{ tier, reason, by, text, status, ...now },
    alert: null,
    type: 'alert',
    effectiveAt: asked.effective ?? now.sentAt,
    expiresAt: asked.expires,
  }
  mustBeTimely(draft)
  const there = (await alertsInForce(tx, now.sentAt)).find((one) => one.status === status)
  if (there) throw refusal.inForceAlready(there.alert)
  return draft
}

/** What `asked` leaves out stays. */
function changed(house: Works, last: AlertMessage, asked: Update, now: Now): Draft {
  if (last.status === 'actual' && now.proposal.simulated) throw refusal.simulatedAir()
  const draft: Draft = {
    ...last,
    ...now,
    type: 'update',
    tier: asked.tier ?? last.tier,
    effectiveAt: asked.effective ?? last.effectiveAt,
    expiresAt: asked.expires ?? last.expiresAt,
    reason: asked.reason,
    by: asked.by,
    text: asked.text,
  }
  mustExist(draft.tier, now.sentAt, house)
  mustBeTimely(draft, asked.effective !== undefined)
  return draft
}

/** The last message of an alert that may be followed by another. */
async function standing(
  tx: Kysely<AirTables>,
  house: Works,
  alert: number,
  at: Temporal.Instant,
): Promise<AlertMessage> {
  const last = (await messagesOf(tx, alert)).at(-1)
  if (!last) throw refusal.unknownAlert(alert)
  if (last.type === 'cancel') throw refusal.lifted(alert)
  if (ms(last.sentAt) > ms(at)) throw refusal.clockBehind(alert)
  if (ms(last.expiresAt) <= ms(at)) throw refusal.ranOut(alert)
  if (last.status === 'actual' && isRehearsal(house)) throw refusal.actualInRehearsal(alert)
  return last
}

/** A tier is that of the rules in force; one whose condition was not found may be issued all the same. */
function mustExist(tier: Tier, at: Temporal.Instant, { settings }: Works): void {
  const version = alertVersionOn(dayAt(at, settings.LANTIAN_ZONE))
  if (version && !tiersOf(version).includes(tier)) throw refusal.noSuchTier(tier, version)
}

function mustBeTimely({ sentAt, effectiveAt, expiresAt }: Draft, given = true): void {
  if (given && ms(effectiveAt) < ms(sentAt) - day) throw refusal.beganLongAgo()
  if (ms(expiresAt) <= ms(sentAt) || ms(expiresAt) <= ms(effectiveAt)) throw refusal.endsBeforeItBegins()
  if (ms(expiresAt) > ms(sentAt) + longestDays * day) throw refusal.tooLong(longestDays)
}
