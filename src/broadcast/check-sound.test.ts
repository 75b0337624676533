import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { editionOf } from './blueprint/index.ts'
import { soundChecks } from './check-sound.ts'
import { partsOf } from './edition.ts'
import { hasFfmpeg } from './film/ffmpeg.ts'
import { type FilmFacts, factsOf } from './film-facts.ts'
import { lookApart } from './look-apart.ts'
import { makeEdition } from './make.ts'
import { sampleAir } from './testing.ts'
import { examined } from './testing-checks.ts'
import { temporaryFolder } from './testing-house.ts'
import type { MadeFilm } from './versions.ts'

const failing = (facts: Partial<FilmFacts>, film: Partial<MadeFilm> = {}) =>
  soundChecks(examined({ facts, film }))
    .filter(({ result }) => result !== 'pass')
    .map(({ id }) => id)

test('each fault of the sound is found, and is the only one', () => {
  const sound = { codec: 'aac', channels: 1, rate: 48_000, seconds: 20 }
  assert.deepEqual(failing({}), [])
  assert.deepEqual(failing({ sound: { ...sound, codec: 'mp3' } }), ['sound'])
  assert.deepEqual(failing({ sound: { ...sound, rate: 44_100 } }), ['sound'])
  assert.deepEqual(failing({ sound: { ...sound, seconds: 19.8 } }), ['sound-length'])
  assert.deepEqual(failing({ sound: null }), ['sound', 'sound-length'])
  assert.deepEqual(failing({ loudness: -22.9 }), ['loudness'])
  assert.deepEqual(failing({ loudness: Number.NEGATIVE_INFINITY }), ['loudness'])
  assert.deepEqual(failing({ truePeak: -1.9 }), ['peak'])
})

test('what was measured on the mix counts only where the file cannot be measured, and the report says which', () => {
  const said = (facts: Partial<FilmFacts>) =>
    soundChecks(examined({ facts, film: { loudness_measured: -24.1 } })).find(({ id }) => id === 'loudness')!
  assert.equal(said({ loudness: -30 }).found, '-30.0 LKFS measured on the file')
  assert.equal(said({ loudness: -30 }).result, 'fail')
  assert.equal(said({ loudness: null, truePeak: null }).found, '-24.1 LKFS measured on the mix')
  assert.deepEqual(failing({ loudness: null, truePeak: null }, { loudness_measured: null }), ['loudness'])
})

test('the AAC of a film is unpacked and measured, and one that was made quieter afterwards is found', {
  skip: hasFfmpeg() ? false : 'no ffmpeg here',
}, async (t) => {
  const folder = temporaryFolder(t)
  const edition = editionOf('hourly', '2016-12-20T18:00+08:00', sampleAir(186), { slotFrames: null })
  const parts = partsOf(edition).map((part) => ({ ...part, leastFrames: 75, mayStretch: false }))
  const made = await makeEdition(
    { ...edition, segments: [{ id: 'all', title: edition.title, parts }] },
    { folder, shape: 'square', language: 'en', container: 'mp4' },
  )
  const film = join(folder, made.files.find(({ kind }) => kind === 'film')!.name)
  const facts = await factsOf(film)
  assert.ok(Math.abs(facts.loudness! - made.loudness) < 0.5, `${facts.loudness} and ${made.loudness}`)
  assert.ok(facts.truePeak! <= -2)
  assert.equal(facts.longestBlack, 0)
  const job = { path: film, film: examined().film, rundown: made.rundown }
  const cuts = made.rundown.parts.map(({ from }) => from)
  assert.deepEqual((await lookApart(job)).facts, await factsOf(film, { cuts }), 'the same in a thread')
  assert.deepEqual(failing({ loudness: facts.loudness, truePeak: facts.truePeak }), [])
  const bare = await factsOf(film, { program: false })
  assert.deepEqual([bare.loudness, bare.truePeak, bare.longestBlack], [null, null, null])
  const quiet = join(folder, 'quiet.mp4')
  const changed = ['-c:v', 'copy', '-af', 'volume=-6dB', quiet]
  execFileSync('ffmpeg', ['-v', 'error', '-i', film, ...changed])
  const { loudness } = await factsOf(quiet)
  assert.ok(Math.abs(loudness! - facts.loudness! + 6) < 0.5, `${loudness}`)
  assert.deepEqual(failing({ loudness }), ['loudness'])
  truncateSync(film, 60_000)
  await assert.rejects(factsOf(film))
  await assert.rejects(lookApart(job), Error)
})
