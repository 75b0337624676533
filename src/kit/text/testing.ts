import fc from 'fast-check'
import { type Block, type Doc, type Inline, plainMarks } from './document.ts'
import { readable } from './readable.ts'

const nasty = fc.constantFrom(
  '<script>alert(1)</script>',
  '" onerror="x',
  "'><img src=x onerror=y>",
  '&amp;',
  '北京蓝天',
  '"空气 quality"',
  '𠮷',
)
const words = fc
  .oneof(nasty, fc.string({ unit: 'grapheme', maxLength: 30 }), fc.string({ maxLength: 30 }))
  .map(readable)
const some = words.filter((text) => text !== '')
const about = fc.constantFrom('article/12', 'notice/n-1', 'station/1003A')
const link = fc
  .oneof(
    fc
      .constantFrom(
        'https://example.org/?a=1&b="2',
        'mailto:a@example.org',
        'tel:+86-10-12345678',
        '/air',
        '#t-x',
      )
      .map((href) => ({ href })),
    about.map((id) => ({ about: id })),
  )
  .map((attrs) => ({ type: 'link' as const, attrs }))
const marks = fc
  .tuple(fc.subarray([...plainMarks]), fc.option(link, { nil: undefined }))
  .map(([plain, to]) => [...plain.map((type) => ({ type })), ...(to ? [to] : [])])

const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('text' as const), text: some, marks }) },
  fc.constant({ type: 'hardBreak' as const }),
  words.map((text) => ({ type: 'footnote' as const, attrs: { text } })),
)
const content = fc.array(inline, { minLength: 1, maxLength: 5 })
const paragraph = fc.oneof(
  content.map((inside) => ({ type: 'paragraph' as const, content: inside })),
  fc.constant({ type: 'paragraph' as const }),
)
const list = (depth: number): fc.Arbitrary<Block> => {
  const rest = depth > 0 ? fc.array(fc.oneof(paragraph, list(depth - 1)), { maxLength: 2 }) : fc.constant([])
  const item = fc
    .tuple(paragraph, rest)
    .map(([first, more]) => ({ type: 'listItem' as const, content: [first, ...more] as Block[] }))
  const items = fc.array(item, { minLength: 1, maxLength: 3 })
  return fc.oneof(
    items.map((inside) => ({ type: 'bulletList' as const, content: inside })),
    fc
      .tuple(items, fc.nat(50))
      .map(([inside, start]) => ({ type: 'orderedList' as const, attrs: { start }, content: inside })),
  )
}
const flow = fc.array(fc.oneof(paragraph, list(1)), { minLength: 1, maxLength: 2 })
const span = fc.integer({ min: 1, max: 3 })
const cell = fc.record({
  type: fc.constantFrom('tableCell' as const, 'tableHeader' as const),
  attrs: fc.record({ colspan: span, rowspan: span }),
  content: flow,
})
const row = fc.record({ type: fc.constant('tableRow' as const), content: fc.array(cell, { maxLength: 3 }) })
const part = fc.integer({ min: 0, max: 100 }).map((n) => n / 100)

const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  fc.record({
    type: fc.constant('heading' as const),
    attrs: fc.record({ level: fc.constantFrom(2 as const, 3 as const, 4 as const) }),
    content,
  }),
  list(2),
  flow.map((inside) => ({ type: 'blockquote' as const, content: inside })),
  fc.constant({ type: 'horizontalRule' as const }),
  fc.array(row, { minLength: 1, maxLength: 3 }).map((rows) => ({ type: 'table' as const, content: rows })),
  fc.record({
    type: fc.constant('picture' as const),
    attrs: fc.record({
      sha256: fc.constant('a'.repeat(64)),
      alt: words,
      caption: words,
      width: fc.constantFrom('text' as const, 'wide' as const, 'half' as const),
      focal: fc.option(fc.record({ x: part, y: part })),
    }),
  }),
  fc.constant({ type: 'air' as const, attrs: { place: '110101' } }),
  fc.nat(99).map((n) => ({ type: 'chart' as const, attrs: { pollutant: 'pm25', days: n + 1 } })),
  fc.record({ type: fc.constant('thingLink' as const), attrs: fc.record({ about, title: words }) }),
)

/** Any document that the editor could have written, with words that try to break out of their place. */
export const anyDoc: fc.Arbitrary<Doc> = fc
  .array(block, { minLength: 1, maxLength: 6 })
  // As from JSON: the generator's own objects have no prototype.
  .map((inside) => JSON.parse(JSON.stringify({ type: 'doc', content: inside })))
