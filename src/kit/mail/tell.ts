import type { Selectable } from 'kysely'
import type { AnyKysely } from '../db/store.ts'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import type { Language, Words } from '../words.ts'
import { isMailAddress } from './address.ts'
import { choicesOf } from './choices.ts'
import type { MessageKind } from './kinds.ts'
import type { Letter } from './letter.tsx'
import type { MailDb, MailTables } from './tables.ts'

/** What is not sent by then is old: the server was away, or there is none. */
const validMs = 3 * 24 * 3_600_000
const rowsAtOnce = 500

export interface Notice {
  /** Ids of officers; who is named twice is told once. */
  to: readonly string[]
  kind: MessageKind
  subject: Words
  lines?: readonly Words[]
  /** Path without the language that it leads to. */
  path: string
  /** Sent at once also to who reads his messages once a day. */
  urgent?: boolean
  at: Temporal.Instant
}

/** Tells officers something inside the deed's own transaction: at the desk, and by e-mail as each has chosen. */
export async function tell(
  tx: AnyKysely,
  { kind, subject, lines = [], path, ...notice }: Notice,
): Promise<void> {
  const db: MailDb = tx
  const to = [...new Set(notice.to)]
  if (to.length === 0) return
  const { at, urgent = false } = notice
  const letter = await keepLetter(db, { subject, parts: lines.map((text) => ({ text })), path }, at)
  const chosen = await choicesOf(db, to, kind)
  const wayOf = (officer: string) => {
    const how = chosen.get(officer)!
    return how === 'daily' && urgent ? 'now' : how
  }
  await db
    .insertInto('mail_message')
    .values(
      to.map((officer) => ({
        officer,
        letter,
        kind: kind.key,
        urgent: urgent ? 1 : 0,
        made_at: at.epochMilliseconds,
        read_at: null,
        digest: wayOf(officer) === 'daily' ? ('due' as const) : ('no' as const),
      })),
    )
    .execute()
  const now = to.filter((officer) => wayOf(officer) === 'now').map((officer) => ({ officer }))
  await putInOutbox(db, now, { letter, at })
}

export interface Outside {
  address: string
  language: Language
  /** Path of his own by which he leaves the list; it is sealed when it is sent. */
  leave?: string
}

export interface Mailing {
  to: readonly Outside[]
  letter: Letter
  /** What it belongs to, such as `newsletter/12`. */
  source?: string
  at: Temporal.Instant
}

/** Whether the house can send letters: without, nobody outside is promised one. */
export const hasMail = ({ settings }: Pick<House, 'settings'>): boolean => settings.LANTIAN_SMTP !== undefined

/** Puts a letter to people outside into the outbox. @throws Problem 422 for what is no address */
export async function send(tx: AnyKysely, { to, letter, source = '', at }: Mailing): Promise<void> {
  const wrong = to.find(({ address }) => !isMailAddress(address))
  if (wrong) throw noAddress()
  if (to.length === 0) return
  await putInOutbox(tx, to, { letter: await keepLetter(tx, letter, at), source, at })
}

const noAddress = () =>
  new Problem('no-address', { zh: '这不是邮箱地址。', en: 'This is not an e-mail address.' }, 422)

/** Kept once for all who are told. @returns its number */
async function keepLetter(db: MailDb, letter: Letter, at: Temporal.Instant): Promise<number> {
  const row = await db
    .insertInto('mail_letter')
    .values({ content: JSON.stringify(letter), made_at: at.epochMilliseconds })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** A letter to one officer that no message at the desk goes with, such as the daily one. */
export const sendToOfficer = async (
  db: MailDb,
  officer: string,
  letter: Letter,
  at: Temporal.Instant,
): Promise<void> => putInOutbox(db, [{ officer }], { letter: await keepLetter(db, letter, at), at })

type Reader = Outside | { officer: string }
type NewRow = Omit<Selectable<MailTables['mail_outbox']>, 'id' | 'attempts' | 'reply'>

async function putInOutbox(
  db: MailDb,
  readers: readonly Reader[],
  { letter, at, source = '' }: { letter: number; at: Temporal.Instant; source?: string },
): Promise<void> {
  const now = at.epochMilliseconds
  const rows = readers.map(
    (reader): NewRow => ({
      letter,
      officer: 'officer' in reader ? reader.officer : null,
      address: 'address' in reader ? reader.address : null,
      language: 'language' in reader ? reader.language : null,
      source,
      leave: ('leave' in reader && reader.leave) || null,
      name: crypto.randomUUID(),
      state: 'waiting',
      due: now,
      until: now + validMs,
      made_at: now,
      ended_at: null,
    }),
  )
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await db
      .insertInto('mail_outbox')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute()
}
