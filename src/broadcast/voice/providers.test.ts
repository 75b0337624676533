import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { readSettings } from '../../settings.ts'
import { editionOf } from '../blueprint/index.ts'
import { sampleAir } from '../testing.ts'
import { expectedSeconds, faultIn } from './checks.ts'
import { espeakProvider } from './espeak.ts'
import { narrate, providerNamed, voices } from './index.ts'
import { VoiceError } from './provider.ts'
import { readingsOf } from './readings.ts'
import { prepareRecordings, recordingFile, recordingProvider, saveRecording } from './recording.ts'
import { sherpaProvider } from './sherpa.ts'
import { speakEdition, speechLineOf } from './speak-edition.ts'
import { folderFor, hum, lineOf, testRate } from './testing.ts'
import { writeWav } from './wav.ts'

const edition = editionOf('morning', '2016-12-20T07:00+08:00', sampleAir(186))
const wav = (seconds: number) => writeWav({ sampleRate: testRate, samples: hum(seconds) })
const refuses = (promise: Promise<unknown>, reason: RegExp, fatal = false) =>
  assert.rejects(promise, (error: unknown) => {
    assert.ok(error instanceof VoiceError, String(error))
    assert.match(error.words.en, reason)
    assert.equal(error.fatal, fatal)
    return true
  })

test('a recording is heard when it has the words of the line, and refused when the line has changed', async (t) => {
  const root = folderFor(t)
  const provider = recordingProvider(root)
  const line = lineOf('空气质量指数为186。')
  await refuses(provider.speak(line), /was not recorded/)
  await saveRecording(root, line, wav(2))
  const { pcm, provenance } = await provider.speak(line)
  assert.equal(pcm.length, hum(2).length)
  assert.equal(provenance.synthetic, false)
  await refuses(
    provider.speak({ ...line, written: '空气质量指数为191。' }),
    /186.*not what the script says now/,
  )
  await refuses(provider.speak({ ...line, language: 'en' }), /was not recorded/)
  await refuses(provider.speak({ ...line, edition: 'evening-2016-12-21' }), /was not recorded/)
})

test('an upload that is no usable WAV is refused and leaves what was there', async (t) => {
  const root = folderFor(t)
  const line = lineOf('空气很好。')
  await saveRecording(root, line, wav(1))
  await refuses(saveRecording(root, line, wav(1).subarray(0, 500)), /cut off/)
  assert.equal((await recordingProvider(root).speak(line)).pcm.length, hum(1).length)
})

test('a folder of recordings is held to the words that were to be read', async (t) => {
  const root = folderFor(t)
  const folder = await prepareRecordings(root, edition, 'zh')
  const words: Record<string, string> = JSON.parse(readFileSync(join(folder, 'words.json'), 'utf8'))
  for (const [id, text] of Object.entries(words))
    if (id !== 'end/thanks')
      writeFileSync(
        recordingFile(root, { edition: edition.id, language: 'zh-CN', id }),
        wav(expectedSeconds(text)),
      )
  const spoken = await speakEdition(edition, recordingProvider(root), { language: 'zh', cacheFolder: null })
  assert.equal(spoken.voices.size + spoken.faults.length, Object.keys(words).length)
  assert.equal(spoken.provenance?.synthetic, false)
  writeFileSync(join(folder, 'words.json'), '[')
  await refuses(
    recordingProvider(root).speak(lineOf('x', { edition: edition.id })),
    /words.json cannot be read/,
  )
})

test('no id leads out of the folder of recordings', () => {
  const file = recordingFile('/r', { edition: '../../etc', language: 'en', id: '../../passwd' })
  assert.ok(file.startsWith('/r/') && !file.includes('..' + '/'), file)
  assert.equal(dirname(recordingFile('/r', { edition: '..', language: 'en', id: 'a' })), '/r/_/en')
})

/** A tiny program in the place of espeak-ng: it says what it was asked on standard error when told to fail. */
function fakeEspeak(t: TestContext, body: string): string {
  const file = join(folderFor(t), 'espeak-ng')
  writeFileSync(file, `#!${process.execPath}\n${body}`)
  chmodSync(file, 0o755)
  return file
}

const echo = (sound: Uint8Array) => `
const fs = require('fs')
const text = fs.readFileSync(0, 'utf8')
fs.writeFileSync(__dirname + '/asked.json', JSON.stringify([process.argv.slice(2), text]))
process.stdout.write(Buffer.from('${Buffer.from(sound).toString('base64')}', 'base64'))`

test('the program is given voice, pace and text with its readings, and answers with sound', async (t) => {
  const program = fakeEspeak(t, echo(wav(1)))
  const line = lineOf('--重庆', { rate: 2, readings: [{ text: '重庆', pinyin: 'chóng qìng' }] })
  const speech = await espeakProvider(program).speak(line)
  assert.equal(speech.pcm.length, hum(1).length)
  assert.deepEqual(speech.provenance, { provider: 'espeak', model: 'cmn-latn-pinyin', synthetic: true })
  const [args, text] = JSON.parse(readFileSync(join(dirname(program), 'asked.json'), 'utf8'))
  assert.deepEqual(args, ['-v', 'cmn-latn-pinyin', '-s', '390', '-b', '1', '--stdin', '--stdout'])
  assert.equal(text, '-- chong2 qing4')
})

test('a program that is missing, fails, babbles or says nothing is a reason in words', async (t) => {
  await refuses(espeakProvider('/nowhere/espeak-ng').speak(lineOf('好')), /no program \/nowhere/, true)
  const failing = fakeEspeak(t, 'console.error("no such voice"); process.exit(1)')
  await refuses(espeakProvider(failing).speak(lineOf('好')), /failed: no such voice/)
  await refuses(espeakProvider(fakeEspeak(t, '')).speak(lineOf('好')), /empty/)
  await refuses(
    espeakProvider(fakeEspeak(t, 'for (;;) require("fs").writeSync(1, Buffer.alloc(1 << 20))')).speak(
      lineOf('好'),
    ),
    /without end/,
  )
  await refuses(
    espeakProvider(failing).speak(lineOf('好', { voice: '../x; rm' })),
    /no name of a voice/,
    true,
  )
  const stop = new AbortController()
  const hanging = espeakProvider(fakeEspeak(t, 'setTimeout(() => {}, 60000)')).speak(
    lineOf('好'),
    stop.signal,
  )
  setTimeout(() => stop.abort(new Error('house closes')), 30)
  await assert.rejects(hanging)
})

const real = spawnSync('espeak-ng', ['--version']).status === 0

test(`the real espeak-ng speaks the whole edition in both languages (here: ${real ? 'present' : 'absent'})`, {
  skip: !real,
}, async () => {
  for (const language of ['zh', 'en'] as const) {
    const spoken = await speakEdition(edition, espeakProvider('espeak-ng'), { language, cacheFolder: null })
    assert.deepEqual(spoken.faults, [])
    const seconds = [...spoken.voices.values()].reduce(
      (sum, { samples, rate }) => sum + samples.length / rate,
      0,
    )
    const usual = [...spoken.voices.keys()]
      .map(
        (id) =>
          edition.segments
            .flatMap(({ parts }) => parts)
            .flatMap(({ lines }) => lines)
            .find((line) => line.id === id)!,
      )
      .reduce((sum, line) => sum + expectedSeconds(speechLineOf(edition, line, { language }).text), 0)
    assert.ok(seconds > usual * 0.7 && seconds < usual * 1.6, `${seconds} s where ${usual} are usual`)
  }
})

const engine = `
exports.OfflineTts = class {
  constructor(config) { this.config = config }
  generate({ text, sid, speed }) {
    if (sid === 7) throw new Error('no speaker 7')
    return { sampleRate: 16000, samples: new Float32Array(16000 * [...text].length / 4 / speed).fill(0.25) }
  }
}`

/** A model folder with an engine beside it, as a house would install it. */
function sherpaHouse(t: TestContext): string {
  const root = folderFor(t)
  const home = join(root, 'node_modules', 'sherpa-onnx-node')
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'index.js'), engine)
  const model = join(root, 'vits-zh')
  mkdirSync(model)
  for (const name of ['tokens.txt', 'lexicon.txt', 'model.onnx']) writeFileSync(join(model, name), '')
  return model
}

test('the engine that a house has installed speaks in a process of its own', async (t) => {
  const provider = sherpaProvider(sherpaHouse(t))
  const line = lineOf('空气质量')
  const speech = await provider.speak(line)
  assert.equal(speech.sampleRate, 16_000)
  assert.equal(speech.pcm.length, 16_000)
  assert.equal(speech.pcm[5], 0.25)
  assert.deepEqual(speech.provenance, { provider: 'sherpa', model: 'vits-zh', synthetic: true })
  assert.equal(faultIn(speech, line), null)
  await refuses(provider.speak({ ...line, voice: '7' }), /no speaker 7/)
  await refuses(provider.speak({ ...line, voice: 'anna' }), /is a number/, true)
})

test('without engine or model it says what to do', async (t) => {
  const folder = folderFor(t)
  await refuses(sherpaProvider(folder).speak(lineOf('好')), /no voice model/, true)
  for (const name of ['tokens.txt', 'model.onnx']) writeFileSync(join(folder, name), '')
  if (!existsSync('node_modules/sherpa-onnx-node'))
    await refuses(sherpaProvider(folder).speak(lineOf('好')), /npm install sherpa-onnx-node/, true)
})

test('a voice is chosen by name, and what it lacks is a Problem', async (t) => {
  const settings = readSettings({ LANTIAN_DATA: folderFor(t) })
  assert.equal(providerNamed('none', settings), null)
  assert.equal(providerNamed('recording', settings)?.id, 'recording')
  assert.throws(() => providerNamed('siri', settings), /none, recording, http, sherpa, espeak/)
  assert.throws(() => providerNamed('http', settings), /LANTIAN_VOICE_URL/)
  assert.throws(() => providerNamed('sherpa', settings), /LANTIAN_VOICE_MODEL/)
  const listed = await voices({ ...settings, LANTIAN_VOICE_PROGRAM: '/nowhere/espeak-ng' })
  assert.deepEqual(
    listed.map(({ name }) => name),
    ['none', 'recording', 'http', 'sherpa', 'espeak'],
  )
  assert.match(listed[4]!.lines[0]!.en, /Install espeak-ng/)
  assert.throws(() => readSettings({ LANTIAN_VOICE: 'siri' }), /LANTIAN_VOICE is none of/)
  assert.throws(() => readSettings({ LANTIAN_VOICE_RATE: '10' }), /LANTIAN_VOICE_RATE/)
})

test('the sheet says whose voice it is, that it is synthetic, and what stayed text', async (t) => {
  const program = fakeEspeak(t, echo(wav(3)))
  const house = {
    settings: readSettings({
      LANTIAN_DATA: folderFor(t),
      LANTIAN_VOICE: 'espeak',
      LANTIAN_VOICE_PROGRAM: program,
    }),
  }
  const narration = await narrate(house, edition)
  assert.equal(narration.synthetic, true)
  assert.deepEqual(narration.notes[0], {
    zh: '合成语音：espeak cmn-latn-pinyin',
    en: 'Synthetic voice: espeak cmn-latn-pinyin',
  })
  const silent = await narrate(house, edition, { voice: 'recording' })
  assert.match(silent.notes[0]!.en, /No voice/)
  assert.match(silent.notes[1]!.en, /Not spoken, subtitles only: .*: This line was not recorded/)
  assert.deepEqual((await narrate(house, edition, { voice: 'none' })).voices.size, 0)
})

test("the house's own readings are checked", (t) => {
  const file = join(folderFor(t), 'readings.json')
  const read = (content: unknown) => {
    writeFileSync(file, JSON.stringify(content))
    return readingsOf(file)
  }
  assert.deepEqual(read([{ text: '重庆', pinyin: 'chóng qìng' }]).length, 1)
  assert.throws(() => read([{ text: '重庆', pinyin: 'chóng' }]), /0 needs as many syllables/)
  assert.throws(() => read({ 重庆: 'chóng qìng' }), /list of readings is wrong/)
  assert.deepEqual(readingsOf(undefined), [])
})
