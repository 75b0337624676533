import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { overlap } from '../../kit/html/charts/labels.ts'
import { createApp } from '../../kit/web/app.tsx'
import { room } from '../index.ts'
import { projectionOf } from '../projection.ts'
import { settle } from '../settle.ts'
import { inBothHouses, label, say, smallCentre, type TestHouse, wholeDay } from '../testing.ts'
import { differenceWords } from './district.tsx'
import { type MapDot, namesOf, numbersOf } from './dot-map.tsx'
import { timesWords } from './standards-words.ts'
import { spanWords } from './station-honesty.tsx'

const options = { centre: smallCentre, at: '2026-05-02T12:30' }
const noon = label('2026-05-02', 12)

async function spoken(house: TestHouse) {
  await say(house, [
    ...wholeDay('A', '2026-05-01', { pm25: 30, pm10: 60, so2: 5, no2: 40, co: 0.5, o3: 90 }),
    ['A', noon - 1, { pm25: -2, pm10: 60 }],
    ['A', noon, { pm25: 70, pm10: 90, so2: 5, no2: 40, co: 0.5, o3: 90 }],
    ['B', noon, { pm25: 40 }],
  ])
  await settle(house)
}

const open = (house: TestHouse) => {
  const app = createApp(house, [room])
  return async (path: string) => {
    const answer = await app.request(path)
    return { status: answer.status, text: await answer.text() }
  }
}

const pages = [
  '/air/stations',
  '/air/stations/A',
  '/air/districts/110101',
  '/air/pollutants',
  '/air/pollutants/pm25',
  '/air/pollutants/o3',
  '/air/pollutants/co',
  '/air/standards',
  '/air/standards?place=A',
]

inBothHouses(
  'every page of places answers in both languages, with and without air',
  options,
  async (house) => {
    const get = open(house)
    for (const round of ['silent', 'spoken']) {
      if (round === 'spoken') await spoken(house)
      for (const path of pages)
        for (const prefix of ['', '/en']) {
          const { status, text } = await get(prefix + path)
          assert.equal(status, 200, `${round} ${prefix}${path}`)
          assert.match(text, prefix ? /<html lang="en"/ : /<html lang="zh-CN"/)
          assert.doesNotMatch(text, /undefined|NaN|\[object|style="/, `${round} ${prefix}${path}`)
        }
    }
  },
)

inBothHouses("a station's page tells its index, its odd hours and its links", options, async (house) => {
  await spoken(house)
  const { text } = await open(house)('/air/stations/A')
  // 70 of PM2.5: 100 + 50 × 10 ÷ 55 = 109.1, rounded up
  assert.match(text, /class="hero-number">110</)
  assert.match(text, /轻度污染/)
  assert.match(text, /低于零/)
  assert.match(text, /缺测/)
  assert.match(text, /\/api\/v1\/readings\?station=A&amp;format=csv/)
  assert.match(text, /href="\/embed\?place=A"/)
  assert.match(text, /Station A/)
})

inBothHouses('a code may hold anything: colons, Chinese, markup', options, async (house) => {
  const code = 'src:东<b>"1'
  await house.store.db
    .insertInto('air_station')
    .values({
      code,
      kind: 'sensor',
      name_zh: '<i>传感器',
      name_en: '<i>sensor',
      district: null,
      lat: 39.9,
      lon: 116.4,
      type: 'other',
      evaluated: 0,
      licence: null,
    })
    .execute()
  const { status, text } = await open(house)(`/en/air/stations/${encodeURIComponent(code)}`)
  assert.equal(status, 200)
  assert.match(text, /&lt;i&gt;sensor/)
  assert.doesNotMatch(text, /<i>sensor|<b>"1/)
})

inBothHouses('what is not there is said so, with what is near', options, async (house) => {
  const get = open(house)
  const station = await get('/en/air/stations/Statoin%20B')
  assert.equal(station.status, 404)
  assert.match(station.text, /Did you mean .*Station B \(B\)/)
  for (const path of [
    '/air/stations/%E0%A4%A',
    `/air/stations/${'x'.repeat(3000)}`,
    "/air/stations/'%20or%201=1--",
    '/air/districts/1',
    '/en/air/districts/%3Cscript%3E',
    '/air/pollutants/lead',
    '/en/air/pollutants/__proto__',
    '/air/pollutants/constructor',
  ]) {
    const { status, text } = await get(path)
    assert.equal(status, 404, path.slice(0, 60))
    assert.doesNotMatch(text, /<script>[^t]/, path.slice(0, 60))
  }
})

inBothHouses(
  'wrong words in a query are told beside their field and harm nothing',
  options,
  async (house) => {
    await spoken(house)
    const get = open(house)
    const filter = await get('/en/air/stations?kind=moon&type=%00&q=')
    assert.equal(filter.status, 200)
    assert.equal(filter.text.match(/aria-invalid="true"/g)?.length, 2)
    assert.match(filter.text, /Station far/)
    assert.match((await get('/air/stations?q=zzz')).text, /没有符合条件的站点/)
    const found = await get('/en/air/stations?q=STATION+b&kind=reference&type=urban')
    assert.match(found.text, />Station B</)
    assert.doesNotMatch(found.text, />Station A</)
    assert.match((await get(`/air/stations?q=${'长'.repeat(300)}`)).text, /太长/)
    const place = await get('/en/air/standards?place=%3Cimg%20src=x%3E&place=2')
    assert.match(place.text, /There is no station called &quot;&lt;img src=x&gt;&quot;/)
  },
)

inBothHouses(
  'the six standards show their numbers, their words and what they lack',
  options,
  async (house) => {
    await spoken(house)
    const { text } = await open(house)('/en/air/standards?place=A')
    assert.match(text, /Lightly polluted/)
    assert.match(text, /there are no 15-minute values/)
    assert.match(text, /NH₃ \(ammonia\): not measured here/)
    assert.match(text, /fill="#50f0e6"/, "Europe's own colour")
  },
)

inBothHouses(
  "a pollutant's page has the limits of every standard, out of the tables",
  options,
  async (house) => {
    const { text } = await open(house)('/en/air/pollutants/pm25')
    for (const figure of [
      '125.5–225.4',
      '&gt; 50, ≤ 90',
      '121–250',
      '≥ 251',
      '&gt; 64, ≤ 70',
      '35 → 25 → 15 → 10',
    ])
      assert.ok(text.includes(figure), figure)
    assert.match(
      text,
      /患有心血管系统疾病或呼吸系统疾病（如哮喘）的人、青少年儿童、户外活动频繁的人以及老年人/,
    )
  },
)

const approved = { ...options, settings: { LANTIAN_MAP_APPROVAL: '京S(2026)001号' } }

inBothHouses(
  'outlines are drawn only with an approval number, which stands under the map',
  approved,
  async (house) => {
    await spoken(house)
    const { text } = await open(house)('/air')
    assert.match(text, /审图号：京S\(2026\)001号/)
    assert.match(text, /class="target area fill level-\d"/)
  },
)

inBothHouses('without the number no boundary is drawn', options, async (house) => {
  await spoken(house)
  const get = open(house)
  for (const path of ['/air', '/air/stations'])
    assert.doesNotMatch((await get(path)).text, /审图号|class="outline"|area fill/)
})

const dot = fc.record({
  lat: fc.double({ min: 39.4, max: 41, noNaN: true }),
  lon: fc.double({ min: 115.4, max: 117.5, noNaN: true }),
  index: fc.option(fc.integer({ min: 0, max: 500 }), { nil: null }),
  name: fc.constantFrom('东城东四', '昌平定陵', 'Agricultural Exhibition Hall', '前门'),
})

test('no number and no name on the map covers another', () => {
  fc.assert(
    fc.property(fc.array(dot, { maxLength: 60 }), (places) => {
      const dots: MapDot[] = places.map((place) => ({ ...place, level: 1, title: '', path: '/' }))
      const map = projectionOf(dots, 356, 34, 460)
      const numbers = numbersOf(dots, map)
      const names = namesOf(dots, map, numbers)
      const boxes = [...numbers, ...names].filter((box) => box !== null)
      for (const [i, one] of boxes.entries())
        for (const other of boxes.slice(i + 1)) assert.ok(!overlap(one, other))
      for (const [i, box] of numbers.entries()) assert.ok(box === null || dots[i]!.index !== null)
    }),
  )
})

test('a stretch of hours is said once', () => {
  const zone = 'Asia/Shanghai'
  assert.equal(spanWords(noon, noon, zone, 'zh'), '5月2日 12时')
  assert.equal(spanWords(noon, noon + 2, zone, 'zh'), '5月2日 12时至14时')
  assert.equal(spanWords(noon, noon + 2, zone, 'en'), '12:00–14:00, 2 May')
  assert.equal(spanWords(noon, noon + 24, zone, 'en'), '12:00, 2 May to 12:00, 3 May')
})

test('less than a tenth is no difference', () => {
  assert.equal(differenceWords(105, 100, true), '与全市相近。')
  assert.equal(differenceWords(130, 100, true), '指数比全市高 30。')
  assert.equal(differenceWords(80, 100, false), "The index is 20 below the city's.")
  assert.match(differenceWords(null, 100, false), /cannot/)
})

test('times are told with no more digits than they are worth', () => {
  assert.deepEqual([0.04, 1.44, 9.99, 26.4].map(timesWords), ['0.0', '1.4', '10.0', '26'])
})

inBothHouses(
  'the kind that speaks stands first, and a silent network says that it never spoke',
  options,
  async (house) => {
    await house.store.db
      .insertInto('air_station')
      .values({
        code: 'model:1',
        kind: 'model',
        name_zh: '模型点',
        name_en: 'Model point',
        district: '110101',
        lat: 39.9,
        lon: 116.4,
        type: 'other',
        evaluated: 1,
        licence: null,
      })
      .execute()
    await say(house, [['model:1', noon, { pm25: 35 }]], { kind: 'model' })
    const { text } = await open(house)('/en/air/stations')
    assert.ok(text.indexOf('id="model"') < text.indexOf('id="reference"'))
    assert.doesNotMatch(text, /id="sensor"|id="simulated"/, 'a kind without any station is not there')
    assert.match(text, /no station measured them/)
    assert.match(text, /have not sent any reading yet/)
  },
)
