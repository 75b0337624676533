import assert from 'node:assert/strict'
import { test } from 'node:test'
import { play, rerouted, sendJson } from '../../kit/outside/testing.ts'
import { airgradient, parseLocal, parseWorld } from './airgradient.ts'
import type { LiveSettings, Window } from './live.ts'
import { parse as parseCommunity, sensorCommunity } from './sensor-community.ts'
import { needing, sampleJson, zone } from './testing.ts'

const at = (iso: string) => Date.parse(iso) / 3_600_000
const newest = at('2026-03-02T05:00Z')
const window: Window = { from: newest - 1, newest }
const area = { lat: 39.9, lon: 116.4, km: 60 }
const settings: LiveSettings = { zone, places: [], area }

const measured = (timestamp: string, values: Record<string, unknown>, id = 253, indoor: unknown = 0) => ({
  timestamp,
  location: { latitude: '39.9', longitude: '116.4', indoor },
  sensor: { id },
  sensordatavalues: Object.entries(values).map(([value_type, value]) => ({ value_type, value })),
})

test('Sensor.Community: texts are numbers, times are UTC, P1 is PM10 and P2 PM2.5', () => {
  const { readings, stations } = parseCommunity(
    [measured('2026-03-02 04:22:32', { P1: '7.31', P2: '6.92', humidity: '40' })],
    window,
    'w',
  )
  assert.deepEqual(readings, [
    { station: '253', hour: newest, values: { pm10: 7.31, pm25: 6.92 }, validity: 'raw' },
  ])
  assert.deepEqual(stations[0], {
    code: '253',
    name: { zh: '传感器 253', en: 'Sensor 253' },
    lat: 39.9,
    lon: 116.4,
  })
})

test('Sensor.Community: indoor, stale and weather-only ones are left out, the future is refused, the newest wins', () => {
  const { readings, refusals } = parseCommunity(
    [
      measured('2026-03-02 05:02:00', { P2: '9' }, 1),
      measured('2026-03-02 05:00:01', { P2: '8' }, 1),
      measured('2026-03-02 05:00:01', { P2: '8' }, 2, 1),
      measured('2026-03-02 05:00:01', { temperature: '8' }, 3),
      measured('2026-03-01 05:00:01', { P2: '8' }, 4),
      measured('2026-03-02 07:00:01', { P2: '8' }, 5),
      measured('2026-03-02 05:00:01', { P2: '1e309', P1: '-999' }, 6),
    ],
    window,
    'w',
  )
  assert.deepEqual(
    readings.map((one) => [one.station, one.hour - newest, one.values]),
    [
      ['1', 1, { pm25: 9 }],
      ['6', 1, { pm10: null }],
    ],
  )
  assert.deepEqual(
    refusals.map((one) => one.reason),
    ['pm25: "1e309" is no possible value', 'time in the future: 2026-03-02 07:00:01'],
  )
})

test('Sensor.Community is asked for our area by name', async (t) => {
  const played = await play(t, (_, response) => sendJson(response, []))
  await sensorCommunity.collect(rerouted(t, played), settings, window)
  assert.equal(played.asked[0]?.url, '/airrohr/v1/filter/area=39.9000,116.4000,60')
  assert.equal(played.asked[0]?.headers['user-agent'], 'Lantian test')
})

test('Sensor.Community: the sample is read', needing('samples/sensor-community'), () => {
  const sampled = { from: 0, newest: at('2023-12-08T16:00Z') }
  const { readings } = parseCommunity(sampleJson('samples/sensor-community/v1-sensor.json'), sampled, 'w')
  assert.deepEqual(readings[0], {
    station: '253',
    hour: at('2023-12-08T16:00Z'),
    values: { pm10: 7.31, pm25: 6.92 },
    validity: 'raw',
  })
})

const monitor = (locationId: number, timestamp: string, more: object = {}) => ({
  locationId,
  publicLocationName: `Place ${locationId}`,
  latitude: 39.95,
  longitude: 116.3,
  pm02: 12.5,
  pm10: 14,
  timestamp,
  ...more,
})

test('AirGradient: the public map is cut to our area and time; pm02 is PM2.5', () => {
  const { readings, stations, refusals } = parseWorld(
    [
      monitor(1, '2026-03-02T05:10:00.000Z'),
      monitor(2, '2026-03-02T05:10:00.000Z', { latitude: 13.7, longitude: 100.5 }),
      monitor(3, '2026-02-01T05:10:00.000Z'),
      monitor(4, '2026-03-09T05:10:00.000Z'),
      monitor(5, '2026-03-02T05:00:00.000Z', { latitude: null }),
      monitor(6, '2026-03-02T05:00:00.000Z', { pm02: null, pm10: undefined }),
    ],
    area,
    window,
    'w',
  )
  assert.deepEqual(
    readings.map((one) => [one.station, one.hour - newest, one.values]),
    [
      ['1', 1, { pm25: 12.5, pm10: 14 }],
      ['6', 0, { pm25: null }],
    ],
  )
  assert.deepEqual(
    stations.map((one) => one.name.en),
    ['Place 1', 'Place 6'],
  )
  assert.deepEqual(
    refusals.map((one) => one.line),
    [4],
  )
})

test('AirGradient: a monitor of the house counts for the hour of its receipt', () => {
  const { readings, stations } = parseLocal({ serialno: 'ecda3b', pm02: 7, pm10: 8 }, newest + 1, area, 'w')
  assert.deepEqual(readings, [
    { station: 'ecda3b', hour: newest + 1, values: { pm25: 7, pm10: 8 }, validity: 'raw' },
  ])
  assert.equal(stations[0]?.lat, area.lat)
  assert.throws(() => parseLocal({ pm02: 7 }, newest, area, 'w'), /serialno/)
})

test('AirGradient: a monitor that is away costs only itself', async (t) => {
  const played = await play(t, (request, response) => {
    if (request.url === '/measures/current') response.destroy()
    else sendJson(response, [monitor(1, '2026-03-02T05:10:00Z')])
  })
  const own = { ...settings, airgradientMonitors: ['airgradient_ecda3b.local'] }
  const { readings, refusals } = await airgradient.collect(rerouted(t, played), own, window)
  assert.equal(readings.length, 1)
  assert.match(refusals[0]?.reason ?? '', /cannot be reached/)
})

test('AirGradient: the map that is away does not hide the monitors', async (t) => {
  const played = await play(t, (request, response) =>
    sendJson(
      response,
      { serialno: 'ecda3b', pm02: 7, pm10: 8 },
      request.url === '/measures/current' ? 200 : 500,
    ),
  )
  const own = { ...settings, airgradientMonitors: ['airgradient_ecda3b.local'] }
  assert.deepEqual(
    (await airgradient.collect(rerouted(t, played), own, window)).readings.map((one) => one.station),
    ['ecda3b'],
  )
})

test('AirGradient: the sample is read', needing('samples/airgradient'), () => {
  const { readings } = parseLocal(
    sampleJson('samples/airgradient/local-measures-current.json'),
    newest,
    area,
    'w',
  )
  assert.deepEqual(readings[0]?.values, { pm25: 7, pm10: 8 })
})
