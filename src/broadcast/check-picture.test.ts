import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { editionOf } from './blueprint/index.ts'
import { fastCuts, pictureChecks } from './check-picture.ts'
import { type PlanSeen, sceneSeen, seenIn } from './check-plan.ts'
import type { Check } from './checks.ts'
import { hasFfmpeg } from './film/ffmpeg.ts'
import { type FilmFacts, factsOf, longestStill } from './film-facts.ts'
import type { Context, Scene } from './picture/sprite.ts'
import { rundownOf } from './rundown.ts'
import { write } from './scenes/paint.ts'
import { shapeNames, shapes } from './shape.ts'
import { sampleAir } from './testing.ts'
import { examined } from './testing-checks.ts'
import { temporaryFolder } from './testing-house.ts'

const clean: PlanSeen = { outside: [], black: [], boxes: [] }

const failing = (facts: Partial<FilmFacts>, plan: PlanSeen | null = clean) =>
  unwell(pictureChecks(examined({ facts, plan })))
const unwell = (checks: readonly Check[]) =>
  checks.filter(({ result }) => result !== 'pass').map(({ id, result }) => `${id} ${result}`)

test('a film that is right in everything fails in nothing', () => {
  assert.deepEqual(failing({}), [])
  assert.deepEqual(failing({ longestBlack: null }), [])
})

test('each fault of the picture is found, and is the only one', () => {
  const faults: readonly [string, Partial<FilmFacts>][] = [
    ['duration', { frames: 501 }],
    ['rate', { offBeat: 1 }],
    ['size', { width: 1918 }],
    ['codec', { codec: 'hev1.1.6.L120' }],
    ['colour', { colour: 'bt709/bt709/smpte170m/limited' }],
    ['frozen', { longestFrozen: 60 * 25 + 1 }],
    ['cuts', { keys: [0, 5, 10, 15] }],
    ['black', { longestBlack: 6 }],
  ]
  for (const [id, facts] of faults) assert.deepEqual(failing(facts), [`${id} fail`])
  assert.deepEqual(failing({}, { ...clean, outside: ['now: “x”'] }), ['safe fail'])
  assert.deepEqual(failing({}, { ...clean, boxes: ['now: 🙂'] }), ['glyphs note'])
  assert.deepEqual(failing({ longestBlack: null }, { ...clean, black: ['now'] }), ['black fail'])
  assert.deepEqual(failing({ longestBlack: null }, null), ['black note', 'safe note'])
})

test('a whole picture for seeking does not end a frozen stretch; a new scene does', () => {
  const still = { bytes: 11, key: false }
  const key = { bytes: 40_000, key: true }
  const film = [key, ...Array(249).fill(still), key, ...Array(249).fill(still)]
  assert.equal(longestStill(film, [0]), 499)
  assert.equal(longestStill(film, [0, 250]), 249)
  assert.equal(longestStill([key, { bytes: 900, key: false }, key], [0]), 0)
})

test('three cuts in a second are borne, four are flashes', () => {
  assert.equal(fastCuts([0, 250, 500]), 0)
  assert.equal(fastCuts([0, 8, 16, 25]), 0)
  assert.equal(fastCuts([0, 8, 16, 24]), 1)
})

test('black pictures in a film are counted', { skip: hasFfmpeg() ? false : 'no ffmpeg here' }, async (t) => {
  const file = join(temporaryFolder(t), 'black.mp4')
  const input = (colour: string, seconds: string) => [
    '-f',
    'lavfi',
    '-i',
    `color=${colour}:s=320x180:r=25:d=${seconds}`,
  ]
  // The night sky of our scenes is dark, but no fault.
  const inputs = [...input('0x071525', '1'), ...input('black', '0.4'), ...input('0x071525', '1')]
  const joinThem = ['-filter_complex', '[0][1][2]concat=n=3', '-pix_fmt', 'yuv420p', file]
  execFileSync('ffmpeg', ['-v', 'error', ...inputs, ...joinThem])
  assert.equal((await factsOf(file)).longestBlack, 10)
  assert.equal((await factsOf(file, { program: false })).longestBlack, null)
})

test('every scene of the evening is within title-safe, light enough and in glyphs that there are', () => {
  const rundown = rundownOf(editionOf('evening', '2016-12-20T18:00+08:00', sampleAir(186)), new Map())
  for (const shape of shapeNames)
    assert.deepEqual(seenIn(rundown, { shape, language: 'both', burnedIn: true }), clean)
})

test('a text at the edge, a box for a character and a black scene are seen in the plan', () => {
  const scene = (draw: (context: Context) => void, ground = '#123'): Scene => ({
    id: 'now',
    frames: 100,
    sprites: [{ rect: { x: 0, y: 0, width: 1920, height: 1080 }, key: () => 0, draw }],
    background(context) {
      context.fillStyle = ground
      context.fillRect(0, 0, 1920, 1080)
    },
  })
  const words = (text: string, x: number) =>
    sceneSeen(
      scene((context) => write(context, text, x, 500, { size: 40 })),
      shapes.wide,
    )
  assert.deepEqual(words('北京', 400), clean)
  assert.deepEqual(words('北京', 40).outside, ['now: “北京”'])
  assert.deepEqual(words('北京', 1800).outside, ['now: “北京”'])
  assert.deepEqual(words('北京🙂', 400).boxes, ['now: 🙂'])
  const dark = scene(() => {}, '#010203')
  assert.deepEqual(sceneSeen(dark, shapes.wide).black, ['now'])
  assert.deepEqual(sceneSeen(dark, shapes.wide, false).black, [], 'a camera’s picture comes later')
})
