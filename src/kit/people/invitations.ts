import { createHash, randomBytes } from 'node:crypto'
import { record } from '../journal/journal.ts'
import { Problem } from '../problem.ts'
import { signatureOf } from './officer.ts'
import type { Deed, PeopleDb } from './officers.ts'

/** How long a link lets somebody in that is handed over. */
const validMs = 7 * 24 * 3_600_000

/** Only its hash is kept: who reads the database cannot come in with it. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * A link that lets its officer set a password, once: his invitation, or his way back in. Without an officer it is for
 * the first one of a new house.
 * @returns the secret part of the link; it is nowhere else
 */
export async function invite(
  db: PeopleDb,
  officer: string | null,
  { at, by }: Deed,
  valid = validMs,
): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const made = at.epochMilliseconds
  await db
    .insertInto('invitation')
    .values({
      token_hash: hashOf(token),
      officer,
      made_at: made,
      made_by: by,
      until: made + valid,
      used_at: null,
    })
    .execute()
  const about = officer === null ? 'officer/first' : signatureOf({ id: officer })
  await record(db, { at, by, deed: 'people.invite', about })
  return token
}

export interface Invitation {
  /** Null for the first officer of a new house. */
  officer: string | null
}

/** @throws Problem 410 for a link that was used, is over or never was: to a stranger they are the same */
export async function invitationOf(db: PeopleDb, token: string, at: Temporal.Instant): Promise<Invitation> {
  const row = await db
    .selectFrom('invitation')
    .select(['officer', 'until', 'used_at'])
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst()
  if (!row || row.used_at !== null || row.until <= at.epochMilliseconds) throw linkOver()
  if (row.officer === null && (await anybodySignedUp(db))) throw linkOver()
  return { officer: row.officer }
}

/** Marks the link as used, and every other one of the same officer. @throws Problem 410 where another was faster */
export async function useInvitation(db: PeopleDb, token: string, at: Temporal.Instant): Promise<void> {
  const used = await db
    .updateTable('invitation')
    .set({ used_at: at.epochMilliseconds })
    .where('token_hash', '=', hashOf(token))
    .where('used_at', 'is', null)
    .returning('officer')
    .executeTakeFirst()
  if (!used) throw linkOver()
  let others = db
    .updateTable('invitation')
    .set({ used_at: at.epochMilliseconds })
    .where('used_at', 'is', null)
  others =
    used.officer === null ? others.where('officer', 'is', null) : others.where('officer', '=', used.officer)
  await others.execute()
}

/** Whether the house has an officer who can sign in. */
export async function anybodySignedUp(db: PeopleDb): Promise<boolean> {
  const row = await db
    .selectFrom('officer')
    .select('id')
    .where('login', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

const linkOver = () =>
  new Problem(
    'link-over',
    {
      zh: '这个链接已经用过或已过期。请向管理人员要一个新的。',
      en: 'This link was used already or is over. Ask whoever looks after the people of the house for a new one.',
    },
    410,
  )
