import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { editionOf } from '../blueprint/index.ts'
import { rundownOf } from '../rundown.ts'
import { sampleAir } from '../testing.ts'
import { soundBed } from './bed.ts'
import { limit } from './limiter.ts'
import { integratedLoudness, truePeak } from './loudness.ts'
import { mix, type Voiced } from './mix.ts'
import { resample } from './resample.ts'

const rate = 48_000
const decibels = (db: number) => 10 ** (db / 20)

/** A tone of so many seconds at a peak level in dBFS. */
const tone = (seconds: number, hertz: number, db: number, phase = 0, at = rate) =>
  Float32Array.from(
    { length: seconds * at },
    (_, i) => decibels(db) * Math.sin((2 * Math.PI * hertz * i) / at + phase),
  )

const largest = (samples: Float32Array) => samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

const near = (value: number, expected: number, by: number) =>
  assert.ok(Math.abs(value - expected) <= by, `${value} is not ${expected} ± ${by}`)

test('the meter reads what EBU Tech 3341 says of its first signals', () => {
  const stereo = (samples: Float32Array) => [samples, samples]
  near(integratedLoudness(stereo(tone(20, 1000, -23))), -23, 0.1)
  near(integratedLoudness(stereo(tone(20, 1000, -33))), -33, 0.1)
  // Case 3: quiet stretches before and after are gated away.
  const parts = [tone(10, 1000, -36), tone(60, 1000, -23), tone(10, 1000, -36)]
  near(integratedLoudness(stereo(Float32Array.from(parts.flatMap((part) => [...part])))), -23, 0.1)
})

test('two equal channels are three louder than one', () => {
  const samples = tone(5, 1000, -20)
  near(integratedLoudness([samples, samples]) - integratedLoudness([samples]), 3.01, 0.02)
})

test('silence has no loudness and no peak', () => {
  assert.equal(integratedLoudness([new Float32Array(rate)]), Number.NEGATIVE_INFINITY)
  assert.equal(truePeak([new Float32Array(rate)]), Number.NEGATIVE_INFINITY)
  assert.equal(integratedLoudness([]), Number.NEGATIVE_INFINITY)
})

test('a peak between two samples is found', () => {
  const samples = tone(1, rate / 4, -6, Math.PI / 4)
  near(20 * Math.log10(largest(samples)), -9.01, 0.05)
  near(truePeak([samples]), -6, 0.4)
})

test('another rate keeps pitch, level and length', () => {
  for (const from of [16_000, 22_050, 24_000, 44_100]) {
    const out = resample(tone(1, 440, -12, 0, from), from, rate)
    near(out.length, rate, 4)
    const middle = out.subarray(4800, -4800)
    near(20 * Math.log10(largest(middle)), -12, 0.1)
    const expected = tone(1, 440, -12).subarray(4800, -4800)
    const error = middle.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? 0))), 0)
    assert.ok(error < 0.004, `${from} Hz: off by ${error}`)
  }
})

test('no sample passes the limiter, and what is quiet passes untouched', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 600 }),
      (values) => {
        const samples = Float32Array.from(values)
        limit(samples, 0.8, rate)
        assert.ok(samples.every((value) => Math.abs(value) <= 0.8 + 1e-6))
      },
    ),
  )
  const quiet = tone(0.2, 300, -12)
  const before = quiet.slice()
  limit(quiet, 0.8, rate)
  assert.deepEqual(quiet, before)
})

test('the bed is soft, begins and ends in silence, and is the same every time', () => {
  const bed = soundBed(10 * rate, rate)
  assert.ok(bed.every((value) => Math.abs(value) < 0.35))
  assert.ok(Math.abs(bed[0]!) < 1e-4 && Math.abs(bed.at(-1)!) < 1e-4)
  assert.deepEqual(soundBed(rate, rate), soundBed(rate, rate))
})

const rundown = rundownOf(editionOf('morning', '2016-12-20T07:00+08:00', sampleAir(186)), new Map())
const voiceOf = (make: () => Voiced) =>
  new Map(rundown.parts.flatMap(({ cues }) => cues.map(({ line }) => [line, make()] as const)))

test('an edition meets its loudness and keeps its peaks, with a voice and without', () => {
  const spoken = voiceOf(() => ({ samples: tone(2, 180, -14, 0, 22_050), rate: 22_050 }))
  for (const voices of [spoken, new Map<string, Voiced>()]) {
    const mixed = mix(rundown, voices)
    assert.equal(mixed.channels[0]!.length, (rundown.frames / 25) * rate)
    near(mixed.loudness, -24, 0.2)
    near(integratedLoudness(mixed.channels), -24, 0.2)
    assert.ok(mixed.truePeak <= -2, `${mixed.truePeak} dBTP`)
  }
})

test('a voice that clips is brought under the ceiling', () => {
  const square = () => ({
    samples: Float32Array.from({ length: 44_100 }, (_, i) => (i % 100 < 50 ? 1 : -1)),
    rate: 22_050,
  })
  const mixed = mix(rundown, voiceOf(square), { loudness: -16, truePeak: -2, channels: 1 })
  assert.ok(mixed.truePeak <= -2, `${mixed.truePeak} dBTP`)
})
