import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { editionOf } from '../blueprint/index.ts'
import { editionKinds, partsOf } from '../edition.ts'
import type { AirSnapshot } from '../snapshot.ts'
import { sampleAir, sampleHour } from '../testing.ts'
import { readChinese, readWhole } from './numbers.ts'
import { speakable } from './speakable.ts'

const at = '2016-12-20T18:00+08:00'
const linesOf = (air: AirSnapshot, kind: (typeof editionKinds)[number] = 'evening') =>
  partsOf(editionOf(kind, at, air)).flatMap(({ lines }) => lines)
const said = (air: AirSnapshot, id: string) => linesOf(air).find((line) => line.id === id)

test('every number that is spoken can be traced', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.constantFrom(...editionKinds), (index, kind) => {
      for (const { id, zh, en, figures } of linesOf(sampleAir(index), kind))
        for (const [language, text] of [
          ['zh', zh],
          ['en', en],
        ] as const)
          for (const [written] of text.matchAll(/\d+(\.\d+)?/g)) {
            const figure = figures.find(({ said: words }) => words[language] === written)
            assert.ok(figure, `${id} (${language}): ${written} of "${text}" comes from nowhere`)
            assert.equal(figure.value, Number(written))
            assert.match(figure.source, /^(hour|day|days|forecast|clock|knowledge|title|last24)\//)
          }
    }),
    { numRuns: 60 },
  )
})

test('ids stay the same when the data come in again', () => {
  const ids = (index: number) => partsOf(editionOf('evening', at, sampleAir(index))).map(({ id }) => id)
  assert.deepEqual(ids(20), ids(420))
  assert.equal(editionOf('evening', at, sampleAir(20)).id, 'evening-2016-12-20')
  assert.equal(editionOf('hourly', at, sampleAir(20)).id, 'hourly-2016-12-20T18')
})

test('a change is spoken of only when it is one', () => {
  const air = (now: number, before: number) =>
    sampleAir(now, { yesterday: sampleHour('2016-12-19T18:00+08:00', before) })
  assert.match(said(air(100, 95), 'now/compared')!.zh, /基本持平/)
  assert.match(said(air(120, 100), 'now/compared')!.zh, /^比昨天同一时间上升20。$/)
  assert.match(said(air(200, 100), 'now/compared')!.zh, /明显上升100/)
  assert.match(said(air(60, 130), 'now/compared')!.en, /much lower .* by 70/)
  assert.equal(said(sampleAir(100, { yesterday: null }), 'now/compared'), undefined)
})

test('no alarm without cause: clean air names no chief pollutant and no cure', () => {
  const air = sampleAir(30, { advice: [] })
  assert.equal(said(air, 'now/chief'), undefined)
  assert.equal(said(air, 'now/others'), undefined)
})

test('what cannot be shown is kept with its reason and says nothing', () => {
  const parts = partsOf(editionOf('evening', at, sampleAir(null)))
  const now = parts.find(({ id }) => id === 'now')!
  assert.deepEqual(now.validity, {
    valid: false,
    reason: { zh: '这一小时没有有效的指数', en: 'no valid index of this hour' },
  })
  assert.deepEqual(now.lines, [])
  const stale = partsOf(editionOf('evening', at, sampleAir(80, { age: 9 }))).find(({ id }) => id === 'now')!
  assert.ok(!stale.validity.valid && /9小时前/.test(stale.validity.reason.zh))
  const alone = sampleAir(80, { last24: [...Array(23).fill(null), sampleHour(at, 80)] })
  assert.ok(
    partsOf(editionOf('evening', at, alone)).some(({ id, validity }) => id === 'last24' && !validity.valid),
  )
})

test('modelled and simulated air is said to be so at the beginning and at the end', () => {
  for (const kind of ['model', 'simulated'] as const) {
    const ids = linesOf(sampleAir(80, { kind })).map(({ id }) => id)
    assert.ok(ids.includes('now/kind') && ids.includes('end/kind'))
  }
})

test('Chinese numbers are read as an announcer reads them', () => {
  const read: [string, string][] = [
    ['0', '零'],
    ['10', '十'],
    ['15', '十五'],
    ['101', '一百零一'],
    ['110', '一百一十'],
    ['250', '二百五十'],
    ['1001', '一千零一'],
    ['1010', '一千零一十'],
    ['10010', '一万零一十'],
    ['120000', '十二万'],
    ['0.9', '零点九'],
    ['12.05', '十二点零五'],
  ]
  for (const [written, expected] of read) assert.equal(readChinese(written), expected)
  assert.throws(() => readWhole(-1), RangeError)
  assert.throws(() => readWhole(1.5), RangeError)
})

/** Back from characters to the number, the plain way. */
function numberOf(text: string): number {
  const [high, low] = text.includes('万') ? text.split('万') : ['', text]
  const below = (part: string) => {
    let sum = 0
    let digit = 0
    for (const character of part) {
      const value = '零一二三四五六七八九'.indexOf(character)
      if (value >= 0) digit = value
      else {
        sum += (digit || 1) * { 十: 10, 百: 100, 千: 1000 }[character as '十']
        digit = 0
      }
    }
    return sum + digit
  }
  return (high ? below(high) * 10_000 : 0) + below(low ?? '')
}

test('every number can be read back', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 9_999_999 }), (n) => numberOf(readWhole(n)) === n))
})

test('signs are spoken by name, years digit by digit', () => {
  assert.equal(speakable('2016年PM₂.₅为0.9', 'zh'), '二零一六年细颗粒物为零点九')
  assert.equal(speakable('NO₂ at 18:00', 'en'), 'nitrogen dioxide at 6 p.m.')
  assert.equal(speakable('08:00, 12:00, 24:00', 'en'), '8 a.m., noon, midnight')
})
