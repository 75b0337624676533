import type { Kysely, Selectable } from 'kysely'
import type { PeopleTables } from '../people/tables.ts'
import type { House } from '../room.ts'
import { dayAt } from '../time.ts'
import type { Language } from '../words.ts'
import { languageOf } from './choices.ts'
import { mailOf } from './compose.ts'
import { htmlOf, type Letter } from './letter.tsx'
import { sealed } from './seal.ts'
import { senderOf, siteOf } from './site.ts'
import { type Line, type Outcome, openLine } from './smtp.ts'
import type { MailTables } from './tables.ts'
import { feet } from './words.ts'

export type OutboxDb = Kysely<MailTables & PeopleTables>
export type OutboxRow = Selectable<MailTables['mail_outbox']>

/** A sender that has not said how it went for so long is taken for dead. */
const leaseMs = 10 * 60_000
const minute = 60_000
/** How long to wait after so many attempts that failed: soon for greylisting, then ever longer. */
const pauseAfter = (attempts: number) => Math.min(5 * minute * 3 ** (attempts - 1), 8 * 60 * minute)

/** Opens a line to the mail server; a test brings its own patience. */
export type Open = (url: string) => Promise<Line>

/**
 * Sends what is due. Safe to run twice, also at once: a mail is marked before it is sent, so that it goes out at most
 * once. One whose sender died between the mark and the server's word is not sent again by itself: a lost mail can be
 * read at the desk, a doubled one cannot be taken back. It bears the same Message-ID when somebody tries it again.
 * @returns one line about what was done
 * @throws Error where the mail server cannot be reached; then no mail has lost an attempt
 */
export async function sendDue(
  house: House,
  { signal, open = openLine }: { signal: AbortSignal; open?: Open },
): Promise<string> {
  const db: OutboxDb = house.store.db
  await giveUpOld(db, house.clock())
  const url = house.settings.LANTIAN_SMTP
  if (!url) return ''
  const counts = { sent: 0, later: 0, refused: 0, unclear: 0 }
  let line: Line | null = null
  try {
    while (!signal.aborted) {
      const row = await nextDue(db, house.clock())
      if (!row) break
      line ??= await open(url)
      if (!(await claim(db, row, house.clock()))) continue
      const outcome = await attempt(house, row, line)
      if (outcome.kind !== 'sent') line = null
      await writeDown(db, row, outcome, house.clock())
      counts[outcome.kind]++
    }
  } finally {
    line?.close()
  }
  const said = Object.entries(counts).filter(([, n]) => n > 0)
  return said.map(([what, n]) => `${n} ${what}`).join(', ')
}

/** Ends what waits for nothing any more. */
async function giveUpOld(db: OutboxDb, at: Temporal.Instant): Promise<void> {
  const now = at.epochMilliseconds
  const over = (from: 'waiting' | 'sending', to: 'late' | 'unclear', column: 'until' | 'due') =>
    db
      .updateTable('mail_outbox')
      .set({ state: to, ended_at: now })
      .where('state', '=', from)
      .where(column, '<=', now)
      .execute()
  await over('waiting', 'late', 'until')
  await over('sending', 'unclear', 'due')
}

type Due = OutboxRow & { content: string }

const nextDue = (db: OutboxDb, at: Temporal.Instant): Promise<Due | undefined> =>
  db
    .selectFrom('mail_outbox as o')
    .innerJoin('mail_letter as l', 'l.id', 'o.letter')
    .selectAll('o')
    .select('l.content')
    .where('o.state', '=', 'waiting')
    .where('o.due', '<=', at.epochMilliseconds)
    // What somebody waits for goes before what many read.
    .orderBy((of) => of.case().when('o.source', '=', '').then(0).else(1).end())
    .orderBy('o.due')
    .orderBy('o.id')
    .limit(1)
    .executeTakeFirst()

/** Marks it as being sent. @returns false where another has it */
async function claim(db: OutboxDb, { id, attempts }: OutboxRow, at: Temporal.Instant): Promise<boolean> {
  const claimed = await db
    .updateTable('mail_outbox')
    .set({ state: 'sending', attempts: attempts + 1, due: at.epochMilliseconds + leaseMs })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('attempts', '=', attempts)
    .executeTakeFirst()
  return claimed.numUpdatedRows === 1n
}

async function attempt(house: House, row: Due, line: Line): Promise<Outcome> {
  const reader = await readerOf(house, row)
  if (!reader) return { kind: 'refused', reply: 'the officer has left' }
  const { settings, centre } = house
  const { language, address } = reader
  const base = siteOf(settings)
  const from = senderOf(settings)
  const leave = row.leave === null ? null : sealed(settings, row.leave)
  const kept = JSON.parse(row.content) as Letter
  const letter = kept.sealed && kept.path ? { ...kept, path: sealed(settings, kept.path) } : kept
  const raw = await mailOf(
    letter,
    { language, base, from: centre.name[language], foot: footOf(row.officer, leave, language) },
    {
      from,
      to: address,
      name: row.name,
      at: house.clock(),
      ...(leave && { leave: `${base}${language === 'en' ? '/en' : ''}${leave}` }),
    },
  )
  return line.deliver({ from, to: address, raw })
}

/** A letter as its readers outside see it, for who looks at it before it is sent. */
export const letterHtml = (letter: Letter, { settings, centre }: House, language: Language): string =>
  htmlOf(letter, {
    language,
    base: siteOf(settings),
    from: centre.name[language],
    foot: footOf(null, '/newsletter', language),
  })

/** Why the mail came, and where its reader changes that. */
function footOf(officer: string | null, leave: string | null, language: Language) {
  const foot = feet[language]
  if (officer !== null) return { words: foot.officer, link: foot.choose, path: '/desk/me/messages' }
  if (leave !== null) return { words: foot.list, link: foot.leave, path: leave }
  return { words: foot.outside, link: foot.site, path: '/' }
}

async function readerOf(
  house: House,
  { officer, address, language }: OutboxRow,
): Promise<{ address: string; language: Language } | null> {
  if (officer === null) return { address: address!, language: language ?? 'zh' }
  const db: OutboxDb = house.store.db
  const row = await db
    .selectFrom('officer')
    .select(['email', 'left_on'])
    .where('id', '=', officer)
    .executeTakeFirst()
  const today = dayAt(house.clock(), house.settings.LANTIAN_ZONE)
  if (!row || (row.left_on !== null && row.left_on < today)) return null
  return { address: row.email, language: await languageOf(db, officer) }
}

async function writeDown(
  db: OutboxDb,
  { id, attempts, until }: OutboxRow,
  { kind, reply }: Outcome,
  at: Temporal.Instant,
): Promise<void> {
  const now = at.epochMilliseconds
  const again = now + pauseAfter(attempts + 1)
  const waits = kind === 'later' && again < until
  await db
    .updateTable('mail_outbox')
    .set(
      waits
        ? { state: 'waiting', due: again, reply }
        : { state: kind === 'later' ? 'late' : kind, reply, ended_at: now },
    )
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .execute()
}

/** Sends a mail that was given up once more. @returns whether there was one */
export async function tryAgain(db: OutboxDb, id: number, at: Temporal.Instant): Promise<boolean> {
  const now = at.epochMilliseconds
  const again = await db
    .updateTable('mail_outbox')
    .set({ state: 'waiting', due: now, until: now + leaseMs * 6, ended_at: null })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'refused', 'unclear', 'late'])
    .executeTakeFirst()
  return again.numUpdatedRows === 1n
}

/** Drops a mail that has not gone out. @returns whether there was one */
export async function discard(db: OutboxDb, id: number, at: Temporal.Instant): Promise<boolean> {
  const dropped = await db
    .updateTable('mail_outbox')
    .set({ state: 'dropped', ended_at: at.epochMilliseconds })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'refused', 'unclear', 'late'])
    .executeTakeFirst()
  return dropped.numUpdatedRows === 1n
}
