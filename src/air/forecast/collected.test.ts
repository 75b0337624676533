import assert from 'node:assert/strict'
import { play, rerouted, sendJson } from '../../kit/outside/testing.ts'
import { instantOf } from '../../kit/time.ts'
import { simulateHours } from '../simulation.ts'
import { inBothHouses, label, say, smallCentre, type TestHouse } from '../testing.ts'
import { forecastFor } from './forecast.ts'
import { collectForecast, keepSimulatedForecast } from './keep.ts'
import { scoreForecasts, scores } from './scores.ts'
import { zone } from './testing.ts'

const now = (house: TestHouse) => forecastFor(house.store.db, house.clock(), zone)

inBothHouses(
  'one request brings the hours that were and the days ahead',
  { at: '2026-05-02T12:30', settings: { LANTIAN_SOURCES: ['open-meteo'] } },
  async (house, t) => {
    const first = label('2026-04-29', 0)
    const hours = Array.from({ length: 10 * 24 }, (_, i) => first + i)
    const hourly = {
      time: hours.map((hour) =>
        instantOf(hour).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }),
      ),
      ...Object.fromEntries(
        Object.entries({
          pm2_5: 60,
          pm10: 70,
          sulphur_dioxide: 5,
          nitrogen_dioxide: 30,
          carbon_monoxide: 600,
          ozone: 60,
        }).map(([name, value]) => [name, hours.map(() => value)]),
      ),
    }
    const hourly_units = Object.fromEntries(Object.keys(hourly).map((name) => [name, 'μg/m³']))
    const provider = await play(t, (request, response) => {
      const { searchParams } = new URL(request.url!, 'http://x')
      const places = searchParams.get('latitude')!.split(',').length
      sendJson(
        response,
        Array.from({ length: places }, () => ({ utc_offset_seconds: 28_800, hourly_units, hourly })),
      )
    })
    const line = await collectForecast(house, rerouted(t, provider))
    assert.match(line, /open-meteo: \d+ readings; 1 forecasts kept/)
    assert.equal(provider.asked.length, 1)
    const forecast = (await now(house))!
    assert.deepEqual(
      forecast.days.map(({ day, mid, chief, machine }) => [day.slice(8), mid, chief, machine!.points]),
      ['03', '04', '05', '06', '07'].map((day) => [day, 100, ['pm25'], 16]),
    )
    assert.match(await collectForecast(house, rerouted(t, provider)), /readings$/, 'unchanged')
  },
)

inBothHouses(
  'a simulated centre has a simulated forecast, which real air ends',
  { centre: smallCentre, at: '2026-11-24T10:30' },
  async (house) => {
    await simulateHours(house, 24 * 30)
    assert.match(await keepSimulatedForecast(house, 20), /^21 simulated forecasts/)
    assert.equal(await keepSimulatedForecast(house, 20), '', 'made once')
    const forecast = (await now(house))!
    assert.deepEqual([forecast.kind, forecast.source, forecast.days.length], ['simulated', 'simulated', 5])
    assert.ok(forecast.days.every(({ kind }) => kind === 'simulated'))
    const [tomorrow] = await scores(house.store.db, 'simulated', '2026-11-01', '2026-11-23')
    assert.deepEqual([tomorrow!.lead, tomorrow!.against], [1, 'simulated'])
    assert.ok(tomorrow!.days >= 18 && tomorrow!.error > 0 && tomorrow!.error < 40)
    await say(house, [['A', label('2026-11-24', 10), { pm25: 20 }]])
    assert.equal(await now(house), null)
    assert.equal(await keepSimulatedForecast(house, 20), '')
    await scoreForecasts(house)
    assert.deepEqual(await scores(house.store.db, 'simulated', '2026-11-01', '2026-11-23'), [])
  },
)
