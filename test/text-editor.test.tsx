import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { wordSample } from '../src/kit/text/testing-paste.ts'
import type { Doc } from '../src/kit/text/text.ts'
import { openBrowser } from './browser.ts'
import { look, modes } from './look.ts'
import { everything, openWriting, png } from './writing.tsx'

/** What the console complains of, above all the content security policy. */
function complaints(page: Page): string[] {
  const said: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text())
  })
  page.on('pageerror', (error) => said.push(error.message))
  return said
}

const focused = (page: Page, selector: string) =>
  page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)

/** Goes on with the key until it is there, as one without a mouse does. */
async function go(page: Page, key: string, selector: string) {
  for (let step = 0; step < 60; step++) {
    if (await focused(page, selector)) return
    await page.keyboard.press(key)
  }
  assert.fail(`${key} does not lead to ${selector}`)
}

/** The editor hears of focus and selection a moment after the browser; nobody types as fast as a test. */
const settled = (page: Page) => page.waitForTimeout(150)

async function tool(page: Page, name: string) {
  await settled(page)
  await page.keyboard.press('Alt+F10')
  await go(page, 'ArrowRight', `[data-tool=${name}]`)
  await page.keyboard.press('Enter')
}

const paste = (page: Page, html: string) =>
  page.evaluate((given) => {
    const { document, DataTransfer, ClipboardEvent } = globalThis as unknown as {
      document: { querySelector(selector: string): { dispatchEvent(event: object): void } }
      DataTransfer: new () => { setData(type: string, text: string): void }
      ClipboardEvent: new (type: string, init: object) => object
    }
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', given)
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.querySelector('.ProseMirror').dispatchEvent(event)
  }, html)

const typesOf = (doc: Doc | null) => doc?.content.map(({ type }) => type)

test('a text is written by keyboard alone, with what came from Word, and is read as the server keeps it', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const { url, kept } = await openWriting(t)
  const page = await browser.newPage()
  const said = complaints(page)
  await page.goto(`${url}/write`)
  await go(page, 'Tab', '.ProseMirror')
  await tool(page, 'heading2')
  await page.keyboard.type('蓝天保卫战')
  await page.keyboard.press('Enter')
  await page.keyboard.type('PM2.5 下降')
  await page.keyboard.press('Shift+Home')
  await page.keyboard.press('Control+b')
  await page.keyboard.press('End')
  await t.test('a note, which Enter opens again', async () => {
    await tool(page, 'footnote')
    await page.keyboard.type('与上年相比')
    await go(page, 'Tab', '.rt-dialog [type=submit]')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.rt-dialog', { state: 'detached' })
    assert.equal(await focused(page, '.ProseMirror'), true, 'the focus is back in the text')
    await page.keyboard.press('Shift+ArrowLeft')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.rt-dialog')
    await page.keyboard.press('Escape')
    await page.waitForSelector('.rt-dialog', { state: 'detached' })
    await settled(page)
    await page.keyboard.press('End')
    await settled(page)
  })
  await page.keyboard.press('Enter')
  await t.test('a table, out of which Tab leads', async () => {
    await tool(page, 'table')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('2')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('2')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.rt-dialog', { state: 'detached' })
    for (const words of ['站点', '指数', '东城']) {
      await page.keyboard.type(words)
      await page.keyboard.press('Tab')
    }
    await page.keyboard.type('42')
    await page.keyboard.press('Tab')
    await page.keyboard.type('表后')
  })
  await page.keyboard.press('Enter')
  await t.test('a picture with its alternative text', async () => {
    await tool(page, 'picture')
    await page.setInputFiles('.rt-dialog [type=file]', { name: 'a.png', mimeType: 'image/png', buffer: png })
    await page.keyboard.press('Tab')
    await page.keyboard.type('灰色的天')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.ProseMirror figure img')
  })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+End')
  await t.test('a link to a thing of the centre, picked', async () => {
    await tool(page, 'link')
    await page.keyboard.press('Tab')
    await page.keyboard.type('蓝天')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.rt-found button')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await go(page, 'Tab', '.rt-dialog [type=submit]')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.rt-dialog', { state: 'detached' })
  })
  await page.keyboard.press('Enter')
  await paste(page, wordSample)
  assert.match((await page.textContent('.rt-status')) ?? '', /1 张图片/)
  await page.keyboard.press('Shift+Tab')
  await go(page, 'Tab', 'form.form > [type=submit]')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${url}/read`)

  assert.deepEqual(typesOf(kept.doc), [
    'heading',
    'paragraph',
    'table',
    'paragraph',
    'picture',
    'paragraph',
    'heading',
    'paragraph',
    'orderedList',
    'table',
  ])
  const json = JSON.stringify(kept.doc)
  assert.match(json, /"text":"与上年相比"/)
  assert.match(json, /"about":"article\/12"/)
  assert.match(json, /"alt":"灰色的天"/)
  assert.doesNotMatch(json, /style|colwidth|null,"href"/)
  assert.deepEqual(said, [])

  for (const mode of modes) await look(browser, `${url}/read`, mode)
})

test('the editor is accessible in all modes, on the phone and wide, with everything in it', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const { url, kept } = await openWriting(t, JSON.stringify(everything))
  for (const mode of modes) await look(browser, `${url}/write`, mode)
  for (const mode of modes.slice(0, 2)) await look(browser, `${url}/en/write`, mode)
  const page = await browser.newPage()
  await page.goto(`${url}/write`)
  await page.click('form.form > [type=submit]')
  await page.waitForURL(`${url}/read`)
  assert.deepEqual(kept.doc, everything, 'what nobody changed stays as it was')
})

test('without script plain words are taken', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const { url, kept } = await openWriting(t)
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(`${url}/write`)
  await page.fill('textarea', '一\n\n二')
  await page.click('form.form > [type=submit]')
  assert.deepEqual(typesOf(kept.doc), ['paragraph', 'paragraph'])
})

test('a picture that the house refuses is refused in its words, and the dialog stays open', async (t) => {
  const browser = await openBrowser(t)
  if (!browser) return
  const { url } = await openWriting(t)
  const page = await browser.newPage()
  await page.route('**/desk/files', (route) =>
    route.fulfill({ status: 413, json: { title: 'The file is too large.', title_zh: '文件太大。' } }),
  )
  await page.goto(`${url}/write`)
  await page.click('[data-tool=picture]')
  await page.setInputFiles('.rt-dialog [type=file]', { name: 'a.png', mimeType: 'image/png', buffer: png })
  await page.click('.rt-dialog [type=submit]')
  await page.waitForSelector('.rt-dialog [role=alert]:not([hidden])')
  assert.equal(await page.textContent('.rt-dialog [role=alert]'), '文件太大。')
})
