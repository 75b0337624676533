import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { pollutants, type Validity, validities } from './pollutants.ts'
import { stationHours } from './readings.ts'
import { settle } from './settle.ts'
import type { AirStore } from './tables.ts'
import {
  contents,
  inBothHouses,
  journalLines,
  label,
  numberOf,
  type Said,
  say,
  smallCentre,
  storeInMemory,
  type TestHouse,
  testHouse,
} from './testing.ts'

const options = { centre: smallCentre, at: '2026-03-20T12:30' }
const nine = label('2026-03-20', 9)

const one = async (house: TestHouse, station = 'A', hour = nine) => {
  const [reading] = await stationHours(house.store.db, await numberOf(house, station), hour, hour)
  return reading!
}
const corrections = async (store: AirStore) => {
  const rows = await store.db
    .selectFrom('air_correction')
    .select(['pollutant', 'was', 'became'])
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row }))
}

inBothHouses('the newest word on an hour wins and the older one is kept', options, async (house) => {
  assert.deepEqual(await say(house, [['A', nine, { pm25: 80, o3: 20 }]]), { added: 1, corrected: 0, same: 0 })
  assert.deepEqual(await say(house, [['A', nine, { pm25: 75, o3: 20 }]]), { added: 0, corrected: 1, same: 0 })
  assert.equal((await one(house)).pm25, 75)
  assert.deepEqual(await corrections(house.store), [{ pollutant: 'pm25', was: 80, became: 75 }])
})

inBothHouses('the same again changes nothing and leaves no line in the journal', options, async (house) => {
  await say(house, [
    ['A', nine, { pm25: 80 }],
    ['B', nine, { pm25: null, co: 0.3 }],
  ])
  await settle(house)
  const lines = await journalLines(house)
  const before = await contents(house.store, 'air_reading')
  const again = await say(house, [
    ['A', nine, { pm25: 80 }],
    ['B', nine, { pm25: null, co: 0.3 }],
  ])
  assert.deepEqual(again, { added: 0, corrected: 0, same: 2 })
  assert.equal(await journalLines(house), lines)
  assert.deepEqual(await contents(house.store, 'air_reading'), before)
  assert.equal(await settle(house), 0, 'and no day is made again')
})

inBothHouses('what is not spoken of stays; what is said to be missing goes', options, async (house) => {
  await say(house, [['A', nine, { pm25: 80, pm10: 120, co: 1.2 }]])
  await say(house, [['A', nine, { pm25: 81, pm10: null }]])
  const { pm25, pm10, co } = await one(house)
  assert.deepEqual({ pm25, pm10, co }, { pm25: 81, pm10: null, co: 1.2 })
  assert.deepEqual(await corrections(house.store), [
    { pollutant: 'pm25', was: 80, became: 81 },
    { pollutant: 'pm10', was: 120, became: null },
  ])
})

inBothHouses('a word of lower validity never replaces a higher one', options, async (house) => {
  await say(house, [['A', nine, { pm25: 80 }]], { validity: 'validated' })
  const saved = await say(house, [['A', nine, { pm25: 99, o3: 40 }]], { validity: 'provisional' })
  assert.deepEqual(saved, { added: 0, corrected: 0, same: 1 })
  assert.equal((await one(house)).pm25, 80)
})

inBothHouses('the same value, now validated, is a change of standing only', options, async (house) => {
  await say(house, [['A', nine, { pm25: 80 }]])
  const saved = await say(house, [['A', nine, { pm25: 80 }]], { validity: 'validated' })
  assert.equal(saved.corrected, 1)
  assert.equal((await one(house)).validity, validities.indexOf('validated'))
  assert.deepEqual(await corrections(house.store), [])
})

inBothHouses(
  'an hour told twice in one batch: the second word stands on the first',
  options,
  async (house) => {
    const saved = await say(house, [
      ['A', nine, { pm25: 80 }],
      ['A', nine, { o3: 33 }],
      ['A', nine, { pm25: 82 }],
    ])
    const { pm25, o3 } = await one(house)
    assert.deepEqual({ pm25, o3 }, { pm25: 82, o3: 33 })
    assert.equal(saved.added, 1)
  },
)

inBothHouses('zero, negative and very small values are kept as they came', options, async (house) => {
  await say(house, [['A', nine, { pm25: 0, pm10: -3, so2: 1e-7, no2: 5e6 }]])
  const { pm25, pm10, so2, no2 } = await one(house)
  assert.deepEqual({ pm25, pm10, so2, no2 }, { pm25: 0, pm10: -3, so2: 1e-7, no2: 5e6 })
})

inBothHouses('when saving fails nothing of it is left', options, async (house) => {
  const lines = await journalLines(house)
  // A hour that does not fit the column stands for any failure in the middle of a transaction.
  const tx = house.store.db.transaction().execute(async (open) => {
    await house.store.bulk.insert(open, 'air_stale', ['day', 'kind'], [['2026-03-20', 'reference']])
    throw new Error('out of disk')
  })
  await assert.rejects(tx, /out of disk/)
  assert.equal(await settle(house), 0)
  assert.equal(await journalLines(house), lines)
})

inBothHouses('two savers of the same hours at once agree with one of both orders', options, async (house) => {
  const hours = Array.from({ length: 50 }, (_, i) => nine - i)
  const words = (value: number) => hours.map((hour) => ['A', hour, { pm25: value }] as [string, number, Said])
  await Promise.all([say(house, words(10)), say(house, words(20)), settle(house)])
  await settle(house)
  const id = await numberOf(house, 'A')
  const values = (await stationHours(house.store.db, id, nine - 49, nine)).map(({ pm25 }) => pm25)
  assert.equal(values.length, 50)
  assert.equal(new Set(values).size, 1)
  const kept = await corrections(house.store)
  assert.deepEqual(new Set(kept.map(({ was }) => was)), new Set([values[0] === 10 ? 20 : 10]))
})

/** Newest word wins, written down as simply as it can be. */
class Model {
  readonly rows = new Map<string, { values: Record<string, number | null>; validity: number }>()

  say(station: string, hour: number, said: Said, validity: number) {
    const key = `${station} ${hour}`
    const old = this.rows.get(key)
    if (old && old.validity > validity) return
    const values = { ...(old?.values ?? Object.fromEntries(pollutants.map((p) => [p, null]))) }
    for (const [pollutant, value] of Object.entries(said)) if (value !== undefined) values[pollutant] = value
    this.rows.set(key, { values, validity })
  }
}

const value = fc.option(fc.constantFrom(0, 5, 80, 81.5, -2, 4000), { nil: null })
const word = fc.tuple(
  fc.constantFrom('A', 'B', 'far'),
  fc.integer({ min: nine - 4, max: nine }),
  fc.record({ pm25: value, co: value, o3: value }, { requiredKeys: [] }),
)
const batches = fc.array(
  fc.record({
    words: fc.array(word, { minLength: 1, maxLength: 6 }),
    validity: fc.constantFrom(...validities),
  }),
  { minLength: 1, maxLength: 6 },
)

test('any batches in any order leave what the newest words say', async () => {
  const store = await storeInMemory()
  const house = await testHouse(store, options)
  const codes = new Map(
    (await store.db.selectFrom('air_station').select(['id', 'code']).execute()).map(({ id, code }) => [
      id,
      code,
    ]),
  )
  const check = async (all: { words: [string, number, Said][]; validity: Validity }[]) => {
    await store.db.deleteFrom('air_reading').execute()
    const model = new Model()
    for (const { words, validity } of all) {
      await say(house, words, { validity })
      for (const [station, hour, said] of words) model.say(station, hour, said, validities.indexOf(validity))
    }
    const rows = (await store.db.selectFrom('air_reading').selectAll().execute()).map((row) => [
      `${codes.get(row.station)} ${row.hour}`,
      { values: Object.fromEntries(pollutants.map((p) => [p, row[p]])), validity: row.validity },
    ])
    assert.deepEqual(new Map(rows as never), model.rows)
  }
  await fc.assert(
    fc.asyncProperty(batches, (all) => check(all as never)),
    { numRuns: 150 },
  )
  await store.close()
})
