import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { editionOf } from '../blueprint/index.ts'
import { isAired, partsOf } from '../edition.ts'
import { readingFrames, rundownOf } from '../rundown.ts'
import { mix } from '../sound/mix.ts'
import { sampleAir } from '../testing.ts'
import { sweep } from './cache.ts'
import { VoiceError } from './provider.ts'
import { type SpeakOptions, speakEdition } from './speak-edition.ts'
import { folderFor, hum, hummed, playedVoice, speechOf } from './testing.ts'

const edition = editionOf('evening', '2016-12-20T18:00+08:00', sampleAir(186))
const lines = partsOf(edition)
  .filter(isAired)
  .flatMap((part) => part.lines)
const speak = (provider: ReturnType<typeof playedVoice>['provider'], more: Partial<SpeakOptions> = {}) =>
  speakEdition(edition, provider, { language: 'zh', cacheFolder: null, ...more })

test('every aired line is spoken, as words, with its length and the time of each character', async () => {
  const { provider, asked } = playedVoice()
  const seen: number[] = []
  const spoken = await speak(provider, { onProgress: (done) => seen.push(done) })
  assert.deepEqual(
    [...spoken.voices.keys()],
    lines.map(({ id }) => id),
  )
  assert.deepEqual(spoken.faults, [])
  assert.deepEqual(spoken.provenance, { provider: 'espeak', model: 'test', synthetic: true })
  assert.deepEqual(
    seen,
    lines.map((_, i) => i + 1),
  )
  for (const { text } of asked) assert.doesNotMatch(text, /[\d₀-₉]/)
  for (const line of lines) {
    const { samples, rate } = spoken.voices.get(line.id)!
    const { frames, characters } = spoken.durations.get(line.id)!
    assert.equal(frames, Math.ceil((samples.length / rate) * 25))
    assert.equal(characters.length, [...line.zh].length)
  }
  const { loudness } = mix(rundownOf(edition, spoken.durations), spoken.voices)
  assert.ok(Math.abs(loudness + 24) < 0.3)
})

test('what is not aired is not spoken', async () => {
  const { provider, asked } = playedVoice()
  const floated = {
    ...edition,
    segments: edition.segments.map((segment) => ({
      ...segment,
      parts: segment.parts.map((part) => ({ ...part, floated: part.id !== 'now' })),
    })),
  }
  await speakEdition(floated, provider, { language: 'en', cacheFolder: null })
  assert.ok(asked.length > 0 && asked.every(({ id, language }) => id.startsWith('now/') && language === 'en'))
})

test('readings come with the line, those of the house before those of the programme', async () => {
  const { provider, asked } = playedVoice()
  await speak(provider, { readings: [{ text: '朝阳', pinyin: 'zhāo yáng' }] })
  const { readings } = asked.find(({ text }) => text.includes('朝阳'))!
  assert.ok(readings.some(({ text, pinyin }) => text === '朝阳' && pinyin === 'zhāo yáng'))
  assert.ok(!readings.some(({ pinyin }) => pinyin === 'cháo yáng'))
})

test('a line that fails stays text for its reading time, and the others are spoken', async () => {
  const bad = new Map([
    ['now/chief', speechOf(new Float32Array(8000))],
    ['chief/from', speechOf(hum(100))],
    ['last24/range', speechOf(hum(3).map((value) => Math.sign(value)))],
  ])
  const { provider } = playedVoice((line) => {
    if (line.id === 'end/thanks') throw new Error('hoarse')
    return bad.get(line.id) ?? hummed(line)
  })
  const spoken = await speak(provider)
  const why = Object.fromEntries(spoken.faults.map(({ line, reason }) => [line, reason.en]))
  assert.match(why['now/chief']!, /silent/)
  assert.match(why['chief/from']!, /lasts/)
  assert.match(why['last24/range']!, /clips/)
  assert.match(why['end/thanks']!, /hoarse/)
  assert.equal(spoken.voices.size, lines.length - 4)
  const cue = rundownOf(edition, spoken.durations)
    .parts.flatMap(({ cues }) => cues)
    .find(({ line }) => line === 'now/chief')!
  assert.equal(cue.to - cue.from, readingFrames(cue) + 6)
  assert.deepEqual(cue.characters, [])
})

test('a voice that fails half way is not asked to the end', async () => {
  let left = 6
  const { provider, asked } = playedVoice((line) => {
    if (left-- > 0) return hummed(line)
    throw new VoiceError({ zh: '服务中断', en: 'The service broke off' })
  })
  const spoken = await speak(provider)
  assert.ok(asked.length <= 6 + 5, `${asked.length} were asked`)
  assert.equal(spoken.voices.size + spoken.faults.length, lines.length)
  assert.ok(spoken.faults.every(({ reason }) => reason.zh === '服务中断'))
})

test('where all would fail for one reason, one is asked', async () => {
  const { provider, asked } = playedVoice(() => {
    throw new VoiceError({ zh: '没有程序', en: 'There is no program' }, true)
  })
  const spoken = await speak(provider)
  assert.ok(asked.length <= 3)
  assert.equal(spoken.faults.length, lines.length)
  assert.equal(spoken.provenance, null)
})

test('it can be called off', async () => {
  const stop = new AbortController()
  const { provider } = playedVoice((line) => {
    stop.abort(new Error('house closes'))
    return hummed(line)
  })
  await assert.rejects(speak(provider, { signal: stop.signal }), /house closes/)
})

test('what was said before is not said again, to the sample', async (t) => {
  const cacheFolder = folderFor(t)
  const first = playedVoice()
  const before = await speak(first.provider, { cacheFolder })
  const second = playedVoice()
  const after = await speak(second.provider, { cacheFolder })
  assert.equal(second.asked.length, 0)
  assert.deepEqual(after, before)
  const faster = playedVoice()
  await speak(faster.provider, { cacheFolder, rate: 1.1 })
  assert.equal(faster.asked.length, first.asked.length)
})

test('a kept file that is broken is made anew, and nothing unfit is kept', async (t) => {
  const cacheFolder = folderFor(t)
  await speak(playedVoice().provider, { cacheFolder })
  for (const [i, name] of readdirSync(cacheFolder).entries()) {
    const file = join(cacheFolder, name)
    const bytes = readFileSync(file)
    if (i % 3 === 0) writeFileSync(file, bytes.subarray(0, bytes.length - 40))
    else if (i % 3 === 1) writeFileSync(file, 'nonsense')
    else writeFileSync(file, '')
  }
  const { provider, asked } = playedVoice()
  const spoken = await speak(provider, { cacheFolder })
  assert.equal(asked.length, lines.length)
  assert.deepEqual(spoken.faults, [])
  const silent = folderFor(t)
  await speak(playedVoice(() => speechOf(new Float32Array(9000))).provider, { cacheFolder: silent })
  assert.deepEqual(readdirSync(silent), [])
})

test('the cache is bounded, and a folder that cannot be written costs no voice', async (t) => {
  const cacheFolder = folderFor(t)
  await speak(playedVoice().provider, { cacheFolder, cacheBytes: 1_000_000 })
  const size = readdirSync(cacheFolder).reduce((sum, name) => sum + statSync(join(cacheFolder, name)).size, 0)
  assert.ok(size > 0 && size <= 1_000_000, `${size} bytes`)
  assert.ok(readdirSync(cacheFolder).every((name) => name.endsWith('.speech')))
  await sweep(cacheFolder, 0)
  assert.deepEqual(readdirSync(cacheFolder), [])
  const file = join(cacheFolder, 'file')
  writeFileSync(file, '')
  const spoken = await speak(playedVoice().provider, { cacheFolder: join(file, 'below') })
  assert.equal(spoken.voices.size, lines.length)
  assert.ok(!existsSync(join(file, 'below')))
})
