import type { TestContext } from 'node:test'
import { DeskPage } from '../src/kit/html/desk-layout.tsx'
import type { Officer } from '../src/kit/people/officer.ts'
import type { House, Room } from '../src/kit/room.ts'
import { type Doc, htmlOf, RichTextField, readDoc } from '../src/kit/text/text.ts'
import { type DeskAsk, openAct, openPage } from '../src/kit/web/desk.tsx'
import type { Ask } from '../src/kit/web/pages.ts'
import { openSite } from './site.ts'

const sha256 = 'ab'.repeat(32)
/** One grey dot. */
export const png = Buffer.from(
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

/** The page is open, but looks as it does to an officer. */
const atDesk = (ask: Ask, house: House) =>
  ({
    ...ask,
    officer,
    login: '',
    session: '',
    waiting: new Map(),
    desk: { ...house.desk, items: [] },
  }) as DeskAsk

interface Kept {
  doc: Doc | null
}

/** A page with a form that holds one text, as a room would make it. */
function writingRoom(kept: Kept, first: string): Room {
  const page = (ask: Ask, house: House) => (
    <DeskPage ask={atDesk(ask, house)} centre={house.centre} title={label[ask.language]}>
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
  const read = (ask: Ask, house: House) => {
    const resolve = {
      thing: () => ({ path: '/air', title: 'Air' }),
      picture: ({ alt }: { alt: string }) => (
        <img src={`/own-files/${sha256}`} alt={alt} width="1" height="1" />
      ),
    }
    return (
      <DeskPage ask={atDesk(ask, house)} centre={house.centre} title={label[ask.language]}>
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

/** A site with a page at `/write` whose form holds one text, which `/read` then shows. */
export async function openWriting(t: TestContext, first = '') {
  const kept: Kept = { doc: null }
  const { url } = await openSite(t, {}, [writingRoom(kept, first)])
  return { url, kept }
}

const say = (text: string) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] })
const cell = (type: 'tableHeader' | 'tableCell', text: string) => ({
  type,
  attrs: { colspan: 1, rowspan: 1 },
  content: [say(text)],
})
/** A text with everything that the editor writes. */
export const everything: Doc = {
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
