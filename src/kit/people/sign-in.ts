import type { Context } from 'hono'
import { record } from '../journal/journal.ts'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import { type Day, dayAt } from '../time.ts'
import { callerOf, networkOf } from '../web/caller.ts'
import { RateLimit } from '../web/rate.ts'
import { accountsOf, oncePerHouse } from './accounts.ts'
import { countFailure, forgetFailures, mustBeOpen } from './failures.ts'
import { type Officer, signatureOf } from './officer.ts'
import { officerOfLogin, type PeopleDb } from './officers.ts'

/** Attempts a minute from one network, whoever they are for. */
const attemptsPerMinute = 20

const limitOf = oncePerHouse(() => new RateLimit(attemptsPerMinute))

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
  const email = asked.email.trim().toLowerCase()
  await mustBeOpen(house, email)
  const { api } = await accountsOf(house)
  const body = { email, password: asked.password }
  const answer = await api
    .signInEmail({ body, headers: c.req.raw.headers, returnHeaders: true })
    .catch(() => null)
  const login = answer?.response && 'user' in answer.response ? answer.response.user.id : null
  const needsCode = answer !== null && login === null
  const officer = login === null ? null : await officerOfLogin(db, login, todayOf(house))
  if (!answer || (!needsCode && !officer)) {
    await countFailure(house, email)
    throw wrongPassword()
  }
  passCookies(c, answer.headers)
  await forgetFailures(house, email)
  if (officer) await noteSignIn(house, officer)
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
  await noteSignIn(house, officer, { code: true })
}

/** @param detail how, where it was not by the password alone */
export async function noteSignIn(
  { store, clock }: House,
  officer: Officer,
  detail: object = {},
): Promise<void> {
  const by = signatureOf(officer)
  await record(store.db, { at: clock(), by, deed: 'people.sign-in', about: by, detail })
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

export const wrongPassword = () =>
  new Problem(
    'wrong-password',
    { zh: '邮箱或密码不对。', en: 'The e-mail address or the password is wrong.' },
    401,
  )

const wrongCode = () =>
  new Problem('wrong-code', { zh: '验证码不对或已过期。', en: 'The code is wrong or over.' }, 401)
