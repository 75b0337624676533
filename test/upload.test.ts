import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { rooms } from '../src/centre.ts'
import { signedIn } from '../src/kit/people/testing.ts'
import { createApp } from '../src/kit/web/app.tsx'
import { cookiesOf, openBrowser } from './browser.ts'
import { openSite } from './site.ts'

test('files are uploaded by keyboard and by drop, shown with their progress, and go on after a lost connection', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const site = await openSite(t)
  const officer = await signedIn(createApp(site.house, rooms), site.house, {
    name: { zh: '李明', en: 'Li Ming' },
  })
  const context = await browser.newContext()
  await context.addCookies(cookiesOf(officer.browser.cookie, site.url))
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(`${site.url}/en/desk/files`)
  await page.getByText('Choose several at once').waitFor()

  // The second part is lost on its way, the server still waits for it at the third, and then the session has ended.
  let parts = 0
  let begun = 0
  await page.route('**/desk/files/uploads**', async (route) => {
    const method = route.request().method()
    if (method === 'POST') begun++
    if (method === 'PUT') parts++
    if (method !== 'PUT' || parts < 2 || parts > 4) await route.continue()
    else if (parts === 2) await route.abort('connectionreset')
    else await route.fulfill({ status: parts === 3 ? 409 : 401, json: { title: 'Sign in first.' } })
  })
  const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(3_000_000)])
  const chooser = page.waitForEvent('filechooser')
  await page.locator('#upload-file').focus()
  await page.keyboard.press('Enter')
  await (await chooser).setFiles({ name: '大.pdf', mimeType: 'application/pdf', buffer: large })
  await page.getByText('Sign in first.').waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  const link = page.getByRole('link', { name: '大.pdf' })
  await link.waitFor({ timeout: 60_000 })
  assert.ok(parts > 4 && begun === 1, 'in parts, of one upload')
  const file = await context.request.get(site.url + (await link.getAttribute('href')))
  assert.deepEqual(await file.body(), large)

  const dropped = await page.evaluateHandle(
    `(() => { const data = new DataTransfer(); data.items.add(new File(['<svg/>'], 'a.png')); return data })()`,
  )
  await page.dispatchEvent('file-upload', 'drop', { dataTransfer: dropped })
  await page.getByText('is not that of a .png file').waitFor()
  await page.getByRole('button', { name: 'Try again' }).waitFor()
  assert.deepEqual(faults, [])
})

test('without script the same form uploads', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const site = await openSite(t)
  const officer = await signedIn(createApp(site.house, rooms), site.house, {
    name: { zh: '李明', en: 'Li Ming' },
  })
  const context = await browser.newContext({ javaScriptEnabled: false })
  await context.addCookies(cookiesOf(officer.browser.cookie, site.url))
  const page = await context.newPage()
  await page.goto(`${site.url}/desk/files`)
  await page.setInputFiles('#upload-file', [
    { name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('你好') },
    { name: '站点.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') },
  ])
  await page.getByRole('button', { name: '上传' }).click()
  await page.getByText('已上传').waitFor()
  await page.getByRole('link', { name: '说明.txt' }).waitFor()
  await page.getByRole('link', { name: '站点.csv' }).waitFor()
})
