import assert from 'node:assert/strict'
import { test } from 'node:test'
import { play, rerouted, sendJson } from '../../kit/outside/testing.ts'
import type { LiveSettings, Place, Window } from './live.ts'
import { addressOf, openMeteo, parse } from './open-meteo.ts'
import { beijing, zone } from './testing.ts'

const newest = beijing('2026-03-02', 13)
const window: Window = { from: newest - 1, newest, ahead: 2 }
const dongsi: Place = { code: '东四', lat: 39.929, lon: 116.417 }
const dingling: Place = { code: '定陵', lat: 40.292, lon: 116.22 }
const times = [
  '2026-03-02T11:00',
  '2026-03-02T12:00',
  '2026-03-02T13:00',
  '2026-03-02T14:00',
  '2026-03-02T15:00',
  '2026-03-02T16:00',
]
const unit = 'μg/m³'
const answer = (more: object = {}, units: object = {}) => ({
  latitude: 40,
  longitude: 116.4,
  utc_offset_seconds: 28_800,
  hourly_units: {
    time: 'iso8601',
    pm2_5: unit,
    pm10: unit,
    sulphur_dioxide: unit,
    nitrogen_dioxide: unit,
    carbon_monoxide: unit,
    ozone: unit,
    ...units,
  },
  hourly: {
    time: times,
    pm2_5: [1, 2, 3, 4, 5, 6],
    pm10: [1, 2, null, 4, 5, 6],
    sulphur_dioxide: [1, 1, 1, 1, 1, 1],
    nitrogen_dioxide: [1, 1, 1, 1, 1, 1],
    carbon_monoxide: [700, 700, 700, 700, 700, 700],
    ozone: [9, 9, 9, 9, 9, 9],
    ...more,
  },
})

test('local times become hours, the past is parted from the forecast, CO is in mg/m³', () => {
  const { readings, forecast } = parse(answer(), [dongsi], window, 'w')
  assert.deepEqual(readings, [
    {
      station: '东四',
      hour: newest - 1,
      values: { pm25: 2, pm10: 2, so2: 1, no2: 1, co: 0.7, o3: 9 },
      validity: 'raw',
    },
    {
      station: '东四',
      hour: newest,
      values: { pm25: 3, pm10: null, so2: 1, no2: 1, co: 0.7, o3: 9 },
      validity: 'raw',
    },
  ])
  assert.deepEqual(
    forecast?.map((one) => [one.hour - newest, one.values.pm25]),
    [
      [1, 4],
      [2, 5],
    ],
  )
})

test('several places come as a list in their order; a wrong one costs itself', () => {
  const { readings, refusals } = parse([answer(), { nothing: 1 }], [dongsi, dingling], window, 'w')
  assert.deepEqual(new Set(readings.map((one) => one.station)), new Set(['东四']))
  assert.equal(refusals[0]?.line, 2)
  assert.throws(() => parse([answer()], [dongsi, dingling], window, 'w'), /1 answers for 2 places/)
})

test('a variable with another unit, another length or no list is left out by itself', () => {
  const said = parse(answer({ ozone: [1], pm10: 'x' }, { pm2_5: 'grains' }), [dongsi], window, 'w')
  assert.deepEqual(Object.keys(said.readings[0]?.values ?? {}), ['so2', 'no2', 'co'])
  assert.deepEqual(
    said.refusals.map((one) => one.reason),
    ['pm2_5: unknown unit "grains"', 'pm10: not in the answer', 'ozone: 1 values for 6 hours'],
  )
})

test('an error told inside an answer is an error', () => {
  assert.throws(
    () => parse({ error: true, reason: 'Latitude must be in range' }, [dongsi], window, 'w'),
    /Latitude must be/,
  )
})

test('the question names all places, variables, the zone and the days', () => {
  const { searchParams } = new URL(
    addressOf([dongsi, dingling], zone, { from: newest - 50, newest, ahead: 96 }),
  )
  assert.deepEqual(Object.fromEntries(searchParams), {
    latitude: '39.9290,40.2920',
    longitude: '116.4170,116.2200',
    hourly: 'pm2_5,pm10,sulphur_dioxide,nitrogen_dioxide,carbon_monoxide,ozone',
    timezone: 'Asia/Shanghai',
    past_days: '3',
    forecast_days: '5',
  })
})

test('an unchanged answer brings nothing and keeps its etag', async (t) => {
  const played = await play(t, (request, response) => {
    response.setHeader('etag', '"7"')
    if (request.headers['if-none-match'] === '"7"') response.writeHead(304).end()
    else sendJson(response, answer())
  })
  const settings: LiveSettings = { zone, places: [dongsi], area: { lat: 0, lon: 0, km: 1 } }
  const first = await openMeteo.collect(rerouted(t, played), settings, window)
  assert.equal(first.readings.length, 2)
  const second = await openMeteo.collect(
    rerouted(t, played),
    { ...settings, etags: first.etags ?? {} },
    window,
  )
  assert.deepEqual([second.readings, second.forecast, second.etags], [[], [], first.etags])
})

test('many places are asked in parts', async (t) => {
  const played = await play(t, (request, response) => {
    const places = new URL(request.url ?? '', 'http://x').searchParams.get('latitude')?.split(',') ?? []
    sendJson(
      response,
      places.map(() => answer()),
    )
  })
  const places = Array.from({ length: 120 }, (_, i) => ({ ...dongsi, code: `s${i}` }))
  const { readings } = await openMeteo.collect(
    rerouted(t, played),
    { zone, places, area: { lat: 0, lon: 0, km: 1 } },
    window,
  )
  assert.deepEqual([played.asked.length, readings.length], [3, 240])
})
