import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { editionOf } from '../blueprint/index.ts'
import { type Cue, editionKinds } from '../edition.ts'
import { rundownOf } from '../rundown.ts'
import { sampleAir } from '../testing.ts'
import { chapters } from './chapters.ts'
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

test('in an English edition the split follows the English voice', () => {
  const characters = [...cue().en].map((_, i) => ({ startMs: i * 60, endMs: (i + 1) * 60 }))
  const parts = splitCues([cue({ characters })])
  const passed = cue().en.indexOf(parts[1]!.en) - 1
  assert.equal(parts[1]!.from, 100 + Math.round((passed * 60 * 25) / 1000))
  assert.equal(parts.at(-1)!.to, 300)
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

/** The validators of others; neither has types. */
const require = createRequire(import.meta.url)
const { WebVTTParser } = require('webvtt-parser') as {
  WebVTTParser: new (
    entities: Record<string, string>,
  ) => {
    parse(
      text: string,
      kind: 'metadata' | 'subtitles/captions/descriptions' | 'chapters',
    ): {
      cues: { startTime: number; endTime: number; text: string }[]
      errors: { line: number; message: string }[]
    }
  }
}
const entities = require('webvtt-parser/html-entities.json') as Record<string, string>
interface Faults {
  info(words: string): void
  warn(words: string): void
  error(words: string): void
  fatal(words: string): void
}
interface Shown {
  text?: string
  contents?: Shown[]
}
const { fromXML } = require('imsc/src/main/js/doc.js') as {
  fromXML(text: string, faults: Faults): { getMediaTimeEvents(): number[] }
}
const { generateISD } = require('imsc/src/main/js/isd.js') as {
  generateISD(document: unknown, seconds: number, faults: Faults): { contents: Shown[] }
}

const textIn = ({ text, contents }: Shown): string => text ?? (contents ?? []).map(textIn).join('')

/** Every edition there is, of foul and of clean air, as it is subtitled. */
const subtitled = editionKinds.flatMap((kind) =>
  [24, 186, 500].map((index) => {
    const rundown = rundownOf(editionOf(kind, '2016-12-20T18:00+08:00', sampleAir(index)), new Map())
    return { rundown, cues: splitCues(rundown.parts.flatMap((part) => part.cues)) }
  }),
)
/** The hourly loop says nothing. */
const spoken = subtitled.filter(({ cues }) => cues.length > 0)

test('WebVTT and its chapters are what the validator of the W3C takes', () => {
  const parse = (text: string, kind: 'subtitles/captions/descriptions' | 'chapters') => {
    const { cues, errors } = new WebVTTParser(entities).parse(text, kind)
    assert.deepEqual(errors, [])
    return cues
  }
  for (const { rundown, cues } of [...subtitled, { rundown: subtitled[0]!.rundown, cues: [hostile] }])
    for (const language of ['zh', 'en', 'both'] as const) {
      const read = parse(webVtt(cues, language), 'subtitles/captions/descriptions')
      assert.equal(read.length, cues.length)
      for (const [i, { startTime, endTime }] of read.entries()) {
        assert.ok(Math.abs(startTime - cues[i]!.from / 25) < 1e-6)
        assert.ok(Math.abs(endTime - cues[i]!.to / 25) < 1e-6)
      }
      if (language === 'both') continue
      assert.equal(parse(chapters(rundown, language), 'chapters').length, rundown.parts.length)
    }
})

test('IMSC is what its reference reader takes, and it shows each cue in its time', () => {
  const said: string[] = []
  const tell = (words: string) => said.push(words)
  const faults: Faults = { info: tell, warn: tell, error: tell, fatal: tell }
  for (const { cues } of [...spoken, { cues: [hostile] }])
    for (const language of ['zh', 'en', 'both'] as const) {
      const document = fromXML(imsc(cues, language), faults)
      assert.deepEqual(said, [])
      for (const { from, to, zh, en } of cues) {
        const shown = generateISD(document, (from + to) / 50, faults)
          .contents.map(textIn)
          .join('')
        const expected = { zh, en, both: zh + en }[language]
        assert.equal(shown.replaceAll(/\s/g, ''), expected.replaceAll(/\s/g, ''))
      }
      const last = document.getMediaTimeEvents().at(-1)!
      assert.ok(Math.abs(last - cues.at(-1)!.to / 25) < 1e-6)
    }
  assert.deepEqual(said, [])
})

/** SubRip as its readers take it: blocks between empty lines, a number, times, one or two lines of text. */
function readSrt(text: string) {
  const seconds = (time: string) => {
    const [, h, m, s, ms] = /^(\d\d):([0-5]\d):([0-5]\d),(\d{3})$/.exec(time)!.map(Number)
    return h! * 3600 + m! * 60 + s! + ms! / 1000
  }
  return text
    .trimEnd()
    .split('\n\n')
    .map((block) => {
      const [number, times, ...lines] = block.split('\n')
      const [from, to] = times!.split(' --> ').map(seconds)
      return { number: Number(number), from: from!, to: to!, lines }
    })
}

test('SRT is read back, numbered in order, in one line or two', () => {
  for (const { cues } of spoken)
    for (const language of ['zh', 'en', 'both'] as const)
      for (const [i, block] of readSrt(srt(cues, language)).entries()) {
        const { from, to, zh, en } = cues[i]!
        assert.deepEqual(block, {
          number: i + 1,
          from: from / 25,
          to: to / 25,
          lines: { zh: [zh], en: [en], both: [zh, en] }[language],
        })
      }
})

test('no line is longer than a screen holds, none is empty and none goes before it can be read', () => {
  for (const { cues } of spoken)
    for (const { zh, en, from, to, line } of cues) {
      assert.ok([...zh].length > 0 && [...zh].length <= 22, `${line}: ${zh}`)
      assert.ok(en.length > 0 && en.length <= 76, `${line}: ${en}`)
      assert.ok(to - from >= 20, `${line}: ${to - from} frames`)
    }
})
