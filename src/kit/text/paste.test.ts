import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import type { Block, Inline } from './document.ts'
import { type Markup, pasted } from './paste.ts'
import { checkDoc } from './schema.ts'
import { wechatSample, wordSample } from './testing-paste.ts'

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  htmlEntities: true,
  commentPropName: '#comment',
})

/** Well-formed HTML as the nodes of a browser. */
function nodeOf(html: string): Markup {
  const make = (given: Record<string, unknown>): Markup => {
    const name = Object.keys(given).find((key) => key !== ':@')!
    if (name === '#text') return leaf(3, String(given[name]))
    if (name === '#comment') return leaf(8, '')
    return branch(
      name,
      given[name] as Record<string, unknown>[],
      (given[':@'] ?? {}) as Record<string, string>,
    )
  }
  const leaf = (nodeType: number, nodeValue: string): Markup => ({
    nodeType,
    nodeName: '#',
    nodeValue,
    childNodes: [],
  })
  const branch = (
    name: string,
    inside: Record<string, unknown>[],
    attributes: Record<string, string>,
  ): Markup => ({
    nodeType: 1,
    nodeName: name.toUpperCase(),
    nodeValue: null,
    childNodes: inside.map(make),
    getAttribute: (asked) => attributes[asked] ?? null,
  })
  return make(parser.parse(`<body>${html}</body>`)[0])
}

const blocks = (html: string) => pasted(nodeOf(html)).blocks
const say = (...content: Inline[]): Block => ({ type: 'paragraph', content })
const text = (words: string, ...types: ('bold' | 'italic' | 'underline' | 'superscript')[]): Inline =>
  types.length > 0
    ? { type: 'text', text: words, marks: types.map((type) => ({ type })) }
    : { type: 'text', text: words }
const item = (words: string, ...more: Block[]) => ({
  type: 'listItem' as const,
  content: [say(text(words)), ...more],
})

test('a page of Word keeps its headings, lists, notes and tables, and nothing of its looks', () => {
  const { blocks: found, pictures } = pasted(nodeOf(wordSample))
  checkDoc({ type: 'doc', content: found })
  assert.deepEqual(found.slice(0, 4), [
    { type: 'heading', attrs: { level: 2 }, content: [text('秋冬季攻坚方案')] },
    say(
      text('细颗粒物 '),
      text('PM2.5', 'bold'),
      text(' 下降'),
      {
        type: 'footnote',
        attrs: { text: '与上年同期相比。' },
      },
      text('。'),
    ),
    {
      type: 'orderedList',
      attrs: { start: 1 },
      content: [
        item('减少排放', { type: 'bulletList', content: [item('工业'), item('交通')] }),
        item('公开信息'),
      ],
    },
    {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [{ type: 'tableCell', attrs: { colspan: 2, rowspan: 1 }, content: [say(text('指标'))] }],
        },
        {
          type: 'tableRow',
          content: ['PM10', '42'].map((words) => ({
            type: 'tableCell' as const,
            attrs: { colspan: 1, rowspan: 1 },
            content: [say(text(words))],
          })),
        },
      ],
    },
  ])
  assert.equal(found.length, 4)
  assert.equal(pictures, 1)
  assert.doesNotMatch(JSON.stringify(found), /Mso|style|Ignore|·/)
})

test('an article of WeChat becomes paragraphs without its frames, indents and invisible signs', () => {
  const { blocks: found, pictures } = pasted(nodeOf(wechatSample))
  checkDoc({ type: 'doc', content: found })
  assert.deepEqual(found, [
    say(text('今天空气质量', 'bold')),
    say(text('全市空气质量为'), text('优', 'bold'), text('，适合户外活动。')),
    say(text('第二行另起一段。')),
    say({
      type: 'text',
      text: '阅读原文',
      marks: [{ type: 'link', attrs: { href: 'https://mp.weixin.qq.com/s/abc' } }],
    }),
  ])
  assert.equal(pictures, 2)
})

test('a link that may not be followed leaves its words', () => {
  for (const href of ['javascript:alert(1)', 'file:///C:/a.docx', '#_Toc1', '/relative', 'data:text/html,x'])
    assert.deepEqual(blocks(`<p><a href="${href}">words</a></p>`), [say(text('words'))])
})

test('what is no text is dropped: script, style, hidden lines, comments', () => {
  const html =
    '<style>p{}</style><script>x()</script><!-- c --><p style="display:none">a</p><p>b<o:p></o:p></p><svg><text>c</text></svg>'
  assert.deepEqual(blocks(html), [say(text('b'))])
})

test('a style has the last word over its element', () => {
  assert.deepEqual(
    blocks('<b style="font-weight:normal"><p>a <span style="font-weight:700">b</span></p></b>'),
    [say(text('a '), text('b', 'bold'))],
  )
})

test('lists in lists are kept, also where they stand between the items', () => {
  const html = '<ul><li>a<ol start="3"><li>b</li></ol></li><ul><li>c</li></ul></ul>'
  assert.deepEqual(blocks(html), [
    {
      type: 'bulletList',
      content: [
        item(
          'a',
          { type: 'orderedList', attrs: { start: 3 }, content: [item('b')] },
          { type: 'bulletList', content: [item('c')] },
        ),
      ],
    },
  ])
})

test('a table of one cell was a frame, and a table in a cell becomes lines', () => {
  assert.deepEqual(blocks('<table><tr><td><p>a</p><h2>b</h2></td></tr></table>'), [
    say(text('a')),
    say(text('b')),
  ])
  const inner = '<table><tr><td>x</td><td>y</td></tr></table>'
  const [outer] = blocks(`<table><tr><th>h</th><td>${inner}</td></tr></table>`)
  assert.equal(outer?.type, 'table')
  checkDoc({ type: 'doc', content: [outer] })
})

const tag = fc.constantFrom(
  ...'p div span b a ul ol li table tr td th blockquote h1 h3 pre br img section o:p hr sup code dl dt'.split(
    ' ',
  ),
)
const style = fc.constantFrom(
  '',
  'mso-list:l0 level1 lfo1',
  'mso-list:l0 level3 lfo1',
  'mso-list:Ignore',
  'font-weight:bold',
  'mso-element:footnote',
  ';;:x',
)
const leaf: fc.Arbitrary<Markup> = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\ud800', '\u3000', ' ', '\u00a0\u000b', '1.'))
  .map((nodeValue) => ({ nodeType: 3, nodeName: '#text', nodeValue, childNodes: [] }))
const tree: fc.Arbitrary<Markup> = fc.letrec<{ node: Markup }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    leaf,
    fc
      .record({
        nodeName: tag,
        style,
        href: fc.constantFrom('https://a.example/', '#_ftn1', 'javascript:x', ''),
        span: fc.constantFrom('0', '-1', 'x', '9999', '2'),
        childNodes: fc.array(tie('node'), { maxLength: 4 }),
      })
      .map(
        ({ nodeName, childNodes, href, span, style: css }): Markup => ({
          nodeType: 1,
          nodeName,
          nodeValue: null,
          childNodes,
          getAttribute: (name) =>
            ({ style: css, href, colspan: span, start: span, id: 'ftn1' })[name] ?? null,
        }),
      ),
  ),
})).node

test('whatever is pasted is a document of ours, or nothing', () => {
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 5 }), (childNodes) => {
      const found = pasted({ nodeType: 1, nodeName: 'body', nodeValue: null, childNodes }).blocks
      if (found.length > 0) checkDoc({ type: 'doc', content: found })
    }),
  )
})
