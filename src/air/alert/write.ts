import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { record } from '../../kit/journal/journal.ts'
import type { House } from '../../kit/room.ts'
import { dayAt } from '../../kit/time.ts'
import type { AirStore, AirTables } from '../tables.ts'
import type { Cancel, Issue, Update } from './asked.ts'
import { alertMessage, alertsInForce, messagesOf } from './messages.ts'
import { proposal } from './proposal.ts'
import * as refusal from './refusals.ts'
import type { AlertMessage, Proposal, Tier } from './types.ts'
import { alertVersionOn, tiersOf } from './versions.ts'

/** A message as it is about to be sent. */
type Draft = Omit<AlertMessage, 'id' | 'alert' | 'identifier'> & { alert: number | null }

const longestDays = 14
const day = 24 * 3_600_000
const ms = (moment: Temporal.Instant) => moment.epochMilliseconds

/**
 * Issues an alert in a person's name. The machine's proposal is kept beside it and binds nobody.
 * @throws Problem when one is in force already, on simulated air, and for times or a tier that cannot be
 */
export async function issueAlert(house: House, asked: Issue): Promise<AlertMessage> {
  const { sentAt, zone, proposed } = await begin(house)
  const status = asked.exercise || isRehearsal(house) ? 'exercise' : 'actual'
  if (status === 'actual' && proposed.simulated) throw refusal.simulatedAir()
  mustExist(asked.tier, sentAt, zone)
  const draft: Draft = {
    ...asked,
    alert: null,
    type: 'alert',
    status,
    sentAt,
    effectiveAt: asked.effective ?? sentAt,
    expiresAt: asked.expires,
    proposal: proposed,
  }
  mustBeTimely(draft)
  return write(house, async (tx) => {
    const standing = (await alertsInForce(tx, sentAt)).find((one) => one.status === status)
    if (standing) throw refusal.inForceAlready(standing.alert)
    return draft
  })
}

/** Changes an alert by a further message; what `asked` leaves out stays. @throws Problem when it is over */
export async function updateAlert(house: House, alert: number, asked: Update): Promise<AlertMessage> {
  const { sentAt, zone, proposed } = await begin(house)
  return write(house, async (tx) => {
    const last = await standing(tx, house, alert, sentAt)
    if (last.status === 'actual' && proposed.simulated) throw refusal.simulatedAir()
    const draft: Draft = {
      ...last,
      type: 'update',
      tier: asked.tier ?? last.tier,
      sentAt,
      effectiveAt: asked.effective ?? last.effectiveAt,
      expiresAt: asked.expires ?? last.expiresAt,
      reason: asked.reason,
      by: asked.by,
      text: asked.text,
      proposal: proposed,
    }
    mustExist(draft.tier, sentAt, zone)
    mustBeTimely(draft, asked.effective !== undefined)
    return draft
  })
}

/** Lifts an alert. @throws Problem when it is over already */
export async function cancelAlert(house: House, alert: number, asked: Cancel): Promise<AlertMessage> {
  const { sentAt, proposed } = await begin(house)
  return write(house, async (tx) => {
    const last = await standing(tx, house, alert, sentAt)
    return { ...last, ...asked, type: 'cancel', sentAt, proposal: proposed }
  })
}

const isRehearsal = (house: House) => house.settings.LANTIAN_CLOCK !== undefined

/** CAP knows whole seconds, so a message is sent at one. */
async function begin(house: House): Promise<{ sentAt: Temporal.Instant; zone: string; proposed: Proposal }> {
  const { db }: AirStore = house.store
  const zone = house.settings.LANTIAN_ZONE
  const sentAt = house.clock().round({ smallestUnit: 'second', roundingMode: 'floor' })
  return { sentAt, zone, proposed: await proposal(db, sentAt, zone) }
}

/** The last message of an alert that may be followed by another. */
async function standing(
  tx: Transaction<AirTables>,
  house: House,
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
function mustExist(tier: Tier, at: Temporal.Instant, zone: string): void {
  const version = alertVersionOn(dayAt(at, zone))
  if (version && !tiersOf(version).includes(tier)) throw refusal.noSuchTier(tier, version)
}

function mustBeTimely({ sentAt, effectiveAt, expiresAt }: Draft, given = true): void {
  if (given && ms(effectiveAt) < ms(sentAt) - day) throw refusal.beganLongAgo()
  if (ms(expiresAt) <= ms(sentAt) || ms(expiresAt) <= ms(effectiveAt)) throw refusal.endsBeforeItBegins()
  if (ms(expiresAt) > ms(sentAt) + longestDays * day) throw refusal.tooLong(longestDays)
}

/** The one writer: checks, message and journal line in one transaction, one at a time. */
async function write(
  house: House,
  make: (tx: Transaction<AirTables>) => Promise<Draft>,
): Promise<AlertMessage> {
  const store: AirStore = house.store
  const message = await store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, 'air/alert')
    const draft = await make(tx)
    const identifier = `lantian-${draft.sentAt.toString().slice(0, 10)}-${randomUUID()}`
    const { id } = await tx
      .insertInto('air_alert_message')
      .values(rowOf(draft, identifier))
      .returning('id')
      .executeTakeFirstOrThrow()
    const sent = (await alertMessage(tx, id))!
    await record(tx, {
      at: sent.sentAt,
      by: sent.by,
      deed: `air.alert.${sent.type}`,
      about: 'air/alert',
      detail: detailOf(sent),
    })
    return sent
  })
  house.cache.drop('air/alert')
  return message
}

const rowOf = (draft: Draft, identifier: string) => ({
  begun_by: draft.alert,
  identifier,
  type: draft.type,
  status: draft.status,
  tier: draft.tier,
  sent_at: ms(draft.sentAt),
  effective_at: ms(draft.effectiveAt),
  expires_at: ms(draft.expiresAt),
  reason: draft.reason,
  by: draft.by,
  text_zh: draft.text?.zh ?? null,
  text_en: draft.text?.en ?? null,
  proposal: JSON.stringify(draft.proposal),
})

const detailOf = ({
  id,
  alert,
  identifier,
  status,
  tier,
  effectiveAt,
  expiresAt,
  reason,
  proposal,
}: AlertMessage) => ({
  message: id,
  alert,
  identifier,
  status,
  tier,
  effective: effectiveAt.toString(),
  expires: expiresAt.toString(),
  reason,
  proposed: proposal.tier,
  rules: proposal.version?.name ?? null,
})
