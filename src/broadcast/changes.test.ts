import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { editionOf } from './blueprint/index.ts'
import { type EditorChanges, laid, laidOver } from './changes.ts'
import { partsOf } from './edition.ts'
import { sampleAir } from './testing.ts'

const at = '2016-12-20T18:00+08:00'
const of = (index: number | null) => editionOf('evening', at, sampleAir(index))
const linesOf = (edition: ReturnType<typeof of>) => partsOf(edition).flatMap(({ lines }) => lines)
const partIds = (edition: ReturnType<typeof of>) => partsOf(edition).map(({ id }) => id)
const every = [
  ...new Set([null, 20, 80, 186, 320, 480].flatMap((index) => linesOf(of(index)).map(({ id }) => id))),
]

const changes: fc.Arbitrary<EditorChanges> = fc.record({
  lines: fc.dictionary(
    fc.constantFrom(...every, 'gone/line'),
    fc.record({ zh: fc.string(), en: fc.string() }, { requiredKeys: [] }),
  ),
  order: fc.shuffledSubarray([...partIds(of(186)), 'gone']),
  parts: fc.dictionary(
    fc.constantFrom('now', 'forecast', 'gone'),
    fc.record({ floated: fc.boolean(), leastFrames: fc.integer({ min: 1, max: 900 }) }),
  ),
  crawl: fc.array(
    fc.record({ id: fc.constantFrom('own-1', 'own-2'), words: fc.constant({ zh: '字', en: 'word' }) }),
    { maxLength: 1 },
  ),
})
const index = fc.constantFrom(null, 20, 80, 186, 320, 480)

test('whatever the new data say, an editor’s words stay with their lines and nothing else changes', () => {
  fc.assert(
    fc.property(changes, index, (own, air) => {
      const machine = of(air)
      const before = JSON.stringify(machine)
      const said = new Map(linesOf(laidOver(machine, own)).map((line) => [line.id, line]))
      for (const { id, zh, en } of linesOf(machine)) {
        const words = own.lines?.[id]
        assert.equal(said.get(id)!.zh, words?.zh ?? zh)
        assert.equal(said.get(id)!.en, words?.en ?? en)
      }
      assert.equal(JSON.stringify(machine), before)
    }),
  )
})

test('an order loses no part and doubles none, and laying changes over twice is as once', () => {
  fc.assert(
    fc.property(changes, index, (own, air) => {
      const once = laidOver(of(air), own)
      assert.deepEqual(partIds(once).toSorted(), partIds(of(air)).toSorted())
      assert.deepEqual(laidOver(once, own), once)
      assert.equal(new Set(once.segments.map(({ id }) => id)).size, once.segments.length)
      const named = own.order!.filter((id) => id !== 'gone')
      assert.deepEqual(
        partIds(once).filter((id) => named.includes(id)),
        named,
      )
    }),
  )
})

test('without changes the machine’s edition is as it was', () => {
  assert.deepEqual(laid(of(186), {}), { edition: of(186), unknown: [], marks: [] })
})

test('a number that an editor changed loses its reading and is marked', () => {
  const line = linesOf(of(186)).find(({ figures }) => figures.some(({ value }) => value === 186))!
  const { edition, marks } = laid(of(186), {
    lines: { [line.id]: { zh: line.zh.replace('186', '190'), en: line.en } },
  })
  const [mark] = marks
  assert.ok(mark!.lost.some(({ value }) => value === 186))
  assert.deepEqual(mark!.machine, { zh: line.zh, en: line.en })
  assert.ok(mark!.untraced.includes('190'))
  const changed = linesOf(edition).find(({ id }) => id === line.id)!
  assert.ok(changed.figures.every(({ value }) => value !== 186))
})

test('a number in Chinese characters is seen too, and an untouched one keeps its reading', () => {
  const line = linesOf(of(186)).find(({ figures }) => figures.some(({ value }) => value === 186))!
  const { marks } = laid(of(186), { lines: { [line.id]: { zh: `${line.zh}大约一百九十。` } } })
  assert.deepEqual(marks[0]!.lost, [])
  assert.deepEqual(marks[0]!.untraced, ['一百九十'])
})

test('27 does not stand in 427, nor 2 in 2.5', async () => {
  const { withWords } = await import('./changed-line.ts')
  const line = {
    id: 'x',
    zh: '指数27',
    en: 'index 27',
    figures: [{ said: { zh: '27', en: '27' }, value: 27, source: 's' }],
  }
  assert.equal(withWords(line, { zh: '指数427', en: 'index 427' }).line.figures.length, 0)
  assert.equal(withWords(line, { zh: '指数27.5', en: 'index 27.5' }).line.figures.length, 0)
  assert.equal(withWords(line, { zh: '是27。', en: 'It is 27.' }).line.figures.length, 1)
})

test('clips stand behind their part, lower thirds on it; what has no place is told and kept', () => {
  const own: EditorChanges = {
    clips: [
      {
        id: 'clip-standup',
        title: { zh: '出镜', en: 'Stand-up' },
        media: 'a'.repeat(64),
        frames: 250,
        after: 'now',
        lines: [{ id: 'clip/1', zh: '记者在现场。', en: 'On the spot.' }],
      },
    ],
    lowerThirds: [
      { id: 'l1', of: 'clip-standup', words: { zh: '记者', en: 'Reporter' } },
      { id: 'l2', of: 'nowhere', words: { zh: '无', en: 'none' } },
    ],
  }
  const { edition, unknown } = laid(of(186), own)
  const ids = partIds(edition)
  assert.equal(ids[ids.indexOf('now') + 1], 'clip-standup')
  assert.equal(partsOf(edition).find(({ id }) => id === 'clip-standup')!.media, 'a'.repeat(64))
  assert.deepEqual(
    edition.pieces.filter(({ layer }) => layer === 'lower-third').map(({ id }) => id),
    ['l1'],
  )
  assert.deepEqual(unknown, ['nowhere'])
})
