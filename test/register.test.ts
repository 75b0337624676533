import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openFresh } from '../src/kit/db/testing.ts'
import { room as desk } from '../src/kit/desk/room.ts'
import { room as people } from '../src/kit/people/room.ts'
import { signedIn } from '../src/kit/people/testing.ts'
import { room as register } from '../src/kit/register/room.ts'
import { thingRoom } from '../src/kit/register/testing.ts'
import { houseOf } from '../src/kit/testing-house.ts'
import { listen } from '../src/kit/web/server.ts'
import { cookiesOf, openBrowser } from './browser.ts'
import { look, modes } from './look.ts'

/** A desk with a register on it, an entry in it, and two colleagues. */
async function openDesk(t: TestContext) {
  const rooms = [people, desk, register, thingRoom]
  const open = (migrations: Parameters<typeof openFresh>[2]) => openFresh(t, 'sqlite', migrations)
  const { house, web } = await houseOf(t, open, rooms, { settings: { PORT: 0 } })
  const li = await signedIn(web, house, { name: { zh: '李明', en: 'Li Ming' } })
  const wang = await signedIn(web, house, { name: { zh: '王芳', en: 'Wang Fang' } })
  const add = (form: Record<string, string>) =>
    li.browser.post('/desk/r/thing/new', { seats: '7', state: 'free', ...form })
  await add({ name: '面包车', since: '2026-11-02', notes: '一', 'parts.0.what': '备胎' })
  await add({ name: '拖车', parent: '1', call: '010-8852 0000', price: '12345.5' })
  const running = await listen(web, house)
  t.after(() => running.stop(1_000))
  return { url: running.url, li: li.browser, wang: wang.browser }
}

test('lists, entries and forms of a register: accessible, within the screen, still', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const { url, li, wang } = await openDesk(t)
  const changed = { name: '面包车', seats: '9', state: 'out', 'row-revision': '1', since: '2026-11-02' }
  await li.post('/desk/r/thing/1/edit', changed)
  await li.post('/desk/r/thing/1/draft', { name: '面包车', 'row-revision': '2' })
  await wang.get('/desk/r/thing/1/edit')
  await li.post('/desk/r/thing/views', { name: '外出', query: '?state=out' })
  const [all, light] = [[modes[0], modes[2], modes[3]], [modes[0]]] as const
  const pages = [
    ['/desk/r/thing?state=out&cols=name,seats,price,call,notes,parts&view=1', all],
    ['/en/desk/r/thing?parent=1', light],
    ['/en/desk/r/thing/1', all],
    ['/desk/r/thing/1/edit', all],
    ['/en/desk/r/thing/new', light],
    ['/desk/r/thing/calendar', all],
  ] as const
  for (const [path, looked] of pages)
    await t.test(path, async () => {
      for (const mode of looked) await look(browser, url + path, mode, cookiesOf(li.cookie, url))
    })
})

test('a draft comes back, a colleague at the form is named, two changes are joined, and the trash is undone', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const { url, li, wang } = await openDesk(t)
  const pageOf = async (cookie: string): Promise<Page> => {
    const context = await browser.newContext()
    await context.addCookies(cookiesOf(cookie, url))
    return context.newPage()
  }
  const [one, other] = [await pageOf(li.cookie), await pageOf(wang.cookie)]
  const form = `${url}/en/desk/r/thing/1/edit`
  await one.goto(form)
  await one.fill('#notes', 'half a thought')
  await one.getByText('Draft kept at').waitFor()
  // A thought later: typed, and the page left before it was kept.
  await one.fill('#notes', 'half a thought, and more')
  await one.goto('about:blank')
  await one.goto(form)
  await one.getByRole('link', { name: 'Take it up' }).click()
  assert.equal(await one.inputValue('#notes'), 'half a thought, and more')

  // The form says so by itself some time after it was opened.
  await one.waitForResponse((answer) => answer.url().endsWith('/open') && answer.status() === 200)
  await other.goto(form)
  await other.getByText('Li Ming has had this form open since').waitFor()
  await other.fill('#seats', '9')
  await other.getByRole('button', { name: 'Save' }).click()
  await other.getByText('Saved.').waitFor()

  await one.fill('#seats', '12')
  await one.getByRole('button', { name: 'Save' }).click()
  await one.getByText('Wang Fang changed the entry').waitFor()
  await one.getByRole('group', { name: 'Seats' }).getByText('12').click()
  await one.getByRole('button', { name: 'Save' }).click()
  await one.getByText('Saved.').waitFor()
  await one.locator('dd', { hasText: 'half a thought, and more' }).first().waitFor()

  await one.getByRole('button', { name: 'Move to the trash' }).click()
  await one.getByText('is in the trash').waitFor()
  await one.getByRole('button', { name: 'Undo' }).click()
  await one.getByText('Restored.').waitFor()
  await other.goto(form)
  assert.equal(await other.inputValue('#seats'), '12')
  assert.equal(await other.isVisible('.register-others'), false, 'who saved has left the form')
})
