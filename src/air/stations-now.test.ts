import assert from 'node:assert/strict'
import { districtView } from './district-view.ts'
import { flags, withFlag } from './flags.ts'
import { settle } from './settle.ts'
import { standardsView } from './standards-view.ts'
import { stationView } from './station-view.ts'
import { allHeard, heardAround } from './stations-now.ts'
import { inBothHouses, label, say, smallCentre, type TestHouse, type Word, wholeDay } from './testing.ts'

const options = { centre: smallCentre, at: '2026-05-02T12:30' }
const noon = label('2026-05-02', 12)
const zone = 'Asia/Shanghai'

inBothHouses(
  'every station is told with its own newest hour; an old word is no "now"',
  options,
  async (house) => {
    await say(house, [
      ['A', noon, { pm25: 35 }],
      ['B', noon - 2, { pm25: 60 }],
      ['C', noon - 9, { pm25: 10 }],
      ['D', noon + 1, { pm25: 10 }],
    ])
    const heard = await allHeard(house.store.db, noon, zone)
    assert.deepEqual(
      heard.map(({ station, age, now }) => [station.code, age, now?.index ?? null]),
      [
        ['A', 0, 50],
        ['B', 2, 100],
        ['C', 9, null],
        ['D', null, null],
        ['far', null, null],
      ],
    )
  },
)

inBothHouses('neighbours come by distance, of the same kind only', options, async (house) => {
  await say(house, [['B', noon, { pm25: 35 }]])
  await house.store.db
    .insertInto('air_station')
    .values({
      code: 'x:1',
      kind: 'sensor',
      name_zh: '近',
      name_en: 'Near',
      district: null,
      lat: 39.9,
      lon: 116.4,
      type: 'other',
      evaluated: 0,
      licence: null,
    })
    .execute()
  const around = await heardAround(house.store.db, 'A', noon, zone)
  assert.deepEqual(
    around.map(({ station }) => station.code),
    ['A', 'C', 'B', 'D', 'far'],
  )
  assert.equal(around[2]!.now?.index, 50)
  assert.deepEqual(await heardAround(house.store.db, "x' or 1=1 --", noon, zone), [])
})

const view = (house: TestHouse, name: string) => stationView(house, name, house.clock())

inBothHouses(
  "a station's page has its week, its days, its corrections and its source",
  options,
  async (house) => {
    const words: Word[] = [
      ...wholeDay('A', '2026-05-01', { pm25: 35 }),
      ['A', noon - 1, { pm25: 40 }],
      ['A', noon, { pm25: -3 }],
      ['A', label('2026-04-20', 5), { pm25: 5 }],
    ]
    await say(house, words)
    await say(house, [['A', noon - 1, { pm25: 44 }]])
    await settle(house)
    const told = (await view(house, 'A'))!
    assert.equal(told.end, noon)
    assert.equal(told.week.length, 26, 'the hour of April is too old')
    assert.equal(told.week.at(-1)!.flags, withFlag(0, 0, flags.negative))
    assert.equal(told.now?.index, null, 'a value below zero is no index')
    assert.deepEqual(
      told.month.map(({ day, idx }) => [day, idx]),
      [
        ['2026-04-20', null],
        ['2026-05-01', 50],
        ['2026-05-02', null],
      ],
    )
    assert.deepEqual(
      told.corrections.map(({ was, became }) => [was, became]),
      [[40, 44]],
    )
    assert.equal(told.source?.name, 'test-reference')
    assert.ok(told.nearest[0]!.km < 1 && told.nearest.at(-1)!.km > 40)
  },
)

inBothHouses(
  'a station is found by its code, its names, and not by anything else',
  options,
  async (house) => {
    assert.equal((await view(house, 'A'))!.reading, null)
    assert.equal((await view(house, 'b站'))!.station.code, 'B')
    assert.equal(await view(house, 'nowhere'), null)
    assert.equal(await view(house, ''), null)
  },
)

inBothHouses('a district is the mean of its assessment points, hour by hour', options, async (house) => {
  await say(house, [
    ['A', noon, { pm25: 20 }],
    ['B', noon, { pm25: 40 }],
    ['far', noon, { pm25: 400 }],
    ['far', noon - 1, { pm25: 70 }],
  ])
  const told = (await districtView(house, '110101', house.clock()))!
  assert.equal(told.own.now?.values.pm25, 30)
  assert.equal(told.hours.at(-1)?.values.pm25, 30)
  assert.equal(told.hours.at(-2)?.values.pm25, 70, 'where no assessment point spoke, whatever did')
  assert.equal(told.hours.at(-3), null)
  assert.equal(told.stations.length, 5)
  assert.equal(await districtView(house, '999999', house.clock()), undefined)
})

inBothHouses(
  'with nothing ever said a district has no air, and six standards have nothing to say',
  options,
  async (house) => {
    assert.equal(await districtView(house, '110101', house.clock()), null)
    assert.equal(await standardsView(house, null, house.clock()), null)
  },
)

inBothHouses(
  'six standards read the city, or a station by code or name, and say when there is none',
  options,
  async (house) => {
    await say(house, [
      ...wholeDay('A', '2026-05-01', { pm25: 20 }),
      ['A', noon, { pm25: 60 }],
      ['B', noon, { pm25: 35 }],
    ])
    const ask = async (place: string | null) => (await standardsView(house, place, house.clock()))!
    const city = await ask(null)
    assert.deepEqual([city.station, city.unknown, city.hour, city.stale], [null, null, noon, false])
    assert.equal(city.views[2]!.used[0]!.value, 47.5)
    assert.equal((await ask('A')).views[0]!.report.index, 100)
    assert.equal((await ask(' b站 ')).station?.code, 'B')
    const none = await ask('zzz')
    assert.deepEqual([none.station, none.unknown], [null, 'zzz'])
    assert.deepEqual((await ask('C')).views[0]!.report.index, null, 'a station that never spoke')
    assert.deepEqual(
      city.places.map(({ code }) => code),
      ['A', 'B'],
    )
  },
)
