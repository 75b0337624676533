import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny'
import { editionOf } from './blueprint/index.ts'
import { framesASecond } from './edition.ts'
import { type MadeEdition, type MakeOptions, makeEdition, noVoice } from './make.ts'
import type { AirSnapshot } from './snapshot.ts'
import { sampleAir } from './testing.ts'

const at = '2016-12-20T18:00+08:00'

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-make-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The hourly loop of twenty seconds: two scenes, no narration. */
const make = (t: TestContext, options: Partial<MakeOptions> = {}, air: AirSnapshot = sampleAir(186)) =>
  makeEdition(editionOf('hourly', at, air), {
    folder: folderFor(t),
    shape: 'wide',
    language: 'both',
    container: 'mp4',
    workers: 2,
    ...options,
  })

const pathOf = ({ files, folder }: MadeEdition, kind: 'film' | 'master') =>
  join(folder, files.find((file) => file.kind === kind)!.name)

test('whoever reads English and hears Chinese is told so, and the sound names its own language', async (t) => {
  const narration = { ...noVoice, language: 'zh' } as const
  const made = await make(t, { language: 'en', narration })
  assert.ok(made.notes.some(({ en }) => en === 'The pictures are in English, the voice speaks Chinese.'))
  const source = new FilePathSource(pathOf(made, 'film'))
  const audio = await new Input({ source, formats: ALL_FORMATS }).getPrimaryAudioTrack()
  assert.equal(await audio!.getLanguageCode(), 'zho')
  const both = await make(t, { language: 'both', narration })
  assert.ok(!both.notes.some(({ en }) => en.startsWith('The pictures are in')))
})

test('every frame of the film lasts exactly a twenty-fifth of a second, and the sound is as long', async (t) => {
  for (const container of ['mp4', 'mov'] as const) {
    const made = await make(t, { container })
    const input = new Input({
      source: new FilePathSource(pathOf(made, container === 'mp4' ? 'film' : 'master')),
      formats: ALL_FORMATS,
    })
    const video = (await input.getPrimaryVideoTrack())!
    const times: number[] = []
    let keys = 0
    for await (const packet of new EncodedPacketSink(video).packets()) {
      times.push(packet.timestamp * framesASecond)
      assert.ok(Math.abs(packet.duration * framesASecond - 1) < 1e-6)
      if (packet.type === 'key') keys++
    }
    assert.deepEqual(
      times.map((time) => Math.round(time * 1000)),
      Array.from({ length: 500 }, (_, i) => i * 1000),
    )
    assert.ok(keys >= 2, 'every scene begins with a key picture')
    const audio = (await input.getPrimaryAudioTrack())!
    assert.equal(await audio.getCodec(), container === 'mp4' ? 'aac' : 'pcm-s16')
    assert.ok(Math.abs((await audio.computeDuration()) - 20) < 0.05)
    assert.ok(Math.abs(made.loudness - -24) < 0.3 && made.truePeak <= -2)
  }
})

test('the same air gives the same film, byte for byte, however many work on it', async (t) => {
  const [one, two] = [await make(t, { workers: 1 }), await make(t, { workers: 2 })]
  const digest = (made: MadeEdition) => made.files.map(({ name, sha256 }) => `${name} ${sha256}`)
  assert.deepEqual(digest(one), digest(two))
  assert.equal(one.airDigest, two.airDigest)
  const file = pathOf(one, 'film')
  assert.equal(
    createHash('sha256').update(readFileSync(file)).digest('hex'),
    one.files.find(({ kind }) => kind === 'film')!.sha256,
  )
})

test('stopped in the middle there is no film; called again it goes on with the scenes it has', async (t) => {
  const folder = folderFor(t)
  const stop = new AbortController()
  let seen = 0
  const stopped = make(t, {
    folder,
    workers: 1,
    signal: stop.signal,
    onProgress: (frames) => {
      seen = frames
      if (frames > 300) stop.abort(new Error('stopped'))
    },
  })
  await assert.rejects(stopped, /stopped/)
  assert.ok(seen > 300)
  assert.deepEqual(readdirSync(folder), ['.scenes'], 'nothing but what is needed to go on')
  const kept = readdirSync(join(folder, '.scenes'))
  assert.equal(kept.filter((name) => name.endsWith('.scene')).length, 1)
  const progress: number[] = []
  await make(t, { folder, onProgress: (frames) => progress.push(frames) })
  assert.equal(progress[0], 250, 'one scene need not be made again')
  assert.ok(!existsSync(join(folder, '.scenes')))
})

test('a scene file that was damaged is made again', async (t) => {
  const { SceneCache } = await import('./film/scene-cache.ts')
  const cache = new SceneCache(join(folderFor(t), 'scenes'))
  cache.put('a', [Uint8Array.of(1, 2, 3), Uint8Array.of(4)])
  assert.deepEqual(
    cache.get('a')?.map((unit) => [...unit]),
    [[1, 2, 3], [4]],
  )
  assert.equal(cache.get('missing'), null)
  const { writeFileSync } = await import('node:fs')
  writeFileSync(join(folderFor(t), 'x'), '')
  const folder = folderFor(t)
  writeFileSync(join(folder, 'b.scene'), Uint8Array.of(0, 0, 0, 9, 1, 2))
  assert.equal(new SceneCache(folder).get('b'), null)
})

test('air without any index is no edition of nothing: the parts are named with their reasons', async (t) => {
  const made = await makeEdition(editionOf('evening', at, sampleAir(null)), {
    folder: folderFor(t),
    shape: 'square',
    language: 'zh',
    container: 'mp4',
    workers: 2,
  })
  assert.ok(made.notes.some(({ zh }) => zh.includes('当前空气质量') && zh.includes('没有有效的指数')))
  assert.deepEqual(
    made.rundown.parts.map(({ part }) => part.id).filter((id) => id === 'now' || id === 'advice'),
    [],
  )
})

const ffmpeg = spawnSync('ffmpeg', ['-version']).status === 0

test('ffmpeg reads the whole film without a warning', {
  skip: ffmpeg ? false : 'no ffmpeg here',
}, async (t) => {
  const made = await make(t)
  const said = execFileSync('ffmpeg', ['-v', 'warning', '-i', pathOf(made, 'film'), '-f', 'null', '-'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  assert.equal(said, '')
})

test('HLS has segments that a player can seek in, each named with its digest, the same every time', async (t) => {
  const made = await make(t, { hls: true })
  const pieces = made.files.filter(({ kind }) => kind === 'hls')
  assert.match(pieces[0]!.name, /\.hls\/master\.m3u8$/)
  const lying = readdirSync(join(made.folder, pieces[0]!.name, '..')).toSorted()
  assert.deepEqual(pieces.map(({ name }) => name.split('/')[1]).toSorted(), lying)
  const again = (await make(t, { hls: true })).files.filter(({ kind }) => kind === 'hls')
  assert.deepEqual(again, pieces)
  const folder = join(made.folder, readdirSync(made.folder).find((name) => name.endsWith('.hls'))!)
  const playlists = readdirSync(folder).filter((name) => name.endsWith('.m3u8'))
  assert.ok(playlists.includes('master.m3u8'))
  const media = playlists
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((text) => text.includes('#EXTINF'))
  assert.ok(media.length > 0)
  for (const text of media) {
    assert.match(text, /^#EXTM3U/)
    assert.match(text, /#EXT-X-ENDLIST/)
    const seconds = [...text.matchAll(/#EXTINF:([\d.]+)/g)].reduce(
      (sum, [, length]) => sum + Number(length),
      0,
    )
    assert.ok(Math.abs(seconds - 20) < 0.2, `${seconds} s`)
  }
})
