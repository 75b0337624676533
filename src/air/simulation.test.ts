import assert from 'node:assert/strict'
import type { House } from '../kit/room.ts'
import { airAt } from './now.ts'
import { settle } from './settle.ts'
import { mustSimulate, simulateHours } from './simulation.ts'
import { registerFound, stationsOf } from './stations.ts'
import { contents, inBothHouses, journalLines, label, say, smallCentre } from './testing.ts'

const options = { centre: smallCentre, at: '2026-05-02T12:30' }
const noon = label('2026-05-02', 12)
const deeds = async (house: House): Promise<string[]> =>
  (await house.store.db.selectFrom('journal').select('deed').orderBy('id').execute()).map(({ deed }) => deed)

inBothHouses('a new centre shows simulated readings, named so', options, async (house) => {
  assert.equal(await mustSimulate(house), true)
  assert.equal(await simulateHours(house, 48), 5 * 48)
  const air = (await airAt(house, house.clock()))!
  assert.deepEqual([air.kind, air.hour], ['simulated', noon])
  assert.ok(air.stations.every(({ station }) => station.code.startsWith('simulated:')))
  const lines = await journalLines(house)
  assert.equal(await simulateHours(house, 48), 0, 'again changes nothing')
  assert.equal(await journalLines(house), lines)
  house.setClock('2026-05-02T13:10')
  assert.equal(await simulateHours(house, 48), 5)
})

inBothHouses('the first real reading ends the simulation, whole and once', options, async (house) => {
  await simulateHours(house, 48)
  await say(house, [['A', noon - 1, { pm25: 12 }]])
  await settle(house)
  assert.equal(await mustSimulate(house), false)
  const air = (await airAt(house, house.clock()))!
  assert.deepEqual([air.kind, air.city!.values.pm25], ['reference', 12])
  assert.deepEqual(await stationsOf(house.store.db, 'simulated'), [])
  assert.equal((await contents(house.store, 'air_reading')).length, 1)
  assert.ok(
    (await contents(house.store, 'air_day')).every(({ place }) => (place as number) > 0 || place === -1),
  )
  await say(house, [['A', noon, { pm25: 13 }]])
  assert.deepEqual(await deeds(house), ['air.simulate', 'air.simulation-ended', 'air.test', 'air.test'])
})

inBothHouses(
  'a model’s reading is real; simulated hours that come too late are not saved',
  options,
  async (house) => {
    await house.store.db
      .transaction()
      .execute((tx) =>
        registerFound(tx, 'm', 'model', { code: 'x', name: { zh: '模', en: 'Model' }, lat: 40, lon: 116 }),
      )
    await say(house, [['m:x', noon, { pm25: 30 }]], { kind: 'model' })
    assert.equal(await mustSimulate(house), false)
    // A job that asked a moment before goes on.
    assert.equal(await simulateHours(house, 24), 0)
    assert.deepEqual(await stationsOf(house.store.db, 'simulated'), [])
    assert.equal((await contents(house.store, 'air_reading')).length, 1)
    assert.deepEqual(await deeds(house), ['air.test'])
  },
)

inBothHouses(
  'simulation and the first reading at once: no simulated hour is left',
  options,
  async (house) => {
    await Promise.allSettled([
      simulateHours(house, 24),
      say(house, [['A', noon, { pm25: 12 }]]),
      simulateHours(house, 24),
    ])
    await settle(house)
    assert.equal((await contents(house.store, 'air_reading')).length, 1)
    assert.equal(await mustSimulate(house), false)
  },
)

inBothHouses(
  'a centre may forbid simulated readings',
  { ...options, settings: { LANTIAN_SIMULATED: false } },
  async (house) => assert.equal(await mustSimulate(house), false),
)

inBothHouses(
  'a stopped simulation goes on where it ended, and hours that are there are left alone',
  options,
  async (house) => {
    const stop = new AbortController()
    const first = await simulateHours(house, 2000, () => stop.abort(), stop.signal)
    assert.ok(first > 0 && first < 5 * 2000, `${first}`)
    assert.equal(await simulateHours(house, 2000), 5 * 2000 - first)
    const steps: [number, number][] = []
    assert.equal(await simulateHours(house, 2000, (done, of) => steps.push([done, of])), 0)
    assert.deepEqual(steps.at(-1), [2000, 2000])
    await settle(house)
    // 2,000 hours up to noon are 83 days and a third.
    assert.equal((await contents(house.store, 'air_day')).filter(({ place }) => place === -4).length, 84)
  },
)
