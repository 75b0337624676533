import type { AnyKysely } from '../db/store.ts'

/** Whose accounts: the tables of better-auth begin with it. */
export type Side = 'login' | 'member_login'

/** Instants are text on SQLite; PostgreSQL reads it too. */
const textOf = (at: Temporal.Instant) => at.toString({ smallestUnit: 'millisecond' })

/** Adds an account with its password. @returns its id */
export async function addLogin(
  db: AnyKysely,
  side: Side,
  { name, email, password }: { name: string; email: string; password: string },
  at: Temporal.Instant,
): Promise<string> {
  const id = crypto.randomUUID()
  const stamps = { createdAt: textOf(at), updatedAt: textOf(at) }
  const emailVerified = false
  await db
    .insertInto(`${side}_user`)
    .values({ id, name, email, emailVerified, ...stamps })
    .execute()
  const account = { id: crypto.randomUUID(), userId: id, accountId: id, providerId: 'credential', password }
  await db
    .insertInto(`${side}_account`)
    .values({ ...account, ...stamps })
    .execute()
  return id
}

/** Whoever came in with the old password is out; a second factor stays. */
export async function replacePassword(
  db: AnyKysely,
  side: Side,
  { login, password }: { login: string; password: string },
  at: Temporal.Instant,
): Promise<void> {
  await db
    .updateTable(`${side}_account`)
    .set({ password, updatedAt: textOf(at) })
    .where('userId', '=', login)
    .where('providerId', '=', 'credential')
    .execute()
  await endSessions(db, side, login)
}

async function endSessions(db: AnyKysely, side: Side, login: string): Promise<void> {
  await db.deleteFrom(`${side}_session`).where('userId', '=', login).execute()
}

/** Takes an account away, with its sessions and its password. */
export async function dropLogin(db: AnyKysely, side: Side, login: string): Promise<void> {
  for (const table of ['session', 'account'])
    await db.deleteFrom(`${side}_${table}`).where('userId', '=', login).execute()
  await db.deleteFrom(`${side}_user`).where('id', '=', login).execute()
}

/** Takes an officer's code and passkeys away, and ends his sessions; his password stays. */
export async function dropSecondStep(db: AnyKysely, login: string): Promise<void> {
  await db.deleteFrom('login_two_factor').where('userId', '=', login).execute()
  await db.deleteFrom('login_passkey').where('userId', '=', login).execute()
  await db.updateTable('login_user').set({ twoFactorEnabled: null }).where('id', '=', login).execute()
  await endSessions(db, 'login', login)
}
