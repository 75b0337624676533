import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { editionOf } from './blueprint/index.ts'
import { type BesideFile, subtitleChecks } from './check-subtitles.ts'
import type { Cue } from './edition.ts'
import { rundownOf } from './rundown.ts'
import { imsc, srt, webVtt } from './subtitles/formats.ts'
import { readSubtitles } from './subtitles/read.ts'
import { splitCues } from './subtitles/split.ts'
import { sampleAir } from './testing.ts'

const writers = { vtt: webVtt, srt, 'imsc.xml': imsc } as const
const endings = Object.keys(writers) as (keyof typeof writers)[]

const file = (name: string, text: string | Buffer): BesideFile => {
  const bytes = Buffer.from(text)
  return { name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

const rundown = rundownOf(editionOf('evening', '2016-12-20T18:00+08:00', sampleAir(186)), new Map())
const cues = splitCues(rundown.parts.flatMap((part) => part.cues))

const cue = (changes: Partial<Cue> = {}): Cue => ({
  line: 'a',
  part: 'now',
  from: 100,
  to: 200,
  zh: '首要污染物是细颗粒物。',
  en: 'The chief pollutant is fine particles.',
  characters: [],
  ...changes,
})

/** The checks that do not pass, for a film of 500 frames with these cues, in each format and language. */
function unwell(given: readonly Cue[]): string[] {
  const found = new Set<string>()
  for (const ending of endings) {
    const files = (['zh', 'en'] as const).map((language) =>
      file(`btv/e.${language}.${ending}`, writers[ending](given, language)),
    )
    const checks = subtitleChecks(files, 500).filter(({ result }) => result !== 'pass')
    found.add(checks.map(({ id, result }) => `${id} ${result}`).join(', '))
  }
  return [...found]
}

test('what is written is read back as it was, in every format', () => {
  const hard = [cue({ zh: '甲 & 乙 < 丙 "丁" --> 戊', en: "it's <b>bold</b>" }), cue({ from: 200, to: 260 })]
  for (const ending of endings)
    for (const language of ['zh', 'en', 'both'] as const) {
      const read = readSubtitles(`x.${ending}`, writers[ending](hard, language))
      assert.deepEqual(
        read.map(({ from, to, lines }) => [Math.round(from * 25), Math.round(to * 25), lines]),
        hard.map(({ from, to, zh, en }) => [
          from,
          to,
          language === 'both' ? [zh, en] : [language === 'zh' ? zh : en],
        ]),
        ending,
      )
    }
})

test('the subtitles of a whole evening are well in every format', () => {
  for (const ending of endings)
    for (const language of ['zh', 'en'] as const) {
      const checks = subtitleChecks(
        [file(`e.${language}.${ending}`, writers[ending](cues, language))],
        rundown.frames,
      )
      assert.deepEqual(
        checks.filter(({ result }) => result !== 'pass'),
        [],
      )
    }
  assert.deepEqual(subtitleChecks([file('e.chapters.zh.vtt', 'chapters are no subtitles')], 500), [])
})

test('each fault of subtitles is found in every format, and is the only one', () => {
  assert.deepEqual(unwell([cue(), cue({ from: 200, to: 300 })]), [''])
  assert.deepEqual(unwell([cue(), cue({ from: 199, to: 300 })]), ['subtitles-times fail'], 'overlap')
  assert.deepEqual(unwell([cue({ from: 300, to: 400 }), cue()]), ['subtitles-times fail'], 'order')
  assert.deepEqual(unwell([cue({ from: 450, to: 501 })]), ['subtitles-times fail'], 'behind the end')
  const long = { zh: '很'.repeat(23), en: 'very '.repeat(16), from: 0, to: 400 }
  assert.deepEqual(unwell([cue(long)]), ['subtitles-lines note'])
  assert.deepEqual(unwell([cue({ to: 125 })]), ['subtitles-speed note'])
  assert.deepEqual(unwell([cue({ zh: '', en: '' })]), ['subtitles-lines note'])
})

test('a file that is gone, changed, cut off, of another kind or not in UTF-8 is not whole', () => {
  const broken = (one: BesideFile) =>
    subtitleChecks([one], 500).find(({ id }) => id === 'subtitles-readable')!.found
  const good = file('e.zh.srt', srt([cue()], 'zh'))
  assert.equal(broken(good), 'all')
  assert.match(broken({ ...good, bytes: null }), /it is gone/)
  assert.match(broken({ ...good, sha256: 'aa' }), /it was changed/)
  assert.match(broken(file('e.zh.vtt', srt([cue()], 'zh'))), /does not begin with WEBVTT/)
  assert.match(broken(file('e.zh.srt', webVtt([cue()], 'zh'))), /number 1 is missing/)
  assert.match(broken(file('e.zh.srt', '1\n00:00:04,000 --> 00:00:99,000\n甲\n')), /is no time/)
  assert.match(broken(file('e.zh.imsc.xml', imsc([cue()], 'zh').slice(0, -20))), /is not TTML/)
  assert.match(broken(file('e.zh.imsc.xml', imsc([cue()], 'zh').replace('</p>', ''))), /has no end/)
  assert.match(broken(file('e.zh.srt', Buffer.from([0xff, 0xfe, 0xff]))), /is not UTF-8/)
})
