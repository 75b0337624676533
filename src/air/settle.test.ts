import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openFresh } from '../kit/db/testing.ts'
import { days, months } from './days.ts'
import { flagList } from './flags.ts'
import { type Pollutant, pollutants } from './pollutants.ts'
import { stationHours } from './readings.ts'
import { settle } from './settle.ts'
import { registerStations } from './stations.ts'
import { type AirStore, cityOf } from './tables.ts'
import {
  contents,
  inBothHouses,
  label,
  numberOf,
  type Said,
  say,
  smallCentre,
  storeInMemory,
  type TestHouse,
  testHouse,
  testMigrations,
  type Word,
  wholeDay,
} from './testing.ts'

const options = { centre: smallCentre, at: '2016-07-10T12:30' }
const city = (house: TestHouse, from: string, to = from) =>
  days(house.store.db, cityOf('reference'), from, to)
const stationOn = async (house: TestHouse, code: string, day: string) =>
  (await days(house.store.db, await numberOf(house, code), day, day))[0]!

inBothHouses(
  'the city is the mean of its stations’ day values, never of all hours',
  options,
  async (house) => {
    // A has 24 hours of 10, B only the 20 that a day needs, of 40: pooled hours would make 23.6.
    await say(house, [
      ...wholeDay('A', '2016-07-02', { pm25: 10 }),
      ...wholeDay('B', '2016-07-02', { pm25: 40 }, 20),
      ...wholeDay('far', '2016-07-02', { pm25: 500 }),
    ])
    await settle(house)
    const [day] = await city(house, '2016-07-02')
    assert.deepEqual([day!.pm25, day!.n_pm25], [25, 2], 'and the background point is left out')
    assert.equal((await stationOn(house, 'far', '2016-07-02')).pm25, 500)
  },
)

inBothHouses('a station with 19 hours has no day value and no part in the city’s', options, async (house) => {
  await say(house, [
    ...wholeDay('A', '2016-07-02', { pm25: 10 }),
    ...wholeDay('B', '2016-07-02', { pm25: 40 }, 19),
  ])
  await settle(house)
  const b = await stationOn(house, 'B', '2016-07-02')
  assert.deepEqual([b.pm25, b.n_pm25, b.idx], [null, 19, null])
  assert.deepEqual([(await city(house, '2016-07-02'))[0]!.pm25], [10])
})

inBothHouses('a late correction makes day, city and month true again', options, async (house) => {
  await say(house, [
    ...wholeDay('A', '2016-06-30', { pm25: 30 }),
    ...wholeDay('A', '2016-07-01', { pm25: 50 }),
    ...wholeDay('A', '2016-07-02', { pm25: 70 }),
  ])
  await settle(house)
  const id = await numberOf(house, 'A')
  const month = async () => (await months(house.store.db, id, '2016-07', '2016-07'))[0]!.pm25
  assert.equal(await month(), 60)
  await say(house, [['A', label('2016-07-02', 24), { pm25: 94 }]])
  await settle(house)
  assert.equal((await stationOn(house, 'A', '2016-07-02')).pm25, 71)
  assert.equal((await city(house, '2016-07-02'))[0]!.pm25, 71)
  assert.equal(await month(), 60.5)
})

inBothHouses(
  'label 24 counts for its day, and its ozone for windows of the next until July 2016',
  options,
  async (house) => {
    // 2016-06-29: nothing but the last seven hours, 400. On 06-30 a steady 50: window 01 holds seven hours of 400.
    const evening: Word[] = Array.from(
      { length: 7 },
      (_, i): Word => ['A', label('2016-06-29', 18 + i), { o3: 400 }],
    )
    await say(house, [
      ...evening,
      ...wholeDay('A', '2016-06-30', { o3: 50 }),
      ...wholeDay('A', '2016-07-01', { o3: 50 }),
    ])
    await settle(house)
    // (7 × 400 + 50) ÷ 8 = 356.25
    assert.equal((await stationOn(house, 'A', '2016-06-30')).o3_8h, 356.25)
    await say(house, [['A', label('2016-06-29', 24), { o3: 320 }]])
    await settle(house)
    assert.equal(
      (await stationOn(house, 'A', '2016-06-30')).o3_8h,
      346.25,
      'the day after the corrected hour too',
    )
    const late: Word[] = Array.from(
      { length: 7 },
      (_, i): Word => ['A', label('2016-06-30', 18 + i), { o3: 400 }],
    )
    await say(house, late)
    await settle(house)
    assert.equal(
      (await stationOn(house, 'A', '2016-07-01')).o3_8h,
      50,
      'from July on the windows begin at 08',
    )
  },
)

inBothHouses(
  'a negative or impossible value is kept, flagged and out of every mean',
  options,
  async (house) => {
    await say(house, [
      ...wholeDay('A', '2016-07-02', { pm25: 10, pm10: 20 }),
      ['A', label('2016-07-02', 5), { pm25: -4, pm10: 10_001 }],
    ])
    await settle(house)
    const day = await stationOn(house, 'A', '2016-07-02')
    assert.deepEqual([day.pm25, day.n_pm25, day.pm10, day.n_pm10], [10, 23, 20, 23])
    const five = label('2016-07-02', 5)
    const [reading] = await stationHours(house.store.db, await numberOf(house, 'A'), five, five)
    assert.deepEqual([reading!.pm25, reading!.pm10], [-4, 10_001])
    assert.deepEqual(flagList(reading!.flags, 'pm25'), ['negative'])
    assert.ok(flagList(reading!.flags, 'pm10').includes('range'))
  },
)

inBothHouses('an impossible neighbour makes nobody an outlier', options, async (house) => {
  const hour = label('2016-07-02', 5)
  await say(house, [
    ['A', hour, { pm25: 20 }],
    ['B', hour, { pm25: 22 }],
    ['C', hour, { pm25: 24 }],
    ['D', hour, { pm25: 9000 }],
  ])
  await settle(house)
  for (const code of ['A', 'B', 'C']) {
    const [reading] = await stationHours(house.store.db, await numberOf(house, code), hour, hour)
    assert.deepEqual(flagList(reading!.flags, 'pm25'), [], code)
  }
})

inBothHouses(
  'a run across midnight is suspect from its first hour on, whatever came first',
  options,
  async (house) => {
    const evening = Array.from(
      { length: 3 },
      (_, i): Word => ['A', label('2016-06-30', 22 + i), { pm25: 55 }],
    )
    const morning = Array.from({ length: 3 }, (_, i): Word => ['A', label('2016-07-01', 1 + i), { pm25: 55 }])
    await say(house, evening)
    await settle(house)
    await say(house, morning)
    await settle(house)
    const id = await numberOf(house, 'A')
    const stuck = async () =>
      (await stationHours(house.store.db, id, label('2016-06-30', 22), label('2016-07-01', 3))).map(
        ({ flags }) => flagList(flags, 'pm25').includes('stuck'),
      )
    assert.deepEqual(await stuck(), [true, true, true, true, true, true])
    await say(house, [['A', label('2016-07-01', 1), { pm25: 60 }]])
    await settle(house)
    assert.deepEqual(await stuck(), [false, false, false, false, false, false])
  },
)

inBothHouses(
  'two settles at once, beside a saver, leave the same as one after all',
  options,
  async (house, t) => {
    const words = ['A', 'B', 'C', 'D'].flatMap((station, i) =>
      ['2016-06-29', '2016-06-30', '2016-07-01', '2016-07-02'].flatMap((day) =>
        wholeDay(station, day, { pm25: 20 + i, o3: 60 + i, co: 0.5 }),
      ),
    )
    const parts = [0, 1, 2, 3].map((n) => words.filter((_, i) => i % 4 === n))
    const work: Promise<unknown>[] = []
    for (const part of parts) work.push(say(house, part), settle(house), settle(house))
    await Promise.all(work)
    await settle(house)
    assert.equal((await city(house, '2016-06-29', '2016-07-02')).length, 4)
    await sameAsFromScratch(house, await openFresh(t, 'sqlite', testMigrations))
  },
)

inBothHouses('a station that leaves the city’s mean leaves its past days too', options, async (house) => {
  await say(house, [
    ...wholeDay('A', '2016-07-02', { pm25: 10 }),
    ...wholeDay('B', '2016-07-02', { pm25: 40 }),
  ])
  await settle(house)
  const stations = smallCentre.stations.map((station) =>
    station.code === 'B' ? { ...station, evaluated: false } : station,
  )
  await registerStations(house.store.db, { ...smallCentre, stations })
  await settle(house)
  assert.equal((await city(house, '2016-07-02'))[0]!.pm25, 10)
})

for (const [zone, day, hours] of [
  ['Europe/Berlin', '2025-03-30', 23],
  ['Europe/Berlin', '2025-10-26', 25],
] as const)
  inBothHouses(
    `a day of ${hours} hours is made of its own hours`,
    { centre: smallCentre, at: '2025-11-10T12:30', settings: { LANTIAN_ZONE: zone } },
    async (house) => {
      const first = label(day, 1, zone)
      // The hour after the day's last is a lie that must not be seen; the day's last eight are its highest ozone.
      const words = Array.from(
        { length: hours + 1 },
        (_, i): Word => [
          'A',
          first + i,
          { pm25: i === hours ? 2000 : 10, o3: i === hours ? 900 : i >= hours - 8 ? 120 : 40 },
        ],
      )
      await say(house, words)
      await settle(house)
      const row = await stationOn(house, 'A', day)
      assert.deepEqual([row.pm25, row.n_pm25, row.o3_8h, row.n_o3], [10, hours, 120, hours])
    },
  )

/** Says everything that is stored, as it stands now, to an empty house and compares all that was made from it. */
async function sameAsFromScratch(house: TestHouse, fresh: AirStore) {
  const other = await testHouse(fresh, { centre: house.centre, settings: house.settings })
  const codes = new Map(
    (await house.store.db.selectFrom('air_station').select(['id', 'code']).execute()).map(({ id, code }) => [
      id,
      code,
    ]),
  )
  const rows = await house.store.db.selectFrom('air_reading').selectAll().execute()
  await say(
    other,
    rows.map((row): Word => {
      const said = Object.fromEntries(pollutants.map((p: Pollutant) => [p, row[p]])) as Said
      return [codes.get(row.station)!, row.hour, said]
    }),
  )
  await settle(other)
  for (const table of ['air_hour', 'air_day', 'air_month'] as const)
    assert.deepEqual(await contents(house.store, table), await contents(fresh, table), table)
  const flagged = async (store: AirStore) =>
    (await contents(store, 'air_reading')).map(({ hour, station, flags }) => ({ hour, station, flags }))
  assert.deepEqual(await flagged(house.store), await flagged(fresh), 'flags')
}

const value = fc.option(fc.constantFrom(0, 20, 20, 20, 21, 160, 401.5, -2, 20_000), { nil: null })
const stretch = fc
  .record({
    station: fc.constantFrom('A', 'B', 'C', 'D', 'far'),
    start: fc.integer({ min: label('2016-06-29', 1), max: label('2016-07-02', 20) }),
    hours: fc.integer({ min: 1, max: 40 }),
    said: fc.record({ pm25: value, co: value, o3: value }, { requiredKeys: [] }),
    rise: fc.constantFrom(0, 0, 1, 7),
  })
  .map(({ station, start, hours, said, rise }) =>
    Array.from({ length: hours }, (_, i): Word => {
      const risen = Object.fromEntries(
        Object.entries(said).map(([pollutant, v]) => [pollutant, v && v + i * rise]),
      ) as Said
      return [station, start + i, risen]
    }),
  )
const story = fc.array(fc.record({ words: stretch, settled: fc.boolean() }), { minLength: 1, maxLength: 10 })

async function tell(house: TestHouse, steps: { words: Word[]; settled: boolean }[]) {
  for (const { words, settled } of steps) {
    await say(house, words)
    if (settled) await settle(house)
  }
  await settle(house)
}

const tables = ['air_reading', 'air_correction', 'air_hour', 'air_day', 'air_month', 'air_stale'] as const
const emptied = async (store: AirStore) => {
  for (const table of tables) await store.db.deleteFrom(table).execute()
  return store
}

test('any batches, settled at any moments, leave the same as one settle from scratch', async () => {
  const [store, fresh] = [await storeInMemory(), await storeInMemory()]
  const house = await testHouse(store, options)
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      await emptied(store)
      await tell(house, steps)
      await sameAsFromScratch(house, await emptied(fresh))
    }),
    { numRuns: 120 },
  )
  await store.close()
  await fresh.close()
})

test('the same on PostgreSQL', async (t) => {
  const house = await testHouse(await openFresh(t, 'postgres', testMigrations), options)
  const fresh = await storeInMemory()
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      await emptied(house.store)
      await tell(house, steps)
      await sameAsFromScratch(house, await emptied(fresh))
    }),
    { numRuns: 12 },
  )
  await fresh.close()
})
