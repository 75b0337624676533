import type { Context } from 'hono'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import { type Accounts, accountsOf } from './accounts.ts'
import { officerOfLogin, type PeopleDb } from './officers.ts'
import { noteSignIn, passCookies, slowDown, todayOf } from './sign-in.ts'

export interface Passkey {
  id: string
  name?: string | undefined
  createdAt: Date
}

export async function passkeysOf(house: House, c: Context): Promise<Passkey[]> {
  const { api } = await accountsOf(house)
  return api.listPasskeys({ headers: c.req.raw.headers })
}

/** What a browser must know to make a passkey; the challenge is kept with a cookie. @throws Problem 403 an hour after signing in */
export async function askForNewPasskey(house: House, c: Context): Promise<object> {
  const { api } = await accountsOf(house)
  const asked = await api
    .generatePasskeyRegistrationOptions({ headers: c.req.raw.headers, query: {}, returnHeaders: true })
    .catch(() => null)
  if (!asked) throw signInAgain()
  passCookies(c, asked.headers)
  return asked.response
}

/** @throws Problem 422 for what does not answer the challenge, or answers it for another site */
export async function addPasskey(
  house: House,
  c: Context,
  { answer, name }: { answer: string; name: string },
): Promise<void> {
  const { api } = await accountsOf(house)
  const body = { response: parsed(answer), name }
  const added = await api
    .verifyPasskeyRegistration({ body, headers: c.req.raw.headers, returnHeaders: true })
    .catch(() => null)
  if (!added) throw notAdded()
}

/** What a browser must know to sign in by passkey. Nobody is named: who has one is nobody's business. */
export async function askForPasskey(house: House, c: Context): Promise<object> {
  slowDown(house, c)
  const { api } = await accountsOf(house)
  // As a stranger: whoever is signed in already may come in as somebody else.
  const asked = await api.generatePasskeyAuthenticationOptions({
    headers: new Headers(),
    returnHeaders: true,
  })
  passCookies(c, asked.headers)
  return { ...asked.response, userVerification: 'required' }
}

/** Signs in by passkey, which is both steps at once. @throws Problem 401 for what does not fit */
export async function signInByPasskey(house: House, c: Context, answer: string): Promise<void> {
  slowDown(house, c)
  const { api } = await accountsOf(house)
  const signed = await api
    .verifyPasskeyAuthentication({
      body: { response: parsed(answer) },
      headers: c.req.raw.headers,
      returnHeaders: true,
    })
    .catch(() => null)
  const db: PeopleDb = house.store.db
  const officer = signed && (await officerOfLogin(db, signed.response.session.userId, todayOf(house)))
  if (!officer) throw wrongPasskey()
  passCookies(c, signed.headers)
  await noteSignIn(house, officer, { passkey: true })
}

type Answer = NonNullable<Parameters<Accounts['api']['verifyPasskeyAuthentication']>[0]>['body']['response']

/** The answer of the browser, which the library examines; what is no object answers nothing. */
function parsed(answer: string): Answer {
  try {
    const value: unknown = JSON.parse(answer)
    return (typeof value === 'object' && value !== null ? value : {}) as Answer
  } catch {
    return {} as Answer
  }
}

const signInAgain = () =>
  new Problem(
    'sign-in-again',
    {
      zh: '登录已超过一小时。请退出并重新登录，再添加通行密钥。',
      en: 'You signed in more than an hour ago. Sign out and in again, then add the passkey.',
    },
    403,
  )

const notAdded = () =>
  new Problem(
    'passkey-not-added',
    { zh: '通行密钥没有添加，请再试一次。', en: 'The passkey was not added; try again.' },
    422,
  )

const wrongPasskey = () =>
  new Problem(
    'wrong-passkey',
    {
      zh: '这个通行密钥不能在这里登录，请改用密码。',
      en: 'This passkey does not let you in here; use your password.',
    },
    401,
  )
