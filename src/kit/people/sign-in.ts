import type { Context } from 'hono'
import { record } from '../journal/journal.ts'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import { type Day, dayAt } from '../time.ts'
import { callerOf, networkOf } from '../web/caller.ts'
import { RateLimit } from '../web/rate.ts'
import { accountsOf } from './accounts.ts'
import { type Officer, signatureOf } from './officer.ts'
import { officerOfLogin, type PeopleDb } from './officers.ts'

/** So many wrong passwords in a row close an account for a while; the right one is not listened to meanwhile. */
const failuresAllowed = 10
const closedMs = 15 * 60_000
/** Attempts a minute from one network, whoever they are for. */
const attemptsPerMinute = 20

const limits = new WeakMap<object, RateLimit>()

function limitOf({ store }: House): RateLimit {
  const known = limits.get(store)
  if (known) return known
  const fresh = new RateLimit(attemptsPerMinute)
  limits.set(store, fresh)
  return fresh
}

export const todayOf = ({ settings, clock }: House): Day => dayAt(clock(), settings.LANTIAN_ZONE)

/** @throws Problem 429 where one network tries too often */
export function slowDown(house: House, c: Context): void {
  const { wait } = limitOf(house).take(networkOf(callerOf(house, c)), house.clock().epochMilliseconds)
  if (wait === 0) return
  c.header('retry-after', String(wait))
  throw new Problem(
    'too-many-attempts',
    { zh: `尝试次数太多，请在 ${wait} 秒后再试。`, en: `Too many attempts; try again in ${wait} seconds.` },
    429,
  )
}

/** The cookies of an answer of the accounts go to the reader. */
export function passCookies(c: Context, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
}

/**
 * Signs in with a password. An unknown address, a wrong password and somebody who left are told the same.
 * @returns `code` where a second factor is still asked for
 * @throws Problem 401 for what does not fit, 429 for too many attempts
 */
export async function signIn(
  house: House,
  c: Context,
  asked: { email: string; password: string },
): Promise<'in' | 'code'> {
  slowDown(house, c)
  const db: PeopleDb = house.store.db
  const at = house.clock()
  const email = asked.email.trim().toLowerCase()
  if (await isClosed(db, email, at)) throw closed()
  const { api } = await accountsOf(house)
  const body = { email, password: asked.password }
  const answer = await api
    .signInEmail({ body, headers: c.req.raw.headers, returnHeaders: true })
    .catch(() => null)
  const login = answer?.response && 'user' in answer.response ? answer.response.user.id : null
  const needsCode = answer !== null && login === null
  const officer = login === null ? null : await officerOfLogin(db, login, todayOf(house))
  if (!answer || (!needsCode && !officer)) {
    await countFailure(house, email, at)
    throw wrongPassword()
  }
  passCookies(c, answer.headers)
  await db.deleteFrom('sign_in_failure').where('name', '=', email).execute()
  if (officer)
    await record(db, { at, by: signatureOf(officer), deed: 'people.sign-in', about: signatureOf(officer) })
  return needsCode ? 'code' : 'in'
}

/**
 * The second step: a code of the authenticator, or one of the written-down codes.
 * @throws Problem 401 for a wrong one; the account waits by itself after too many
 */
export async function signInWithCode(house: House, c: Context, code: string): Promise<void> {
  slowDown(house, c)
  const { api } = await accountsOf(house)
  const { headers } = c.req.raw
  const plain = code.replace(/[\s-]/g, '')
  const written = code.trim()
  const answer = await (/^\d{6}$/.test(plain)
    ? api.verifyTOTP({ body: { code: plain }, headers, returnHeaders: true })
    : api.verifyBackupCode({ body: { code: written }, headers, returnHeaders: true })
  ).catch(() => null)
  if (!answer) throw wrongCode()
  const db: PeopleDb = house.store.db
  const officer = await officerOfLogin(db, answer.response.user.id, todayOf(house))
  if (!officer) throw wrongCode()
  passCookies(c, answer.headers)
  const about = signatureOf(officer)
  await record(db, { at: house.clock(), by: about, deed: 'people.sign-in', about, detail: { code: true } })
}

export async function signOut(house: House, c: Context): Promise<void> {
  const { api } = await accountsOf(house)
  const { headers } = await api.signOut({ headers: c.req.raw.headers, returnHeaders: true })
  passCookies(c, headers)
}

export interface SignedIn {
  officer: Officer
  /** Of the account and of this session. */
  login: string
  session: string
}

const sessionCookie = /(?:^|;\s*)(?:__Secure-)?lantian\.session_token=/

/** Who asks; null for a stranger, for a session that ended, and for who left the centre. */
export async function whoAsks(house: House, c: Context): Promise<SignedIn | null> {
  if (!sessionCookie.test(c.req.header('cookie') ?? '')) return null
  const { api } = await accountsOf(house)
  const found = await api.getSession({ headers: c.req.raw.headers })
  if (!found) return null
  const officer = await officerOfLogin(house.store.db, found.user.id, todayOf(house))
  return officer && { officer, login: found.user.id, session: found.session.token }
}

async function isClosed(db: PeopleDb, name: string, at: Temporal.Instant): Promise<boolean> {
  const row = await db.selectFrom('sign_in_failure').selectAll().where('name', '=', name).executeTakeFirst()
  return !!row && row.failures >= failuresAllowed && at.epochMilliseconds - row.last_at < closedMs
}

/** Counted by name, also for names that nobody has: to who tries they must behave alike. */
async function countFailure({ store }: House, name: string, at: Temporal.Instant): Promise<void> {
  const db: PeopleDb = store.db
  const now = at.epochMilliseconds
  await db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('sign_in_failure')
      .where('last_at', '<', now - closedMs)
      .execute()
    const row = await tx
      .insertInto('sign_in_failure')
      .values({ name: name.slice(0, 200), failures: 1, last_at: now })
      .onConflict((of) =>
        of
          .column('name')
          .doUpdateSet((set) => ({ failures: set('sign_in_failure.failures', '+', 1), last_at: now })),
      )
      .returning('failures')
      .executeTakeFirstOrThrow()
    if (row.failures === failuresAllowed)
      await record(tx, {
        at,
        by: 'house',
        deed: 'people.close-account',
        about: 'sign-in',
        detail: { minutes: closedMs / 60_000 },
      })
  })
}

const wrongPassword = () =>
  new Problem(
    'wrong-password',
    { zh: '邮箱或密码不对。', en: 'The e-mail address or the password is wrong.' },
    401,
  )

const wrongCode = () =>
  new Problem('wrong-code', { zh: '验证码不对或已过期。', en: 'The code is wrong or over.' }, 401)

const closed = () =>
  new Problem(
    'sign-in-closed',
    {
      zh: '密码输错太多次，这个邮箱暂停登录 15 分钟。',
      en: 'Too many wrong passwords: this address cannot sign in for 15 minutes.',
    },
    429,
  )
