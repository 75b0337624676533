import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from '../../kit/words.ts'
import { indexStandards } from '../index/index.ts'
import { averagesOf, type Gap, type LastHours, sixStandards } from '../six-standards.ts'
import { gapWords, method, whose, withheldWords } from './standards-words.ts'

const gaps: Gap[] = [
  { substance: 'nh3', why: 'not-measured' },
  { substance: 'so2', why: 'quarter-hour' },
  { substance: 'no2', why: 'no-hour' },
  { substance: 'pm25', why: 'no-nowcast' },
  { substance: 'o3', why: 'few-hours', had: 5, needed: 6, of: 8 },
]

test('every gap is told in both languages, with its numbers', () => {
  for (const language of languages) for (const gap of gaps) assert.match(gapWords(gap, language), /[：:]/)
  assert.equal(gapWords(gaps[4]!, 'en'), 'O₃: 5 of the last 8 hours, at least 6 are needed')
  assert.equal(gapWords(gaps[0]!, 'zh'), 'NH₃（氨）：本网不监测')
})

test('every standard has a place and a method', () => {
  for (const { name } of indexStandards)
    for (const language of languages) assert.ok(whose[name][language] && method[name][language])
})

const only = (pm25: number): LastHours => {
  const none = Array<null>(24).fill(null)
  return { pm25: Array(24).fill(pm25), pm10: none, so2: none, no2: none, co: none, o3: none }
}

test('what a standard would not publish is explained, and a whole index is not', () => {
  const { views } = sixStandards(averagesOf(only(30)), '2026-05-02', 'background')
  const said = views.map((view) => withheldWords(view, 'en'))
  assert.match(said[0]!, /5\.3\.1/)
  assert.equal(said[1], null, 'the US publishes what there is')
  assert.match(said[2]!, /agency fills gaps/)
  assert.match(said[3]!, /three pollutants/)
  assert.equal(said[4], null)
  const heavy = sixStandards(averagesOf(only(200)), '2026-05-02', 'background').views[0]!
  assert.equal(withheldWords(heavy, 'zh'), null, 'above 100 it is published although incomplete')
})
