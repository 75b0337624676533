import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createApp } from '../../kit/web/app.tsx'
import { room } from '../index.ts'
import { inBothHouses, label, say } from '../testing.ts'
import { repeated } from './refusals.ts'
import { bodyOf, inBothSites, json, options } from './testing.ts'

/** Address, status, code, the parameter that is named. */
const refused: [path: string, status: number, code: string, parameter: string][] = [
  ['/readings?station=nowhere', 404, 'unknown-station', 'station'],
  ['/days?place=A,nowhere', 404, 'unknown-station', 'place'],
  ['/days?from=2016-13-01', 400, 'wrong-parameter', 'from'],
  ['/days?from=2015-02-29', 400, 'wrong-parameter', 'from'],
  ['/days?from=', 400, 'wrong-parameter', 'from'],
  ['/days?from=1e309', 400, 'wrong-parameter', 'from'],
  ['/days?from=NaN', 400, 'wrong-parameter', 'from'],
  ['/days?from=0001-01-01', 400, 'wrong-parameter', 'from'],
  ['/days?from=99999-01-01', 400, 'wrong-parameter', 'from'],
  ['/days?from=2016-12-02&to=2016-12-01', 400, 'end-before-beginning', 'to'],
  ['/readings?from=2000-01-01&to=2016-12-31', 400, 'too-long', 'to'],
  ['/days?place=all&from=1900-01-01&to=2016-12-31', 400, 'too-long', 'to'],
  ['/forecast/scores?from=1990-01-01&to=2016-12-31', 400, 'too-long', 'to'],
  ['/readings?format=xml', 400, 'wrong-parameter', 'format'],
  ['/readings?format=geojson', 400, 'wrong-parameter', 'format'],
  ['/readings?kind=guess', 400, 'wrong-parameter', 'kind'],
  ['/days?place=A&kind=model', 400, 'mixed-kinds', 'place'],
  ['/days?kind=sensor', 400, 'no-city-of-sensors', 'kind'],
  ['/readings?place=A&station=A', 400, 'both-place-and-station', 'station'],
  ['/readings?place=', 400, 'wrong-parameter', 'place'],
  ['/readings?place=A,,B', 400, 'wrong-parameter', 'place'],
  ['/readings?place=%00', 400, 'wrong-parameter', 'place'],
  ['/readings?place=A%0d%0aset-cookie:x', 400, 'wrong-parameter', 'place'],
  [`/readings?place=${'x'.repeat(3000)}`, 400, 'wrong-parameter', 'place'],
  [`/readings?place=${'x,'.repeat(60)}y`, 400, 'wrong-parameter', 'place'],
  ['/readings?from=2016-12-01&from=2016-12-02', 400, 'wrong-parameter', 'from'],
  ['/readings?form=2016-12-01', 400, 'wrong-parameter', 'form'],
  ['/readings?__proto__=1', 400, 'wrong-parameter', '__proto__'],
  ['/readings?constructor=1', 400, 'wrong-parameter', 'constructor'],
  ['/now?place=A', 400, 'wrong-parameter', 'place'],
  ['/months?from=2016-13', 400, 'wrong-parameter', 'from'],
  ['/years?from=16', 400, 'wrong-parameter', 'from'],
  ['/alerts?limit=1e309', 400, 'wrong-parameter', 'limit'],
  ['/alerts?limit=-1', 400, 'wrong-parameter', 'limit'],
  ['/alerts?limit=201', 400, 'wrong-parameter', 'limit'],
  ['/alerts?limit=NaN', 400, 'wrong-parameter', 'limit'],
  ['/standards?name=HJ', 400, 'wrong-parameter', 'name'],
]

inBothSites(
  'what cannot be answered is refused in both languages, with the name of the parameter',
  async (web) => {
    for (const [path, status, code, parameter] of refused) {
      const answer = await web.request(`/api/v1${path}`)
      assert.equal(answer.status, status, path)
      assert.match(answer.headers.get('content-type')!, /^application\/problem\+json/)
      assert.equal(answer.headers.get('access-control-allow-origin'), '*')
      const body = await bodyOf(answer)
      assert.equal(body.code, code, path)
      assert.equal(body.status, status)
      assert.equal(
        body.errors.some((one: { parameter: string }) => one.parameter === parameter),
        true,
        path,
      )
      assert.match(body.detail_zh, /\p{Script=Han}/u)
      assert.doesNotMatch(body.detail, /\p{Cc}/u)
      assert.ok(body.detail.length < 600, path)
    }
  },
)

inBothSites('every wrong parameter is named at once, and what is allowed is listed', async (web) => {
  const body = await json(web, '/readings?format=xml&kind=x&foo=1')
  assert.deepEqual(
    body.errors.map(({ parameter }: { parameter: string }) => parameter),
    ['format', 'kind', 'foo'],
  )
  assert.deepEqual(body.errors[0].allowed, ['json', 'csv'])
  assert.deepEqual(body.errors[1].allowed, ['reference', 'sensor', 'model', 'simulated'])
})

inBothSites('a name that is nearly right is answered with the likely ones', async (web) => {
  const { errors } = await json(web, '/readings?station=Statoin%20A')
  assert.ok(errors[0].allowed.includes('A'))
})

inBothSites('what is not read is refused, with what is taken', async (web) => {
  const post = await web.request('/api/v1/days', { method: 'POST' })
  assert.equal(post.status, 405)
  assert.equal(post.headers.get('allow'), 'GET, HEAD, OPTIONS')
  assert.equal(post.headers.get('access-control-allow-origin'), null)
  assert.equal((await bodyOf(post)).code, 'method-not-allowed')
  const remove = await web.request('/api/v1/alerts', { method: 'DELETE' })
  assert.equal(remove.headers.get('allow'), 'GET, HEAD, OPTIONS, POST')
  const issue = await web.request('/api/v1/alerts', { method: 'POST' })
  assert.equal(issue.status, 403, 'writing is still for the person on duty')
})

inBothSites('an Accept header that allows nothing of ours is refused', async (web) => {
  const get = (accept: string) => web.request('/api/v1/now', { headers: { accept } })
  assert.equal((await get('image/png')).status, 406)
  assert.equal((await get('application/json;q=0, */*;q=0')).status, 406)
  const type = async (accept: string) => (await get(accept)).headers.get('content-type')?.split(';')[0]
  assert.equal(await type('text/html,*/*;q=0.8'), 'application/json')
  assert.equal(await type('text/csv'), 'text/csv')
  assert.equal(await type('application/json;q=0.5, application/geo+json'), 'application/geo+json')
  assert.equal(await type('text/*'), 'text/csv')
})

inBothHouses('kinds are never mixed', options, async (house) => {
  await say(house, [['A', label('2016-12-20', 5), { pm25: 10 }]])
  const model = {
    code: 'open-meteo:x',
    kind: 'model' as const,
    name_zh: '点',
    name_en: 'Point',
    district: null,
  }
  await house.store.db
    .insertInto('air_station')
    .values({ ...model, lat: 39.9, lon: 116.4, type: 'other', evaluated: 1, licence: null })
    .execute()
  await say(house, [['open-meteo:x', label('2016-12-20', 6), { pm25: 20 }]], { kind: 'model' })
  const web = createApp(house, [room])
  const mixed = await json(web, '/readings?place=A,open-meteo:x')
  assert.equal(mixed.code, 'mixed-kinds')
  const own = await json(web, '/readings?place=open-meteo:x')
  assert.equal(own.kind, 'model')
  assert.match(own.notice.en, /not measured/)
  assert.deepEqual(
    own.data.map(({ values }: { values: { pm25: number } }) => values.pm25),
    [20],
  )
  const { kinds } = await json(web, '/stations')
  assert.deepEqual(kinds, ['reference', 'model'])
})

test('what a reader typed is repeated short and harmless', () => {
  assert.equal(repeated('a\u0000b\u202e'), 'a�b�')
  assert.equal(repeated('x'.repeat(100)).length, 41)
  assert.ok(repeated('\ud800').isWellFormed())
})
