import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Page } from '../../kit/html/layout.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import { defaultPreferences } from '../../kit/web/preferences.ts'
import { airNow, atNoon, nastyName } from '../embeds/testing.ts'
import { airAt } from '../now.ts'
import { settle } from '../settle.ts'
import { simulateHours } from '../simulation.ts'
import { inBothHouses, say, smallCentre, type TestHouse, wholeDay } from '../testing.ts'
import { datasetLd, observationLd, placeLd } from './json-ld.ts'

const zh = { language: 'zh', base: 'https://air.example' } as const
const en = { language: 'en', base: 'https://air.example' } as const

/** What search engines require of a type; nothing may be empty or undefined in what is written. */
const required: Record<string, string[]> = {
  Dataset: [
    'name',
    'description',
    'license',
    'creator',
    'distribution',
    'spatialCoverage',
    'variableMeasured',
    'url',
  ],
  Observation: [
    'observationAbout',
    'observationDate',
    'measuredProperty',
    'value',
    'unitText',
    'measurementMethod',
  ],
  Place: ['name', 'geo'],
  DataDownload: ['contentUrl', 'encodingFormat'],
  GeoCoordinates: ['latitude', 'longitude'],
  GeoShape: ['box'],
}

interface Node {
  [name: string]: unknown
}

function check(node: Node): void {
  const type = String(node['@type'])
  for (const name of required[type] ?? [])
    if (type !== 'Place' || name !== 'geo' || '@id' in node)
      assert.ok(node[name] !== undefined, `${type}.${name}`)
  for (const value of Object.values(node).flat())
    if (value && typeof value === 'object') check(value as Node)
    else assert.ok(value !== '' && !Number.isNaN(value), type)
}

const written = (data: object) => {
  const node = JSON.parse(JSON.stringify(data)) as Node
  assert.equal(node['@context'], 'https://schema.org')
  check(node)
  return node
}

inBothHouses('the data set has its files, licences, place and time', atNoon, async (house) => {
  await say(house, wholeDay('A', '2026-11-20', { pm25: 80 }))
  await say(house, wholeDay('A', '2026-11-22', { pm25: 80 }))
  await settle(house)
  const data = written(await datasetLd(house, zh))
  assert.equal(data['@type'], 'Dataset')
  assert.equal(data.temporalCoverage, '2026-11-20/2026-11-22')
  assert.equal(data.name, '北京空气质量：小时值与日报')
  const { length } = String(data.description)
  assert.ok(length >= 50 && length <= 5000, String(length))
  for (const { contentUrl } of data.distribution as Node[])
    assert.match(String(contentUrl), /^https:\/\/air\.example\/api\/v1\//)
  assert.equal((data.spatialCoverage as { geo: Node }).geo.box, '39.9 116.2 40.3 116.41')
  assert.match(String(written(await datasetLd(house, en)).name), /^The air of Beijing/)
})

inBothHouses('the licences are those of the sources, each once', atNoon, async (house) => {
  await simulateHours(house, 3)
  const { license } = written(await datasetLd(house, zh))
  assert.deepEqual(
    (license as Node[]).map(({ name }) => name),
    ['CC0 1.0'],
  )
})

inBothHouses('a data set without any day or source is still described', atNoon, async (house) => {
  const data = written(await datasetLd(house, en))
  assert.equal(data.temporalCoverage, undefined)
  assert.equal(data.license, 'https://air.example/en/data')
})

inBothHouses(
  'the hour is observed: the index and every valid pollutant with its unit',
  atNoon,
  async (house) => {
    await airNow(house, { pm25: 80, pm10: 90, so2: 5, no2: 20, co: 1.2, o3: null })
    const air = (await airAt(house, house.clock()))!
    const all = observationLd(house, en, air).map(written)
    assert.equal(all.length, 6)
    assert.deepEqual(
      [all[0]!.value, all[0]!.unitText, all[0]!.description],
      [119, 'HJ633-2026', 'Lightly polluted'],
    )
    assert.equal(all[0]!.observationDate, '2026-11-24T10:00+08:00')
    const co = all.find(({ name }) => name === 'Carbon monoxide')
    assert.deepEqual([co?.value, co?.unitText, co?.unitCode], [1.2, 'mg/m³', 'GP'])
    assert.equal(
      all.some(({ name }) => name === 'Ozone'),
      false,
    )
  },
)

inBothHouses('what nobody measured is said to be so, what is old is not said', atNoon, async (house) => {
  await simulateHours(house, 30)
  const air = (await airAt(house, house.clock()))!
  for (const one of observationLd(house, zh, air).map(written)) {
    assert.equal(one.measurementMethod, '模拟')
    assert.match(String(one.measurementQualifier), /不是实测/)
  }
  assert.ok(observationLd(house, zh, air).length > 0)
  assert.deepEqual(observationLd(house, zh, { ...air, stale: true }), [])
  assert.deepEqual(observationLd(house, zh, { ...air, city: null }), [])
})

const stationA = {
  code: `"/'<`,
  name_zh: nastyName,
  name_en: 'A',
  lat: 39.9,
  lon: 116.4,
  district: '110101',
}

test('a station is a place in its district and city, whatever its name', async () => {
  const house = { centre: smallCentre } as unknown as TestHouse
  const place = written(placeLd(house, en, stationA))
  assert.equal(place.identifier, stationA.code)
  assert.equal(place.url, `https://air.example/en/air/stations/${encodeURIComponent(stationA.code)}`)
  assert.equal((place.containedInPlace as Node).name, 'Dongcheng')
  const nowhere = written(placeLd(house, zh, { ...stationA, district: null }))
  assert.equal((nowhere.containedInPlace as Node)['@type'], 'City')
})

test('in a page no name can end the script that carries the data', async () => {
  const house = { centre: smallCentre } as unknown as TestHouse
  const ask: Ask = {
    ...zh,
    preferences: defaultPreferences,
    path: '/',
    params: {},
    query: new URLSearchParams(),
    menu: [],
    at: Temporal.Instant.from('2026-11-24T02:30:00Z'),
  }
  const data = placeLd(house, zh, stationA)
  const markup = String(
    await (<Page ask={ask} centre={smallCentre} title="t" description="d" jsonLd={[data]} />).toString(),
  )
  const inside = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(markup)?.[1]
  assert.deepEqual(JSON.parse(inside ?? ''), JSON.parse(JSON.stringify(data)))
  assert.equal(JSON.parse(inside ?? '').name, nastyName)
})
