import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Reason, SourceError } from '../../kit/fetch.ts'
import { play, rerouted, sendJson } from '../../kit/outside/testing.ts'
import { bulkSources, liveSources, sources } from './index.ts'
import type { LiveSettings, Window } from './live.ts'
import { Readings } from './live.ts'
import { beijing, zone } from './testing.ts'

const newest = beijing('2026-03-02', 13)
const window: Window = { from: newest - 1, newest }
const settings: LiveSettings = {
  zone,
  places: [{ code: '东四', lat: 39.929, lon: 116.417 }],
  area: { lat: 39.9, lon: 116.4, km: 60 },
  openaqKey: 'hush-openaq',
  openaqLocations: ['2178'],
  airnowKey: 'hush-airnow',
  cnemcCity: '北京市',
}

const collectFrom = async (t: TestContext, name: string, answer: Parameters<typeof play>[1], more = {}) =>
  liveSources.get(name)!.collect(rerouted(t, await play(t, answer), more), settings, window)

async function fails(reason: Reason, promise: Promise<unknown>) {
  await assert.rejects(promise, (error: unknown) => {
    assert.ok(error instanceof SourceError, String(error))
    assert.equal(error.reason, reason, error.message)
    assert.doesNotMatch(error.message, /hush/)
    return true
  })
}

for (const name of liveSources.keys()) {
  test(`${name}: every error of a provider is told as what it is`, async (t) => {
    for (const [status, reason] of [
      [401, 'denied'],
      [403, 'denied'],
      [410, 'changed'],
      [429, 'limited'],
      [500, 'down'],
    ] as const)
      await fails(
        reason,
        collectFrom(t, name, (_, response) => response.writeHead(status).end('{}')),
      )
  })

  test(`${name}: a web page, half an answer, another shape, no answer and an endless one harm nothing`, async (t) => {
    await fails(
      'changed',
      collectFrom(t, name, (_, response) => response.end('<html>hello</html>')),
    )
    await fails(
      'changed',
      collectFrom(t, name, (_, response) => response.end('[{"a":')),
    )
    for (const shape of [42, null, 'text', { other: true }, { results: 'none', hourly: 3 }])
      await fails(
        'changed',
        collectFrom(t, name, (_, response) => sendJson(response, shape)),
      )
    await fails(
      'slow',
      collectFrom(t, name, () => {}, { timeoutMs: 60 }),
    )
    await fails(
      'not-allowed',
      collectFrom(t, name, (_, response) =>
        response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      ),
    )
    await fails(
      'too-big',
      collectFrom(t, name, (_, response) => {
        response.writeHead(200, { 'content-length': 1e12 }).write('[')
      }),
    )
  })
}

test('records of wrong types are refused one by one, never thrown', async (t) => {
  const junk = [null, 1, 'x', [], {}, { timestamp: 5 }, { StationCode: 7 }]
  for (const name of ['airnow', 'sensor-community', 'airgradient', 'cnemc-live']) {
    const { readings, refusals } = await collectFrom(t, name, (_, response) => sendJson(response, junk))
    assert.deepEqual(readings, [], name)
    assert.equal(refusals.length, junk.length, name)
  }
})

test('a long list of nonsense is given up on', async (t) => {
  const junk = `[${'0,'.repeat(2_000_000)}0]`
  const { refusals } = await collectFrom(t, 'sensor-community', (_, response) => response.end(junk))
  assert.equal(refusals.length, 1001)
  assert.match(refusals.at(-1)?.reason ?? '', /the rest of the answer was not read/)
})

test('values: missing in all spellings, impossible ones refused, negatives kept', () => {
  const readings = new Readings([])
  const put = (station: string, said: unknown) =>
    readings.put({ station, hour: 1, pollutant: 'pm25', where: 'w', line: 1 }, said)
  for (const [i, said] of [null, '', ' NA ', '—', '-', '-;', '/', -999, '-9999', 'null'].entries())
    put(`missing ${i}`, said)
  put('negative', '-1.5')
  for (const said of [Number.POSITIVE_INFINITY, 'NaN', '1e309', 1e7, 'abc', true, {}, '12abc'])
    put('impossible', said)
  assert.ok(readings.all().every(({ station, values }) => station === 'negative' || values.pm25 === null))
  assert.equal(readings.all().length, 11)
  assert.equal(readings.refusals.length, 8)
})

test('what a source lacks is named by its setting', () => {
  const bare: LiveSettings = { zone, places: [], area: settings.area }
  const lacking = [...liveSources].map(([name, source]) => [name, source.lacks(bare)])
  assert.deepEqual(Object.fromEntries(lacking), {
    'open-meteo': 'stations of the centre',
    openaq: 'LANTIAN_OPENAQ_KEY',
    'cnemc-live': 'city of the centre',
    airnow: 'LANTIAN_AIRNOW_KEY',
    'sensor-community': null,
    airgradient: null,
  })
  for (const source of liveSources.values()) assert.equal(source.lacks(settings), null)
})

test('every source says in both languages whom to name and under which licence', () => {
  assert.deepEqual([...bulkSources.keys()], ['uci', 'uci-pm25', 'us-embassy', 'cnemc-csv', 'openaq-archive'])
  assert.equal(sources.size, bulkSources.size + liveSources.size + 2)
  for (const [name, info] of sources) {
    assert.equal(info.name, name)
    for (const text of [info.title.zh, info.title.en, info.licence, info.attribution])
      assert.ok(text.length > 2, name)
    assert.ok(URL.canParse(info.url), name)
  }
})
