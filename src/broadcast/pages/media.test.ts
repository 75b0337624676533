import assert from 'node:assert/strict'
import { rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from '../versions.ts'
import { filmBytes, shelve } from './testing.ts'
import { inBroadcastHouses } from './testing-house.ts'

const id = 'evening-2016-12-20'
const film = `/media/broadcast/${id}/1/${id}.wide.both.mp4`

inBroadcastHouses(
  'a film is sent whole, in pieces, and not at all to who has it',
  {},
  async ({ web, ...house }) => {
    await shelve({ ...house })
    const all = filmBytes()
    const whole = await web.request(film)
    assert.equal(whole.status, 200)
    const header = (name: string) => whole.headers.get(name)
    assert.equal(header('content-type'), 'video/mp4')
    assert.equal(header('content-length'), '5000')
    assert.equal(header('accept-ranges'), 'bytes')
    assert.match(header('cache-control')!, /immutable/)
    const etag = header('etag')!
    assert.match(etag, /^"[0-9a-f]{64}"$/)
    assert.deepEqual(new Uint8Array(await whole.arrayBuffer()), all)
    const ask = (headers: Record<string, string>, method = 'GET') => web.request(film, { method, headers })
    const piece = await ask({ range: 'bytes=100-199' })
    assert.equal(piece.status, 206)
    assert.equal(piece.headers.get('content-range'), 'bytes 100-199/5000')
    assert.deepEqual(new Uint8Array(await piece.arrayBuffer()), all.slice(100, 200))
    const beyond = await ask({ range: 'bytes=5000-' })
    assert.equal(beyond.status, 416)
    assert.equal(beyond.headers.get('content-range'), 'bytes */5000')
    assert.equal((await ask({ range: 'bytes=0-9', 'if-range': etag })).status, 206)
    assert.equal((await ask({ range: 'bytes=0-9', 'if-range': '"other"' })).status, 200)
    assert.equal((await ask({ 'if-none-match': etag })).status, 304)
    const head = await ask({ range: 'bytes=0-9' }, 'HEAD')
    assert.equal(head.status, 206)
    assert.equal(head.headers.get('content-length'), '10')
    assert.equal((await head.arrayBuffer()).byteLength, 0)
  },
)

inBroadcastHouses('only what the store names for the public is sent', {}, async (house) => {
  await shelve(house)
  for (const path of [
    `/media/broadcast/${id}/1/${id}.plan.json`,
    `/media/broadcast/${id}/1/nothing.mp4`,
    `/media/broadcast/${id}/2/${id}.zh.vtt`,
    `/media/broadcast/${id}/0/${id}.zh.vtt`,
    `/media/broadcast/${id}/1/..%2f..%2f..%2flantian.sqlite`,
    `/media/broadcast/${id}/1/../../../lantian.sqlite`,
    `/media/broadcast/..%2f..%2f/1/secret`,
    `/media/broadcast/${id}/1/%00`,
    `/media/broadcast/${id}/1`,
    `/media/broadcast/${id}/1/%E0%A4%A`,
    `/media/broadcast/${id}/99999999999999999999/x`,
    '/media/broadcast',
  ])
    assert.equal((await house.web.request(path)).status, 404, path)
  const subtitles = await house.web.request(`/media/broadcast/${id}/1/${id}.zh.vtt`)
  assert.equal(subtitles.headers.get('content-type'), 'text/vtt; charset=utf-8')
  assert.match(await subtitles.text(), /^WEBVTT/)
  const script = await house.web.request(`/media/broadcast/${id}/1/${id}.script.html`)
  assert.match(script.headers.get('content-security-policy')!, /sandbox/)
})

inBroadcastHouses('a file that is gone or was cut short is not sent', {}, async (house) => {
  await shelve(house)
  const path = join(folderOf(house, { edition: id, number: 1 }), `${id}.wide.both.mp4`)
  truncateSync(path, 4000)
  assert.equal((await house.web.request(film)).status, 503)
  rmSync(path)
  assert.equal((await house.web.request(film)).status, 503)
})

inBroadcastHouses('a film in pieces is walked from its playlist to its last piece', {}, async (house) => {
  await shelve(house)
  const text = (await house.web.request(`/broadcast/${id}`)).text()
  const master = `/media/broadcast/${id}/1/${id}.wide.both.hls/master.m3u8`
  assert.ok((await text).includes(master))
  const get = async (path: string, type: string) => {
    const answer = await house.web.request(path)
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, type], path)
    assert.equal(answer.headers.get('access-control-allow-origin'), '*')
    return answer.text()
  }
  const list = 'application/vnd.apple.mpegurl'
  const named = (playlist: string) => [...playlist.matchAll(/^[^#\n].*$/gm)].map(([line]) => line)
  const [playlist] = named(await get(master, list))
  const at = (name: string) => new URL(name, `http://house${master}`).pathname
  const media = await get(at(playlist!), list)
  const pieces = [/URI="([^"]+)"/.exec(media)![1]!, ...named(media)]
  assert.equal(pieces.length, 3)
  for (const piece of pieces) {
    await get(at(piece), 'video/mp4')
    const range = await house.web.request(at(piece), { headers: { range: 'bytes=1-3' } })
    assert.deepEqual([range.status, (await range.arrayBuffer()).byteLength], [206, 3])
  }
})
