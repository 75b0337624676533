import assert from 'node:assert/strict'
import { settle } from '../settle.ts'
import { inBothHouses, journalLines, say, smallCentre, type TestHouse, wholeDay } from '../testing.ts'
import { overruleSchema } from './asked.ts'
import { forecastFor } from './forecast.ts'
import { keepForecasts } from './keep.ts'
import { noteForecastPunctuality, punctualityOf } from './on-time.ts'
import { overrule, overrules, withdraw } from './overrules.ts'
import { brought, modelHours, zone } from './testing.ts'

const options = { centre: smallCentre, at: '2026-11-24T10:30' }
const now = (house: TestHouse) => forecastFor(house.store.db, house.clock(), zone)
const keep = (house: TestHouse, pm25 = 60, today = '2026-11-24') =>
  keepForecasts(house, brought(modelHours(today, () => ({ pm25 }))))
const word = (more: object = {}) =>
  overruleSchema.parse({
    day: '2026-11-26',
    low: 110,
    high: 165,
    chief: ['pm25'],
    reason: 'calm air',
    by: 'Zhang',
    ...more,
  })

inBothHouses('where nobody ever said anything there is no forecast', options, async (house) => {
  assert.equal(await now(house), null)
  assert.equal(await keepForecasts(house, []), 0)
  assert.equal(await keepForecasts(house, brought([])), 0)
  assert.equal(await keepForecasts(house, [{ source: 'open-meteo', outcome: 'failed', line: '' }]), 0)
})

inBothHouses('the newest issue is the forecast, with its source and moment', options, async (house) => {
  assert.equal(await keep(house), 1)
  const forecast = (await now(house))!
  assert.deepEqual([forecast.kind, forecast.source], ['model', 'open-meteo'])
  assert.equal(forecast.madeAt!.epochMilliseconds, house.clock().epochMilliseconds)
  assert.deepEqual(
    forecast.days.map(({ day, lead, low, mid, high }) => [day, lead, low, mid, high]),
    [
      ['2026-11-25', 1, 75, 100, 125],
      ['2026-11-26', 2, 70, 100, 130],
      ['2026-11-27', 3, 65, 100, 135],
      ['2026-11-28', 4, 60, 100, 140],
      ['2026-11-29', 5, 55, 100, 145],
    ],
  )
  const [first] = forecast.days
  assert.deepEqual(
    [first!.categories.low.level, first!.categories.high.level, first!.chief, first!.standard, first!.kind],
    [2, 3, ['pm25'], 'HJ633-2026', 'model'],
  )
  house.setClock('2026-11-24T11:30')
  await keep(house, 30)
  assert.equal((await now(house))!.days[0]!.mid, 65)
})

inBothHouses('an unchanged forecast is kept once a day, with one journal line', options, async (house) => {
  const lines = await journalLines(house)
  await keep(house)
  assert.equal(await keep(house), 0)
  assert.equal(await journalLines(house), lines + 1)
  house.setClock('2026-11-25T00:10')
  const yesterdays = (await now(house))!
  assert.deepEqual(
    yesterdays.days.map(({ day, lead }) => [day.slice(8), lead]),
    [
      ['26', 1],
      ['27', 2],
      ['28', 3],
      ['29', 4],
    ],
    'the issue of yesterday still speaks of the days it reached',
  )
  assert.equal(await keep(house, 60, '2026-11-25'), 1)
  assert.equal((await now(house))!.days.length, 5)
})

inBothHouses('issues cannot be changed or deleted', options, async (house) => {
  await keep(house)
  const { db } = house.store
  await assert.rejects(db.updateTable('air_forecast_day').set({ mid: 1 }).execute())
  await assert.rejects(db.deleteFrom('air_forecast_day').execute())
  await assert.rejects(db.updateTable('air_forecast_issue').set({ made_at: 1 }).execute())
})

inBothHouses(
  'a forecaster’s word stands in the machine’s place and keeps it beside',
  options,
  async (house) => {
    await keep(house)
    const lines = await journalLines(house)
    const made = await overrule(house, word())
    assert.equal(await journalLines(house), lines + 1)
    const day = (await now(house))!.days[1]!
    assert.deepEqual([day.low, day.mid, day.high, day.kind], [110, 138, 165, 'model'])
    assert.deepEqual([day.overrule!.id, day.overrule!.by, day.machine!.mid], [made.id, 'Zhang', 100])
    assert.equal(day.overrule!.machine!.mid, 100)
    await withdraw(house, made.id, { by: 'Li', reason: 'wind came' })
    assert.equal(await journalLines(house), lines + 2)
    assert.equal((await now(house))!.days[1]!.overrule, null)
    const [kept] = await overrules(house.store.db, '2026-11-26', '2026-11-26')
    assert.deepEqual([kept!.withdrawn!.by, kept!.withdrawn!.replacedBy], ['Li', null])
    await assert.rejects(withdraw(house, made.id, { by: 'Li', reason: 'again' }), {
      code: 'withdrawn-already',
    })
    await assert.rejects(withdraw(house, 99, { by: 'Li', reason: 'what' }), { code: 'unknown-overrule' })
    assert.equal(await journalLines(house), lines + 2, 'what was refused left no line')
  },
)

inBothHouses('a newer word on the same day replaces the older', options, async (house) => {
  await keep(house)
  const first = await overrule(house, word())
  house.setClock('2026-11-24T12:00')
  const second = await overrule(house, word({ low: 90, high: 140, by: 'Li' }))
  const list = await overrules(house.store.db, '2026-11-26', '2026-11-26')
  assert.deepEqual(
    list.map(({ id, withdrawn }) => [id, withdrawn?.replacedBy ?? null]),
    [
      [first.id, second.id],
      [second.id, null],
    ],
  )
  await assert.rejects(withdraw(house, first.id, { by: 'Li', reason: 'x' }), { code: 'withdrawn-already' })
  await withdraw(house, second.id, { by: 'Li', reason: 'x' })
  assert.equal((await now(house))!.days[1]!.overrule, null, 'what was replaced does not come back')
  const before = await forecastFor(house.store.db, house.clock().subtract({ minutes: 60 }), zone)
  assert.equal(before!.days[1]!.overrule!.id, first.id, 'the past keeps what was said then')
})

inBothHouses('forecasters may speak where no machine does', options, async (house) => {
  await overrule(house, word({ low: 20, high: 45, chief: [] }))
  const forecast = (await now(house))!
  assert.deepEqual([forecast.kind, forecast.source, forecast.madeAt], [null, null, null])
  const [day] = forecast.days
  assert.deepEqual([day!.day, day!.kind, day!.machine, day!.lead], ['2026-11-26', 'forecaster', null, 2])
})

inBothHouses('only the next five days can be overruled', options, async (house) => {
  for (const day of ['2026-11-24', '2026-11-23', '2026-11-30', '2016-01-01'])
    await assert.rejects(overrule(house, word({ day })), { code: 'day-not-ahead' }, day)
  assert.equal((await overrule(house, word({ day: '2026-11-29' }))).day, '2026-11-29')
})

inBothHouses('a forecast is late after 20:00 without three days of it', options, async (house) => {
  const { db } = house.store
  const state = async () => {
    const { outAt, late } = await punctualityOf(db, '2026-11-24', house.clock(), zone)
    return [outAt?.toZonedDateTimeISO(zone).toPlainTime().toString() ?? null, late]
  }
  assert.deepEqual(await state(), [null, false], 'not due yet')
  const twoDays = modelHours('2026-11-24', undefined, { points: ['one'], days: 2 })
  await keepForecasts(house, brought(twoDays))
  house.setClock('2026-11-24T20:01')
  assert.deepEqual(await state(), [null, true], 'two days are not enough')
  await noteForecastPunctuality(house)
  house.setClock('2026-11-24T20:30')
  await overrule(house, word({ day: '2026-11-27' }))
  assert.deepEqual(await state(), ['20:30:00', true], 'the forecaster’s third day completes it')
  await noteForecastPunctuality(house)
  const reports = await db.selectFrom('air_report').selectAll().where('what', '=', 'forecast').execute()
  assert.deepEqual(
    reports.map(({ period, out_at }) => [period, out_at]),
    [['2026-11-24', house.clock().epochMilliseconds]],
    'yesterday nobody was there to be late',
  )
  house.setClock('2026-11-25T19:00')
  await keep(house, 60, '2026-11-25')
  const today = await punctualityOf(db, '2026-11-25', house.clock(), zone)
  assert.equal(today.late, false)
})

inBothHouses('a model speaks also where stations measure', options, async (house) => {
  await say(house, wholeDay('A', '2026-11-23', { pm25: 30 }))
  await settle(house)
  await keep(house)
  assert.equal((await now(house))!.kind, 'model')
})
