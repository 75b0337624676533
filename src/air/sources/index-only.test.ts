import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SourceError } from '../../kit/fetch.ts'
import { play, rerouted, sendJson } from '../../kit/outside/testing.ts'
import { airnow, parse } from './airnow.ts'
import { needing, sampleJson, zone } from './testing.ts'
import { findEmbed, parseEmbed } from './waqi.ts'

const observation = (more: object = {}) => ({
  DateObserved: '2026-03-02 ',
  HourObserved: 17,
  LocalTimeZone: 'CST',
  ReportingArea: 'Beijing',
  ParameterName: 'PM2.5',
  AQI: 612,
  Category: { Number: 6, Name: 'Hazardous' },
  ...more,
})

test('AirNow: an index is kept as an index, above 500 too; the trailing blank goes', () => {
  const { indices, refusals } = parse(
    [observation(), observation({ AQI: -1 }), observation({ AQI: -999 }), observation({ AQI: 'x' })],
    'w',
  )
  assert.deepEqual(indices, [
    {
      area: 'Beijing',
      pollutant: 'PM2.5',
      index: 612,
      day: '2026-03-02',
      clock: 17,
      zone: 'CST',
      category: 'Hazardous',
    },
  ])
  assert.deepEqual(
    refusals.map((one) => one.line),
    [4],
  )
})

test('AirNow: an error inside an answer is an error', () => {
  const said = { WebServiceError: [{ Message: 'Invalid API key' }] }
  assert.throws(
    () => parse(said, 'w'),
    (error) => error instanceof SourceError && error.reason === 'denied',
  )
})

test('AirNow gives no readings, and its key is not in what is said of it', async (t) => {
  const played = await play(t, (_, response) => sendJson(response, [observation(), {}]))
  const settings = { zone, places: [], area: { lat: 39.9, lon: 116.4, km: 60 }, airnowKey: 'hush-key' }
  const gathered = await airnow.collect(rerouted(t, played), settings, { from: 0, newest: 1 })
  assert.deepEqual(gathered.readings, [])
  assert.match(played.asked[0]?.url ?? '', /API_KEY=hush-key/)
  assert.doesNotMatch(JSON.stringify(gathered), /hush/)
})

test('AirNow: the sample is read', needing('samples/airnow'), () => {
  const { indices } = parse(sampleJson('samples/airnow/observation-zipcode-current.json'), 'w')
  assert.deepEqual(
    [indices[0]?.day, indices[0]?.index, indices[0]?.area],
    ['2015-12-06', 17, 'Salt Lake City'],
  )
})

test('WAQI: only where to look and whom to name is taken, no number', needing('samples/waqi'), () => {
  const embed = parseEmbed(sampleJson('samples/waqi/station_number_feed_6337.json'), 'w')
  assert.deepEqual(Object.keys(embed), ['uid', 'name', 'url', 'attributions'])
  assert.equal(embed.uid, 6337)
  assert.ok(embed.attributions.length >= 2)
  for (const name of [
    'station_number_feed_372382',
    'city_feed_failing_klundert',
    'city_feed_unknown_dominant_pol',
    'here',
    'coordinates',
  ])
    assert.ok(URL.canParse(parseEmbed(sampleJson(`samples/waqi/${name}.json`), 'w').url), name)
})

const refusing = (reason: string, words: RegExp) => (error: unknown) =>
  error instanceof SourceError && error.reason === reason && words.test(error.message)

test('WAQI: errors come with HTTP 200, in two shapes', () => {
  assert.throws(
    () => parseEmbed({ status: 'error', data: 'Invalid key' }, 'w'),
    refusing('denied', /Invalid key/),
  )
  assert.throws(
    () => parseEmbed({ status: 'error', data: 'Unknown station' }, 'w'),
    refusing('refused', /Unknown station/),
  )
  const nested = { status: 'ok', data: { status: 'error', msg: 'Unknown ID' } }
  assert.throws(() => parseEmbed(nested, 'w'), refusing('refused', /Unknown ID/))
  for (const other of [
    null,
    {},
    { status: 'ok', data: [] },
    { status: 'ok', data: { idx: 1, city: { name: 'x', url: 'javascript:alert(1)' } } },
  ])
    assert.throws(() => parseEmbed(other, 'w'), refusing('changed', /./))
})

test('WAQI: the token goes out and is never told', async (t) => {
  const played = await play(t, (_, response) => sendJson(response, { status: 'error', data: 'Invalid key' }))
  await assert.rejects(
    findEmbed(rerouted(t, played), '@451', 'hush-token'),
    (error: Error) => !/hush/.test(error.message),
  )
  assert.equal(played.asked[0]?.url, '/feed/%40451/?token=hush-token')
})
