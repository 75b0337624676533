import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { openFresh } from '../src/kit/db/testing.ts'
import { room as desk } from '../src/kit/desk/room.ts'
import { colleague, type PeopleDb } from '../src/kit/people/officers.ts'
import { room as people } from '../src/kit/people/room.ts'
import { signedIn } from '../src/kit/people/testing.ts'
import { act, startCase } from '../src/kit/procedure/procedure.ts'
import { room } from '../src/kit/procedure/room.ts'
import { director, dispatch, office, procedures, relay } from '../src/kit/procedure/testing.ts'
import { houseOf } from '../src/kit/testing-house.ts'
import { listen } from '../src/kit/web/server.ts'
import { openBrowser } from './browser.ts'
import { look, modes } from './look.ts'

const duties = [...(room.desk?.duties ?? []), office, director]
const rooms = [people, desk, { ...room, procedures, desk: { ...room.desk, duties } }]

/** A desk with cases on it, of which one is to be signed by the officer of the cookie. */
async function openDesk(t: TestContext) {
  const { house, web } = await houseOf(t, (migrations) => openFresh(t, 'sqlite', migrations), rooms, {
    settings: { PORT: 0 },
  })
  const db: PeopleDb = house.store.db
  const join = async (zh: string, en: string, ...held: string[]) => {
    const { id, browser } = await signedIn(web, house, { name: { zh, en }, duties: held })
    return { cookie: browser.cookie, officer: await colleague(db, id, '2026-11-24') }
  }
  const li = await join('李明', 'Li Ming', 'calendar')
  const an = await join('安逸', 'An Yi')
  const bo = await join('薄涛', 'Bo Tao')
  await join('王芳', 'Wang Fang', 'office')
  const cosigners = [an.officer.id, bo.officer.id]
  const data = { title: '关于开展六五环境日宣传活动的通知', kind: 'notice', cosigners }
  const start = () =>
    house.store.db
      .transaction()
      .execute((tx) => startCase(house, tx, { of: dispatch, officer: li.officer, data, urgent: true }))
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
  return { url: running.url, draft, one, cookies: { li: li.cookie, an: an.cookie } }
}

const cookiesOf = (url: string, header: string) =>
  header.split('; ').map((pair) => {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(pair)!
    return { name: name!, value: value!, url }
  })

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
        for (const mode of [modes[0], modes[2], modes[4]] as const)
          await look(browser, `${url}${prefix}${path}`, mode, cookiesOf(url, cookies[who]))
      })
  })

test('on paper a case is its content and its record, without the forms', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const { url, one, cookies } = await openDesk(t)
  const context = await browser.newContext()
  await context.addCookies(cookiesOf(url, cookies.an))
  const page = await context.newPage()
  await page.goto(`${url}/desk/cases/${one.id}`)
  assert.equal(await page.isVisible('form[action$="/act"]'), true)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.isVisible('form[action$="/act"]'), false)
  assert.equal(await page.isVisible('table'), true)
})
