import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expectedSeconds, faultIn } from './checks.ts'
import { pausesIn, trimmed } from './edges.ts'
import { hum, joined, lineOf, speechOf, testRate } from './testing.ts'

const line = lineOf('北京市空气质量指数为一百八十六，属于中度污染。')
const usual = expectedSeconds(line.text)

test('a voice of the usual length is fit for air', () => {
  for (const times of [0.4, 1, 3.5]) assert.equal(faultIn(speechOf(hum(usual * times)), line), null)
})

test('what is not fit for air is named', () => {
  const clipped = hum(usual).map((value) => Math.max(-1, Math.min(1, value * 20)))
  const broken = hum(usual)
  broken[500] = Number.NaN
  const faults: [RegExp, ReturnType<typeof speechOf>][] = [
    [/silent/, speechOf(hum(usual, { level: 0.001 }))],
    [/silent/, speechOf(new Float32Array(0))],
    [/clips \(\d/, speechOf(clipped)],
    [/no numbers/, speechOf(broken)],
    [/lasts [\d.]+ s where/, speechOf(hum(usual * 4.5))],
    [/only/, speechOf(hum(usual * 0.15))],
    [/longer than 120 s/, speechOf(hum(130))],
    [/rate of 0 Hz/, speechOf(hum(usual), { sampleRate: 0 })],
    [/rate of 22050.5 Hz/, speechOf(hum(usual), { sampleRate: 22050.5 })],
  ]
  for (const [reason, speech] of faults) assert.match(faultIn(speech, line)?.en ?? 'nothing', reason)
})

test('the silence around a voice is no part of its length', () => {
  const late = speechOf(hum(usual, { silence: usual * 5 }))
  assert.equal(faultIn(late, line), null)
  const { samples, startMs } = trimmed(late.pcm, testRate)
  assert.ok(Math.abs(samples.length / testRate - usual) < 0.15)
  assert.ok(Math.abs(startMs - usual * 5000) < 50)
  assert.equal(samples[0], 0)
  assert.equal(trimmed(new Float32Array(1000), testRate).samples.length, 0)
})

test('a house asks for a slower voice and is not told that it is too slow', () => {
  const slow = speechOf(hum(usual * 6))
  assert.ok(faultIn(slow, line))
  assert.equal(faultIn(slow, { ...line, rate: 0.5 }), null)
})

test('pauses are those between sounds, not those around them', () => {
  const gap = new Float32Array(testRate / 2)
  const pauses = pausesIn(joined(gap, hum(1, { silence: 0 }), gap, hum(1, { silence: 0 }), gap), testRate)
  assert.equal(pauses.length, 1)
  assert.ok(Math.abs(pauses[0]!.startMs - 1500) <= 20 && Math.abs(pauses[0]!.endMs - 2000) <= 20)
  assert.deepEqual(pausesIn(new Float32Array(testRate), testRate), [])
})
