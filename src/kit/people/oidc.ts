import type { Context } from 'hono'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import { officerOptions, oncePerHouse, originOf } from './accounts.ts'
import { officerOfLogin } from './officers.ts'
import { noteSignIn, passCookies, slowDown, todayOf } from './sign-in.ts'

/** Whether officers may sign in by the identity provider of their administration. */
export const hasOidc = ({ settings }: House): boolean =>
  settings.LANTIAN_OIDC_ISSUER !== undefined && settings.LANTIAN_OIDC_CLIENT !== undefined

/**
 * The officers' accounts once more, with the provider and without its mail of strangers: apart from the others, so that
 * a provider that is away keeps nobody else from signing in.
 */
async function open(house: House) {
  const [{ betterAuth }, { genericOAuth }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins'),
  ])
  const { LANTIAN_OIDC_ISSUER = '', LANTIAN_OIDC_CLIENT = '', LANTIAN_OIDC_SECRET } = house.settings
  const options = officerOptions(house)
  return betterAuth({
    ...options,
    account: {
      ...options.account,
      updateAccountOnSignIn: false,
      // The address of an officer was written down by a colleague: no stranger could have taken it first.
      accountLinking: { enabled: true, requireLocalEmailVerified: false },
    },
    databaseHooks: { account: { create: { before: withoutTokens } } },
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: 'oidc',
            discoveryUrl: `${LANTIAN_OIDC_ISSUER.replace(/\/+$/, '')}/.well-known/openid-configuration`,
            clientId: LANTIAN_OIDC_CLIENT,
            ...(LANTIAN_OIDC_SECRET ? { clientSecret: LANTIAN_OIDC_SECRET } : {}),
            scopes: ['openid', 'email', 'profile'],
            pkce: true,
            requireIdTokenVerification: true,
            disableSignUp: true,
            redirectURI: new URL('/desk/sign-in/oidc/back', originOf(house)).href,
          },
        ],
      }),
    ],
  })
}

/** Who somebody is, is all that is asked; what else the provider would open is not kept. */
const withoutTokens = async <A extends object>(account: A) => ({
  data: { ...account, accessToken: null, refreshToken: null, idToken: null },
})

const providerOf = oncePerHouse(open)

/** The page of the provider to go to; state, nonce and proof key are kept with a cookie. @throws Problem 503 where the provider is away */
export async function askProvider(house: House, c: Context, back: string): Promise<string> {
  slowDown(house, c)
  const { api } = await providerOf(house)
  const asked = await api
    .signInSocial({
      body: { provider: 'oidc', callbackURL: back, disableRedirect: true },
      headers: c.req.raw.headers,
      returnHeaders: true,
    })
    .catch(() => null)
  const to = asked?.response.url
  if (!asked || !to) throw providerAway()
  passCookies(c, asked.headers)
  return to
}

/**
 * Takes the word of the provider: signed, for us, for this attempt, and with an address that it has verified and that is
 * an officer's. Whoever is not is told one thing, whatever was wrong. @returns where to go @throws Problem 401
 */
export async function takeWord(house: House, c: Context): Promise<string> {
  slowDown(house, c)
  const { api } = await providerOf(house)
  const query = Object.fromEntries(new URL(c.req.url).searchParams)
  const answer = await api
    .callbackOAuth({
      params: { id: 'oidc' },
      query,
      headers: c.req.raw.headers,
      method: 'GET',
      asResponse: true,
    })
    .catch(() => null)
  const to = answer?.headers.get('location')
  const cookie = answer?.headers.getSetCookie().map((line) => line.split(';')[0]) ?? []
  const headers = new Headers({ cookie: cookie.join('; ') })
  const found = to ? await api.getSession({ headers }) : null
  if (!answer || !to || !found) throw notLetIn()
  const officer = await officerOfLogin(house.store.db, found.user.id, todayOf(house))
  if (!officer) {
    await api.signOut({ headers })
    throw notLetIn()
  }
  passCookies(c, answer.headers)
  await noteSignIn(house, officer, { provider: true })
  return to
}

const providerAway = () =>
  new Problem(
    'provider-away',
    {
      zh: '统一身份认证暂时无法连接，请用密码登录。',
      en: 'The identity provider cannot be reached; sign in with your password.',
    },
    503,
  )

const notLetIn = () =>
  new Problem(
    'not-let-in',
    {
      zh: '没有登录。请重试；如果仍不行，请确认那里的邮箱已经验证，并与您在这里的邮箱相同。',
      en: 'You are not signed in. Try again; if it still fails, your address there must be verified and the same as here.',
    },
    401,
  )
