import type { Kysely, Selectable } from 'kysely'
import type { AirTables, AlertMessageTable } from '../tables.ts'
import type { AlertHistory, AlertMessage } from './types.ts'

type Row = Selectable<AlertMessageTable>

const moment = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)

const messageOf = (row: Row): AlertMessage => ({
  id: row.id,
  alert: row.begun_by ?? row.id,
  identifier: row.identifier,
  type: row.type,
  status: row.status,
  tier: row.tier,
  sentAt: moment(row.sent_at),
  effectiveAt: moment(row.effective_at),
  expiresAt: moment(row.expires_at),
  reason: row.reason,
  by: row.by,
  text: row.text_zh !== null && row.text_en !== null ? { zh: row.text_zh, en: row.text_en } : null,
  proposal: JSON.parse(row.proposal),
})

/**
 * The last message of every alert that is neither lifted nor run out at a moment: real alerts before exercises, the
 * newest first. An alert counts from when it is sent, so that one for tomorrow is seen today.
 */
export async function alertsInForce(db: Kysely<AirTables>, at: Temporal.Instant): Promise<AlertMessage[]> {
  const now = at.epochMilliseconds
  const rows = await db
    .selectFrom('air_alert_message as m')
    .selectAll('m')
    .where('m.sent_at', '<=', now)
    .where('m.expires_at', '>', now)
    .where('m.type', '<>', 'cancel')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('air_alert_message as later')
            .select('later.id')
            .where((of) => of('later.begun_by', '=', of.fn.coalesce('m.begun_by', 'm.id')))
            .whereRef('later.id', '>', 'm.id')
            .where('later.sent_at', '<=', now),
        ),
      ),
    )
    // 'actual' comes before 'exercise' in the alphabet, too.
    .orderBy('m.status')
    .orderBy('m.sent_at', 'desc')
    .execute()
  return rows.map(messageOf)
}

/** What is in force at a moment, or null; an exercise only where there is no real alert. */
export const alertInForce = async (
  db: Kysely<AirTables>,
  at: Temporal.Instant,
): Promise<AlertMessage | null> => (await alertsInForce(db, at))[0] ?? null

/** One message by its number. */
export async function alertMessage(db: Kysely<AirTables>, id: number): Promise<AlertMessage | null> {
  const row = await db.selectFrom('air_alert_message').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? messageOf(row) : null
}

/** One message by its identifier. */
export async function alertByIdentifier(
  db: Kysely<AirTables>,
  identifier: string,
): Promise<AlertMessage | null> {
  // PostgreSQL would fault at a zero byte in a text.
  if (!/^[\w.-]+$/.test(identifier)) return null
  const row = await db
    .selectFrom('air_alert_message')
    .selectAll()
    .where('identifier', '=', identifier)
    .executeTakeFirst()
  return row ? messageOf(row) : null
}

/** The messages of one alert, oldest first; empty when there is no such alert. */
export async function messagesOf(db: Kysely<AirTables>, alert: number): Promise<AlertMessage[]> {
  const rows = await db
    .selectFrom('air_alert_message')
    .selectAll()
    .where((eb) =>
      eb.or([eb('begun_by', '=', alert), eb.and([eb('id', '=', alert), eb('begun_by', 'is', null)])]),
    )
    .orderBy('id')
    .execute()
  return rows.map(messageOf)
}

/** An alert as its messages up to a moment tell it; null when none was sent by then. */
export function historyOf(messages: readonly AlertMessage[], at: Temporal.Instant): AlertHistory | null {
  const sent = messages.filter(({ sentAt }) => sentAt.epochMilliseconds <= at.epochMilliseconds)
  const [first] = sent
  const last = sent.at(-1)
  if (!first || !last) return null
  return {
    alert: first.alert,
    tier: last.tier,
    status: first.status,
    from: sent.map(({ effectiveAt }) => effectiveAt).toSorted(Temporal.Instant.compare)[0]!,
    to: endOf(last, at),
    messages: sent,
  }
}

function endOf(last: AlertMessage, at: Temporal.Instant): Temporal.Instant | null {
  if (last.type === 'cancel') return last.sentAt
  return last.expiresAt.epochMilliseconds <= at.epochMilliseconds ? last.expiresAt : null
}

/** Alerts with all of their messages up to a moment, the newest alert first. */
export async function alertHistory(
  db: Kysely<AirTables>,
  at: Temporal.Instant,
  limit = 50,
): Promise<AlertHistory[]> {
  const begun = await db
    .selectFrom('air_alert_message')
    .select('id')
    .where('begun_by', 'is', null)
    .where('sent_at', '<=', at.epochMilliseconds)
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  if (begun.length === 0) return []
  const numbers = begun.map(({ id }) => id)
  const rows = await db
    .selectFrom('air_alert_message')
    .selectAll()
    .where((eb) => eb.or([eb('id', 'in', numbers), eb('begun_by', 'in', numbers)]))
    .orderBy('id')
    .execute()
  const byAlert = Map.groupBy(rows.map(messageOf), ({ alert }) => alert)
  return numbers.flatMap((number) => historyOf(byAlert.get(number) ?? [], at) ?? [])
}
