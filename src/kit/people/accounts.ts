import { secretOf } from '../../settings.ts'
import type { House } from '../room.ts'

/** Seconds of a working day with its evening: then one signs in again. */
const sessionSeconds = 12 * 3600

/** Shortest password. Length is what counts (NIST SP 800-63B); no rule about kinds of characters. */
export const shortestPassword = 12
export const longestPassword = 128

/** The address that browsers and identity providers know the site by. */
export function originOf({ settings: { LANTIAN_URL, PORT } }: House): URL {
  return new URL(LANTIAN_URL ?? `http://localhost:${PORT || 3000}`)
}

/**
 * What all accounts of a house have in common. Officers and members have tables, cookies and secrets of their own, so
 * that a session of the one is nothing to the other.
 */
export const accountOptions = (
  house: House,
  of: { tables: string; cookies: string; secret: string; seconds: number },
) => {
  const url = originOf(house)
  return {
    appName: house.centre.name.zh,
    baseURL: url.origin,
    secret: of.secret,
    database: { db: house.store.db, type: house.store.engine },
    telemetry: { enabled: false },
    logger: { disabled: true },
    user: { modelName: `${of.tables}_user` },
    session: {
      modelName: `${of.tables}_session`,
      expiresIn: of.seconds,
      disableSessionRefresh: true,
      freshAge: 3600,
    },
    account: { modelName: `${of.tables}_account` },
    verification: { modelName: `${of.tables}_verification` },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    advanced: {
      cookiePrefix: of.cookies,
      useSecureCookies: url.protocol === 'https:',
      defaultCookieAttributes: { sameSite: 'lax' as const, httpOnly: true },
      // Where somebody was is not ours to keep.
      ipAddress: { disableIpTracking: true },
    },
  }
}

/** Those of the officers. */
export const officerOptions = (house: House) =>
  accountOptions(house, {
    tables: 'login',
    cookies: 'lantian',
    secret: secretOf(house.settings),
    seconds: sessionSeconds,
  })

async function open(house: House) {
  // Loaded when somebody signs in: the public site needs none of it.
  const [{ betterAuth }, { twoFactor }, { passkey }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins'),
    import('@better-auth/passkey'),
  ])
  return betterAuth({
    ...officerOptions(house),
    plugins: [
      twoFactor({
        issuer: `蓝天 ${house.centre.city.zh}`,
        schema: { twoFactor: { modelName: 'login_two_factor' } },
      }),
      passkey(passkeyOptions(house)),
    ],
  })
}

/** A passkey stands for both steps, so its device must have asked for the finger, the face or the number of its owner. */
const passkeyOptions = (house: House) => {
  const url = originOf(house)
  return {
    rpID: url.hostname,
    rpName: house.centre.name.zh,
    // Without a public address it is our own page's, which every form is asked for first (own-origin.ts).
    ...(house.settings.LANTIAN_URL ? { origin: url.origin } : {}),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      afterVerification: async (seen: { verification: { registrationInfo?: { userVerified: boolean } } }) =>
        mustBeVerified(seen.verification.registrationInfo),
    },
    authentication: {
      afterVerification: async (seen: { verification: { authenticationInfo: { userVerified: boolean } } }) =>
        mustBeVerified(seen.verification.authenticationInfo),
    },
    schema: { passkey: { modelName: 'login_passkey' } },
    advanced: { webAuthnChallengeCookie: 'passkey' },
  } as const
}

function mustBeVerified(info: { userVerified: boolean } | undefined): undefined {
  if (!info?.userVerified) throw new Error('the device did not ask who its owner is')
}

export type Accounts = Awaited<ReturnType<typeof open>>

/** Opens something once for every house. */
export function oncePerHouse<T>(open: (house: House) => T): (house: House) => T {
  const opened = new WeakMap<object, T>()
  return (house) => {
    if (!opened.has(house.store)) opened.set(house.store, open(house))
    return opened.get(house.store)!
  }
}

/** The accounts of the officers of a house: passwords, passkeys, second factors and sessions, by better-auth. */
export const accountsOf: (house: House) => Promise<Accounts> = oncePerHouse(open)
