import type { House } from '../room.ts'
import type { Words } from '../words.ts'
import type { Letter, Part } from './letter.tsx'
import type { MailDb } from './tables.ts'
import { sendToOfficer } from './tell.ts'

/**
 * Once a day: one letter to each officer with what he has not read. Safe to run twice: the messages are marked in the
 * transaction that puts the letter into the outbox.
 * @returns how many letters
 */
export async function writeDigests({ store, clock, settings }: House): Promise<number> {
  const db: MailDb = store.db
  const waiting = await db
    .selectFrom('mail_message')
    .select('officer')
    .distinct()
    .where('digest', '=', 'due')
    .execute()
  let written = 0
  for (const { officer } of waiting)
    if (
      await db.transaction().execute((tx) => writeOne(tx, officer, clock(), Boolean(settings.LANTIAN_SMTP)))
    )
      written++
  return written
}

async function writeOne(
  tx: MailDb,
  officer: string,
  at: Temporal.Instant,
  mailed: boolean,
): Promise<boolean> {
  const marked = await tx
    .updateTable('mail_message')
    .set({ digest: 'done' })
    .where('officer', '=', officer)
    .where('digest', '=', 'due')
    .returning(['id', 'letter', 'read_at'])
    .execute()
  const unread = marked.filter(({ read_at }) => read_at === null).map(({ letter }) => letter)
  if (unread.length === 0 || !mailed) return false
  const letters = await tx
    .selectFrom('mail_letter')
    .select('content')
    .where('id', 'in', unread)
    .orderBy('id')
    .execute()
  const parts = letters.map(({ content }) => partOf(JSON.parse(content)))
  await sendToOfficer(tx, officer, { subject: subjectOf(parts.length), parts, path: '/desk/messages' }, at)
  return true
}

const subjectOf = (n: number): Words => ({
  zh: `您有 ${n} 条未读消息`,
  en: n === 1 ? 'One message you have not read' : `${n} messages you have not read`,
})

function partOf({ subject, parts, path }: Letter): Part {
  const lines = parts.flatMap((part) =>
    'text' in part && !('title' in part) && part.text ? [part.text] : [],
  )
  const title = { title: subject, path: path ?? '/desk/messages' }
  if (lines.length === 0) return title
  const joined = { zh: lines.map(({ zh }) => zh).join(' '), en: lines.map(({ en }) => en).join(' ') }
  return { ...title, text: joined }
}

const day = 24 * 3_600_000
const outboxKeptMs = 90 * day
const readKeptMs = 365 * day

/** Forgets mail that is long over, and messages that were read long ago. Safe to run twice. */
export async function forgetOld({ store, clock }: House): Promise<void> {
  const db: MailDb = store.db
  const now = clock().epochMilliseconds
  await db
    .deleteFrom('mail_outbox')
    .where('ended_at', '<', now - outboxKeptMs)
    .execute()
  await db
    .deleteFrom('mail_message')
    .where('read_at', '<', now - readKeptMs)
    .execute()
  await db
    .deleteFrom('mail_letter')
    .where('made_at', '<', now - outboxKeptMs)
    .where((of) =>
      of.not(
        of.exists(
          of.selectFrom('mail_outbox as o').select('o.id').whereRef('o.letter', '=', 'mail_letter.id'),
        ),
      ),
    )
    .where((of) =>
      of.not(
        of.exists(
          of.selectFrom('mail_message as m').select('m.id').whereRef('m.letter', '=', 'mail_letter.id'),
        ),
      ),
    )
    .execute()
}
