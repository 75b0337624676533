import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { record } from '../../kit/journal/journal.ts'
import type { Works } from '../../kit/procedure/procedure.ts'
import type { AirStore, AirTables } from '../tables.ts'
import type { Cancel, Issue, Update } from './asked.ts'
import { type Draft, draftOf, type Order } from './draft.ts'
import { alertMessage } from './messages.ts'
import type { AlertMessage } from './types.ts'

/** How the journal signs what is sent, and what its line says besides. */
interface Signed {
  by: string
  detail?: object
}

/** Issues an alert on one person's word. @throws Problem for what cannot be sent */
export const issueAlert = (house: Works, asked: Issue) => send(house, { deed: 'issue', asked })

/** Changes an alert by a further message; what `asked` leaves out stays. @throws Problem when it is over */
export const updateAlert = (house: Works, alert: number, asked: Update) =>
  send(house, { deed: 'change', alert, asked })

/** Lifts an alert. @throws Problem when it is over already */
export const cancelAlert = (house: Works, alert: number, asked: Cancel) =>
  send(house, { deed: 'lift', alert, asked })

async function send(house: Works, order: Order): Promise<AlertMessage> {
  const { db }: AirStore = house.store
  const message = await db.transaction().execute((tx) => sendIn(tx, house, order))
  house.cache.drop('air/alert')
  return message
}

/**
 * The one writer: checks, message and journal line in one transaction, one at a time. Pages that rest on `air/alert`
 * are dropped by the caller once the transaction is over. @throws Problem for what cannot be sent
 */
export async function sendIn(
  tx: Kysely<AirTables>,
  house: Works,
  order: Order,
  signed: Signed = { by: order.asked.by },
): Promise<AlertMessage> {
  const store: AirStore = house.store
  await store.bulk.exclusive(tx, 'air/alert')
  const draft = await draftOf(tx, house, order)
  const identifier = `lantian-${draft.sentAt.toString().slice(0, 10)}-${randomUUID()}`
  const { id } = await tx
    .insertInto('air_alert_message')
    .values(rowOf(draft, identifier))
    .returning('id')
    .executeTakeFirstOrThrow()
  const sent = (await alertMessage(tx, id))!
  await record(tx, {
    at: sent.sentAt,
    by: signed.by,
    deed: `air.alert.${sent.type}`,
    about: 'air/alert',
    detail: { ...detailOf(sent), ...signed.detail },
  })
  return sent
}

const ms = (moment: Temporal.Instant) => moment.epochMilliseconds

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
