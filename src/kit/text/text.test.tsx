import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { XMLValidator } from 'fast-xml-parser'
import { Problem } from '../problem.ts'
import type { Block, Doc, Inline } from './document.ts'
import { anyDoc } from './testing.ts'
import {
  addressOf,
  checkDoc,
  countText,
  headingsOf,
  htmlOf,
  isAddress,
  mailOf,
  plainOf,
  printOf,
  readDoc,
  replaceNames,
  tidy,
  wechatOf,
} from './text.ts'
import { nodesOf } from './walk.ts'

const base = 'https://lantian.example'
const thing = (about: string) => (about === 'article/12' ? { path: '/news/12', title: 'Blue <sky>' } : null)
const resolve = { thing, picture: ({ alt }: { alt: string }) => <img src="/p.jpg" alt={alt} /> }
const outside = { language: 'zh' as const, base, resolve: { thing, pictureAddress: () => '/p.jpg' } }
const docOf = (...content: Block[]): Doc => ({ type: 'doc', content })
const say = (...content: Inline[]): Doc => docOf({ type: 'paragraph', content })
const text = (words: string, ...marks: Extract<Inline, { type: 'text' }>['marks'] & object): Inline =>
  marks.length > 0 ? { type: 'text', text: words, marks } : { type: 'text', text: words }
const html = (doc: Doc) => String(htmlOf(doc, { language: 'zh', resolve }))

const renderings = (doc: Doc) => [
  html(doc),
  String(printOf(doc, { language: 'en', resolve, base })),
  mailOf(doc, outside).html,
  wechatOf(doc, outside).html,
]

/** What stands inside tags, which is where harm would be; words between tags are escaped. */
const tagsIn = (markup: string) =>
  [...markup.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'))

test('every document of the editor is read back as it was', () => {
  fc.assert(fc.property(anyDoc, (doc) => assert.deepEqual(readDoc(JSON.stringify(doc)), doc)))
})

test('every rendering is well-formed and holds neither script nor handler nor script address', () => {
  fc.assert(
    fc.property(anyDoc, (doc) => {
      for (const markup of renderings(doc)) {
        // Attributes without quotes or with "<" in them would not be well-formed.
        const asXml = `<x>${markup.replace(/<(br|hr|img)([^>]*?)\/?>/g, '<$1$2/>')}</x>`
        assert.equal(XMLValidator.validate(asXml), true, markup)
        for (const tag of tagsIn(markup)) assert.doesNotMatch(tag, /^<script|\son\w+=/i)
        assert.doesNotMatch(markup, /(href|src)="\s*(javascript|data|vbscript):/i)
      }
    }),
  )
})

test('the public page carries no inline style, as its policy forbids it', () => {
  fc.assert(fc.property(anyDoc, (doc) => tagsIn(html(doc)).every((tag) => !/\sstyle=/.test(tag))))
})

test('what is not ours is refused, and the message says where', () => {
  const bad: [unknown, RegExp][] = [
    [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
        ],
      },
      /Block 2 of the text has an address/,
    ],
    [{ type: 'iframe', attrs: { src: 'https://example.org' } }, /Block 2 .* does not write/],
    [{ type: 'paragraph', onclick: 'x' }, /Block 2/],
    [{ type: 'heading', attrs: { level: 1 } }, /Block 2/],
    [
      { type: 'picture', attrs: { sha256: '../etc', alt: '', caption: '', width: 'text', focal: null } },
      /names no file/,
    ],
    [{ type: 'paragraph', content: [{ type: 'text', text: '\ud800' }] }, /cannot be shown/],
  ]
  for (const [block, message] of bad)
    assert.throws(
      () => checkDoc({ type: 'doc', content: [{ type: 'paragraph' }, block] }),
      (error) => error instanceof Problem && error.status === 422 && message.test(error.in('en')),
      JSON.stringify(block),
    )
  for (const value of [null, 1, 'x', [], {}, { type: 'doc' }, { type: 'doc', content: [] }])
    assert.throws(() => checkDoc(value), Problem)
})

test('a document of a million levels is refused without exhausting the stack', () => {
  let node: object = { type: 'paragraph' }
  for (let depth = 0; depth < 1_000_000; depth++) node = { type: 'blockquote', content: [node] }
  assert.throws(() => checkDoc({ type: 'doc', content: [node] }), /nested too deeply/)
})

test('a damaged document is told to be damaged, plain words become paragraphs', () => {
  assert.throws(() => readDoc('{"type":'), /damaged/)
  assert.deepEqual(readDoc('一\n二\n\n三').content.length, 2)
  assert.deepEqual(readDoc('{草稿} 一'), say(text('{草稿} 一')))
  assert.deepEqual(readDoc('  '), docOf({ type: 'paragraph' }))
})

test('only addresses that a reader may be sent to are links', () => {
  for (const good of ['https://a.example/x?y#z', 'mailto:a@b.example', 'tel:+8610123', '/air', '#t-x'])
    assert.ok(isAddress(good), good)
  for (const bad of [
    'javascript:alert(1)',
    'java\tscript:x',
    ' javascript:x',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    'https://',
    'ftp://a',
    '',
  ])
    assert.ok(!isAddress(bad), bad)
  assert.equal(addressOf('example.org/a'), 'https://example.org/a')
  assert.equal(addressOf('a@example.org'), 'mailto:a@example.org')
  assert.equal(addressOf('javascript:alert(1)'), null)
})

test('headings are anchored, equal ones apart, and the table of contents names the same anchors', () => {
  const heading = (words: string): Block => ({ type: 'heading', attrs: { level: 2 }, content: [text(words)] })
  const doc = docOf(heading('空气质量'), heading('空气质量'), heading('!'))
  assert.deepEqual(
    headingsOf(doc).map(({ id }) => id),
    ['t-空气质量', 't-空气质量--2', 't-part'],
  )
  for (const { id } of headingsOf(doc)) assert.ok(html(doc).includes(`id="${id}"`))
})

test('a link to a thing of the centre follows its address, and is only words when the thing is gone', () => {
  assert.match(
    html(say(text('x', { type: 'link', attrs: { about: 'article/12' } }))),
    /<a href="\/news\/12">x<\/a>/,
  )
  assert.doesNotMatch(html(say(text('x', { type: 'link', attrs: { about: 'article/13' } }))), /<a/)
})

test('footnotes are numbered in the text and collected at the end, each leading to the other', () => {
  const markup = html(say(text('a'), { type: 'footnote', attrs: { text: 'why' } }))
  assert.match(markup, /href="#t-note_1" id="t-note_mark_1"/)
  assert.match(markup, /<li id="t-note_1">why .*href="#t-note_mark_1"/)
})

test('a heading that is called like a note has an anchor of its own', () => {
  const note: Inline = { type: 'footnote', attrs: { text: 'why' } }
  const markup = html(docOf({ type: 'heading', attrs: { level: 2 }, content: [text('Note 1'), note] }))
  const ids = [...markup.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
  assert.deepEqual(ids.length, new Set(ids).size)
})

test('header cells say what they head', () => {
  const cell = (type: 'tableHeader' | 'tableCell') => ({
    type,
    attrs: { colspan: 1, rowspan: 1 },
    content: [{ type: 'paragraph' as const, content: [text('x')] }],
  })
  const markup = html(
    docOf({
      type: 'table',
      content: [
        { type: 'tableRow', content: [cell('tableHeader'), cell('tableHeader')] },
        { type: 'tableRow', content: [cell('tableHeader'), cell('tableCell')] },
      ],
    }),
  )
  assert.match(markup, /<thead><tr><th scope="col">x<\/th><th scope="col">x<\/th><\/tr><\/thead>/)
  assert.match(markup, /<tbody><tr><th scope="row">x<\/th><td>x<\/td>/)
})

test('mail has whole addresses and a plain half; WeChat has no links out, but lists them and the pictures', () => {
  const doc = docOf(
    { type: 'paragraph', content: [text('空气', { type: 'link', attrs: { href: '/air' } })] },
    {
      type: 'picture',
      attrs: { sha256: 'a'.repeat(64), alt: '天', caption: '', width: 'text', focal: null },
    },
    { type: 'thingLink', attrs: { about: 'article/12', title: 'as it was called' } },
  )
  const mail = mailOf(doc, outside)
  assert.match(mail.html, /href="https:\/\/lantian\.example\/air"/)
  assert.equal(mail.text, `空气 (${base}/air)\n\n［图片：天］\n\n另见：Blue <sky> (${base}/news/12)`)
  const wechat = wechatOf(doc, outside)
  assert.doesNotMatch(wechat.html, /<a /)
  assert.deepEqual(wechat.links, [`${base}/air`, `${base}/news/12`])
  assert.match(wechat.html, /〔1〕https:\/\/lantian\.example\/air/)
  assert.deepEqual(wechat.pictures, [
    { sha256: 'a'.repeat(64), address: `${base}/p.jpg`, alt: '天', caption: '' },
  ])
})

test('a name is found across marks and takes the marks of its first character', () => {
  const doc = say(text('环境保护', { type: 'bold' }), text('部公告，环境保护部'))
  assert.deepEqual(replaceNames(doc, '环境保护部', '生态环境部'), {
    doc: say(text('生态环境部', { type: 'bold' }), text('公告，生态环境部')),
    count: 2,
  })
})

/** Stretches of text, as the replacement sees them. */
const stretches = (doc: Doc) =>
  [...nodesOf(doc)].flatMap(({ node }) =>
    node.type === 'paragraph' || node.type === 'heading'
      ? ((node as { content?: Inline[] }).content ?? [])
          .map((piece) => (piece.type === 'text' ? piece.text : '\n'))
          .join('')
          .split('\n')
      : [],
  )

test('replacing in a document is replacing in its text, and again changes nothing', () => {
  fc.assert(
    fc.property(anyDoc, fc.constantFrom('蓝', 'a', 'script', '<', 'on', '北京蓝天'), (doc, from) => {
      // Shares no character with what is looked for, so that no new find can arise.
      const once = replaceNames(doc, from, '※※')
      assert.deepEqual(
        stretches(once.doc),
        stretches(doc).map((part) => part.replaceAll(from, '※※')),
      )
      assert.deepEqual(replaceNames(once.doc, from, '※※'), { doc: once.doc, count: 0 })
      checkDoc(once.doc)
    }),
  )
})

test('a name may be struck out altogether', () => {
  assert.deepEqual(replaceNames(say(text('删')), '删', '').doc, docOf({ type: 'paragraph' }))
})

test('Chinese is counted by characters, Latin by words', () => {
  assert.deepEqual(countText('北京 PM2.5 为 35 微克，don’t worry。'), { characters: 5, words: 4 })
})

test('Chinese typesetting is put right and each change named; times, numbers and code stay', () => {
  const put = (words: string) => {
    const [block] = tidy(say(text(words)), 'zh').doc.content
    return (block as { content: { text: string }[] }).content[0]!.text
  }
  assert.equal(put('今天 PM2.5 浓度为 35,较"昨日"下降.'), '今天PM2.5浓度为35,较“昨日”下降。')
  assert.equal(put('优良(见下表)，  共１２天...'), '优良（见下表），共12天……')
  assert.equal(put('时间8:30,比例3:1'), '时间8:30,比例3:1')
  assert.equal(tidy(say(text('中 a', { type: 'code' })), 'zh').changes.length, 0)
  assert.deepEqual(
    tidy(say(text('蓝天  保卫战')), 'zh').changes.map(({ before, after }) => [before, after]),
    [['  ', '']],
  )
})

test('a tidied document is still one of ours', () => {
  fc.assert(
    fc.property(anyDoc, (doc) => {
      const { doc: once } = tidy(doc, 'zh')
      checkDoc(once)
    }),
  )
})

test('the plain text holds every word of the text', () => {
  fc.assert(
    fc.property(anyDoc, (doc) => {
      const plain = plainOf(doc, { language: 'en' })
      for (const { node } of nodesOf(doc))
        if (node.type === 'text') assert.ok(plain.includes((node as { text: string }).text))
    }),
  )
})
