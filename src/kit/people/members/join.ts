import { record } from '../../journal/journal.ts'
import type { House } from '../../room.ts'
import type { Language } from '../../words.ts'
import { addLogin, replacePassword } from '../logins.ts'
import { memberAccountsOf } from './accounts.ts'
import { letters, post } from './letters.ts'
import { linkOf, linkOver, makeLink, useLink } from './links.ts'
import { memberSignature } from './member.ts'
import type { MemberDb } from './tables.ts'

interface Asked {
  email: string
  language: Language
}

const memberOf = (db: MemberDb, email: string) =>
  db.selectFrom('member').select(['id', 'login']).where('email', '=', email).executeTakeFirst()

/** Sends the link to join; who has an account is told so by letter. To who asks both are the same. */
export async function askToJoin({ store, clock }: House, { email, language }: Asked): Promise<void> {
  const at = clock()
  const db: MemberDb = store.db
  await db.transaction().execute(async (tx) => {
    const known = await memberOf(tx, email)
    const token = await makeLink(tx, { purpose: 'join', email, about: known?.id ?? '' }, at)
    if (token) await post(tx, { email, language }, known ? letters.known() : letters.join(token), at)
  })
}

/** Sends the link to a new password; who has no account is told so by letter. To who asks both are the same. */
export async function askToRecover({ store, clock }: House, { email, language }: Asked): Promise<void> {
  const at = clock()
  const db: MemberDb = store.db
  await db.transaction().execute(async (tx) => {
    const known = await memberOf(tx, email)
    const token = await makeLink(tx, { purpose: 'recover', email, about: known?.id ?? '' }, at)
    if (token) await post(tx, { email, language }, known ? letters.recover(token) : letters.unknown(), at)
  })
}

interface Joining {
  name: string
  password: string
  language: Language
  /** Address of the guardian of who is below fourteen. */
  guardian: string | null
}

/** Makes the account that the link is for. @returns its address @throws Problem 410 where the link is over, or the address has an account meanwhile */
export async function join(house: House, token: string, asked: Joining): Promise<string> {
  const at = house.clock()
  const { password, name, language, guardian } = asked
  const db: MemberDb = house.store.db
  const { email } = await linkOf(db, 'join', token, at)
  const context = await (await memberAccountsOf(house)).$context
  const hash = await context.password.hash(password)
  await db.transaction().execute(async (tx) => {
    await useLink(tx, 'join', token, at)
    if (await memberOf(tx, email)) throw linkOver()
    const login = await addLogin(tx, 'member_login', { name, email, password: hash }, at)
    const id = crypto.randomUUID()
    await tx
      .insertInto('member')
      .values({
        id,
        name,
        email,
        login,
        language,
        joined_at: at.epochMilliseconds,
        guardian,
        guardian_agreed_at: null,
        leaves_at: null,
      })
      .execute()
    const by = memberSignature(id)
    await record(tx, { at, by, deed: 'members.join', about: by })
    if (guardian === null) return
    const asks = await makeLink(tx, { purpose: 'guardian', email: guardian, about: id }, at)
    if (asks) await post(tx, { email: guardian, language }, letters.guardian(asks, name), at)
  })
  return email
}

/** Sets a new password and ends every session. @returns the address it is for @throws Problem 410 where the link is over */
export async function recover(house: House, token: string, password: string): Promise<string> {
  const at = house.clock()
  const db: MemberDb = house.store.db
  const { email, about } = await linkOf(db, 'recover', token, at)
  const context = await (await memberAccountsOf(house)).$context
  const hash = await context.password.hash(password)
  await db.transaction().execute(async (tx) => {
    await useLink(tx, 'recover', token, at)
    const known = await memberOf(tx, email)
    if (!known || known.id !== about) throw linkOver()
    await replacePassword(tx, 'member_login', { login: known.login, password: hash }, at)
    const by = memberSignature(known.id)
    await record(tx, { at, by, deed: 'members.recover', about: by })
  })
  return email
}
