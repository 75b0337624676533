import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { invite } from '../src/kit/people/invitations.ts'
import type { PeopleDb } from '../src/kit/people/officers.ts'
import { openBrowser } from './browser.ts'
import { look, modes, modesFor } from './look.ts'
import { openSite, type Site } from './site.ts'

const password = 'four words nobody guesses'

/** The site with its first officer, who came in by the link with the keyboard alone. */
async function openDesk(t: TestContext): Promise<{ browser: Browser; page: Page; site: Site } | null> {
  const browser = await openBrowser(t)
  if (!browser) return null
  const site = await openSite(t, { LANTIAN_CLOCK: '2026-11-24T10:30' })
  const { store, clock } = site.house
  const db: PeopleDb = store.db
  const token = await db.transaction().execute((tx) => invite(tx, null, { at: clock(), by: 'house' }))
  const page = await browser.newPage()
  await page.goto(`${site.url}/desk/welcome/${token}`)
  await page.focus('#name_zh')
  for (const typed of ['李明', 'Li Ming', 'li@example.org', password]) {
    await page.keyboard.type(typed)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await page.waitForURL('**/desk/me*')
  return { browser, page, site }
}

test('the first officer comes in by the link, adds a colleague and hands her the link', async (t) => {
  const opened = await openDesk(t)
  if (!opened) return
  const { browser, page, site } = opened
  assert.match((await page.textContent('[role=status]')) ?? '', /账号已设置好/)
  await page.goto(`${site.url}/desk/people/new`)
  await page.fill('#name_zh', '王芳')
  await page.fill('#name_en', 'Wang Fang')
  await page.fill('#email', 'wang@example.org')
  await page.selectOption('#department', { label: '公众网部' })
  await page.click('main button[type=submit]')
  await page.waitForURL('**/desk/people/*done=added')
  await page.selectOption('#duty', 'system')
  await page.click('form[action$="/duties"] button')
  await page.waitForURL('**done=given')
  await page.click('form[action$="/link"] button')
  const link = (await page.textContent('.secret'))!
  const hers = await (await browser.newContext()).newPage()
  await hers.goto(link)
  await hers.fill('#password', password)
  await hers.click('button[type=submit]')
  await hers.waitForURL('**/desk/me*')
  await hers.goto(`${site.url}/desk/journal`)
  assert.equal(await hers.textContent('h1'), '操作日志')
  assert.equal((await hers.goto(`${site.url}/desk/people`))?.status(), 403)
  await hers.click('main a[href="/desk"]')
  await hers.click('form[action$="/sign-out"] button')
  await hers.waitForURL('**/desk/sign-in')
})

for (const language of ['zh', 'en'])
  test(`every page of the desk in ${language}: accessible, within the screen, still and without error`, async (t) => {
    const opened = await openDesk(t)
    if (!opened) return
    const { browser, page, site } = opened
    const cookies = await page.context().cookies()
    const { id } = await site.house.store.db.selectFrom('officer').select('id').executeTakeFirstOrThrow()
    const inside = [
      '/desk',
      '/desk/me',
      '/desk/people',
      '/desk/people/new',
      `/desk/people/${id}`,
      '/desk/may',
      '/desk/jobs',
      '/desk/journal',
      '/desk/files',
      '/desk/air/alerts',
      '/desk/air/forecast',
    ]
    const prefix = language === 'zh' ? '' : '/en'
    const seen = modesFor(language, [modes[0], modes[2], modes[3]])
    for (const mode of seen) await look(browser, `${site.url}${prefix}/desk/sign-in`, mode)
    for (const path of inside)
      await t.test(path, async () => {
        for (const mode of seen) await look(browser, `${site.url}${prefix}${path}`, mode, cookies)
      })
  })
