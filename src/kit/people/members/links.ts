import { createHash, randomBytes } from 'node:crypto'
import { Problem } from '../../problem.ts'
import type { MemberDb, Purpose, Role } from './tables.ts'

const hour = 3_600_000
const validMs: Record<Purpose, number> = {
  join: 24 * hour,
  recover: hour,
  officer: hour,
  guardian: 14 * 24 * hour,
  seat: 14 * 24 * hour,
}
/** Letters with a link that one address gets in an hour, whoever asks for them. */
const lettersAnHour = 3

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

export interface Link {
  purpose: Purpose
  email: string
  about: string
  role?: Role | null
}

/**
 * A link for a letter; only its hash is kept.
 * @returns its secret part; null where the address got enough letters in this hour, of which nobody is told
 */
export async function makeLink(db: MemberDb, link: Link, at: Temporal.Instant): Promise<string | null> {
  const now = at.epochMilliseconds
  const { n } = await db
    .selectFrom('mailed_link')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('email', '=', link.email)
    .where('made_at', '>', now - hour)
    .executeTakeFirstOrThrow()
  if (Number(n) >= lettersAnHour) return null
  const token = randomBytes(24).toString('base64url')
  const { purpose, email, about, role = null } = link
  await db
    .insertInto('mailed_link')
    .values({
      token_hash: hashOf(token),
      purpose,
      email,
      about,
      role,
      made_at: now,
      until: now + validMs[purpose],
      used_at: null,
    })
    .execute()
  return token
}

/** @throws Problem 410 for a link that was used, is over, never was, or is for something else */
export async function linkOf(
  db: MemberDb,
  purpose: Purpose,
  token: string,
  at: Temporal.Instant,
): Promise<Link> {
  const row = await db
    .selectFrom('mailed_link')
    .select(['purpose', 'email', 'about', 'role'])
    .where('token_hash', '=', hashOf(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('until', '>', at.epochMilliseconds)
    .executeTakeFirst()
  if (!row) throw linkOver()
  return row
}

/** Marks the link as used, and every other one of its purpose to the address. @throws Problem 410 where another was faster */
export async function useLink(
  db: MemberDb,
  purpose: Purpose,
  token: string,
  at: Temporal.Instant,
): Promise<void> {
  const used = await db
    .updateTable('mailed_link')
    .set({ used_at: at.epochMilliseconds })
    .where('token_hash', '=', hashOf(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('until', '>', at.epochMilliseconds)
    .returning(['email', 'about'])
    .executeTakeFirst()
  if (!used) throw linkOver()
  await db
    .updateTable('mailed_link')
    .set({ used_at: at.epochMilliseconds })
    .where('purpose', '=', purpose)
    .where('email', '=', used.email)
    .where('about', '=', used.about)
    .where('used_at', 'is', null)
    .execute()
}

export const linkOver = () =>
  new Problem(
    'link-over',
    {
      zh: '这个链接已经用过或已过期。请重新申请一个。',
      en: 'This link was used already or is over. Ask for a new one.',
    },
    410,
  )
