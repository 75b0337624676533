import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { editionOf } from './blueprint/index.ts'
import { partsOf } from './edition.ts'
import { mustFit, rundownOf, type SpokenLine } from './rundown.ts'
import { sampleAir } from './testing.ts'

const at = '2016-12-20T18:00+08:00'
const slot = (slotFrames: number | null) => editionOf('evening', at, sampleAir(186), { slotFrames })
const voiced = (frames: number) =>
  new Map<string, SpokenLine>(
    partsOf(slot(null)).flatMap(({ lines }) => lines.map(({ id }) => [id, { frames, characters: [] }])),
  )

test('two minutes are three thousand frames', () => {
  const { frames, off } = rundownOf(slot(3000), voiced(60))
  assert.deepEqual([frames, off], [3000, 0])
})

test('parts stand one after the other, and cues within their parts without overlap', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 10, max: 200 }),
      fc.option(fc.integer({ min: 1500, max: 9000 })),
      (each, wanted) => {
        const { parts, frames, off } = rundownOf(slot(wanted), voiced(each))
        let at = 0
        for (const { part, from, frames: length, cues } of parts) {
          assert.equal(from, at)
          assert.ok(length >= part.leastFrames)
          at += length
          let last = from
          for (const cue of cues) {
            assert.ok(cue.from >= last && cue.to <= at, `${part.id}: ${cue.line}`)
            last = cue.to
          }
        }
        assert.equal(at, frames)
        if (wanted !== null) assert.equal(off, frames - wanted)
        if (wanted !== null) assert.ok(off >= 0, 'a slot is always filled')
      },
    ),
  )
})

test('a slot that is too short loses the expendable parts first, and is refused when that is not enough', () => {
  const rundown = rundownOf(slot(1200), voiced(100))
  const { parts, dropped, off } = rundown
  const kept = parts.map(({ part }) => part.id)
  assert.ok(dropped.length > 0 && dropped[0] === 'chief')
  assert.ok(kept.includes('now') && kept.includes('end'))
  assert.ok(off > 0)
  assert.throws(() => mustFit(rundown), {
    code: 'slot-too-short',
    message: new RegExp(`${(off / 25).toFixed(1)} s`),
  })
})

test('a slot is filled to the frame, or refused', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 400 }), fc.integer({ min: 25, max: 9000 }), (each, wanted) => {
      const rundown = rundownOf(slot(wanted), voiced(each))
      if (rundown.off === 0) assert.equal(mustFit(rundown).frames, wanted)
      else assert.throws(() => mustFit(rundown), { code: 'slot-too-short' })
    }),
  )
})

test('without a voice a line stays as long as a reader needs', () => {
  const { parts } = rundownOf(slot(null), new Map())
  for (const { cues } of parts)
    for (const { zh, from, to } of cues) assert.ok(to - from >= ([...zh].length / 5) * 25, zh)
})

test('what is floated is not aired', () => {
  const edition = slot(null)
  const floated = {
    ...edition,
    segments: edition.segments.map((one) => ({
      ...one,
      parts: one.parts.map((part) => ({ ...part, floated: part.id === 'districts' })),
    })),
  }
  assert.ok(!rundownOf(floated, new Map()).parts.some(({ part }) => part.id === 'districts'))
})
