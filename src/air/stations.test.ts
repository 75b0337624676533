import assert from 'node:assert/strict'
import { findStation } from './places.ts'
import { Aliases, registerFound, registerStations, stationName, stationsOf } from './stations.ts'
import { inBothHouses, label, numberOf, smallCentre, type TestHouse } from './testing.ts'

const options = { centre: smallCentre }
const zone = 'Asia/Shanghai'

const alias = (house: TestHouse, name: string, station: number, first: string | null, last: string | null) =>
  house.store.db
    .insertInto('air_alias')
    .values({ alias: name, kind: 'reference', station, first_day: first, last_day: last })
    .execute()

inBothHouses(
  'the centre’s stations are registered once, and their changes taken over',
  options,
  async (house) => {
    const before = await stationsOf(house.store.db)
    await registerStations(house.store.db, house.centre)
    assert.deepEqual(await stationsOf(house.store.db), before)
    const [first, ...rest] = smallCentre.stations
    const renamed = { ...first!, name: { zh: '新站', en: 'New' }, lat: 39.95 }
    await registerStations(house.store.db, { ...smallCentre, stations: [renamed, ...rest] })
    const station = (await stationsOf(house.store.db))[0]!
    assert.deepEqual([station.id, station.name_zh, station.lat], [before[0]!.id, '新站', 39.95])
    assert.deepEqual([stationName(station, 'zh'), stationName(station, 'en')], ['新站', 'New'])
    assert.equal((await findStation(house, 'Station A'))!.id, station.id, 'the old name still leads there')
  },
)

inBothHouses('a name leads to the station that bore it on that day', options, async (house) => {
  const [a, b] = [await numberOf(house, 'A'), await numberOf(house, 'B')]
  await alias(house, '东四', a, null, '2020-12-31')
  await alias(house, '东四', b, '2021-01-01', null)
  const aliases = await Aliases.load(house.store.db, 'reference')
  assert.equal(aliases.find('东四', '2020-12-31'), a)
  assert.equal(aliases.find('东四', '2021-01-01'), b)
  assert.equal(aliases.find('A', '1999-01-01'), a)
  assert.equal(aliases.find('nobody', '2021-01-01'), undefined)
  const find = aliases.finder(zone)
  assert.equal(find('东四', label('2020-12-31', 24)), a, 'label 24 is still of the old day')
  assert.equal(find('东四', label('2021-01-01', 1)), b)
  assert.equal(find('A', 0), a)
  assert.equal(find('nobody', 0), undefined)
})

inBothHouses('a dated name is surer than one that always held', options, async (house) => {
  const [a, b] = [await numberOf(house, 'A'), await numberOf(house, 'B')]
  await alias(house, '旧名', a, null, null)
  await alias(house, '旧名', b, '2021-01-01', '2021-12-31')
  const aliases = await Aliases.load(house.store.db, 'reference')
  assert.deepEqual(
    ['2020-06-01', '2021-06-01', '2022-06-01'].map((day) => aliases.find('旧名', day)),
    [a, b, a],
  )
})

inBothHouses('a provider’s station is registered when it is first heard of', options, async (house) => {
  const found = { code: '7', name: { zh: '某处', en: 'Somewhere' }, lat: 40, lon: 116 }
  const register = (kind: 'model' | 'sensor') =>
    house.store.db.transaction().execute((tx) => registerFound(tx, `s-${kind}`, kind, found))
  const id = await register('sensor')
  assert.equal(await register('sensor'), id)
  const station = (await stationsOf(house.store.db, 'sensor'))[0]!
  assert.deepEqual([station.code, station.evaluated, station.district], ['s-sensor:7', 0, null])
  await register('model')
  assert.equal((await stationsOf(house.store.db, 'model'))[0]!.evaluated, 1)
  const names = await Aliases.load(house.store.db, 'reference')
  assert.equal(names.find('7', '2026-01-01'), undefined, 'kinds have their own names')
})

inBothHouses(
  'people find a station by code, name in any case, or alias; reference stations first',
  options,
  async (house) => {
    await house.store.db.transaction().execute((tx) =>
      registerFound(tx, 's', 'sensor', {
        code: '9',
        name: { zh: 'A站', en: 'Station A' },
        lat: 40,
        lon: 116,
      }),
    )
    const a = await numberOf(house, 'A')
    for (const name of ['A', 'a', ' station a ', 'A站'])
      assert.equal((await findStation(house, name))!.id, a, name)
    assert.equal((await findStation(house, 's:9'))!.kind, 'sensor')
    assert.equal(await findStation(house, 'nowhere'), undefined)
    assert.equal(await findStation(house, ''), undefined)
  },
)
