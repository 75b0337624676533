import type { Words } from '../words.ts'
import type { Letter } from './letter.tsx'
import type { MailDb } from './tables.ts'

/** A notification as its reader finds it at the desk. */
export interface Message {
  id: number
  kind: string
  urgent: boolean
  at: Temporal.Instant
  read: boolean
  subject: Words
  lines: readonly Words[]
  path: string
}

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)

interface MessagesAsked {
  unread?: boolean
  /** Only those older than this one. */
  before?: number | null
  limit: number
}

/** His messages, the newest first. */
export async function messagesOf(
  db: MailDb,
  officer: string,
  { unread = false, before = null, limit }: MessagesAsked,
): Promise<Message[]> {
  let query = db
    .selectFrom('mail_message as m')
    .innerJoin('mail_letter as l', 'l.id', 'm.letter')
    .select(['m.id', 'm.kind', 'm.urgent', 'm.made_at', 'm.read_at', 'l.content'])
    .where('m.officer', '=', officer)
  if (unread) query = query.where('m.read_at', 'is', null)
  if (before !== null) query = query.where('m.id', '<', before)
  const rows = await query.orderBy('m.id', 'desc').limit(limit).execute()
  return rows.map((row) => {
    const { subject, parts, path } = JSON.parse(row.content) as Letter
    return {
      id: row.id,
      kind: row.kind,
      urgent: row.urgent === 1,
      at: instant(row.made_at),
      read: row.read_at !== null,
      subject,
      lines: parts.flatMap((part) => ('text' in part && part.text ? [part.text] : [])),
      path: path ?? '/desk/messages',
    }
  })
}

export async function countUnread(db: MailDb, officer: string): Promise<number> {
  const row = await db
    .selectFrom('mail_message')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('officer', '=', officer)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** Marks one of his messages as read, or all of them. @returns where the one leads; null for one that is not his */
export async function markRead(
  db: MailDb,
  officer: string,
  id: number | 'all',
  at: Temporal.Instant,
): Promise<string | null> {
  let query = db
    .updateTable('mail_message')
    .set({ read_at: at.epochMilliseconds })
    .where('officer', '=', officer)
    .where('read_at', 'is', null)
  if (id !== 'all') query = query.where('id', '=', id)
  await query.execute()
  if (id === 'all') return null
  const row = await db
    .selectFrom('mail_message as m')
    .innerJoin('mail_letter as l', 'l.id', 'm.letter')
    .select('l.content')
    .where('m.officer', '=', officer)
    .where('m.id', '=', id)
    .executeTakeFirst()
  return row ? ((JSON.parse(row.content) as Letter).path ?? '/desk/messages') : null
}
