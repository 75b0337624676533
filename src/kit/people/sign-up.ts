import type { Context } from 'hono'
import { record } from '../journal/journal.ts'
import type { House } from '../room.ts'
import { accountsOf } from './accounts.ts'
import { useInvitation } from './invitations.ts'
import { addLogin, replacePassword } from './logins.ts'
import { signatureOf } from './officer.ts'
import { addOfficer, type Colleague, giveDuty, type PeopleDb } from './officers.ts'
import { signIn, todayOf } from './sign-in.ts'

interface Asked {
  password: string
  name_zh?: string
  name_en?: string
  email?: string
}

/**
 * Takes an invitation: the account is made, or gets a new password and loses its sessions, and its officer is signed
 * in. The first officer of a house is added on the way, with every duty.
 * @param known whose link it is; null for the first officer
 * @throws Problem 410 where the link was used meanwhile
 */
export async function signUp(
  house: House,
  c: Context,
  token: string,
  known: Colleague | null,
  asked: Asked,
): Promise<'in' | 'code'> {
  const db: PeopleDb = house.store.db
  const at = house.clock()
  const context = await (await accountsOf(house)).$context
  const hash = await context.password.hash(asked.password)
  const email = await db.transaction().execute(async (tx) => {
    // First of all: of two who hold the same link one is told so before anything is written.
    await useInvitation(tx, token, at)
    const officer = known ?? (await firstOfficer(tx, house, asked))
    const login = await loginOf(tx, officer.id)
    if (login === null) await addOfficersLogin(tx, officer, hash, at)
    else await replacePassword(tx, 'login', { login, password: hash }, at)
    const by = signatureOf(officer)
    await record(tx, { at, by, deed: login === null ? 'people.sign-up' : 'people.recover', about: by })
    return officer.email
  })
  return signIn(house, c, { email, password: asked.password })
}

async function firstOfficer(db: PeopleDb, house: House, { name_zh = '', name_en = '', email = '' }: Asked) {
  const deed = { at: house.clock(), by: 'house' }
  const name = { zh: name_zh, en: name_en }
  const id = await addOfficer(db, { name, email, department: null }, deed)
  // Whoever is first must be able to do everything, or the house could never be set up.
  for (const { key } of house.desk.duties)
    await giveDuty(db, { officer: id, duty: key, from: todayOf(house), until: null }, deed)
  return { id, name, email: email.toLowerCase() }
}

async function loginOf(db: PeopleDb, officer: string): Promise<string | null> {
  const row = await db
    .selectFrom('officer')
    .select('login')
    .where('id', '=', officer)
    .executeTakeFirstOrThrow()
  return row.login
}

async function addOfficersLogin(
  db: PeopleDb,
  { id, name, email }: Pick<Colleague, 'id' | 'name' | 'email'>,
  password: string,
  at: Temporal.Instant,
): Promise<void> {
  const login = await addLogin(db, 'login', { name: name.zh, email, password }, at)
  await db.updateTable('officer').set({ login }).where('id', '=', id).execute()
}
