import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { CommandTools, Room } from '../../kit/room.ts'
import { createApp } from '../../kit/web/app.tsx'
import { broadcastApi } from '../api/routes.ts'
import { change, propose } from '../editions.ts'
import { hasFfmpeg } from '../film/ffmpeg.ts'
import { evening, eveningId, inBothHouses, type TestHouse, testNewsroom } from '../testing-house.ts'
import { expectedSeconds } from './checks.ts'
import { decoded, formatOfSound } from './decode.ts'
import { VoiceError } from './provider.ts'
import { linesToRecord } from './record.ts'
import { recordCommand } from './record-command.ts'
import { recordingFile } from './recording.ts'
import { folderFor, hum } from './testing.ts'
import { readWav, writeWav } from './wav.ts'

const token = 'a-token-of-the-broadcast'
const settings = { LANTIAN_FORECASTER_TOKEN: token }
const by = 'by=%E6%92%AD%E9%9F%B3%E5%91%98'
const recordings = `/api/v1/broadcast/editions/${eveningId}/recordings`
const wavFor = (text: string) => writeWav({ sampleRate: 16_000, samples: hum(expectedSeconds(text)) })

function twoChannels(mono: Uint8Array): Uint8Array {
  const { samples, sampleRate } = readWav(mono)
  const doubled = Float32Array.from({ length: samples.length * 2 }, (_, i) => samples[i >> 1]!)
  const wav = writeWav({ samples: doubled, sampleRate })
  new DataView(wav.buffer).setUint16(22, 2, true)
  return wav
}

function app(house: TestHouse) {
  const room: Room = {
    name: 'broadcast',
    migrations: {},
    routes: (web) => broadcastApi(web, house, testNewsroom()),
  }
  const web = createApp(house, [room])
  return async (method: string, path: string, body?: Uint8Array, authorization = `Bearer ${token}`) => {
    const sound = body && { body: Uint8Array.from(body) }
    const answer = await web.request(`${recordings}${path}`, { method, headers: { authorization }, ...sound })
    return { status: answer.status, json: JSON.parse((await answer.text()) || 'null') }
  }
}

const deeds = async ({ store }: TestHouse) => {
  const rows = await store.db.selectFrom('journal').select(['deed', 'by']).orderBy('id').execute()
  return rows.map(({ deed, by }) => `${by} ${deed}`).filter((line) => line.includes('record'))
}

const proposed = (house: TestHouse) =>
  propose(house, { kind: 'evening', at: evening, by: 'test' }, testNewsroom())

inBothHouses(
  'a recording is put, replaced, outdated by a new word, and deleted, each with its line in the journal',
  async (house) => {
    await proposed(house)
    const ask = app(house)
    const { json: before } = await ask('GET', '?lang=zh')
    assert.equal(before.missing, before.data.length)
    const { line, text } = before.data[1]
    const path = `/zh/${line}?${by}`
    assert.equal((await ask('PUT', path, wavFor(text))).status, 201)
    const again = await ask('PUT', path, twoChannels(wavFor(text)))
    assert.deepEqual([again.status, again.json.replaced], [200, true])
    const file = recordingFile(join(house.settings.LANTIAN_DATA, 'recordings'), {
      edition: eveningId,
      language: 'zh-CN',
      id: line,
    })
    assert.equal(readWav(readFileSync(file)).samples.length, hum(expectedSeconds(text)).length)
    const { json: recorded } = await ask('GET', '')
    assert.deepEqual([recorded.missing, recorded.data[1].state], [before.missing - 1, 'recorded'])
    assert.equal((await ask('GET', '?lang=en')).json.data[1].state, 'missing')
    await change(house, eveningId, {
      changes: { lines: { [line]: { zh: '换了一句话。' } } },
      revision: 0,
      by: 'x',
    })
    const { json: outdated } = await ask('GET', '')
    assert.deepEqual([outdated.data[1].state, outdated.data[1].read], ['outdated', text])
    assert.equal((await ask('DELETE', path)).status, 204)
    assert.equal((await ask('DELETE', path)).status, 404)
    assert.equal((await ask('GET', '')).json.data[1].state, 'missing')
    assert.deepEqual(await deeds(house), [
      '播音员 broadcast.record',
      '播音员 broadcast.record',
      '播音员 broadcast.record-delete',
    ])
  },
  settings,
)

inBothHouses(
  'what cannot be heard or has no place is refused with its reason and leaves nothing',
  async (house) => {
    await proposed(house)
    const ask = app(house)
    const { line, text } = (await ask('GET', '')).json.data[1]
    const good = wavFor(text)
    const at = `/zh/${line}?${by}`
    const text8 = (words: string) => new TextEncoder().encode(words)
    for (const [path, sound, status, reason] of [
      [at, good.subarray(0, 500), 415, /cut off/],
      [at, new Uint8Array(), 415, /empty/],
      [at, text8('<!doctype html>'), 415, /web page/],
      [at, text8('ID3 that is no sound at all'), 415, /cannot be decoded|not installed/],
      [at, writeWav({ sampleRate: 16_000, samples: new Float32Array(32_000) }), 422, /silent/],
      [at, writeWav({ sampleRate: 16_000, samples: hum(110) }), 422, /lasts/],
      [`/zh/none?${by}`, good, 404, /no such line/],
      [`/fr/${line}?${by}`, good, 422, /must be one of zh, en/],
      [`/zh/${line}`, good, 422, /by/],
    ] as const) {
      const { status: got, json } = await ask('PUT', path, sound)
      assert.deepEqual([got, reason.test(json?.detail ?? json?.title)], [status, true], JSON.stringify(json))
    }
    assert.equal((await ask('PUT', at, good, '')).status, 401)
    assert.equal((await ask('GET', '', undefined, '')).status, 401)
    assert.equal((await ask('GET', '?lang=fr')).status, 422)
    assert.equal((await ask('PUT', at, new Uint8Array((48 << 20) + 1))).status, 413)
    assert.deepEqual(await deeds(house), [])
    assert.ok((await linesToRecord(house, { edition: eveningId, language: 'zh' })).every((one) => !one.read))
  },
  settings,
)

inBothHouses('the command lists, takes in, deletes and prepares', async (house, t) => {
  await proposed(house)
  const run = async (...args: string[]) => {
    const said: string[] = []
    const tools: CommandTools = {
      args: ['--edition', eveningId, ...args],
      clock: house.clock,
      house: async () => house,
      print: (line) => void said.push(line),
      note: () => {},
    }
    await recordCommand.run(tools)
    return said
  }
  const [, second] = await run()
  const [state, line, text] = second!.split('\t')
  assert.equal(state, 'missing')
  const file = join(folderFor(t), 'a.wav')
  writeFileSync(file, wavFor(text!))
  assert.match((await run('--line', line!, file))[0]!, /"replaced":false/)
  assert.match((await run())[1]!, /^recorded/)
  await change(house, eveningId, {
    changes: { lines: { [line!]: { zh: '换了一句话。' } } },
    revision: 0,
    by: 'x',
  })
  const [folder] = await run('--prepare')
  // The old sound does not pass for the new words.
  assert.equal(JSON.parse(readFileSync(join(folder!, 'words.json'), 'utf8'))[line!], text)
  assert.match((await run())[1]!, /^outdated/)
  await run('--line', line!, '--delete')
  assert.match((await run())[1]!, /^missing/)
  for (const wrong of [
    ['--delete'],
    ['--line', line!],
    ['x'],
    ['--lang', 'fr'],
    ['--line', line!, '/no/file'],
  ])
    await assert.rejects(run(...wrong), { name: 'Problem' })
  assert.equal((await deeds(house)).length, 3)
})

test('a sound is known by its first bytes', () => {
  const bytes = (...values: (number | string)[]) =>
    Uint8Array.from(
      values.flatMap((value) => (typeof value === 'string' ? [...new TextEncoder().encode(value)] : [value])),
    )
  assert.equal(formatOfSound(writeWav({ sampleRate: 8000, samples: new Float32Array() })), 'wav')
  assert.equal(formatOfSound(bytes('ID3')), 'mp3')
  assert.equal(formatOfSound(bytes(0xff, 0xfb, 0x90)), 'mp3')
  assert.equal(formatOfSound(bytes(0xff, 0xf1, 0x50)), null)
  assert.equal(formatOfSound(bytes(0, 0, 0, 32, 'ftypM4A ')), 'mov')
  assert.equal(formatOfSound(bytes('#EXTM3U')), null)
  assert.equal(formatOfSound(new Uint8Array()), null)
})

test('without ffmpeg an MP3 is refused and says what to do', async () => {
  await assert.rejects(decoded(new TextEncoder().encode('ID3'), '/nowhere/ffmpeg'), (error) => {
    assert.ok(error instanceof VoiceError)
    return /Send a WAV, or install ffmpeg/.test(error.message)
  })
})

test('M4A and MP3 are decoded by ffmpeg', { skip: !hasFfmpeg() && 'ffmpeg is not installed' }, async (t) => {
  const folder = folderFor(t)
  const wav = join(folder, 'a.wav')
  writeFileSync(wav, writeWav({ sampleRate: 16_000, samples: hum(2, { silence: 0 }) }))
  for (const [name, codec] of [
    ['a.m4a', 'aac'],
    ['a.mp3', 'libmp3lame'],
  ] as const) {
    const made = spawnSync('ffmpeg', ['-v', 'error', '-i', wav, '-c:a', codec, join(folder, name)])
    if (made.status !== 0) continue
    const { samples, sampleRate } = await decoded(readFileSync(join(folder, name)))
    assert.equal(sampleRate, 48_000)
    assert.ok(Math.abs(samples.length / sampleRate - 2) < 0.15, name)
  }
  // A list of addresses behind the head of an MP3 is not followed.
  await assert.rejects(
    decoded(new TextEncoder().encode(`ID3\n#EXTM3U\n#EXTINF:1,\nfile://${wav}\n`)),
    VoiceError,
  )
})
