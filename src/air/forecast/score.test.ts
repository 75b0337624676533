import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { levelOf } from '../day-index.ts'
import { type Pair, scoreOf, summarise } from './score.ts'

const pair = (more: Partial<Pair> = {}): Pair => ({
  day: '2026-11-20',
  lead: 1,
  who: 'machine',
  low: 60,
  mid: 80,
  high: 105,
  observed: 82,
  against: 'reference',
  ...more,
})

test('a hit is a level within the range, exact is the level of the middle, inside is the index itself', () => {
  const verdict = (observed: number) => {
    const { hit, exact, inside, bias, error } = scoreOf(pair({ observed }))
    return [hit, exact, inside, bias, error]
  }
  assert.deepEqual(verdict(82), [true, true, true, -2, 2])
  assert.deepEqual(verdict(55), [true, true, false, 25, 25])
  assert.deepEqual(verdict(120), [true, false, false, -40, 40])
  assert.deepEqual(verdict(50), [false, false, false, 30, 30])
  assert.deepEqual(verdict(151), [false, false, false, -71, 71])
})

const index = fc.integer({ min: 1, max: 500 })
const pairs = fc.array(
  fc
    .record({
      ends: fc.tuple(index, index, index),
      observed: index,
      lead: fc.integer({ min: 1, max: 5 }),
      who: fc.constantFrom('machine' as const, 'issued' as const),
      against: fc.constantFrom('reference' as const, 'model' as const),
      day: fc.constantFrom('2016-07-02', '2026-11-20'),
    })
    .map(({ ends, ...rest }): Pair => {
      const [low, mid, high] = ends.toSorted((a, b) => a - b) as [number, number, number]
      return { low, mid, high, ...rest }
    }),
  { maxLength: 40 },
)

test('what lies inside is a hit, what is exact is a hit, and an error is never less than its bias', () => {
  fc.assert(
    fc.property(pairs, (all) => {
      for (const one of all.map(scoreOf)) {
        if (one.inside || one.exact) assert.ok(one.hit)
        assert.equal(one.error, Math.abs(one.bias))
        assert.equal(one.bias, one.mid - one.observed)
        assert.equal(one.observedLevel, levelOf(one.observed, one.day))
      }
    }),
  )
})

test('a summary counts every day of one network once, and its rates lie between 0 and 1', () => {
  fc.assert(
    fc.property(pairs, (all) => {
      const summary = summarise(all.map(scoreOf))
      const judge = all.some(({ against }) => against === 'reference') ? 'reference' : 'model'
      const counted = all.filter(({ against }) => against === judge)
      assert.equal(
        summary.reduce((sum, { days }) => sum + days, 0),
        counted.length,
      )
      for (const one of summary) {
        assert.equal(one.against, judge)
        assert.ok(one.exact <= one.hits && one.inside <= one.hits && one.hits <= one.days)
        assert.ok(one.hitRate >= 0 && one.hitRate <= 1 && Math.abs(one.bias) <= one.error + 1e-9)
      }
      assert.deepEqual(
        summary.map(({ lead }) => lead),
        summary.map(({ lead }) => lead).toSorted((a, b) => a - b),
      )
    }),
  )
})

test('days compared with the model alone are not mixed with days that stations measured', () => {
  const measured = scoreOf(pair())
  const modelled = scoreOf(pair({ day: '2026-11-21', against: 'model', observed: 300 }))
  const [score] = summarise([measured, modelled])
  assert.deepEqual([score!.against, score!.days, score!.hitRate], ['reference', 1, 1])
  assert.deepEqual(summarise([]), [])
})
