import { secretOf } from '../../settings.ts'
import type { House } from '../room.ts'

/** Seconds of a working day with its evening: then one signs in again. */
const sessionSeconds = 12 * 3600

/** Shortest password. Length is what counts (NIST SP 800-63B); no rule about kinds of characters. */
export const shortestPassword = 12
export const longestPassword = 128

async function open(house: House) {
  // Loaded when somebody signs in: the public site needs none of it.
  const [{ betterAuth }, { twoFactor }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins'),
  ])
  const { LANTIAN_URL, PORT } = house.settings
  const url = new URL(LANTIAN_URL ?? `http://localhost:${PORT || 3000}`)
  return betterAuth({
    appName: house.centre.name.zh,
    baseURL: url.origin,
    secret: secretOf(house.settings),
    database: { db: house.store.db, type: house.store.engine },
    telemetry: { enabled: false },
    logger: { disabled: true },
    user: { modelName: 'login_user' },
    session: {
      modelName: 'login_session',
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
      freshAge: 3600,
    },
    account: { modelName: 'login_account' },
    verification: { modelName: 'login_verification' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    advanced: {
      cookiePrefix: 'lantian',
      useSecureCookies: url.protocol === 'https:',
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
    plugins: [
      twoFactor({
        issuer: `蓝天 ${house.centre.city.zh}`,
        schema: { twoFactor: { modelName: 'login_two_factor' } },
      }),
    ],
  })
}

export type Accounts = Awaited<ReturnType<typeof open>>

const opened = new WeakMap<object, Promise<Accounts>>()

/** The accounts of a house: passwords, second factors and sessions, by better-auth. */
export function accountsOf(house: House): Promise<Accounts> {
  const known = opened.get(house.store)
  if (known) return known
  const fresh = open(house)
  opened.set(house.store, fresh)
  return fresh
}
