import assert from 'node:assert/strict'
import { cityHours } from './city-hours.ts'
import { networkAt, newestHour, readingsAt, stationHours } from './readings.ts'
import { settle } from './settle.ts'
import { registerFound } from './stations.ts'
import { inBothHouses, label, numberOf, say, smallCentre, type TestHouse } from './testing.ts'

const options = { centre: smallCentre, at: '2026-05-02T12:30' }
const noon = label('2026-05-02', 12)

const registerModel = (house: TestHouse) =>
  house.store.db
    .transaction()
    .execute((tx) =>
      registerFound(tx, 'm', 'model', { code: 'x', name: { zh: '模', en: 'Model' }, lat: 40, lon: 116 }),
    )

inBothHouses('a station’s hours come in order, with gaps left out', options, async (house) => {
  await say(house, [
    ['A', noon, { pm25: 3 }],
    ['A', noon - 2, { pm25: 1 }],
    ['B', noon - 1, { pm25: 9 }],
  ])
  const id = await numberOf(house, 'A')
  const hours = (await stationHours(house.store.db, id, noon - 5, noon)).map(({ hour, pm25 }) => [hour, pm25])
  assert.deepEqual(hours, [
    [noon - 2, 1],
    [noon, 3],
  ])
  assert.deepEqual(await stationHours(house.store.db, id, noon + 1, noon + 9), [])
})

inBothHouses(
  'the city’s hour is the mean of assessed stations, without what must stay out',
  options,
  async (house) => {
    await say(house, [
      ['A', noon, { pm25: 10, o3: 50 }],
      ['B', noon, { pm25: 21, o3: null }],
      ['C', noon, { pm25: -4 }],
      ['D', noon, { pm25: 3001 }],
      ['far', noon, { pm25: 900 }],
    ])
    await settle(house)
    const [hour] = await cityHours(house.store.db, house.settings.LANTIAN_ZONE, 'reference', noon, noon)
    assert.deepEqual([hour!.pm25, hour!.o3, hour!.co, hour!.stations], [15.5, 50, null, 4])
    assert.deepEqual(await cityHours(house.store.db, house.settings.LANTIAN_ZONE, 'model', noon, noon), [])
  },
)

inBothHouses(
  'kinds are never mixed in one mean, and all stand in the hour’s list',
  options,
  async (house) => {
    await registerModel(house)
    await say(house, [['m:x', noon, { pm25: 70 }]], { kind: 'model' })
    await say(house, [['A', noon, { pm25: 10 }]])
    const means = await Promise.all(
      (['reference', 'model'] as const).map(
        async (kind) =>
          (await cityHours(house.store.db, house.settings.LANTIAN_ZONE, kind, noon, noon))[0]!.pm25,
      ),
    )
    assert.deepEqual(means, [10, 70])
    assert.equal((await readingsAt(house.store.db, noon)).length, 2)
  },
)

inBothHouses(
  'reference stations speak while they are fresh, then the model, then whoever was last',
  options,
  async (house) => {
    const { db } = house.store
    assert.equal(await networkAt(db, noon), null)
    await registerModel(house)
    await say(house, [['m:x', noon - 1, { pm25: 70 }]], { kind: 'model' })
    await say(house, [['A', noon - 3, { pm25: 10 }]])
    assert.deepEqual(await networkAt(db, noon), { kind: 'reference', newest: noon - 3 })
    assert.deepEqual(await networkAt(db, noon + 1), { kind: 'model', newest: noon - 1 })
    assert.deepEqual(await networkAt(db, noon + 100), { kind: 'model', newest: noon - 1 })
    assert.deepEqual(
      await networkAt(db, noon - 2),
      { kind: 'reference', newest: noon - 3 },
      'as of an earlier hour',
    )
    assert.equal(await networkAt(db, noon - 4), null)
  },
)

inBothHouses('a background point alone is no word of the city', options, async (house) => {
  await say(house, [['far', noon, { pm25: 10 }]])
  assert.equal(await newestHour(house.store.db, 'reference', noon), null)
})
