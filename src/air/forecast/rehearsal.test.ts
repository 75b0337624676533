import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { addDays, type Day, daysBetween, eachDay, hoursOfDay } from '../../kit/time.ts'
import { cityHours } from '../city-hours.ts'
import { days } from '../days.ts'
import { importFiles } from '../import.ts'
import { type Pollutant, pollutants } from '../pollutants.ts'
import type { HourMeans } from '../readings.ts'
import type { SourceReading } from '../sources/index.ts'
import { needing } from '../sources/testing.ts'
import { uci } from '../sources/uci.ts'
import { cityOf } from '../tables.ts'
import { storeInMemory, type TestHouse, testHouse } from '../testing.ts'
import { forecastFor } from './forecast.ts'
import { keepForecasts } from './keep.ts'
import { dayScores, scoreForecasts, scoreSummary } from './scores.ts'
import { brought, zone } from './testing.ts'

const folder = fileURLToPath(new URL('../../../../shared/data/prsa', import.meta.url))
const first = '2013-03-02'
const last = '2017-02-27'

/** A model that errs: by another factor for every day and lead, of up to a fifth for tomorrow and a half for later. */
function error(day: Day, lead: number): number {
  const turn = daysBetween('2013-01-01', day) * 2.399 + lead * 1.7
  return Math.exp((0.1 + 0.06 * lead) * 1.4 * Math.sin(turn))
}

/** What that model says on a day: the city's own hours to come, made wrong. */
function issue(came: ReadonlyMap<number, HourMeans>, madeOn: Day): SourceReading[] {
  return [1, 2, 3, 4, 5].flatMap((lead) => {
    const day = addDays(madeOn, lead)
    const { first: from, last: to } = hoursOfDay(day, zone)
    const factor = error(day, lead)
    return Array.from({ length: to - from + 1 }, (_, i) => came.get(from + i)).flatMap((row) => {
      if (!row) return []
      const values = Object.fromEntries(
        pollutants.map((pollutant) => [pollutant, row[pollutant] === null ? null : row[pollutant] * factor]),
      ) as Record<Pollutant, number | null>
      return [{ station: 'city', hour: row.hour, values, validity: 'raw' as const }]
    })
  })
}

async function fourYears(house: TestHouse) {
  const span = [hoursOfDay(first, zone).first, hoursOfDay('2017-02-28', zone).last] as const
  const came = new Map(
    (await cityHours(house.store.db, zone, 'reference', ...span)).map((row) => [row.hour, row]),
  )
  let at = 0
  for (const day of eachDay(first, last)) {
    house.setClock(`${day}T18:00`)
    await keepForecasts(house, brought(issue(came, day)))
    if (++at % 45 === 0) await scoreForecasts(house)
  }
  house.setClock('2017-03-01T06:00')
  await scoreForecasts(house)
}

test('four years of Beijing, forecast every evening by a model that errs', needing('prsa'), async (t) => {
  const store = await storeInMemory()
  t.after(() => store.close())
  const house = await testHouse(store, { at: '2017-03-01T09:00' })
  await importFiles(house, uci, [folder], () => {})
  await fourYears(house)
  const observed = new Map(
    (await days(store.db, cityOf('reference'), first, '2017-02-28')).map(({ day, idx }) => [day, idx]),
  )
  const scored = await dayScores(store.db, 'model', first, '2017-02-28')
  const told = scored.filter(({ who }) => who === 'issued')

  // Scored apart, by the plainest means: every day, each lead once, against the day report.
  assert.equal(new Set(told.map(({ day, lead }) => `${day} ${lead}`)).size, told.length)
  for (const one of told) assert.equal(one.observed, observed.get(one.day), one.day)
  const daysOf = (lead: number) => told.filter((one) => one.lead === lead)
  for (let lead = 1; lead <= 5; lead++)
    assert.ok(daysOf(lead).length > 1430, `lead ${lead}: ${daysOf(lead).length}`)

  // Once the past gives the width, about eight days of ten come inside; opened to fives it is a little more.
  for (let lead = 1; lead <= 5; lead++) {
    const later = daysOf(lead).filter(({ day }) => day >= '2014-01-01')
    const inside = later.filter((one) => one.inside).length / later.length
    assert.ok(inside > 0.78 && inside < 0.97, `lead ${lead}: ${inside} inside`)
    assert.ok(later.every(({ low, mid, high }) => low <= mid && mid <= high))
  }

  const { days365 } = await scoreSummary(store.db, 'model', '2017-03-01')
  const year = days365.filter(({ who }) => who === 'issued')
  assert.deepEqual(
    year.map(({ lead, days: count }) => [lead, count > 355]),
    [1, 2, 3, 4, 5].map((lead) => [lead, true]),
  )
  const errors = year.map((one) => one.error)
  assert.ok(errors[0]! < errors[2]! && errors[2]! < errors[4]!, `the further ahead the worse: ${errors}`)
  const naive = daysOf(1).filter(({ day }) => day >= '2016-03-01')
  const bias = naive.reduce((sum, { mid, observed: came }) => sum + mid - came, 0) / naive.length
  assert.ok(Math.abs(year[0]!.bias - bias) < 1e-9)

  // Any evening of the four years tells the days ahead as they were told then.
  const evening = Temporal.ZonedDateTime.from(`2016-12-18T18:30[${zone}]`).toInstant()
  const forecast = (await forecastFor(store.db, evening, zone))!
  assert.deepEqual(
    forecast.days.map(({ day, machine, standard }) => [day, machine!.band, standard]),
    ['2016-12-19', '2016-12-20', '2016-12-21', '2016-12-22', '2016-12-23'].map((day) => [
      day,
      'past',
      'HJ633-2012',
    ]),
  )
  assert.ok(forecast.days[1]!.categories.high.level >= 5, 'the red alert of December 2016 was seen coming')
})
