import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { VoiceError } from './provider.ts'
import { readWav, writeWav } from './wav.ts'

const text = (words: string) => [...new TextEncoder().encode(words)]
const small = (value: number, bytes: number) =>
  Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256)

interface Shape {
  code?: number
  channels?: number
  rate?: number
  bits?: number
  before?: number[]
  size?: number
}

function wav(
  data: number[],
  { code = 1, channels = 1, rate = 16_000, bits = 16, before = [], size }: Shape = {},
) {
  const format = [
    ...small(code === 0xfffe ? 0xfffe : code, 2),
    ...small(channels, 2),
    ...small(rate, 4),
    ...small((rate * channels * bits) / 8, 4),
    ...small((channels * bits) / 8, 2),
    ...small(bits, 2),
    ...(code === 0xfffe
      ? [...small(22, 2), ...small(bits, 2), ...small(4, 4), ...small(1, 2), ...Array(14).fill(0)]
      : []),
  ]
  const body = [
    ...text('WAVEfmt '),
    ...small(format.length, 4),
    ...format,
    ...before,
    ...text('data'),
    ...small(size ?? data.length, 4),
    ...data,
  ]
  return Uint8Array.from([...text('RIFF'), ...small(body.length, 4), ...body])
}

const floats = (...values: number[]) => [...new Uint8Array(Float32Array.from(values).buffer)]

test('every form that houses record in is read', () => {
  const forms: [number[], Shape][] = [
    [[0, 0, 0, 0x40, 0, 0x80], { bits: 16 }],
    [[0, 0, 0, 0, 0, 0x40, 0, 0, 0x80], { bits: 24 }],
    [[0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0x80], { bits: 32 }],
    [floats(0, 0.5, -1), { code: 3, bits: 32 }],
    [[0, 0, 0, 0x40, 0, 0x80], { code: 0xfffe }],
    [[0, 0, 0, 0x40, 0, 0x80], { before: [...text('LIST'), ...small(3, 4), 1, 2, 3, 0] }],
  ]
  for (const [data, shape] of forms) {
    const { sampleRate, samples } = readWav(wav(data, { rate: 44_100, ...shape }))
    assert.equal(sampleRate, 44_100)
    assert.deepEqual([...samples], [0, 0.5, -1], JSON.stringify(shape))
  }
})

test('two channels are mixed down where that is asked for, and no more than two are taken', () => {
  const stereo = wav([0, 0, 0, 0x40, 0, 0x40, 0, 0x40, 0, 0x80, 0, 0], { channels: 2 })
  assert.deepEqual([...readWav(stereo, { mixed: true }).samples], [0.25, 0.5, -0.5])
  for (const channels of [0, 3])
    assert.throws(() => readWav(wav([0, 0, 0, 0, 0, 0], { channels }), { mixed: true }), /channels/)
})

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true })), (values) => {
      const { samples, sampleRate } = readWav(
        writeWav({ sampleRate: 22_050, samples: Float32Array.from(values) }),
      )
      assert.equal(sampleRate, 22_050)
      assert.equal(samples.length, values.length)
      assert.ok(samples.every((value, i) => Math.abs(value - values[i]!) < 1e-4))
    }),
  )
})

test('what cannot go on air is refused with its reason', () => {
  const wrong: [RegExp, Uint8Array][] = [
    [/channels/, wav([0, 0, 0, 0], { channels: 2 })],
    [/not PCM/, wav([0, 0], { code: 85 })],
    [/8 bits/, wav([0, 0], { bits: 8 })],
    [/cut off/, wav([0, 0], { size: 4000 })],
    [/cut off/, wav([0, 0], { size: 0xffffffff })],
    [/cut off/, wav([0, 0]).subarray(0, 30)],
    [/empty/, new Uint8Array()],
    [/web page/, Uint8Array.from(text('<!doctype html><p>Sorry'))],
    [/JSON/, Uint8Array.from(text('{"error":"no credit"}'))],
    [/no WAV/, Uint8Array.from(text('ID3 an mp3 that calls itself a wav'))],
  ]
  for (const [reason, bytes] of wrong)
    assert.throws(
      () => readWav(bytes),
      (error) => error instanceof VoiceError && reason.test(error.message),
    )
})

test('a length that a pipe could not know is no fault, one that is cut off still is', () => {
  assert.equal(readWav(wav([0, 0, 0, 0], { size: 0x7ffff000 }), { piped: true }).samples.length, 2)
  assert.throws(() => readWav(wav([0, 0], { size: 4000 }), { piped: true }), /cut off/)
})

test('no bytes make it do anything but answer or refuse', () => {
  const good = wav([1, 2, 3, 4, 5, 6])
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, value, end) => {
      const bytes = good.slice(0, end)
      if (at < end) bytes[at] = value
      try {
        readWav(bytes)
      } catch (error) {
        assert.ok(error instanceof VoiceError, String(error))
      }
    }),
  )
})
