import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Room } from '../../kit/room.ts'
import { createApp } from '../../kit/web/app.tsx'
import { deliverNext } from '../delivery/deliver.ts'
import { makeNext } from '../making.ts'
import { eveningId, inBothHouses, type TestHouse, testNewsroom } from '../testing-house.ts'
import { broadcastApi } from './routes.ts'

const token = 'a-token-of-the-broadcast'
const settings = { LANTIAN_FORECASTER_TOKEN: token }
const root = '/api/v1/broadcast'
const by = '编辑甲'

function app(house: TestHouse, news = testNewsroom()) {
  const room: Room = { name: 'broadcast', migrations: {}, routes: (web) => broadcastApi(web, house, news) }
  const web = createApp(house, [room])
  return async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { authorization: `Bearer ${token}` },
  ) => {
    const text = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
    const answer = await web.request(`${root}${path}`, { method, headers, ...text })
    return { status: answer.status, json: JSON.parse((await answer.text()) || 'null') }
  }
}

const moment = { kind: 'evening', at: '2016-12-20T18:00+08:00', by }
const at = `/editions/${eveningId}`

inBothHouses(
  'from the proposal to the airing by the API alone',
  async (house) => {
    const news = testNewsroom()
    const ask = app(house, news)
    assert.equal((await ask('POST', '/editions', moment)).status, 201)
    const changes = {
      title: { zh: '播报', en: 'Broadcast' },
      parts: { chief: { floated: true } },
      lines: { 'gone/line': { zh: '留' } },
    }
    const changed = await ask('PUT', `${at}/changes`, { changes, revision: 0, by })
    assert.equal(changed.status, 200)
    assert.deepEqual(changed.json.unknown, ['gone/line'])
    assert.equal(changed.json.plan.title.en, 'Broadcast')
    assert.notEqual(changed.json.machine.title.en, 'Broadcast')
    assert.equal((await ask('PUT', `${at}/changes`, { changes: {}, revision: 0, by })).status, 409)
    assert.equal((await ask('POST', `${at}/versions`, { by })).status, 202)
    await makeNext(house, {}, news)
    const stranger = async (path: string) => (await ask('GET', path, undefined, {})).status
    for (const path of [at, `${at}/versions/1`, `${at}/transcript`])
      assert.equal(await stranger(path), 404, `${path}: what nobody signed is the newsroom’s`)
    const day = '/editions?from=2016-12-20&to=2016-12-20'
    assert.deepEqual((await ask('GET', day, undefined, {})).json.data, [])
    assert.equal((await ask('GET', day)).json.data.length, 1)
    assert.equal((await ask('GET', day, undefined, { authorization: 'Bearer guess' })).status, 401)
    const { json: version } = await ask('GET', `${at}/versions/1`)
    assert.equal(version.state, 'made')
    const film = version.films[0].sha256
    assert.equal((await ask('POST', `${at}/versions/1/sign-off`, { film, by })).status, 201)
    assert.equal((await ask('POST', `${at}/versions/1/sign-off`, { film, by })).status, 409)
    house.setClock('2016-12-20T19:30')
    const csv = `edition,version,channel,from,to\n${eveningId},1,BTV-1,2016-12-20T19:00+08:00,2016-12-20T19:02+08:00\n`
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' }
    assert.deepEqual((await ask('POST', '/as-run?by=BTV', csv, headers)).json, { added: 1, same: 0 })
    assert.equal((await ask('GET', `${at}/as-run`)).json.data[0].channel, 'BTV-1')
    const transcript = await ask('GET', `${at}/transcript`, undefined, {})
    assert.ok(transcript.json.parts.some(({ id }: { id: string }) => id === 'now'))
    assert.ok(!transcript.json.parts.some(({ id }: { id: string }) => id === 'chief'))
    await ask('PUT', `${at}/changes`, { changes: {}, revision: changed.json.revision, by })
    const later = await ask('GET', `${at}/transcript`, undefined, {})
    assert.deepEqual(later.json.parts, transcript.json.parts, 'everybody reads what was signed')
    const inside = await ask('GET', `${at}/transcript`)
    assert.ok(inside.json.parts.some(({ id }: { id: string }) => id === 'chief'))
    assert.deepEqual([await stranger(at), await stranger(`${at}/versions/1`)], [200, 200])
    assert.equal((await ask('GET', day, undefined, {})).json.data.length, 1)
  },
  settings,
)

inBothHouses(
  'a wrong request is answered with what is wrong, never with a bug',
  async (house) => {
    const ask = app(house)
    await ask('POST', '/editions', moment)
    const none = {}
    for (const [method, path, body, status, headers] of [
      ['POST', '/editions', moment, 401, none],
      ['GET', `${at}/plan`, undefined, 401, none],
      ['POST', '/as-run', {}, 401, none],
      ['POST', '/editions', '{', 400],
      ['POST', '/editions', { kind: 'noon', at: 'now', by: '' }, 422],
      ['POST', '/editions', `"${'x'.repeat(300_000)}"`, 413],
      ['GET', '/editions/none', undefined, 404],
      ['GET', `${at}/versions/0`, undefined, 404],
      ['GET', `${at}/versions/9`, undefined, 404],
      ['GET', '/editions?from=yesterday', undefined, 400],
      ['PUT', `${at}/changes`, { changes: { colour: 1 }, revision: 0, by }, 422],
      ['PUT', `${at}/changes`, { changes: { lines: { 'now/x': { zh: '\u0007' } } }, revision: 0, by }, 422],
      ['POST', `${at}/versions`, { cuts: [], by }, 422],
      ['POST', `${at}/versions`, { profiles: ['none'], by }, 404],
      ['POST', `${at}/versions/1/sign-off`, { film: 'x', by }, 422],
      ['POST', '/as-run', { source: 'station', by, lines: [] }, 422],
    ] as const) {
      const answer = await ask(method, path, body, headers)
      assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.json)}`)
      assert.ok(answer.json.title && answer.json.title_zh)
    }
  },
  settings,
)

inBothHouses(
  'what is unfit is not delivered, and the reason stands with the delivery',
  async (house) => {
    const news = testNewsroom()
    const ask = app(house, news)
    const inbox = join(house.settings.LANTIAN_DATA, 'inbox')
    mkdirSync(inbox, { recursive: true })
    const file = join(house.settings.LANTIAN_DATA, 'delivery.json')
    writeFileSync(
      file,
      JSON.stringify({ profiles: [{ name: 'btv', destination: { kind: 'folder', path: inbox } }] }),
    )
    Object.assign(house.settings, { LANTIAN_DELIVERY: file })
    assert.equal((await ask('GET', '/profiles')).json.data[0].destination, 'folder')
    await ask('POST', '/editions', moment)
    await ask('POST', `${at}/versions`, { profiles: ['btv'], by })
    await makeNext(house, {}, news)
    const asked = { profile: 'btv', by }
    assert.equal((await ask('POST', `${at}/versions/1/deliveries`, asked)).json.code, 'not-signed')
    const film = (await ask('GET', `${at}/versions/1`)).json.films[0].sha256
    await ask('POST', `${at}/versions/1/sign-off`, { film, by })
    assert.equal((await ask('POST', `${at}/versions/1/deliveries`, asked)).status, 202)
    // The film of the test is a few bytes of text.
    assert.match(
      (await deliverNext(house, new AbortController().signal))!,
      /technical checks failed: Readable/,
    )
    const { json } = await ask('GET', `${at}/versions/1/deliveries`)
    assert.equal(json.data[0].state, 'failed')
    assert.match(json.data[0].fault.zh, /技术审查不合格/)
    assert.deepEqual(readdirSync(inbox), [])
    writeFileSync(file, '{"profiles":[{"name":"BTV"}]}')
    assert.equal((await ask('GET', '/profiles')).status, 422)
  },
  settings,
)
