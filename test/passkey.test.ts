import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { rooms } from '../src/centre.ts'
import { Browser as Plain, signedIn } from '../src/kit/people/testing.ts'
import { createApp } from '../src/kit/web/app.tsx'
import { cookiesOf, openBrowser } from './browser.ts'
import { openSite } from './site.ts'

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

/** A device of the browser's own that holds passkeys and says whether it knows its owner. */
async function device(page: Page, isUserVerified: boolean) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      automaticPresenceSimulation: true,
    },
  })
  return { devtools, authenticatorId }
}

const officerIn = async (t: TestContext, publicUrl?: string) => {
  const browser = await openBrowser(t)
  if (!browser) return null
  const port = await freePort()
  const url = `http://localhost:${port}`
  const site = await openSite(t, { PORT: String(port), LANTIAN_URL: publicUrl ?? url })
  const web = createApp(site.house, rooms)
  const officer = await signedIn(web, site.house, { name: { zh: '李明', en: 'Li Ming' } })
  const page = await browser.newPage()
  await page.context().addCookies(cookiesOf(officer.browser.cookie, url))
  return { page, url, web, site }
}

test('an officer adds a passkey and comes in by it, without password and code; removed, it opens nothing', async (t) => {
  const opened = await officerIn(t)
  if (!opened) return
  const { page, url, web } = opened
  const { devtools, authenticatorId } = await device(page, true)
  await page.goto(`${url}/desk/me`)
  await page.fill('form[data-passkey] #name', '办公室电脑')
  await page.click('form[data-passkey] button')
  await page.waitForURL('**done=passkey')
  assert.equal(await page.inputValue('td input[name=name], th input[name=name]'), '办公室电脑')
  await page.context().clearCookies()
  await page.goto(`${url}/desk/sign-in?back=%2Fdesk%2Ffiles`)
  const sent = page.waitForRequest((request) => request.url().includes('/desk/sign-in/passkey?'))
  await page.click('form[data-passkey] button')
  await page.waitForURL(`${url}/desk/files`)
  const answer = new URLSearchParams((await sent).postData() ?? '').get('answer')!

  const thief = new Plain(web, new URL(url).host)
  assert.equal((await thief.post('/desk/sign-in/passkey', { answer })).status, 422, 'an answer works once')
  await thief.post('/desk/sign-in/passkey/options')
  assert.equal(
    (await thief.post('/desk/sign-in/passkey', { answer })).status,
    422,
    'nor for another challenge',
  )

  await page.goto(`${url}/desk/me`)
  await page.click('form[action$="/passkeys/remove"] button')
  await page.waitForURL('**done=passkey-gone')
  await page.click('form[action$="/sign-out"] button')
  await page.waitForURL('**/desk/sign-in')
  await page.click('form[data-passkey] button')
  await page.waitForSelector('[role=alert]')
  const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId })
  assert.equal(credentials.length, 1, 'the device has it still; the house knows it no more')
})

test('a device that did not ask for its owner lets nobody in', async (t) => {
  const opened = await officerIn(t)
  if (!opened) return
  const { page, url, web } = opened
  const { devtools, authenticatorId } = await device(page, true)
  await page.goto(`${url}/desk/me`)
  await page.fill('form[data-passkey] #name', '手机')
  await page.click('form[data-passkey] button')
  await page.waitForURL('**done=passkey')
  await page.context().clearCookies()
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  const careless = `
    fetch('/desk/sign-in/passkey/options', { method: 'POST', body: new URLSearchParams() })
      .then((answer) => answer.json())
      .then((said) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON({ ...said, userVerification: 'discouraged' }) }))
      .then((made) => JSON.stringify(made.toJSON()))`
  await page.goto(`${url}/desk/sign-in`)
  const status = async (answer: string) => {
    const browser = new Plain(web, new URL(url).host)
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    const body = new URLSearchParams({ answer })
    const headers = { cookie, host: browser.host, origin: url }
    return (await web.request(`${url}/desk/sign-in/passkey`, { method: 'POST', body, headers })).status
  }
  assert.equal(await status((await page.evaluate(careless)) as string), 422)
})

test('a passkey for another address than the public one is refused', async (t) => {
  const opened = await officerIn(t, 'http://localhost:1')
  if (!opened) return
  const { page, url } = opened
  await device(page, true)
  await page.goto(`${url}/desk/me`)
  await page.fill('form[data-passkey] #name', '手机')
  await page.click('form[data-passkey] button')
  await page.waitForSelector('[role=alert]')
  assert.equal(await page.locator('form[action$="/passkeys/remove"]').count(), 0)
})
