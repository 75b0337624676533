import { record } from '../../journal/journal.ts'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { dropLogin } from '../logins.ts'
import { linkOf, useLink } from './links.ts'
import { memberSignature } from './member.ts'
import { mustKeepManager, standUp } from './organisations.ts'
import type { MemberDb } from './tables.ts'

const day = 24 * 3_600_000
/** How long leaving can be taken back. */
export const termDays = 14
/** How long a guardian has to answer. */
const guardianDays = 14

/** Begins the term after which the account is gone. @throws Problem 409 for who alone runs an organisation of others */
export async function leave({ store, clock }: House, member: string): Promise<void> {
  const at = clock()
  const db: MemberDb = store.db
  await db.transaction().execute(async (tx) => {
    await mustKeepManager(tx, store, member)
    await tx
      .updateTable('member')
      .set({ leaves_at: at.epochMilliseconds + termDays * day })
      .where('id', '=', member)
      .where('leaves_at', 'is', null)
      .execute()
    const by = memberSignature(member)
    await record(tx, { at, by, deed: 'members.leave', about: by })
  })
}

export async function stay({ store, clock }: House, member: string): Promise<void> {
  const at = clock()
  const db: MemberDb = store.db
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('member').set({ leaves_at: null }).where('id', '=', member).execute()
    const by = memberSignature(member)
    await record(tx, { at, by, deed: 'members.stay', about: by })
  })
}

/** The guardian's word: yes opens the account, no takes it away at once. @throws Problem 410 where the link is over */
export async function guardianSays({ store, clock }: House, token: string, agreed: boolean): Promise<void> {
  const at = clock()
  const db: MemberDb = store.db
  await db.transaction().execute(async (tx) => {
    const { about: id } = await linkOf(tx, 'guardian', token, at)
    await useLink(tx, 'guardian', token, at)
    const deed = agreed ? 'members.guardian-agrees' : 'members.guardian-refuses'
    await record(tx, { at, by: 'guardian', deed, about: memberSignature(id) })
    if (!agreed) return forget(tx, id)
    await tx
      .updateTable('member')
      .set({ guardian_agreed_at: at.epochMilliseconds })
      .where('id', '=', id)
      .execute()
  })
}

/** Daily. Takes away who has left and whose guardian did not answer; old links too. Safe to run twice. */
export async function forgetLeft({ store, clock }: House): Promise<string> {
  const at = clock()
  const now = at.epochMilliseconds
  const db: MemberDb = store.db
  const gone = await db
    .selectFrom('member')
    .select('id')
    .where((of) =>
      of.or([
        of('leaves_at', '<=', now),
        of.and([
          of('guardian', 'is not', null),
          of('guardian_agreed_at', 'is', null),
          of('joined_at', '<=', now - guardianDays * day),
        ]),
      ]),
    )
    .execute()
  for (const { id } of gone)
    await db.transaction().execute(async (tx) => {
      await forget(tx, id)
      await record(tx, { at, by: 'house', deed: 'members.forget', about: memberSignature(id) })
    })
  await db
    .deleteFrom('mailed_link')
    .where('until', '<', now - 30 * day)
    .execute()
  return gone.length > 0 ? `${gone.length} members` : ''
}

/** All that is known of a member goes; an organisation that nobody is left of is closed. */
async function forget(tx: MemberDb, id: string): Promise<void> {
  const row = await tx
    .selectFrom('member')
    .select(['login', 'email', 'guardian'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Problem('no-member', { zh: '没有这个账号。', en: 'There is no such account.' }, 404)
  const seats = await tx.selectFrom('seat').select('organisation').where('member', '=', id).execute()
  for (const { organisation } of seats) await standUp(tx, organisation, id)
  const addresses = [row.email, ...(row.guardian === null ? [] : [row.guardian])]
  await tx.deleteFrom('mailed_link').where('email', 'in', addresses).execute()
  await tx.deleteFrom('member').where('id', '=', id).execute()
  await dropLogin(tx, 'member_login', row.login)
}
