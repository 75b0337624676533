import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { editionOf } from '../blueprint/index.ts'
import type { Cue } from '../edition.ts'
import { rundownOf } from '../rundown.ts'
import { sampleAir } from '../testing.ts'
import { imsc, srt, webVtt } from './formats.ts'
import { splitCues } from './split.ts'
import { timecode } from './timecode.ts'

const cue = (changes: Partial<Cue> = {}): Cue => ({
  line: 'now/category',
  part: 'now',
  from: 100,
  to: 300,
  zh: '十二月二十日十八时，北京市空气质量指数为一百八十六，属于中度污染，比昨天同一时间明显上升。',
  en: 'At 18:00 on 20 December the air quality index of Beijing is 186: moderately polluted, much higher than yesterday.',
  characters: [],
  ...changes,
})

test('times are those of the frames', () => {
  assert.equal(timecode(0, '.'), '00:00:00.000')
  assert.equal(timecode(1, ','), '00:00:00,040')
  assert.equal(timecode(25 * 3725 + 24, '.'), '01:02:05.960')
})

test('a long cue is split by sense, loses nothing and keeps its beginning and end', () => {
  const parts = splitCues([cue()])
  assert.ok(parts.length >= 3)
  assert.equal(parts.map(({ zh }) => zh).join(''), cue().zh)
  assert.equal(
    parts
      .map(({ en }) => en)
      .filter(Boolean)
      .join(' '),
    cue().en,
  )
  assert.equal(parts[0]!.from, 100)
  assert.equal(parts.at(-1)!.to, 300)
  for (const [i, part] of parts.entries()) {
    assert.ok([...part.zh].length <= 22, part.zh)
    if (i > 0) assert.equal(part.from, parts[i - 1]!.to)
  }
})

test('a short cue stays whole, and one too quick to split is not torn to pieces', () => {
  assert.deepEqual(splitCues([cue({ zh: '首要污染物是细颗粒物。', en: 'Fine particles.' })]).length, 1)
  assert.ok(splitCues([cue({ to: 130 })]).length === 1)
})

test('where a voice says when its characters are heard, the split follows it', () => {
  const characters = [...cue().zh].map((_, i) => ({ startMs: i * 150, endMs: (i + 1) * 150 }))
  const parts = splitCues([cue({ characters })])
  const passed = [...parts[0]!.zh].length
  assert.equal(parts[1]!.from, 100 + Math.round((passed * 150 * 25) / 1000))
})

test('no split overlaps or runs backwards, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
      fc.integer({ min: 10, max: 800 }),
      (zh, length) => {
        const parts = splitCues([cue({ zh, to: 100 + length })])
        assert.equal(
          parts
            .map((part) => part.zh)
            .join('')
            .replaceAll(/\s/g, ''),
          zh.replaceAll(/\s/g, ''),
        )
        let at = 100
        for (const { from, to } of parts) {
          assert.ok(from === at && to >= from)
          at = to
        }
        assert.equal(at, 100 + length)
      },
    ),
  )
})

const hostile = cue({ zh: '<b>&"甲"</b> --> 乙', en: 'a < b & c --> d' })

test('what a line says is never markup', () => {
  const vtt = webVtt([hostile], 'both')
  assert.ok(!vtt.includes('<b>') && vtt.split('-->').length === 2, vtt)
  const document = imsc([hostile], 'both')
  assert.equal(XMLValidator.validate(document), true)
  assert.ok(!document.includes('<b>'))
})

test('a whole edition in every format', () => {
  const { parts } = rundownOf(editionOf('evening', '2016-12-20T18:00+08:00', sampleAir(186)), new Map())
  const cues = splitCues(parts.flatMap((part) => part.cues))
  for (const language of ['zh', 'en', 'both'] as const) {
    assert.match(webVtt(cues, language), /^WEBVTT\n\n1\n\d\d:\d\d:\d\d\.\d{3} --> /)
    assert.match(srt(cues, language), /^1\n\d\d:\d\d:\d\d,\d{3} --> /)
    const { tt } = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'p' }).parse(
      imsc(cues, language),
    )
    assert.equal(tt.body.div.p.length, cues.length)
    assert.equal(tt['@_xml:lang'], language === 'en' ? 'en' : 'zh-Hans')
  }
})
