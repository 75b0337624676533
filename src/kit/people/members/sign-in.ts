import type { Context } from 'hono'
import { record } from '../../journal/journal.ts'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { countFailure, forgetFailures, mustBeOpen } from '../failures.ts'
import { passCookies, slowDown, wrongPassword } from '../sign-in.ts'
import { memberAccountsOf } from './accounts.ts'
import { type Member, memberOfLogin, memberSignature } from './member.ts'

/** Kept apart from the officers' own: who closes the one does not close the other. */
const failureName = (email: string) => `my ${email}`

/** @throws Problem 401 for what does not fit, 429 for too many attempts */
export async function memberSignIn(
  house: House,
  c: Context,
  asked: { email: string; password: string },
): Promise<void> {
  slowDown(house, c)
  const email = asked.email.trim().toLowerCase()
  await mustBeOpen(house, failureName(email))
  const { api } = await memberAccountsOf(house)
  const body = { email, password: asked.password }
  const answer = await api
    .signInEmail({ body, headers: c.req.raw.headers, returnHeaders: true })
    .catch(() => null)
  const member = answer && (await memberOfLogin(house.store.db, answer.response.user.id))
  if (!member) {
    await countFailure(house, failureName(email))
    throw wrongPassword()
  }
  passCookies(c, answer.headers)
  await forgetFailures(house, failureName(email))
  await noteOf(house, member.id, 'members.sign-in')
}

export async function memberSignOut(house: House, c: Context): Promise<void> {
  const { api } = await memberAccountsOf(house)
  const { headers } = await api.signOut({ headers: c.req.raw.headers, returnHeaders: true })
  passCookies(c, headers)
}

/** @throws Problem 401 where it is not his password */
export async function mustBeHis(
  house: House,
  c: Context,
  { email, password }: { email: string; password: string },
): Promise<void> {
  slowDown(house, c)
  await mustBeOpen(house, failureName(email))
  const { api } = await memberAccountsOf(house)
  const right = await api
    .verifyPassword({ body: { password }, headers: c.req.raw.headers })
    .catch(() => ({ status: false }))
  if (right.status) return
  await countFailure(house, failureName(email))
  throw new Problem('wrong-password', { zh: '密码不对。', en: 'The password is wrong.' }, 401)
}

interface SignedMember {
  member: Member
  /** Of this session. */
  session: string
}

const sessionCookie = /(?:^|;\s*)(?:__Secure-)?lantian-my\.session_token=/

/** The member who asks; null for a stranger, and for an officer, whose session is none here. */
export async function memberWhoAsks(house: House, c: Context): Promise<SignedMember | null> {
  if (!sessionCookie.test(c.req.header('cookie') ?? '')) return null
  const { api } = await memberAccountsOf(house)
  const found = await api.getSession({ headers: c.req.raw.headers })
  const member = found && (await memberOfLogin(house.store.db, found.user.id))
  return member && { member, session: found.session.token }
}

/** Writes what a member did to his own account into the journal. */
export function noteOf({ store, clock }: House, member: string, deed: string): Promise<void> {
  const by = memberSignature(member)
  return record(store.db, { at: clock(), by, deed, about: by })
}
