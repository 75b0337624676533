import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TestContext } from 'node:test'
import { play, rerouted, sendJson } from '../kit/outside/testing.ts'
import { instantOf } from '../kit/time.ts'
import { collect } from './collect.ts'
import { days } from './days.ts'
import { airAt } from './now.ts'
import { allSources } from './source-register.ts'
import { cityOf } from './tables.ts'
import {
  contents,
  inBothHouses,
  journalLines,
  label,
  type TestHouse,
  type TestHouseOptions,
} from './testing.ts'

const zone = 'Asia/Shanghai'
const options: TestHouseOptions = { at: '2026-05-02T12:30', settings: { LANTIAN_SOURCES: ['open-meteo'] } }
const noon = label('2026-05-02', 12)

/** Open-Meteo for as many places as are asked, every hour the same but for what a test changes. */
function openMeteo(change: (pm25: (number | null)[], times: string[]) => void = () => {}) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const { searchParams } = new URL(request.url!, 'http://x')
    const places = searchParams.get('latitude')!.split(',').length
    const first = label('2026-04-29', 0)
    const hours = Array.from({ length: 9 * 24 }, (_, i) => first + i)
    const time = hours.map((hour) =>
      instantOf(hour).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }),
    )
    const same = (value: number) => hours.map((): number | null => value)
    const pm25 = same(20)
    change(pm25, time)
    const hourly = {
      time,
      pm2_5: pm25,
      pm10: same(40),
      sulphur_dioxide: same(5),
      nitrogen_dioxide: same(20),
      carbon_monoxide: same(500),
      ozone: same(80),
    }
    const units = Object.fromEntries(
      Object.keys(hourly).map((name) => [name, name === 'time' ? 'iso8601' : 'μg/m³']),
    )
    const answer = { utc_offset_seconds: 8 * 3600, hourly_units: units, hourly }
    sendJson(response, places === 1 ? answer : Array.from({ length: places }, () => answer))
  }
}

const ask = async (
  house: TestHouse,
  t: TestContext,
  answer: (q: IncomingMessage, r: ServerResponse) => void,
) => collect(house, rerouted(t, await play(t, answer)))

inBothHouses('what a source brings is saved, rolled up and told', options, async (house, t) => {
  const [came] = await ask(house, t, openMeteo())
  assert.equal(came!.outcome, 'came', came!.line)
  const air = (await airAt(house, house.clock()))!
  assert.deepEqual([air.kind, air.hour, air.city!.values.co], ['model', noon, 0.5])
  const [yesterday] = await days(house.store.db, cityOf('model'), '2026-05-01', '2026-05-01')
  assert.deepEqual([yesterday!.pm25, yesterday!.n_pm25], [20, air.stations.length])
  const [source] = await allSources(house.store.db)
  assert.deepEqual([source!.name, source!.last_hour, source!.fault], ['open-meteo', noon, null])
  assert.equal(source!.came_at, house.clock().epochMilliseconds)
})

inBothHouses('hours to come are never readings', options, async (house, t) => {
  await ask(house, t, openMeteo())
  const rows = await contents(house.store, 'air_reading')
  assert.equal(Math.max(...rows.map(({ hour }) => hour as number)), noon)
})

inBothHouses(
  'asked again, only news is saved; a corrected hour corrects its day',
  options,
  async (house, t) => {
    await ask(house, t, openMeteo())
    const lines = await journalLines(house)
    await ask(house, t, openMeteo())
    assert.equal(await journalLines(house), lines)
    const corrected = openMeteo((pm25, times) => {
      pm25[times.indexOf('2026-05-01T08:00')] = 44
    })
    await ask(house, t, corrected)
    const [day] = await days(house.store.db, cityOf('model'), '2026-05-01', '2026-05-01')
    assert.equal(day!.pm25, 21)
    assert.equal(await journalLines(house), lines + 1)
  },
)

const faults: [string, (q: IncomingMessage, r: ServerResponse) => void][] = [
  ['an error status', (_, response) => response.writeHead(503).end('down')],
  ['an HTML page', (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')],
  ['an error with 200', (_, response) => sendJson(response, { error: true, reason: 'no' })],
  ['an empty body', (_, response) => response.end()],
  ['a changed shape', (_, response) => sendJson(response, { data: [] })],
  ['a dropped line', (_, response) => response.destroy()],
]
inBothHouses(
  'a source that is down, lying or changed harms nothing and is noted',
  options,
  async (house, t) => {
    await ask(house, t, openMeteo())
    const before = await contents(house.store, 'air_reading')
    for (const [name, answer] of faults) {
      const [failed] = await ask(house, t, answer)
      assert.equal(failed!.outcome, 'failed', name)
      const [source] = await allSources(house.store.db)
      assert.ok(source!.fault, name)
      assert.equal(source!.last_hour, noon, `${name}: what it brought before is still known`)
      assert.deepEqual(await contents(house.store, 'air_reading'), before, name)
    }
    await ask(house, t, openMeteo())
    assert.equal((await allSources(house.store.db))[0]!.fault, null)
  },
)

inBothHouses('an answer without news leaves the newest hour known', options, async (house, t) => {
  await ask(house, t, openMeteo())
  house.setClock('2026-05-30T12:30')
  const [came] = await ask(house, t, openMeteo())
  assert.equal(came!.outcome, 'came', came!.line)
  const [source] = await allSources(house.store.db)
  assert.deepEqual([source!.last_count, source!.last_hour], [0, noon])
})

inBothHouses(
  'a source without its key is not set up, and the next one is asked all the same',
  { ...options, settings: { LANTIAN_SOURCES: ['openaq', 'nobody', 'open-meteo'] } },
  async (house, t) => {
    const outcomes = (await ask(house, t, openMeteo())).map(({ source, outcome }) => [source, outcome])
    assert.deepEqual(outcomes, [
      ['openaq', 'not set up'],
      ['open-meteo', 'came'],
    ])
  },
)
