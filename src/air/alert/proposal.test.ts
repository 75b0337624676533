import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hourAt } from '../../kit/time.ts'
import { type DayForecast, overrule } from '../forecast/index.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import type { HourMeans } from '../readings.ts'
import { simulateHours } from '../simulation.ts'
import { inBothHouses, type TestHouse } from '../testing.ts'
import { dayAhead, proposal, propose } from './proposal.ts'
import { runningIndex } from './running.ts'
import { air, moment, onDuty } from './testing.ts'
import type { AlertDay } from './types.ts'

const zone = 'Asia/Shanghai'
const proposed = (house: TestHouse) => proposal(house.store.db, house.clock(), zone)

/** PM2.5 of 160 µg/m³ is an index of 210 by HJ 633-2026, 255 one of 304. */
const heavy = 160
const severe = 255

inBothHouses('a centre that knows of no air proposes nothing', onDuty('2026-12-19T18:30'), async (house) => {
  const { tier, possible, days, simulated, model, version } = await proposed(house)
  assert.deepEqual([tier, possible, days, simulated, model], [null, null, [], false, false])
  assert.equal(version!.name, '2023-revision')
})

inBothHouses(
  'the days behind and the last 24 hours are one episode',
  onDuty('2026-12-19T18:30'),
  async (house) => {
    await air(house, '2026-12-16', [40, heavy, severe, heavy])
    const { tier, episode, days } = await proposed(house)
    assert.equal(tier, 'red')
    assert.deepEqual([episode!.from, episode!.to], ['2026-12-17', '2026-12-19'])
    assert.deepEqual(
      days.map(({ day, basis }) => [day, basis]),
      [
        ['2026-12-16', 'observed'],
        ['2026-12-17', 'observed'],
        ['2026-12-18', 'observed'],
        ['2026-12-19', 'running'],
      ],
    )
    // 18 hours of 160 and 6 of 255: a mean of 183.75 → 184, an index of 234 (200 + 34 %).
    assert.equal(days.at(-1)!.index, 234)
  },
)

inBothHouses('a day that nobody measured breaks the run', onDuty('2026-12-19T18:30'), async (house) => {
  await air(house, '2026-12-16', [heavy, severe, null, heavy])
  // Today stands alone; of the last 24 hours only 18 were measured.
  assert.equal((await proposed(house)).tier, null)
  house.setClock('2026-12-19T23:10')
  assert.equal((await proposed(house)).tier, 'yellow')
})

inBothHouses('what was simulated is said to be', onDuty('2026-12-19T18:30'), async (house) => {
  await simulateHours(house, 72)
  const { simulated, days } = await proposed(house)
  assert.deepEqual([simulated, days.length], [true, 3])
})

inBothHouses(
  'forecast days go on from the observed ones, a forecaster’s as a person’s word',
  onDuty('2026-12-19T18:30'),
  async (house) => {
    await air(house, '2026-12-19', [heavy])
    house.setClock('2026-12-19T23:10')
    const said = { low: 100, reason: '扩散条件不利', by: '王值班', text: null }
    await overrule(house, { ...said, chief: ['pm25'], day: '2026-12-20', high: 300 })
    await overrule(house, { ...said, chief: ['pm25'], day: '2026-12-21', high: 120 })
    const { tier, possible, model, simulated, days } = await proposed(house)
    assert.deepEqual([tier, possible, model, simulated], ['yellow', 'orange', false, false])
    assert.deepEqual(
      days.slice(1).map(({ index, high, basis, kind }) => [index, high, basis, kind]),
      [
        [200, 300, 'overruled', 'forecaster'],
        [110, 120, 'overruled', 'forecaster'],
      ],
    )
  },
)

test('a day of the machine keeps its kind, a forecaster’s is a person’s word', () => {
  const category = categoryOf(indexStandardOn('2026-12-20'), 140)
  const day: DayForecast = {
    day: '2026-12-20',
    lead: 1,
    low: 100,
    mid: 140,
    high: 210,
    chief: ['pm25'],
    categories: { low: category, high: category },
    standard: 'HJ633-2026',
    kind: 'model',
    overrule: null,
    machine: null,
  }
  const model = dayAhead(day)
  assert.deepEqual(model, {
    day: '2026-12-20',
    index: 140,
    high: 210,
    basis: 'forecast',
    kind: 'model',
  })
  const { simulated, model: rests } = propose([model], '2026-12-19')
  assert.deepEqual([simulated, rests], [false, true])
  assert.ok(propose([{ ...model, kind: 'simulated' }], '2026-12-19').simulated)
})

test('before the first rules nothing is proposed', () => {
  const day: AlertDay = {
    day: '2013-01-12',
    index: 500,
    high: 500,
    basis: 'observed',
    kind: 'reference',
  }
  const { version, tier, possible } = propose([day], '2013-01-12')
  assert.deepEqual([version, tier, possible], [null, null, null])
})

test('the running index is that of the last 24 hours, across midnight', () => {
  const at = moment('2026-12-19T06:30')
  const hour = (back: number, pm25: number | null): HourMeans => ({
    hour: hourAt('2026-12-19', 6, zone) - back,
    stations: 4,
    pm25,
    pm10: 50,
    so2: 5,
    no2: 20,
    co: 1,
    o3: 30,
  })
  const hours = (count: number, pm25: number | null = 150) =>
    Array.from({ length: count }, (_, i) => hour(count - 1 - i, pm25))
  assert.equal(runningIndex(hours(24), at, '2026-12-19'), 200)
  assert.equal(runningIndex(hours(40), at, '2026-12-19'), 200)
  assert.equal(runningIndex(hours(20), at, '2026-12-19'), 200)
  // Nineteen hours are no day mean; the other pollutants are fine, so nothing may be published.
  assert.equal(runningIndex(hours(19), at, '2026-12-19'), null)
  assert.equal(runningIndex([], at, '2026-12-19'), null)
  assert.equal(runningIndex(hours(24, null), at, '2026-12-19'), null)
})

test('a network that fell silent has no running index', () => {
  const hours = Array.from({ length: 24 }, (_, i): HourMeans => {
    const values = { pm25: 150, pm10: 50, so2: 5, no2: 20, co: 1, o3: 30 }
    return { hour: hourAt('2026-12-19', 6, zone) - 23 + i, stations: 4, ...values }
  })
  assert.equal(runningIndex(hours, moment('2026-12-19T09:59'), '2026-12-19'), 200)
  assert.equal(runningIndex(hours, moment('2026-12-19T10:00'), '2026-12-19'), null)
})
