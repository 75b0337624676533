import assert from 'node:assert/strict'
import { createApp } from '../../kit/web/app.tsx'
import { room } from '../index.ts'
import { settle } from '../settle.ts'
import { inBothHouses, label, say } from '../testing.ts'
import { bodyOf, csv, inBothSites, json, options } from './testing.ts'

inBothSites('readings say what each station said, with the hour by its ends and its offset', async (web) => {
  const body = await json(web, '/readings?station=A&from=2016-12-20&to=2016-12-20')
  assert.equal(body.kind, 'reference')
  assert.equal(body.notice, null)
  assert.equal(body.units.co, 'mg/m³')
  assert.deepEqual(body.period, { start: '2016-12-20T00:00+08:00', end: '2016-12-21T00:00+08:00' })
  assert.equal(body.data.length, 24)
  const [first] = body.data
  assert.equal(first.start, '2016-12-20T00:00+08:00')
  assert.equal(first.end, '2016-12-20T01:00+08:00')
  assert.equal(first.values.pm25, 120)
  assert.equal(first.validity, 'raw')
  assert.deepEqual(
    body.sources.map(({ name }: { name: string }) => name),
    ['test-reference'],
  )
})

inBothSites('the city is the mean of the assessed stations, before them', async (web) => {
  const { data } = await json(web, '/readings?place=city,A&from=2016-12-20&to=2016-12-20')
  assert.equal(data.length, 48)
  assert.deepEqual([data[0].place, data[0].values.pm25, data[0].stations], ['city', 140, 2])
  assert.deepEqual([data[1].place, data[1].values.pm25, data[1].stations], ['A', 120, 1])
  assert.equal(data[0].values.co, 1.2, 'what B did not say is left out')
})

inBothSites('missing is null in JSON and empty in CSV', async (web) => {
  const query = '/readings?station=B&from=2016-12-20&to=2016-12-20'
  const { data } = await json(web, query)
  assert.equal(data[0].values.co, null)
  const [line] = await csv(web, `${query}&format=csv`)
  assert.equal(line?.co_mg_m3, '')
  assert.equal(line?.pm25_ug_m3, '160')
  assert.equal(line?.kind, 'reference')
  assert.equal(line?.averaging, '1h')
})

inBothSites('days say what is behind them: hours of a station, stations of the city', async (web) => {
  const { data } = await json(web, '/days?place=city,A,B&from=2016-12-19&to=2016-12-20')
  const places = data.map(({ place, day }: { place: string; day: string }) => `${day} ${place}`)
  assert.deepEqual(places, [
    '2016-12-19 city',
    '2016-12-19 A',
    '2016-12-20 city',
    '2016-12-20 A',
    '2016-12-20 B',
  ])
  const [, station, city, , b] = data
  assert.deepEqual([station.capture.of, station.capture.expected, station.capture.pm25], ['hours', 24, 24])
  assert.deepEqual([city.capture.of, city.capture.expected, city.capture.pm25], ['stations', 4, 2])
  assert.deepEqual([b.capture.co, b.values.co], [0, null])
  assert.equal(station.values.pm25, 80)
  assert.equal(station.index, 107)
  assert.equal(station.validity, 'raw')
  assert.deepEqual(station.sources, ['test-reference'])
})

inBothSites('a day takes the lowest validity of its hours', async (web, house) => {
  const hours = Array.from(
    { length: 23 },
    (_, i) => ['A', label('2016-12-18', i + 1), { pm25: 50 }] as ['A', number, object],
  )
  await say(house, hours, { validity: 'validated' })
  await settle(house)
  const day = async () => (await json(web, '/days?place=A&from=2016-12-18&to=2016-12-18')).data[0].validity
  assert.equal(await day(), 'validated')
  await say(house, [['A', label('2016-12-18', 24), { pm25: 50 }]], { validity: 'provisional' })
  assert.equal(await day(), 'provisional')
})

inBothSites('flags are spelled as words', async (web, house) => {
  await say(house, [['A', label('2016-12-18', 3), { pm25: -5, o3: 9999 }]])
  await settle(house)
  const { data } = await json(web, '/readings?station=A&from=2016-12-18&to=2016-12-18')
  assert.deepEqual(data[0].flags, { pm25: ['negative'], o3: ['range'] })
  assert.equal(data[0].values.pm25, -5, 'what was said stays')
  const [line] = await csv(web, '/readings?station=A&from=2016-12-18&to=2016-12-18&format=csv')
  assert.deepEqual([line?.pm25_ug_m3, line?.pm25_flags], ['-5', 'negative'])
})

inBothSites('now is the city, its districts and its stations', async (web) => {
  const body = await json(web, '/now')
  assert.equal(body.period.end, '2016-12-21T00:00+08:00')
  assert.deepEqual(
    body.data.map(({ what }: { what: string }) => what),
    ['city', 'district', 'station', 'station', 'station', 'station', 'station'],
  )
  const map = await json(web, '/now?format=geojson')
  assert.equal(map.features.length, 5, 'only stations have a point')
  assert.deepEqual(map.features[0].geometry.coordinates, [116.4, 39.9])
})

inBothHouses('a centre without any data answers so, everywhere', options, async (house) => {
  const web = createApp(house, [room])
  for (const path of [
    '/now',
    '/readings',
    '/days',
    '/months',
    '/years',
    '/forecast',
    '/alerts',
    '/sources',
  ]) {
    const answer = await web.request(`/api/v1${path}`)
    assert.equal(answer.status, 200, path)
    const { data } = await bodyOf(answer)
    assert.equal(data.filter(({ index }: { index?: number }) => index != null).length, 0, path)
  }
})

inBothSites('whoever has the newest answer gets a bare 304, until something changes', async (web, house) => {
  for (const path of ['/now', '/stations', '/readings', '/days?format=csv', '/standards']) {
    const first = await web.request(`/api/v1${path}`)
    const etag = first.headers.get('etag')!
    assert.ok(etag, path)
    await first.text()
    const again = await web.request(`/api/v1${path}`, { headers: { 'if-none-match': `"x", ${etag}` } })
    assert.deepEqual([again.status, await again.text(), again.headers.get('etag')], [304, '', etag], path)
  }
  const before = (await web.request('/api/v1/readings')).headers.get('etag')!
  await say(house, [['A', label('2016-12-20', 24), { pm25: 121 }]])
  const unsettled = (await web.request('/api/v1/readings')).headers.get('etag')!
  await settle(house)
  const settled = (await web.request('/api/v1/readings')).headers.get('etag')!
  assert.equal(new Set([before, unsettled, settled]).size, 3, 'also settling changes flags and days')
})

inBothSites('formats and questions have marks of their own', async (web) => {
  const tags = await Promise.all(
    ['/days', '/days?format=csv', '/days?place=A', '/days?from=2016-12-19'].map(async (path) =>
      (await web.request(`/api/v1${path}`)).headers.get('etag'),
    ),
  )
  assert.equal(new Set(tags).size, tags.length)
})

inBothSites('HEAD answers as GET would, without a body', async (web) => {
  for (const path of ['/now', '/readings?format=csv', '/openapi.json']) {
    const head = await web.request(`/api/v1${path}`, { method: 'HEAD' })
    const get = await web.request(`/api/v1${path}`)
    assert.equal(head.status, 200)
    assert.equal(await head.text(), '')
    for (const name of ['content-type', 'etag', 'cache-control'])
      assert.equal(head.headers.get(name), get.headers.get(name), `${path} ${name}`)
    await get.text()
  }
})

inBothSites('standards come with the days between which they hold', async (web) => {
  const { data } = await json(web, '/standards?name=HJ633-2026')
  assert.equal(data.length, 1)
  assert.equal(data[0].first, '2026-03-01')
  const pm25 = data[0].columns.find(
    (one: { pollutant: string; averaging: string }) => one.pollutant === 'pm25' && one.averaging === '24h',
  )
  assert.deepEqual([pm25.unit, pm25.steps[2]], ['µg/m³', { label: '100', low: null, value: 60 }])
})
