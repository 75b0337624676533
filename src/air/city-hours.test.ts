import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { cityHours, hoursOfReadings } from './city-hours.ts'
import { up } from './migrations/005-city-hours.ts'
import type { HourMeans } from './readings.ts'
import { settle } from './settle.ts'
import { registerStations } from './stations.ts'
import { type AirStore, cityOf } from './tables.ts'
import {
  contents,
  inBothHouses,
  label,
  type Said,
  say,
  smallCentre,
  storeInMemory,
  type TestHouse,
  testHouse,
  type Word,
  wholeDay,
} from './testing.ts'

const zone = 'Asia/Shanghai'
const options = { centre: smallCentre, at: '2026-05-10T12:30' }
const [first, last] = [label('2026-04-29', 1), label('2026-05-05', 24)]
const told = (house: TestHouse) => cityHours(house.store.db, zone, 'reference', first, last)
const computed = (house: TestHouse) => hoursOfReadings(house.store.db, 'reference', first, last)
const kept = async (house: TestHouse) =>
  (await contents(house.store, 'air_hour')).filter(({ place }) => place === cityOf('reference'))

/** Two engines and a loop add in different orders; the ninth decimal is theirs. */
const rounded = (rows: readonly HourMeans[]) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row)
        .map(
          ([name, value]) => [name, value === null ? null : Math.round(Number(value) * 1e6) / 1e6] as const,
        )
        .sort(),
    ),
  )
const agrees = async (house: TestHouse) =>
  assert.deepEqual(rounded(await told(house)), rounded(await computed(house)))

inBothHouses(
  'a settled hour comes from the roll-up, an unsettled one from its readings',
  options,
  async (house) => {
    await say(house, [
      ...wholeDay('A', '2026-05-01', { pm25: 10 }),
      ...wholeDay('B', '2026-05-02', { co: 0.3 }),
    ])
    assert.deepEqual([(await told(house)).length, (await kept(house)).length], [48, 0])
    await settle(house)
    assert.deepEqual([(await told(house)).length, (await kept(house)).length], [48, 48])
    await say(house, [['A', label('2026-05-01', 7), { pm25: 30 }]])
    const seven = async () => (await told(house)).find(({ hour }) => hour === label('2026-05-01', 7))!.pm25
    assert.equal(await seven(), 30, 'before it is settled')
    await settle(house)
    assert.equal(await seven(), 30)
    await agrees(house)
  },
)

inBothHouses('an hour whose only station left the city’s mean is gone', options, async (house) => {
  await say(house, [
    ...wholeDay('A', '2026-05-01', { pm25: 10 }, 12),
    ...wholeDay('B', '2026-05-01', { pm25: 20 }),
  ])
  await settle(house)
  const stations = smallCentre.stations.map((station) =>
    station.code === 'B' ? { ...station, evaluated: false } : station,
  )
  await registerStations(house.store.db, { ...smallCentre, stations })
  assert.deepEqual((await told(house)).length, 12, 'before it is settled')
  await settle(house)
  assert.deepEqual([(await kept(house)).length, (await told(house))[0]!.pm25], [12, 10])
})

inBothHouses('a house from before the roll-up gets it by the next settle', options, async (house) => {
  await say(house, [
    ...wholeDay('A', '2026-05-01', { pm25: 10 }),
    ...wholeDay('far', '2026-05-03', { pm25: 10 }),
  ])
  await settle(house)
  const before = await kept(house)
  await sql`drop table air_hour`.execute(house.store.db)
  await up(house.store.db, house.store.engine)
  await agrees(house)
  assert.deepEqual(await kept(house), [])
  await settle(house)
  assert.deepEqual(await kept(house), before)
  assert.equal(before.length, 24)
})

const value = fc.option(
  fc.oneof(fc.constantFrom(0, -0, -2, 20_000, 5e-324), fc.double({ min: 0, max: 900, noNaN: true })),
  {
    nil: null,
  },
)
const words = fc.array(
  fc.record({
    station: fc.constantFrom('A', 'B', 'C', 'far'),
    start: fc.integer({ min: first, max: last - 30 }),
    hours: fc.integer({ min: 1, max: 30 }),
    said: fc.record({ pm25: value, o3: value }, { requiredKeys: [] }),
  }),
  { minLength: 1, maxLength: 6 },
)
const spoken = (stretches: { station: string; start: number; hours: number; said: Said }[]) =>
  stretches.flatMap(({ station, start, hours, said }) =>
    Array.from({ length: hours }, (_, i): Word => [station, start + i, said]),
  )

/** What nobody settled yet has no flags: an impossible value is seen by its flag only. */
const judged = (said: Said): Said =>
  Object.fromEntries(Object.entries(said).map(([name, v]) => [name, v === 20_000 ? 200 : v]))

async function holds(house: TestHouse, runs: number) {
  const store: AirStore = house.store
  await fc.assert(
    fc.asyncProperty(words, words, async (early, late) => {
      for (const table of [
        'air_reading',
        'air_correction',
        'air_hour',
        'air_day',
        'air_month',
        'air_stale',
      ] as const)
        await store.db.deleteFrom(table).execute()
      await say(house, spoken(early))
      await settle(house)
      await agrees(house)
      await say(house, spoken(late.map((one) => ({ ...one, said: judged(one.said) }))))
      await agrees(house)
      await settle(house)
      await agrees(house)
    }),
    { numRuns: runs },
  )
}

test('roll-ups, before and after corrections, are what the readings give', async (t) => {
  const store = await storeInMemory()
  t.after(() => store.close())
  await holds(await testHouse(store, options), 100)
})

inBothHouses('the same on both engines', options, (house) => holds(house, 8))
