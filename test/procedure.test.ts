import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { openFresh } from '../src/kit/db/testing.ts'
import { act, startCase } from '../src/kit/procedure/procedure.ts'
import { begin, dispatch, relay } from '../src/kit/procedure/testing.ts'
import { deskRooms, join } from '../src/kit/procedure/testing-desk.ts'
import { houseOf } from '../src/kit/testing-house.ts'
import { listen } from '../src/kit/web/server.ts'
import { cookiesOf, openBrowser } from './browser.ts'
import { look, modes, modesFor } from './look.ts'

/** A desk with cases on it, of which one is to be signed by the officer of the cookie. */
async function openDesk(t: TestContext) {
  const { house, web } = await houseOf(t, (migrations) => openFresh(t, 'sqlite', migrations), deskRooms, {
    settings: { PORT: 0 },
  })
  const all = { house, web }
  const li = await join(all, 'Li Ming', '李明', 'calendar')
  const an = await join(all, 'An Yi', '安逸')
  const bo = await join(all, 'Bo Tao', '薄涛')
  await join(all, 'Wang Fang', '王芳', 'office')
  const cosigners = [an.officer.id, bo.officer.id]
  const start = () => begin(house, li.officer, { title: '关于开展六五环境日宣传活动的通知', cosigners }, true)
  const draft = await start()
  const one = await start()
  await act(house, { of: dispatch, case: one.id, revision: 1, officer: li.officer, verb: 'submit' })
  await house.store.db
    .transaction()
    .execute((tx) =>
      startCase(house, tx, { of: relay, officer: li.officer, data: { title: 'Relay', signers: cosigners } }),
    )
  const running = await listen(web, house)
  t.after(() => running.stop(1_000))
  return { url: running.url, draft, one, cookies: { li: li.browser.cookie, an: an.browser.cookie } }
}

for (const language of ['zh', 'en'])
  test(`cases, inbox, drawings and calendar in ${language}: accessible, within the screen, still`, async (t) => {
    const browser = await openBrowser(t)
    if (!browser) return
    const { url, draft, one, cookies } = await openDesk(t)
    const prefix = language === 'zh' ? '' : '/en'
    const pages: [keyof typeof cookies, string][] = [
      ['an', '/desk/inbox'],
      ['an', '/desk/inbox?tab=done'],
      ['li', '/desk/inbox?tab=started'],
      ['an', `/desk/cases/${one.id}`],
      ['li', `/desk/cases/${draft.id}`],
      ['li', '/desk/procedures'],
      ['li', '/desk/procedures/dispatch'],
      ['li', '/desk/procedures/relay'],
      ['li', '/desk/calendar'],
      ['li', '/desk/me/away'],
    ]
    for (const [who, path] of pages)
      await t.test(path, async () => {
        for (const mode of modesFor(language, [modes[0], modes[2], modes[3]]))
          await look(browser, `${url}${prefix}${path}`, mode, cookiesOf(cookies[who], url))
      })
  })

test('on a phone the inbox and a case are read without scrolling sideways, in large type too', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const { url, one, cookies } = await openDesk(t)
  for (const path of ['/desk/inbox', '/en/desk/inbox', `/desk/cases/${one.id}`, `/en/desk/cases/${one.id}`])
    for (const type of ['normal', 'large']) {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
      await context.addCookies(cookiesOf(cookies.an, url))
      await context.addCookies([{ name: 'prefs', value: `light.${type}.official`, url }])
      const page = await context.newPage()
      await page.goto(url + path)
      const [shown, whole] = await page
        .locator('.scroll')
        .evaluate(({ clientWidth, scrollWidth }) => [clientWidth, scrollWidth])
      assert.equal(whole, shown, `${path} in ${type} type`)
      await context.close()
    }
})

test('on paper a case is its content and its record, without the forms', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const { url, one, cookies } = await openDesk(t)
  const context = await browser.newContext()
  await context.addCookies(cookiesOf(cookies.an, url))
  const page = await context.newPage()
  await page.goto(`${url}/desk/cases/${one.id}`)
  assert.equal(await page.isVisible('form[action$="/act"]'), true)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.isVisible('form[action$="/act"]'), false)
  assert.equal(await page.isVisible('table'), true)
})
