import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { rooms } from '../src/centre.ts'
import { signedIn } from '../src/kit/people/testing.ts'
import { follow } from '../src/kit/search/testing.ts'
import { createApp } from '../src/kit/web/app.tsx'
import { publishDue } from '../src/press/steps.ts'
import { cookiesOf, openBrowser } from './browser.ts'
import { openSite } from './site.ts'

/** Pastes rich text, as from another page. As text: the tests know no types of the browser. */
const paste = (page: Page, markup: string) =>
  page.evaluate(`{
    const data = new DataTransfer()
    data.setData('text/html', ${JSON.stringify(markup)})
    const asked = { clipboardData: data, bubbles: true, cancelable: true }
    document.querySelector('.ProseMirror').dispatchEvent(new ClipboardEvent('paste', asked))
  }`)

test('an article is written, returned, signed, out at its hour, corrected and withdrawn, in the browser', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const { house, url } = await openSite(t)
  const web = createApp(house, rooms)
  const open = async (zh: string, en: string, duty: string): Promise<[BrowserContext, Page]> => {
    const { browser: kept } = await signedIn(web, house, { name: { zh, en }, duties: [duty] })
    const context = await browser.newContext()
    await context.addCookies(cookiesOf(kept.cookie, url))
    return [context, await context.newPage()]
  }
  const [, editor] = await open('林晓', 'Lin Xiao', 'press-editor')
  const [, reviewer] = await open('何文', 'He Wen', 'press-reviewer')
  const [, chief] = await open('周正', 'Zhou Zheng', 'press-chief')
  const press = async (page: Page, name: string) => {
    await page.getByRole('button', { name, exact: true }).first().click()
    await page.waitForLoadState()
  }

  await editor.goto(`${url}/desk/press/new`)
  await editor.fill('#title', '今年的蓝天')
  await editor.selectOption('#column', { label: '环境要闻' })
  await press(editor, '建立稿件')
  await paste(
    editor,
    '<p class="MsoNormal" onclick="x()">去年<b>好天</b>增多。<script>window.hit=1</script></p>',
  )
  await editor.fill('#slug', 'blue-sky')
  await press(editor, '保存')
  const text = new URL(editor.url()).pathname
  const hub = text.replace('/zh', '')
  await editor.goto(url + hub)
  await press(editor, '起草')
  await press(editor, '送审')

  await reviewer.goto(url + hub)
  await reviewer.fill('#zh-reason', '请写明年份')
  await press(reviewer, '退回修改')
  await editor.goto(url + text)
  await editor.locator('.ProseMirror').click()
  await editor.keyboard.press('Control+End')
  await editor.keyboard.type('以2026年计。')
  await press(editor, '保存')
  await editor.goto(`${url}${text}/preview`)
  assert.match((await editor.textContent('article')) ?? '', /以2026年计/)
  await editor.goto(url + hub)
  await press(editor, '送审')
  await reviewer.goto(url + hub)
  await press(reviewer, '通过')

  await chief.goto(url + hub)
  const soon = house.clock().add({ seconds: 70 }).toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime()
  await chief.fill('#zh-publish_at', soon.toString({ smallestUnit: 'minute' }))
  await press(chief, '签发')
  const reader = await (await browser.newContext()).newPage()
  const status = async () => (await reader.goto(`${url}/articles/blue-sky`))!.status()
  const row = () => house.store.db.selectFrom('press_text').select('state').executeTakeFirstOrThrow()
  if ((await row()).state === 'scheduled') {
    assert.equal(await status(), 404)
    const later = house.clock().add({ minutes: 2 })
    assert.equal(await publishDue({ ...house, clock: () => later }), 1)
  }
  assert.equal(await status(), 200)
  assert.match((await reader.textContent('article')) ?? '', /去年好天增多。/)
  assert.equal(await reader.evaluate(`'hit' in window`), false)
  assert.doesNotMatch(await reader.content(), /MsoNormal|window\.hit/)
  await follow(house)
  const asked = async (path: string) => (await fetch(`${url}${path}`)).text()
  for (const path of [
    '/feeds/news.rss',
    '/feeds/columns/news.json',
    '/sitemap.xml',
    '/search?q=蓝天',
    '/news',
  ])
    assert.match(await asked(path), /\/articles\/blue-sky/, path)

  await editor.goto(url + hub)
  await press(editor, '更正')
  await editor.goto(url + text)
  await editor.fill('#title', '今年的好天')
  await press(editor, '保存')
  await editor.goto(url + hub)
  await editor.fill('#zh-note', '标题改为好天')
  await press(editor, '送审')
  await reviewer.goto(url + hub)
  await press(reviewer, '通过')
  const inbox = await chief.goto(`${url}/desk/cases/${await caseNumber(chief, url + hub)}`)
  assert.match(await inbox!.text(), /<del>蓝天<\/del>|<ins>好天<\/ins>/)
  await chief.goto(url + hub)
  await press(chief, '签发')
  await status()
  assert.match((await reader.textContent('article')) ?? '', /今年的好天[\s\S]*标题改为好天/)

  await chief.goto(url + hub)
  await chief.fill('#zh-reason', '数据有误')
  await press(chief, '撤下')
  assert.equal(await status(), 410)
  await follow(house)
  for (const path of ['/feeds/news.rss', '/sitemap.xml', '/search?q=好天', '/news'])
    assert.doesNotMatch(await asked(path), /\/articles\/blue-sky/, path)
  assert.match((await reader.textContent('main')) ?? '', /数据有误/)
})

/** Of the case that an article's page leads to. */
async function caseNumber(page: Page, hub: string): Promise<string> {
  await page.goto(hub)
  return /\d+$/.exec((await page.getAttribute('a[href*="/desk/cases/"]', 'href'))!)![0]
}
