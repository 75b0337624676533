import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkText, readingOf } from './checks.ts'
import type { Block, Doc, Inline } from './document.ts'
import { anyDoc } from './testing.ts'

const docOf = (...content: Block[]): Doc => ({ type: 'doc', content })
const text = (words: string, href?: string): Inline =>
  href
    ? { type: 'text', text: words, marks: [{ type: 'link', attrs: { href } }] }
    : { type: 'text', text: words }
const say = (...content: Inline[]): Block => ({ type: 'paragraph', content })
const heading = (level: 2 | 3 | 4): Block => ({ type: 'heading', attrs: { level }, content: [text('题')] })
const kinds = (doc: Doc) => checkText(doc, 'zh').map(({ kind, block }) => [kind, block])

test('a wrong word is found with the right one beside it, also across marks, in captions and in notes', () => {
  const doc = docOf(
    say({ type: 'text', text: '雾', marks: [{ type: 'bold' }] }, text('霾天'), {
      type: 'footnote',
      attrs: { text: '雾霾' },
    }),
    {
      type: 'picture',
      attrs: { sha256: 'a'.repeat(64), alt: '雾霾中的塔', caption: '', width: 'text', focal: null },
    },
  )
  const found = checkText(doc, 'zh', [{ wrong: '雾霾', right: '重污染' }])
  assert.deepEqual(
    found.map(({ kind, block }) => [kind, block]),
    [
      ['wrong-word', 1],
      ['wrong-word', 1],
      ['wrong-word', 2],
    ],
  )
  assert.equal(found[0]!.words.zh, '“雾霾”应为“重污染”')
})

test('the file and the width of a picture are no words, the title of what is read also is', () => {
  const attrs = { sha256: 'a'.repeat(64), alt: '', caption: '', width: 'text', focal: null } as const
  const list = [{ wrong: 'text' }, { wrong: attrs.sha256 }]
  const doc = docOf(
    { type: 'picture', attrs: { ...attrs, alt: '塔' } },
    { type: 'thingLink', attrs: { about: 'article/12', title: 'A text' } },
  )
  assert.deepEqual(
    checkText(doc, 'zh', list).map(({ kind, block }) => [kind, block]),
    [['wrong-word', 2]],
  )
})

test('a wrong word within its right form, or within a longer word of letters, is none', () => {
  const doc = docOf(say(text('生态环境局和环境局；the smog and smoggy SMOG')))
  const list = [{ wrong: '环境局', right: '生态环境局' }, { wrong: 'smog' }, { wrong: '' }]
  assert.deepEqual(
    checkText(doc, 'zh', list).map(({ words }) => words.en),
    ['“环境局” should be “生态环境局”', '“smog” should not be used'],
  )
})

test('pictures without words, links that say nothing and skipped headings are told with their block', () => {
  const picture = { sha256: 'a'.repeat(64), alt: ' ', caption: '塔', width: 'text', focal: null } as const
  const doc = docOf(
    heading(3),
    heading(4),
    heading(2),
    heading(4),
    { type: 'picture', attrs: picture },
    say(text('详见'), text('点击', 'https://a.example/'), text('这里', 'https://a.example/')),
    say(text('年度公报', 'https://a.example/'), text(' ', 'https://b.example/')),
  )
  assert.deepEqual(kinds(doc), [
    ['heading-order', 1],
    ['heading-order', 4],
    ['no-alt', 5],
    ['vague-link', 6],
    ['vague-link', 7],
  ])
})

test('a long sentence is told with its length, a long paragraph of short ones is not', () => {
  const long = '空'.repeat(81)
  const [found, ...rest] = checkText(docOf(say(text(`${long}。短。`))), 'zh')
  assert.equal(found?.words.zh, '句子较长（81 字），可分成两句')
  assert.deepEqual(rest, [])
  assert.deepEqual(kinds(docOf(say(text(`${'空'.repeat(80)}。`.repeat(5))))), [])
  assert.deepEqual(checkText(docOf(say(text(`${'word '.repeat(35)}3.5.`))), 'en').length, 1)
})

test('the reading hint goes by the mean length of the sentences', () => {
  assert.equal(readingOf(docOf(say()), 'zh'), null)
  assert.deepEqual(readingOf(docOf(say(text('今天空气好。适合户外活动！'))), 'zh'), {
    level: 'easy',
    sentence: 6,
    words: { zh: '易读', en: 'Easy to read' },
  })
  assert.equal(readingOf(docOf(say(text(`${'空'.repeat(60)}。`))), 'zh')?.level, 'hard')
  assert.equal(readingOf(docOf(say(text('The air is good today. Go out.'))), 'en')?.level, 'easy')
  assert.equal(readingOf(docOf(say(text(`${'word '.repeat(20)}.`))), 'en')?.level, 'fair')
})

test('every document can be checked, and every finding names a block and whole characters', () => {
  fc.assert(
    fc.property(anyDoc, fc.constantFrom('zh', 'en'), (doc, language) => {
      for (const { block, around, words } of checkText(doc, language, [
        { wrong: '蓝' },
        { wrong: '<', right: '&' },
      ])) {
        assert.ok(block >= 1 && block <= doc.content.length)
        assert.ok(around.isWellFormed() && words.zh && words.en)
      }
      readingOf(doc, language)
    }),
  )
})
