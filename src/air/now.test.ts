import assert from 'node:assert/strict'
import { airAt } from './now.ts'
import { settle } from './settle.ts'
import { inBothHouses, label, say, smallCentre, type TestHouse } from './testing.ts'

const options = { centre: smallCentre, at: '2026-05-02T12:30' }
const noon = label('2026-05-02', 12)
const now = (house: TestHouse) => airAt(house, house.clock())

inBothHouses('with nothing ever said there is no now', options, async (house) => {
  assert.equal(await now(house), null)
})

inBothHouses('now is the newest hour, with its age, its stations and its gaps', options, async (house) => {
  await say(house, [
    ['A', noon - 1, { pm25: 20 }],
    ['B', noon - 1, { pm25: 31 }],
    ['A', noon - 5, { pm25: 10 }],
  ])
  await settle(house)
  const air = (await now(house))!
  assert.deepEqual([air.kind, air.hour, air.age, air.stale], ['reference', noon - 1, 1, false])
  // 25.5 → 26 (half to even): 50 × 26 ÷ 35 = 37.1 → 38
  assert.deepEqual([air.city!.values.pm25, air.city!.index, air.city!.level], [26, 38, 1])
  assert.equal(air.last24.length, 24)
  assert.deepEqual(
    air.last24.flatMap((hour, i) => (hour ? [i] : [])),
    [19, 23],
  )
  assert.equal(air.stations.length, 5)
  assert.deepEqual(
    air.stations.filter((one) => one.now).map((one) => one.station.code),
    ['A', 'B'],
  )
})

inBothHouses(
  'after three hours of silence there is no now, but the hour is still told',
  options,
  async (house) => {
    await say(house, [['A', noon - 4, { pm25: 20 }]])
    const air = (await now(house))!
    assert.deepEqual([air.age, air.stale, air.hour], [4, true, noon - 4])
  },
)

inBothHouses('hours to come are not now', options, async (house) => {
  await say(house, [
    ['A', noon, { pm25: 20 }],
    ['A', noon + 1, { pm25: 99 }],
  ])
  assert.equal((await now(house))!.hour, noon)
})

inBothHouses('an hour in which nobody had a valid value has no index', options, async (house) => {
  await say(house, [['A', noon, { pm25: -3, o3: null }]])
  await settle(house)
  const air = (await now(house))!
  assert.equal(air.city, null)
  assert.equal(air.stations[0]!.now!.index, null)
  assert.ok(air.stations[0]!.flags > 0)
})

inBothHouses(
  'a district is the mean of unrounded values of its assessment points',
  options,
  async (house) => {
    await say(house, [
      ['A', noon, { pm25: 33.5 }],
      ['B', noon, { pm25: 35.5 }],
      ['C', noon, { pm25: -9 }],
      ['far', noon, { pm25: 400 }],
    ])
    await settle(house)
    const [district] = (await now(house))!.districts
    // (33.5 + 35.5) ÷ 2 = 34.5 → 34; of 34 and 36 it would be 35.
    assert.deepEqual([district!.now!.values.pm25, district!.stations], [34, 3])
  },
)

inBothHouses('a trend is a change of a tenth, and of ten points, in three hours', options, async (house) => {
  const trend = async (then: number, last: number) => {
    await say(house, [
      ['A', noon - 3, { pm10: then }],
      ['A', noon, { pm10: last }],
    ])
    return (await now(house))!.trend
  }
  // PM10 up to 50 is its own index.
  assert.equal(await trend(20, 29), 'steady')
  assert.equal(await trend(20, 30), 'rising')
  assert.equal(await trend(30, 20), 'falling')
  await say(house, [['A', noon - 3, { pm10: null }]])
  assert.equal((await now(house))!.trend, null)
})
