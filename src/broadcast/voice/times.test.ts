import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { speakable } from '../script/speakable.ts'
import { aligned } from './align.ts'
import { numbered, withPinyin } from './pinyin.ts'
import { characterTimes } from './times.ts'

const edges = { startMs: 0, endMs: 6000 }
const timesOf = (written: string, more = {}) =>
  characterTimes({ written, said: speakable(written, 'zh'), marks: [], edges, pauses: [], ...more })

test('without marks characters are spread over the voice, signs taking less than syllables', () => {
  const times = timesOf('空气质量。')
  assert.deepEqual(
    times.map(({ startMs }) => Math.round(startMs)),
    [0, 1500, 3000, 4500, 6000],
  )
  assert.equal(times.at(-1)!.endMs, 6000)
})

test('a number has the time of the words it is read as', () => {
  const times = timesOf('为427微克')
  // 为四百二十七微克: eight syllables in six seconds, of which the number takes five.
  assert.equal(times.length, 6)
  assert.equal(times[1]!.startMs, 750)
  assert.equal(times[3]!.endMs, 4500)
  assert.equal(times[4]!.startMs, 4500)
})

test('phrases follow the pauses of the voice where there are as many', () => {
  const times = timesOf('空气好，出去走走。', { pauses: [{ startMs: 1000, endMs: 2000 }] })
  assert.equal(times[2]!.endMs <= 1000, true)
  assert.equal(times[4]!.startMs, 2000)
})

test('marks of the provider are followed, what they leave out lies between', () => {
  const marks = [
    { startMs: 500, endMs: 1500, textStart: 0, textEnd: 2 },
    { startMs: 3000, endMs: 4000, textStart: 3, textEnd: 4 },
  ]
  const times = timesOf('空气质量', { marks })
  assert.deepEqual(
    times.map(({ startMs }) => startMs),
    [500, 1000, 2000, 3000],
  )
})

test('times never run backwards or out of the voice, whatever the text and the marks', () => {
  const mark = fc.record({
    startMs: fc.integer({ min: -500, max: 9000 }),
    endMs: fc.nat(9000),
    textStart: fc.nat(60),
    textEnd: fc.nat(80),
  })
  const text = fc.string({ unit: 'grapheme', maxLength: 60 })
  const pieces = fc.array(fc.constantFrom('空', '气', '427', '，', '。', ' ', 'PM₂.₅', '2016年', 'a'), {
    maxLength: 20,
  })
  fc.assert(
    fc.property(
      fc.oneof(
        text,
        pieces.map((all) => all.join('')),
      ),
      fc.array(mark, { maxLength: 6 }),
      (written, marks) => {
        const times = timesOf(written, { marks: marks.filter((one) => one.textEnd > one.textStart) })
        assert.equal(times.length, [...written].length)
        let last = 0
        for (const { startMs, endMs } of times) {
          assert.ok(
            startMs >= last - 1e-6 && endMs >= startMs - 1e-6 && endMs <= 6000 + 1e-6,
            JSON.stringify(times),
          )
          last = startMs
        }
      },
    ),
  )
})

test('an alignment loses nothing', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (a, b) => {
      const pairs = aligned([...a], [...b])
      assert.equal(
        pairs.reduce((sum, pair) => sum + pair.written, 0),
        [...a].length,
      )
      assert.equal(
        pairs.reduce((sum, pair) => sum + pair.said, 0),
        [...b].length,
      )
    }),
  )
})

test('readings are written into the text with numbers for tones', () => {
  assert.equal(numbered('chóng qìng'), 'chong2 qing4')
  assert.equal(numbered('lǜ de nǚ háng zhǎng ā'), 'lv4 de5 nv3 hang2 zhang3 a1')
  const readings = [
    { text: '重庆', pinyin: 'chóng qìng' },
    { text: '行长', pinyin: 'háng zhǎng' },
  ]
  assert.equal(withPinyin('重庆的行长来了', readings), 'chong2 qing4 的 hang2 zhang3 来了')
  assert.equal(withPinyin('别的', readings), '别的')
})
