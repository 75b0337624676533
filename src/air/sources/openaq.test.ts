import assert from 'node:assert/strict'
import { test } from 'node:test'
import { play, rerouted, sendJson } from '../../kit/outside/testing.ts'
import type { LiveSettings } from './live.ts'
import { openaq, parseHours, parseLocations, type Sensor } from './openaq.ts'
import { needing, sampleJson, zone } from './testing.ts'

const at = (iso: string) => Date.parse(iso) / 3_600_000
const newest = at('2026-03-02T05:00Z')
const sensor = (id: number, name: string, units: string) => ({
  id,
  name: `${name} ${units}`,
  parameter: { id, name, units },
})
const location = {
  id: 2178,
  name: 'Del Norte',
  isMonitor: true,
  sensors: [
    sensor(8, 'pm25', 'µg/m³'),
    sensor(5, 'o3', 'ppm'),
    sensor(6, 'pm25', 'µg/m³'),
    sensor(9, 'nox', 'ppm'),
  ],
  coordinates: { latitude: 35.1, longitude: -106.6 },
  licenses: [{ id: 33, name: 'US Public Domain' }],
}
const envelope = (results: unknown[], found: number | string = results.length) => ({
  meta: { page: 1, limit: 1000, found },
  results,
})
const settings: LiveSettings = {
  zone,
  places: [],
  area: { lat: 0, lon: 0, km: 1 },
  openaqKey: 'hush-openaq',
  openaqLocations: ['2178'],
}
const hour = (to: string, value: unknown, percentComplete: number | null = 100, interval = '01:00:00') => ({
  value,
  period: { label: '1hour', interval, datetimeFrom: { utc: to }, datetimeTo: { utc: to, local: to } },
  coverage: { percentComplete },
})

test('the newest values of a location, by the end of their hour, with the key in a header', async (t) => {
  const played = await play(t, (request, response) =>
    sendJson(
      response,
      request.url?.endsWith('/latest')
        ? envelope([
            { datetime: { utc: '2026-03-02T05:00:00Z' }, value: 12, sensorsId: 6 },
            { datetime: { utc: '2026-03-02T05:00:00Z' }, value: 99, sensorsId: 8 },
            { datetime: { utc: '2026-03-02T04:00:00Z' }, value: 0.05, sensorsId: 5 },
            { datetime: { utc: '2019-03-02T04:00:00Z' }, value: 3, sensorsId: 6 },
            { datetime: { utc: '2026-03-02T09:00:00Z' }, value: 3, sensorsId: 5 },
          ])
        : envelope([location]),
    ),
  )
  const { readings, stations, refusals } = await openaq.collect(rerouted(t, played), settings, {
    from: newest - 1,
    newest,
  })
  assert.deepEqual(
    readings.map((one) => [one.station, one.hour - newest, one.values.pm25 ?? one.values.o3?.toFixed(2)]),
    [
      ['2178', 0, 12],
      ['2178', -1, '98.09'],
    ],
  )
  assert.deepEqual(stations, [
    {
      code: '2178',
      name: { zh: 'Del Norte', en: 'Del Norte' },
      lat: 35.1,
      lon: -106.6,
      licence: 'US Public Domain',
    },
  ])
  assert.deepEqual(
    refusals.map((one) => one.reason),
    ['pm25: sensor 8 left out beside 6', 'hour not ended yet: 2026-03-02T09:00:00Z'],
  )
  assert.ok(
    played.asked.every((one) => one.headers['x-api-key'] === 'hush-openaq' && !one.url?.includes('hush')),
  )
})

test('hours of the past come page by page; found may be a text', async (t) => {
  const single = { ...location, sensors: [sensor(6, 'pm25', 'µg/m³')] }
  const first = Array.from({ length: 1000 }, (_, i) =>
    hour(new Date((newest - 1003 + i) * 3_600_000).toISOString(), i),
  )
  const played = await play(t, (request, response) => {
    const page = new URL(request.url ?? '', 'http://x').searchParams.get('page')
    sendJson(
      response,
      page === null
        ? envelope([single])
        : envelope(page === '1' ? first : [hour('2026-03-02T05:00:00Z', 7)], '>1000'),
    )
  })
  const { readings } = await openaq.collect(rerouted(t, played), settings, { from: newest - 1100, newest })
  assert.equal(readings.length, 1001)
  assert.equal(played.asked.length, 3)
  assert.match(
    played.asked[1]?.url ?? '',
    /^\/v3\/sensors\/6\/hours\?datetime_from=.*Z&datetime_to=2026-03-02T05:00:00.000Z&limit=1000&page=1$/,
  )
})

const pm25: Sensor = { id: 6, pollutant: 'pm25', toOurs: (amount) => amount }

test('an hour measured in part, another period and a wrong record are refused, a negative stays', () => {
  const { readings, refusals, more } = parseHours(
    envelope([
      hour('2026-03-02T05:00:00Z', -1.2),
      hour('2026-03-02T04:00:00Z', 5, 50),
      hour('2026-03-02T03:00:00Z', 5, 100, '24:00:00'),
      hour('2026-03-02T02:00:00Z', null),
      { value: 3 },
      hour('2026-03-02T01:00:00Z', 1e9),
    ]),
    '2178',
    pm25,
    { from: 0, newest },
    'w',
  )
  assert.deepEqual(
    readings.map((one) => one.values.pm25),
    [-1.2, null],
  )
  assert.deepEqual(
    refusals.map((one) => one.line),
    [2, 3, 5, 6],
  )
  assert.equal(more, false)
})

test('low-cost sensors are another kind and stay out', () => {
  const { locations, refusals } = parseLocations(envelope([{ ...location, isMonitor: false }, location]), 'w')
  assert.equal(locations.length, 1)
  assert.match(refusals[0]?.reason ?? '', /low-cost sensor/)
})

test('the samples are read', needing('samples/openaq'), () => {
  const { locations, refusals } = parseLocations(sampleJson('samples/openaq/locations.json'), 'w')
  assert.deepEqual(locations[0]?.sensors.map((one) => one.pollutant).sort(), [
    'co',
    'no2',
    'o3',
    'pm10',
    'pm25',
    'so2',
  ])
  assert.deepEqual(refusals, [])
  const { readings } = parseHours(
    sampleJson('samples/openaq/measurements.json'),
    '2178',
    pm25,
    { from: 0, newest },
    'w',
  )
  assert.deepEqual(
    readings.map((one) => [one.hour, one.values.pm25]),
    [
      [at('2023-10-16T13:00Z'), 6],
      [at('2023-10-16T14:00Z'), 7.5],
    ],
  )
})
