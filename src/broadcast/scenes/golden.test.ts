import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { drawnOutlines } from '../../air/index.ts'
import { beijing } from '../../beijing.ts'
import type { EditionKind } from '../edition.ts'
import type { ShapeName } from '../shape.ts'
import type { AirSnapshot } from '../snapshot.ts'
import { sampleAir } from '../testing.ts'
import type { ScreenLanguage } from './stage.ts'
import { measuredDays } from './testing-days.ts'
import { allScenes, apart, glance } from './testing-look.ts'

const file = new URL('./testing-golden.json', import.meta.url)
const golden: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'))
/** Run this file by itself with `--renew` when a look was changed on purpose; then look at the pictures. */
const renewing = process.argv.includes('--renew')
/** Letters are drawn a little otherwise on other processors; a moved number is ten times as much. */
const tolerance = 0.01

interface Case {
  air: AirSnapshot
  scenes: readonly string[]
  kind?: EditionKind
  shape?: ShapeName
  language?: ScreenLanguage
}

const long = {
  zh: '新疆维吾尔自治区克孜勒苏柯尔克孜自治州',
  en: 'Kizilsu Kyrgyz Autonomous Prefecture of the Xinjiang Uyghur Autonomous Region',
}
const sample = sampleAir(186)
const one = sample.districts.map((district, i) =>
  i === 3 ? district : { ...district, index: null, level: null },
)
const alone: AirSnapshot = {
  ...sample,
  districts: one,
  stations: { reporting: 1, all: 35, silent: [] },
  now: { ...sample.now!, values: onlyFine(sample.now!.values), subIndices: onlyFine(sample.now!.subIndices) },
  last24: sample.last24.map((hour, i) => (i % 5 === 0 ? hour : null)),
}
const outlined: AirSnapshot = {
  ...sample,
  mapApproval: '京S(2026)001号',
  outlines: await drawnOutlines(beijing.districts),
}
const longNames = {
  ...sample,
  city: long,
  districts: sample.districts.map((district) => ({ ...district, name: long })),
}
const everything = [
  'slate',
  'title',
  'now',
  'districts',
  'last24',
  'chief',
  'forecast',
  'alert',
  'advice',
  'clip',
  'end',
]

const cases: Record<string, Case> = {
  ...Object.fromEntries(
    [...measuredDays()].map(([name, air]) => [name, { air, scenes: ['now', 'districts', 'last24'] }]),
  ),
  'no data': { air: sampleAir(null), scenes: ['now', 'districts', 'last24', 'advice'] },
  'one station': { air: alone, scenes: ['now', 'districts', 'last24', 'advice'] },
  'one station, tall': { air: alone, scenes: ['now', 'last24', 'advice'], shape: 'tall' },
  outlines: { air: outlined, scenes: ['districts'] },
  'outlines, tall': { air: outlined, scenes: ['districts'], shape: 'tall' },
  'above 500': { air: sampleAir(612), scenes: ['now', 'last24'] },
  'above 500, tall': { air: sampleAir(612), scenes: ['now'], shape: 'tall' },
  'above 500, square': { air: sampleAir(612), scenes: ['now'], shape: 'square' },
  'long names': { air: longNames, scenes: ['now', 'districts'] },
  'long names, en': { air: longNames, scenes: ['now', 'districts'], language: 'en' },
  en: { air: sample, scenes: everything, language: 'en' },
  tall: { air: sample, scenes: everything, shape: 'tall' },
  square: { air: sample, scenes: everything, shape: 'square' },
  week: { air: sample, scenes: ['review'], kind: 'week' },
  month: { air: sample, scenes: ['review'], kind: 'month' },
}

/** A station that measures fine particles and nothing else. */
function onlyFine({ pm25 }: { pm25: number | null }) {
  return { pm25, pm10: null, so2: null, no2: null, co: null, o3: null }
}

const seen: Record<string, string> = {}
for (const [name, { air, scenes, kind = 'evening', shape = 'wide', language = 'both' }] of Object.entries(
  cases,
))
  test(`${name}: the pictures look as they did when they were approved`, () => {
    const drawn = allScenes(kind, air, shape, language)
    for (const id of scenes) {
      const scene = drawn.find((candidate) => candidate.id === id)
      assert.ok(scene, id)
      const look = glance(scene, shape, scene.frames - 30)
      const key = `${name}, ${id}`
      seen[key] = look
      if (renewing) continue
      const off = apart(golden[key] ?? '', look)
      assert.ok(off <= tolerance, `${key}: ${(off * 100).toFixed(1)} % of the picture differs`)
    }
  })

test('every approved picture is still drawn', () => {
  if (renewing) writeFileSync(file, `${JSON.stringify(seen, null, 2)}\n`)
  else assert.deepEqual(Object.keys(seen), Object.keys(golden))
})

test('another number, and no more, is seen as another picture', () => {
  const looks = [186, 197].map((index) => {
    const scene = allScenes('evening', { ...sample, now: sampleAir(index).now }, 'wide', 'both').find(
      ({ id }) => id === 'now',
    )!
    return glance(scene, 'wide', scene.frames - 30)
  })
  assert.ok(apart(looks[0]!, looks[1]!) > tolerance)
})
