import assert from 'node:assert/strict'
import { test } from 'node:test'
import { play, rerouted, sendJson } from '../../kit/outside/testing.ts'
import { cnemcLive, parse } from './cnemc-live.ts'
import type { Window } from './live.ts'
import { beijing, zone } from './testing.ts'

const newest = beijing('2026-03-02', 13)
const window: Window = { from: newest - 1, newest }
const record = (more: object = {}) => ({
  StationCode: '1003A',
  PositionName: '东四',
  Area: '北京市',
  TimePoint: '2026-03-02T13:00:00',
  Latitude: '39.929',
  Longitude: '116.417',
  AQI: '57',
  PM2_5: '41',
  PM2_5_24h: '—',
  PM10: 'NA',
  SO2: '3',
  NO2: '-',
  O3: '60',
  O3_24h: '71',
  CO: '0.6',
  ...more,
})

test('texts become numbers, the local time an hour, dashes missing', () => {
  const { readings, stations, refusals } = parse([record()], window, 'w')
  assert.deepEqual(readings, [
    {
      station: '1003A',
      hour: newest,
      values: { pm25: 41, pm10: null, so2: 3, no2: null, co: 0.6, o3: 60 },
      validity: 'raw',
    },
  ])
  assert.deepEqual(stations[0]?.name, { zh: '东四', en: '东四' })
  assert.deepEqual(refusals, [])
})

test('a wrong hour, the future and a record without station are refused; an old hour is passed over', () => {
  const { readings, refusals } = parse(
    [
      record({ TimePoint: '2026-03-02T14:00:00' }),
      record({ TimePoint: '2026-03-01T13:00:00' }),
      record({ TimePoint: 'soon' }),
      record({ StationCode: '' }),
      record({ TimePoint: '2026-02-30T13:00:00' }),
    ],
    window,
    'w',
  )
  assert.deepEqual(readings, [])
  assert.deepEqual(
    refusals.map((one) => one.line),
    [3, 4, 1, 5],
  )
})

test('swapped ozone is taken from the right field, contradicting ozone from none', () => {
  const many = (swap: (i: number) => boolean) =>
    Array.from({ length: 8 }, (_, i) =>
      record({ StationCode: `${1001 + i}A`, ...(swap(i) && { O3: '90', O3_24h: '60' }) }),
    )
  const swapped = parse(
    many(() => true),
    window,
    'w',
  )
  assert.ok(swapped.readings.every((one) => one.values.o3 === 60))
  assert.match(swapped.refusals[0]?.reason ?? '', /swapped/)
  const mixed = parse(
    many((i) => i % 2 === 0),
    window,
    'w',
  )
  assert.ok(mixed.readings.every((one) => !('o3' in one.values)))
  assert.match(mixed.refusals[0]?.reason ?? '', /left out/)
  assert.ok(
    parse(
      many(() => false),
      window,
      'w',
    ).readings.every((one) => one.values.o3 === 60),
  )
})

test('the city is asked for by name', async (t) => {
  const played = await play(t, (_, response) => sendJson(response, [record()]))
  const settings = { zone, places: [], area: { lat: 0, lon: 0, km: 1 }, cnemcCity: '北京市' }
  assert.equal((await cnemcLive.collect(rerouted(t, played), settings, window)).readings.length, 1)
  assert.equal(
    decodeURIComponent(played.asked[0]?.url ?? ''),
    '/CityData/GetAQIDataPublishLive?cityName=北京市',
  )
})
