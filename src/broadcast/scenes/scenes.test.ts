import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawnOutlines } from '../../air/index.ts'
import { beijing } from '../../beijing.ts'
import { type ShapeName, shapeNames, shapes } from '../shape.ts'
import type { AirSnapshot } from '../snapshot.ts'
import { sampleAir } from '../testing.ts'
import { missingGlyphs } from './glyphs.ts'
import type { WrittenText } from './paint.ts'
import type { ScreenLanguage } from './stage.ts'
import { allScenes, spriteHash, textsIn } from './testing-look.ts'
import { balanced, broken, typeset, widthOf } from './type.ts'
import { dateWords, dayWords } from './words.ts'

const languages: readonly ScreenLanguage[] = ['zh', 'en', 'both']
const alert: AirSnapshot['alert'] = {
  tier: 'red',
  name: { zh: '红色', en: 'Red' },
  headline: { zh: '空气重污染红色预警', en: 'Red alert for heavy air pollution' },
  advice: [
    { zh: '中小学和幼儿园停课', en: 'Schools and kindergartens close' },
    { zh: '尽量不要外出，外出请戴口罩', en: 'Stay in; wear a mask outdoors' },
    { zh: '机动车单双号行驶', en: 'Cars drive on odd and even days' },
  ],
  since: '2016-12-16T20:00+08:00',
  until: '2016-12-21T23:00+08:00',
  exercise: true,
}
const airs: Readonly<Record<string, AirSnapshot>> = {
  heavy: sampleAir(286, { kind: 'simulated', alert }),
  clear: sampleAir(32),
  'above 500': sampleAir(612, { kind: 'model' }),
  'real outlines': sampleAir(186, {
    mapApproval: '京S(2026)001号',
    outlines: await drawnOutlines(beijing.districts),
  }),
  nothing: sampleAir(null, {
    last24: [],
    districts: [],
    days: [],
    forecast: { by: null, madeAt: null, days: [] },
    advice: [],
    about: null,
  }),
}

/** Faults of a frame's texts, as sentences. */
function faultsOf(texts: readonly WrittenText[], shape: ShapeName): string[] {
  const { safe } = shapes[shape]
  const faults: string[] = []
  for (const [i, one] of texts.entries()) {
    if (one.size < 24) faults.push(`“${one.text}” has ${one.size} px`)
    if (
      one.x < safe.x - 2 ||
      one.y < safe.y - 2 ||
      one.x + one.width > safe.x + safe.width + 2 ||
      one.y + one.height > safe.y + safe.height + 2
    )
      faults.push(`“${one.text}” is outside title-safe`)
    // A place is written again, over itself, when it is coloured.
    for (const other of texts.slice(i + 1))
      if (
        (one.text !== other.text || one.x !== other.x || one.y !== other.y) &&
        one.x + 1 < other.x + other.width &&
        other.x + 1 < one.x + one.width &&
        one.y + 1 < other.y + other.height &&
        other.y + 1 < one.y + one.height
      )
        faults.push(`“${one.text}” and “${other.text}” overlap`)
    const missing = missingGlyphs(one.text)
    if (missing.length > 0) faults.push(`the font lacks ${missing.join(' ')}`)
  }
  return faults
}

for (const [name, air] of Object.entries(airs))
  for (const shape of shapeNames)
    test(`${name}, ${shape}: texts keep apart, within title-safe, large enough, in glyphs that there are`, () => {
      const faults: string[] = []
      for (const language of languages)
        for (const kind of ['evening', 'week', 'month'] as const)
          for (const scene of allScenes(kind, air, shape, language)) {
            if (kind !== 'evening' && scene.id !== 'review') continue
            for (const frame of [60, scene.frames - 30]) {
              for (const fault of faultsOf(textsIn(scene, frame), shape))
                faults.push(`${scene.id}, ${language}, frame ${frame}: ${fault}`)
            }
          }
      assert.deepEqual(faults, [])
    })

for (const shape of shapeNames)
  test(`${shape}: frames of equal keys are equal pictures`, () => {
    const air = airs.heavy!
    const scenes = [
      ...allScenes('evening', air, shape, 'both'),
      ...allScenes('week', air, shape, 'en').filter(({ id }) => id === 'review'),
    ]
    for (const scene of scenes)
      for (const [i, sprite] of scene.sprites.entries()) {
        const seen = new Map<string | number, string>()
        for (const frame of [0, 10, 19, 26, 40, 70, scene.frames - 60, scene.frames - 1]) {
          const key = sprite.key(frame)
          const hash = spriteHash(sprite, frame)
          assert.equal(seen.get(key) ?? hash, hash, `${scene.id}, sprite ${i}, frame ${frame}`)
          seen.set(key, hash)
        }
      }
  })

test('air that nobody measured says so in every scene, in every shape', () => {
  for (const shape of shapeNames)
    for (const scene of allScenes('evening', airs.heavy!, shape, 'both')) {
      const said = textsIn(scene, 0).map(({ text }) => text)
      assert.ok(said.includes('模拟数据，非实测'), `${scene.id} in ${shape}`)
    }
})

test('with fifty and three hundred places the worst and the best are named, and all are counted', () => {
  for (const count of [50, 300]) {
    const air = sampleAir(186)
    const districts = Array.from({ length: count }, (_, i) => ({
      code: `c${i}`,
      name: { zh: `第${i}街道办事处`, en: `Subdistrict number ${i}` },
      tile: [i % 10, Math.floor(i / 10)] as const,
      index: 20 + ((i * 37) % 280),
      level: 1 + (i % 6),
      chief: [],
    }))
    for (const shape of shapeNames) {
      const scene = allScenes('evening', { ...air, districts }, shape, 'zh').find(
        ({ id }) => id === 'districts',
      )!
      const texts = textsIn(scene, scene.frames - 30)
      assert.deepEqual(faultsOf(texts, shape), [], `${count} places in ${shape}`)
      assert.ok(texts.some(({ text }) => text.includes('最重')))
    }
  }
})

test('no sprite but a subtitle, a clock or a progress line changes once its entrance is over', () => {
  for (const scene of allScenes('evening', airs.heavy!, 'wide', 'both')) {
    const late = scene.frames - 20
    const moving = scene.sprites.filter(({ key }) => key(late) !== key(late + 1))
    assert.ok(moving.length <= 2, `${scene.id}: ${moving.length} sprites move at the end`)
  }
})

test('nothing lies over a slate but its count, and the clock of the programme does not count it in', () => {
  const [slate, title, now] = allScenes('evening', airs.clear!, 'wide', 'zh')
  assert.equal(slate!.id, 'slate')
  assert.equal(slate!.sprites.length, 1)
  const length = textsIn(slate!, 0).find(({ text }) => /^00:/.test(text))!.text
  const clock = textsIn(now!, 0).find(({ text }) => text.includes(' / '))!.text
  const seconds = Math.floor(title!.frames / 25)
  assert.equal(clock, `0:${String(seconds).padStart(2, '0')} / ${length.slice(4, 8)}`)
})

test('English apostrophes are as narrow as English letters', () => {
  assert.equal(typeset('children’s'), "children's")
  assert.equal(typeset('他说‘好’'), '他说‘好’')
  assert.ok(widthOf('children’s', 40, 400) < widthOf('childrens', 40, 400) + 14)
})

test('lines never begin with a comma, never end with a bracket, and long words are broken', () => {
  const text = '孩子尽量少在户外，避免剧烈运动（尤其是跑步），老人也一样。'
  for (let most = 100; most < 900; most += 37)
    for (const line of broken(text, 40, 400, most)) {
      assert.doesNotMatch(line, /^[，。）]/u)
      if ([...line].length > 1) assert.doesNotMatch(line, /（$/u)
    }
  for (const line of broken('Donaudampfschifffahrtsgesellschaft', 40, 400, 200))
    assert.ok(widthOf(line, 40, 400) <= 200)
})

test('lines of like length are as few as before', () => {
  const text = 'Keep children’s time outdoors short and avoid hard exercise.'
  const lines = balanced(text, 46, 400, 790)
  assert.equal(lines.length, broken(text, 46, 400, 790).length)
  assert.equal(lines.join(' '), text)
})

test('a character that the font lacks is named', () => {
  assert.deepEqual(missingGlyphs('PM₂.₅ µg/m³ 北京🙂'), ['🙂'])
})

/** As a plan of before there were outlines reads. */
function storedBefore(air: AirSnapshot): AirSnapshot {
  const { outlines: _, ...kept } = JSON.parse(JSON.stringify(air))
  return kept
}

test('every district has its number on the map or in the inset, which no exclave widens', () => {
  const real = airs['real outlines']!
  const scene = allScenes('evening', real, 'wide', 'zh').find(({ id }) => id === 'districts')!
  // The list begins at the right of the map.
  const onMap = textsIn(scene, scene.frames - 30).filter(({ x }) => x < shapes.wide.safe.x + 1000)
  for (const { index, name } of real.districts)
    if (index !== null)
      assert.ok(
        onMap.some(({ text }) => text === String(index)),
        name.zh,
      )
})

test('the months are those of every other page, September as the British shorten it', () => {
  assert.deepEqual(dayWords('2026-09-05'), { zh: '9月5日', en: '5 Sept' })
  assert.equal(dateWords('2026-09-06T00:00+08:00').en, '24:00, 5 September 2026')
})

test('real outlines are drawn only with their approval number, which is then shown', () => {
  const real = airs['real outlines']!
  const said = (air: AirSnapshot, shape: ShapeName) => {
    const scene = allScenes('evening', air, shape, 'zh').find(({ id }) => id === 'districts')!
    return textsIn(scene, scene.frames - 30).map(({ text }) => text)
  }
  for (const shape of ['wide', 'tall'] as const) {
    const texts = said(real, shape)
    assert.ok(texts.includes('审图号：京S(2026)001号'), shape)
    for (const { name } of real.districts) assert.ok(texts.includes(name.zh), `${name.zh} in ${shape}`)
  }
  assert.ok(said(real, 'square').includes('示意图，不代表区界'))
  for (const air of [{ ...real, mapApproval: null }, { ...real, outlines: null }, storedBefore(real)])
    assert.ok(said(air, 'wide').includes('示意图，不代表区界'))
})
