import assert from 'node:assert/strict'
import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { onBothEngines } from '../db/testing.ts'
import { room as deskRoom } from '../desk/room.ts'
import { houseOf, type RoomsHouse } from '../testing-house.ts'
import { room } from './room.ts'
import { Browser, signedIn } from './testing.ts'

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const others = generateKeyPairSync('rsa', { modulusLength: 2048 })
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function signed(claims: object, key = keys.privateKey): string {
  const text = `${encoded({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${encoded(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`
}

interface Word {
  email: string
  email_verified: boolean
  /** What is wrong with it. */
  fault?: 'signature' | 'nonce' | 'audience' | 'issuer'
}

/** A small OpenID provider: discovery, keys, and codes that are worth a token with the right proof key only. */
async function provider(t: TestContext) {
  const codes = new Map<string, { word: Word; query: URLSearchParams }>()
  let issuer = ''
  const tokenOf = (body: URLSearchParams): object | null => {
    const kept = codes.get(body.get('code') ?? '')
    const proof = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    if (!kept || proof !== kept.query.get('code_challenge')) return null
    codes.delete(body.get('code')!)
    const { email, email_verified, fault } = kept.word
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: fault === 'issuer' ? 'https://evil.example' : issuer,
      aud: fault === 'audience' ? 'another-site' : 'lantian',
      nonce: fault === 'nonce' ? 'another' : kept.query.get('nonce'),
      sub: email,
      name: email,
      email,
      email_verified,
      iat: now,
      exp: now + 300,
    }
    const id_token = signed(claims, fault === 'signature' ? others.privateKey : keys.privateKey)
    return { access_token: 'opaque', token_type: 'Bearer', expires_in: 300, id_token }
  }
  const server = createServer(async (request, response) => {
    const answer = (body: object, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    if (request.url === '/.well-known/openid-configuration')
      return answer({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
      })
    if (request.url === '/keys')
      return answer({
        keys: [
          {
            ...createPublicKey(keys.privateKey).export({ format: 'jwk' }),
            kid: 'one',
            alg: 'RS256',
            use: 'sig',
          },
        ],
      })
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const token = tokenOf(new URLSearchParams(Buffer.concat(parts).toString()))
    answer(token ?? { error: 'invalid_grant' }, token ? 200 : 400)
  })
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open))
  t.after(() => server.close())
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  /** What the provider's page does once its user has signed in. @returns the path that his browser is sent back to */
  const signsIn = (address: string, word: Word): string => {
    const query = new URL(address).searchParams
    const code = crypto.randomUUID()
    codes.set(code, { word, query })
    return `/desk/sign-in/oidc/back?${new URLSearchParams({ code, state: query.get('state')! })}`
  }
  return { issuer, signsIn }
}

type Provider = Awaited<ReturnType<typeof provider>>

const test = (name: string, body: (own: RoomsHouse, idp: Provider) => Promise<void>) =>
  onBothEngines(name, async (t, open) => {
    const idp = await provider(t)
    const settings = {
      LANTIAN_URL: 'http://localhost',
      LANTIAN_OIDC_ISSUER: idp.issuer,
      LANTIAN_OIDC_CLIENT: 'lantian',
      LANTIAN_OIDC_SECRET: 'a secret of the client',
    }
    await body(await houseOf(t, open, [room, deskRoom], { settings }), idp)
  })

const li = { zh: '李明', en: 'Li Ming' }
const email = 'li.ming@example.org'
const where = (response: Response) => [response.status, response.headers.get('location')]

test('an officer comes in by the word of the provider, back to where he wanted', async ({
  house,
  web,
}, idp) => {
  await signedIn(web, house, { name: li })
  const browser = new Browser(web)
  const [status, to] = where(await browser.get('/desk/sign-in/oidc?back=%2Fdesk%2Fme'))
  assert.equal(status, 303)
  const asked = new URL(String(to))
  assert.equal(asked.searchParams.get('code_challenge_method'), 'S256')
  assert.equal(asked.searchParams.get('redirect_uri'), 'http://localhost/desk/sign-in/oidc/back')
  assert.ok(asked.searchParams.get('nonce'))
  const back = idp.signsIn(String(to), { email, email_verified: true })
  const stranger = new Browser(web)
  assert.equal((await stranger.get(back)).status, 422, 'the answer belongs to the browser that asked')
  assert.deepEqual(where(await browser.get(back)), [303, '/desk/me'])
  assert.equal((await browser.get('/desk/me')).status, 200)
  const fresh = new Browser(web)
  assert.equal((await fresh.get(back)).status, 422, 'an answer that was used is worth nothing')
  const kept = await house.store.db
    .selectFrom('login_account')
    .selectAll()
    .where('providerId', '=', 'oidc')
    .execute()
  assert.equal(kept.length, 1)
  assert.deepEqual([kept[0]!.accessToken, kept[0]!.idToken], [null, null], 'tokens are not kept')
})

test('whoever is not an officer, or not surely, stays out, and no account is made', async ({
  house,
  web,
}, idp) => {
  const { id } = await signedIn(web, house, { name: li })
  const attempt = async (word: Word) => {
    const browser = new Browser(web)
    const [, to] = where(await browser.get('/desk/sign-in/oidc'))
    const { status } = await browser.get(idp.signsIn(String(to), word))
    return [status, (await browser.get('/desk')).status]
  }
  const out = [422, 303]
  assert.deepEqual(await attempt({ email: 'stranger@example.org', email_verified: true }), out, 'unknown')
  assert.deepEqual(await attempt({ email, email_verified: false }), out, 'unverified')
  for (const fault of ['signature', 'nonce', 'audience', 'issuer'] as const)
    assert.deepEqual(await attempt({ email, email_verified: true, fault }), out, fault)
  await house.store.db.updateTable('officer').set({ left_on: '2026-11-23' }).where('id', '=', id).execute()
  assert.deepEqual(await attempt({ email, email_verified: true }), out, 'left')
  const users = await house.store.db.selectFrom('login_user').select('email').execute()
  assert.deepEqual(
    users.map((user) => user.email),
    [email],
  )
})

test('a provider that is away keeps nobody from his password', async ({ house, web }) => {
  const officer = await signedIn(web, house, { name: li })
  Object.assign(house.settings, { LANTIAN_OIDC_ISSUER: 'http://127.0.0.1:1' })
  assert.equal((await new Browser(web).get('/desk/sign-in/oidc')).status, 422)
  const form = { email: officer.email, password: 'a long enough password' }
  assert.equal((await new Browser(web).post('/desk/sign-in', form)).status, 303)
  Object.assign(house.settings, { LANTIAN_OIDC_ISSUER: undefined })
  assert.equal((await new Browser(web).get('/desk/sign-in/oidc')).status, 404)
})
