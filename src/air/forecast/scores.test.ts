import assert from 'node:assert/strict'
import { addDays, eachDay } from '../../kit/time.ts'
import { settle } from '../settle.ts'
import { inBothHouses, say, smallCentre, type TestHouse, wholeDay } from '../testing.ts'
import { overruleSchema } from './asked.ts'
import { keepForecasts } from './keep.ts'
import { overrule, withdraw } from './overrules.ts'
import { dayScores, scoreForecasts, scoreSummary, scores, spreads } from './scores.ts'
import { brought, modelHours } from './testing.ts'

const options = { centre: smallCentre, at: '2026-11-01T10:00' }
const usual = { pm10: 70, so2: 5, no2: 30, co: 0.6, o3: 60 }

const keepOn = (house: TestHouse, local: string, pm25: number) => {
  house.setClock(local)
  return keepForecasts(house, brought(modelHours(local.slice(0, 10), () => ({ pm25 }))))
}
const measure = async (house: TestHouse, day: string, pm25: number) => {
  await say(house, wholeDay('A', day, { ...usual, pm25 }))
  await settle(house)
}
const of = async (house: TestHouse, day: string) =>
  (await dayScores(house.store.db, 'model', day, day)).map(({ lead, who, mid, observed }) => [
    lead,
    who,
    mid,
    observed,
  ])

inBothHouses(
  'scored is what stood at 20:00, as the machine and as the public heard it',
  options,
  async (house) => {
    await keepOn(house, '2026-11-01T10:00', 60)
    await keepOn(house, '2026-11-01T19:59', 30)
    await keepOn(house, '2026-11-01T20:30', 115)
    house.setClock('2026-11-02T00:30')
    await measure(house, '2026-11-02', 60)
    house.setClock('2026-11-03T02:00')
    await measure(house, '2026-11-02', 60)
    assert.match(await scoreForecasts(house), /^2 forecasts/)
    assert.deepEqual(await of(house, '2026-11-02'), [
      [1, 'issued', 65, 100],
      [1, 'machine', 65, 100],
    ])
  },
)

inBothHouses(
  'where the first forecast of a day came late, it is the one that is scored',
  options,
  async (house) => {
    await keepOn(house, '2026-11-01T21:00', 60)
    await keepOn(house, '2026-11-01T22:00', 30)
    house.setClock('2026-11-03T02:00')
    await measure(house, '2026-11-02', 60)
    await scoreForecasts(house)
    assert.deepEqual((await of(house, '2026-11-02'))[0], [1, 'issued', 100, 100])
  },
)

inBothHouses('an overrule counts for the days on which it was in force at 20:00', options, async (house) => {
  const word = { low: 110, high: 140, chief: ['pm25'], reason: 'calm', by: 'Zhang' }
  await keepOn(house, '2026-11-01T10:00', 60)
  const made = await overrule(house, overruleSchema.parse({ ...word, day: '2026-11-04' }))
  await keepOn(house, '2026-11-02T10:00', 60)
  await keepOn(house, '2026-11-03T10:00', 60)
  await withdraw(house, made.id, { by: 'Zhang', reason: 'wind' })
  house.setClock('2026-11-05T02:00')
  await measure(house, '2026-11-04', 60)
  await scoreForecasts(house)
  assert.deepEqual(await of(house, '2026-11-04'), [
    [1, 'issued', 100, 100],
    [1, 'machine', 100, 100],
    [2, 'issued', 125, 100],
    [2, 'machine', 100, 100],
    [3, 'issued', 125, 100],
    [3, 'machine', 100, 100],
  ])
})

inBothHouses('without a published day there is no score; a correction changes it', options, async (house) => {
  await keepOn(house, '2026-11-01T10:00', 60)
  house.setClock('2026-11-03T02:00')
  assert.match(await scoreForecasts(house), /^0 forecasts/)
  await say(house, wholeDay('A', '2026-11-02', { pm25: 30 }))
  await settle(house)
  assert.match(
    await scoreForecasts(house),
    /^0 forecasts/,
    'pollutants are missing and the index is at most 100',
  )
  await measure(house, '2026-11-02', 60)
  await scoreForecasts(house)
  assert.equal((await of(house, '2026-11-02'))[0]![3], 100)
  await measure(house, '2026-11-02', 115)
  await scoreForecasts(house)
  await scoreForecasts(house)
  assert.deepEqual(await of(house, '2026-11-02'), [
    [1, 'issued', 100, 150],
    [1, 'machine', 100, 150],
  ])
})

inBothHouses(
  'sixty days of forecasts give summaries and the width of the next ranges',
  options,
  async (house) => {
    const from = '2026-09-01'
    const days = [...eachDay(from, addDays(from, 59))]
    for (const day of days) {
      await keepOn(house, `${day}T10:00`, 60)
      await say(house, wholeDay('A', addDays(day, 1), { ...usual, pm25: 66 }))
    }
    const today = addDays(from, 61)
    house.setClock(`${today}T09:00`)
    assert.equal((await spreads(house.store.db, 'model', today)).get(1)!.band, 'default')
    await settle(house)
    await scoreForecasts(house)
    const { days30, days90, days365 } = await scoreSummary(house.store.db, 'model', today)
    const counts = (list: typeof days30) => list.filter(({ who }) => who === 'issued').map(({ days: n }) => n)
    assert.deepEqual(counts(days30), [30, 30, 30, 30, 30])
    assert.deepEqual(counts(days90), [60, 59, 58, 57, 56])
    assert.deepEqual(days365, days90)
    // 66 of PM2.5: 100 + 50 × 6 ÷ 55 = 105.5 → 106
    const [first] = await scores(house.store.db, 'model', from, today)
    assert.deepEqual(
      [first!.bias, first!.error, first!.exactRate, first!.hitRate, first!.against],
      [-6, 6, 0, 1, 'reference'],
    )
    const spread = (await spreads(house.store.db, 'model', today)).get(1)!
    assert.deepEqual([spread.low, spread.high, spread.band], [1, 1.06, 'past'])
  },
)
