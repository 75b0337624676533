import assert from 'node:assert/strict'
import { test } from 'node:test'
import { editionOf } from '../blueprint/index.ts'
import type { Edition, Rundown } from '../edition.ts'
import { rundownOf } from '../rundown.ts'
import { sampleAir } from '../testing.ts'
import { undrawable, undrawableNotes } from './undrawable.ts'

const evening = editionOf('evening', '2016-12-20T18:00+08:00', sampleAir(186))

/** The first line of the edition in other words. */
function saying(zh: string, en: string): Rundown {
  let said = false
  const segments = evening.segments.map((segment) => ({
    ...segment,
    parts: segment.parts.map((part) => ({
      ...part,
      lines: part.lines.map((line) => {
        if (said) return line
        said = true
        return { ...line, zh, en }
      }),
    })),
  }))
  return rundownOf({ ...evening, segments }, new Map())
}

test('everything the house itself writes can be drawn, in every language', () => {
  for (const kind of ['evening', 'morning', 'hourly', 'heavy', 'week', 'month'] as const)
    for (const language of ['zh', 'en', 'both'] as const) {
      const edition = editionOf(kind, '2016-12-20T18:00+08:00', sampleAir(186))
      assert.deepEqual(undrawable(rundownOf(edition, new Map()), language), [])
    }
  assert.deepEqual(undrawableNotes([]), [])
})

test('a character that no font has is named once, with the line it stands in, where its language is shown', () => {
  const rundown = saying('今天🙂空气不错🙂。', 'Clean air today.')
  const line = rundown.parts.flatMap(({ cues }) => cues)[0]!.line
  assert.deepEqual(undrawable(rundown, 'zh'), [{ character: '🙂', places: [line] }])
  assert.deepEqual(undrawable(rundown, 'en'), [])
  const [note] = undrawableNotes(undrawable(rundown, 'both'))
  assert.match(note!.zh, new RegExp(`无法显示的字符：🙂 \\(U\\+1F642\\) 见 ${line}。`))
  assert.match(note!.en, new RegExp(`cannot draw: 🙂 \\(U\\+1F642\\) in ${line}\\.`))
})

test('names of places, pieces and titles are looked at too, and half a character is no fault of the search', () => {
  const edition: Edition = {
    ...evening,
    title: { zh: '播报\u{1F600}', en: 'Bulletin' },
    pieces: [
      ...evening.pieces,
      {
        id: 'guest',
        layer: 'lower-third',
        lifespan: 'edition',
        of: null,
        words: { zh: '\u{2B740}\ud800', en: '' },
      },
    ],
    air: sampleAir(186, { city: { zh: '北京', en: 'Beijing\u{1F3D9}' } }),
  }
  const found = undrawable(rundownOf(edition, new Map()), 'both')
  const places = new Map(found.map(({ character, places }) => [character, places]))
  assert.deepEqual(places.get('\u{1F600}'), ['title'])
  assert.deepEqual(places.get('\ud800'), ['guest'])
  assert.ok(places.get('\u{1F3D9}')?.includes('air'))
  assert.ok(undrawableNotes(found)[0]!.en.isWellFormed())
})

test('of very many only the first are named, and how many there are', () => {
  const many = Array.from({ length: 50 }, (_, i) => String.fromCodePoint(0x1f300 + i)).join('')
  const found = undrawable(saying(many, ''), 'zh')
  assert.ok(found.length >= 40)
  const [note] = undrawableNotes(found)
  assert.ok(note!.en.length < 1200)
  assert.match(note!.en, new RegExp(`; ${found.length} in all\\.$`))
})
