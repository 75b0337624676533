import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { rooms } from '../src/centre.ts'
import { openHouse } from '../src/house.ts'
import { DeskPage } from '../src/kit/html/desk-layout.tsx'
import type { Officer } from '../src/kit/people/officer.ts'
import type { House, Room } from '../src/kit/room.ts'
import { wordSample } from '../src/kit/text/testing-paste.ts'
import { type Doc, htmlOf, RichTextField, readDoc } from '../src/kit/text/text.ts'
import { createApp } from '../src/kit/web/app.tsx'
import { type DeskAsk, openAct, openPage } from '../src/kit/web/desk.tsx'
import type { Ask } from '../src/kit/web/pages.ts'
import { listen } from '../src/kit/web/server.ts'
import { readSettings } from '../src/settings.ts'
import { openBrowser } from './browser.ts'
import { look, modes } from './look.ts'

const sha256 = 'ab'.repeat(32)
/** One grey dot. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)
const label = { zh: '正文', en: 'Text' }
const officer: Officer = {
  id: 'o',
  name: { zh: '试写', en: 'Tester' },
  email: 'tester@example.org',
  department: null,
  duties: new Set(),
}

interface Kept {
  doc: Doc | null
}

/** A page with a form that holds one text, as a room would make it. */
function writingRoom(kept: Kept, first: string): Room {
  const page = (ask: Ask, house: House) => {
    const of = { ...ask, officer, login: '', session: '', desk: { ...house.desk, items: [] } } as DeskAsk
    return (
      <DeskPage ask={of} centre={house.centre} title={label[ask.language]}>
        <form class="form" method="post" action="/write">
          <RichTextField
            language={ask.language}
            name="body"
            label={label}
            value={first}
            pictureAddress="/own-files/{sha256}"
            places={[{ value: '110101', words: { zh: '东城', en: 'Dongcheng' } }]}
            pollutants={[{ value: 'pm25', words: { zh: '细颗粒物', en: 'PM2.5' } }]}
          />
          <button type="submit">OK</button>
        </form>
      </DeskPage>
    )
  }
  const read = (ask: Ask, house: House) => {
    const of = { ...ask, officer, login: '', session: '', desk: { ...house.desk, items: [] } } as DeskAsk
    const resolve = {
      thing: () => ({ path: '/air', title: 'Air' }),
      picture: ({ alt }: { alt: string }) => (
        <img src={`/own-files/${sha256}`} alt={alt} width="1" height="1" />
      ),
    }
    return (
      <DeskPage ask={of} centre={house.centre} title={label[ask.language]}>
        {htmlOf(kept.doc!, { language: ask.language, resolve })}
      </DeskPage>
    )
  }
  return {
    name: 'writing',
    migrations: {},
    routes: (web, house) => {
      openPage(web, house, '/write', (ask) => ({ body: page(ask, house) }))
      openPage(web, house, '/read', (ask) => ({ body: read(ask, house) }))
      openAct(web, house, '/write', (_, form) => {
        kept.doc = readDoc(form.text('body'))
        return { to: '/read' }
      })
      web.get('/own-files/:name', (c) => c.body(new Uint8Array(png), 200, { 'content-type': 'image/png' }))
      web.post('/desk/files', (c) =>
        c.json({ sha256, name: 'a.png', type: 'image/png', width: 1, height: 1 }),
      )
      web.get('/desk/pick', (c) => c.json([{ about: 'article/12', title: '蓝天 12', path: '/news/12' }]))
    },
  }
}

async function openWriting(t: TestContext, first = '') {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-text-'))
  const env = { LANTIAN_DATA: folder, LANTIAN_LOG: 'silent', LANTIAN_SOURCES: 'none', PORT: '0' }
  const house = await openHouse(readSettings(env))
  const kept: Kept = { doc: null }
  const running = await listen(createApp(house, [writingRoom(kept, first), ...rooms]), house)
  t.after(async () => {
    await running.stop(1_000)
    await house.store.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  return { url: running.url, kept }
}

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

const say = (text: string) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] })
const cell = (type: 'tableHeader' | 'tableCell', text: string) => ({
  type,
  attrs: { colspan: 1, rowspan: 1 },
  content: [say(text)],
})
const everything: Doc = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '秋冬季空气质量' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: '细颗粒物平均浓度同比下降，' },
        { type: 'text', text: '优良天数增加', marks: [{ type: 'bold' }] },
        { type: 'footnote', attrs: { text: '与上年同期相比。' } },
        { type: 'text', text: '，详见' },
        { type: 'text', text: '监测网', marks: [{ type: 'link', attrs: { href: 'https://example.org/' } }] },
        { type: 'text', text: '和' },
        { type: 'text', text: '本站', marks: [{ type: 'link', attrs: { about: 'article/12' } }] },
        { type: 'text', text: '。CO' },
        { type: 'text', text: '2', marks: [{ type: 'subscript' }] },
      ],
    },
    { type: 'bulletList', content: [{ type: 'listItem', content: [say('工业'), say('交通')] }] },
    { type: 'orderedList', attrs: { start: 3 }, content: [{ type: 'listItem', content: [say('公开')] }] },
    { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: '各区' }] },
    {
      type: 'table',
      content: [
        { type: 'tableRow', content: [cell('tableHeader', '区'), cell('tableHeader', '指数')] },
        { type: 'tableRow', content: [cell('tableHeader', '东城'), cell('tableCell', '42')] },
      ],
    },
    { type: 'blockquote', content: [say('绿水青山就是金山银山。')] },
    {
      type: 'picture',
      attrs: { sha256, alt: '灰色的天', caption: '十一月的天空', width: 'half', focal: { x: 0.5, y: 0.25 } },
    },
    { type: 'air', attrs: { place: '110101' } },
    { type: 'chart', attrs: { pollutant: 'pm25', days: 30 } },
    { type: 'thingLink', attrs: { about: 'article/12', title: '蓝天 12' } },
    { type: 'horizontalRule' },
    say('完。'),
  ],
}
