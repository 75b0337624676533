import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { editionOf } from '../blueprint/index.ts'
import { type Edition, type Part, partsOf } from '../edition.ts'
import { makeEdition } from '../make.ts'
import { sampleAir } from '../testing.ts'
import { hasFfmpeg, withShowableClips } from './ffmpeg.ts'

/** A report of three seconds and a second each of two scenes. */
function withClip(media: string | null): Edition {
  const edition = editionOf('hourly', '2016-12-20T18:00+08:00', sampleAir(186), { slotFrames: null })
  const clip: Part = {
    ...partsOf(edition)[0]!,
    id: 'report',
    scene: 'clip',
    title: { zh: '现场', en: 'Report' },
    leastFrames: 75,
    mayStretch: false,
    media,
  }
  const short = partsOf(edition).map((part) => ({ ...part, leastFrames: 25 }))
  return { ...edition, segments: [{ id: 'all', title: clip.title, parts: [clip, ...short] }] }
}

const clipIn = (edition: Edition) => partsOf(edition).find(({ id }) => id === 'report')!

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-clip-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('without the program, or without the file, a clip stays in its place with the reason', () => {
  const reason = (edition: Edition) => {
    const { validity } = clipIn(edition)
    return validity.valid ? 'valid' : validity.reason.en
  }
  assert.match(reason(withShowableClips(withClip('/nowhere.mp4'), false)), /ffmpeg is not installed/)
  assert.match(reason(withShowableClips(withClip('/nowhere.mp4'), true)), /file is missing/)
  assert.match(reason(withShowableClips(withClip(null), true)), /file is missing/)
})

test('an edition whose clip cannot be shown is made without it and says so, as of what cannot be drawn', async (t) => {
  const edition = withClip('/nowhere.mp4')
  const made = await makeEdition(
    { ...edition, title: { zh: edition.title.zh, en: 'Hourly 🙂' } },
    {
      folder: folderFor(t),
      shape: 'square',
      language: 'en',
      container: 'mp4',
    },
  )
  assert.deepEqual(
    made.rundown.parts.map(({ part }) => part.id),
    ['now', 'districts'],
  )
  assert.ok(made.notes.some(({ en }) => /Not aired: Report/.test(en)))
  assert.ok(made.notes.some(({ en }) => /cannot draw: 🙂 \(U\+1F642\) in title/.test(en)))
})

const skip = hasFfmpeg() ? false : 'no ffmpeg here'

test('a camera clip is seen and heard in the film, and the tape format is written', { skip }, async (t) => {
  const folder = folderFor(t)
  const camera = join(folder, 'camera.mp4')
  const source = [
    '-f',
    'lavfi',
    '-i',
    'color=c=red:s=640x480:r=30:d=2',
    '-f',
    'lavfi',
    '-i',
    'sine=frequency=700:d=2',
  ]
  execFileSync('ffmpeg', ['-v', 'error', ...source, '-pix_fmt', 'yuv420p', camera])
  const out = join(folder, 'out')
  const made = await makeEdition(withClip(camera), {
    folder: out,
    shape: 'wide',
    language: 'zh',
    container: 'mov',
    mxf: true,
  })
  assert.ok(readdirSync(out).some((name) => name.endsWith('.mxf')))
  const film = join(out, made.files.find(({ kind }) => kind === 'master')!.name)
  // The middle of the picture, two seconds in and after the clip has ended: its last frame stays.
  for (const at of ['1.5', '2.8']) {
    const crop = 'crop=2:2:960:480,format=rgb24'
    const pixels = execFileSync('ffmpeg', [
      '-v',
      'error',
      '-ss',
      at,
      '-i',
      film,
      '-frames:v',
      '1',
      '-vf',
      crop,
      '-f',
      'rawvideo',
      '-',
    ])
    assert.ok(
      pixels[0]! > 200 && pixels[1]! < 60 && pixels[2]! < 60,
      `at ${at} s: ${[...pixels.subarray(0, 3)]}`,
    )
  }
  const tone = execFileSync('ffmpeg', [
    '-v',
    'error',
    '-ss',
    '0.5',
    '-t',
    '1',
    '-i',
    film,
    '-ac',
    '1',
    '-f',
    'f32le',
    '-',
  ])
  const samples = new Float32Array(tone.buffer.slice(tone.byteOffset, tone.byteOffset + tone.length))
  let crossings = 0
  for (let i = 1; i < samples.length; i++) if (samples[i - 1]! < 0 !== samples[i]! < 0) crossings++
  assert.ok(Math.abs(crossings / 2 - 700) < 60, `${crossings / 2} Hz`)
})
