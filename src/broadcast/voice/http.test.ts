import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { FetcherOptions } from '../../kit/fetch.ts'
import { SourceError } from '../../kit/fetch.ts'
import { play, sendJson, sleeper } from '../../kit/outside/testing.ts'
import { Problem } from '../../kit/problem.ts'
import { httpProvider } from './http.ts'
import { VoiceError } from './provider.ts'
import { filled, serviceOf } from './service.ts'
import { folderFor, hum, lineOf, testRate } from './testing.ts'
import { writeWav } from './wav.ts'

const sound = writeWav({ sampleRate: testRate, samples: hum(1) })
const line = lineOf('空气很好', { voice: 'xiao/yan', readings: [{ text: '好', pinyin: 'hǎo' }] })

/** A described service at a played server. */
async function service(
  t: TestContext,
  answer: RequestListener,
  form = {},
  fetching: Partial<FetcherOptions> = {},
) {
  const played = await play(t, answer)
  const file = join(folderFor(t), 'service.json')
  writeFileSync(file, JSON.stringify({ url: `${played.url}/speak`, ...form }))
  const { time, slept } = sleeper()
  const provider = httpProvider({
    service: serviceOf(file, undefined),
    key: 'hush-hush',
    fetching: { time, ...fetching },
  })
  t.after(() => provider.close())
  return { provider, played, slept }
}

test('the usual form is asked, with the key, and answers with a WAV', async (t) => {
  let asked: unknown
  const { provider, played } = await service(t, async (request, response) => {
    asked = JSON.parse(Buffer.concat(await request.toArray()).toString())
    response.writeHead(200, { 'content-type': 'audio/wav' }).end(sound)
  })
  const speech = await provider.speak(line)
  assert.deepEqual(asked, { text: '空气很好', language: 'zh-CN', voice: 'xiao/yan', rate: 1 })
  assert.equal(played.asked[0]!.headers.authorization, 'Bearer hush-hush')
  assert.equal(speech.sampleRate, testRate)
  assert.equal(speech.pcm.length, hum(1).length)
  assert.deepEqual(speech.provenance, { provider: 'http', model: null, synthetic: true })
})

test('a described service is asked in its own form and may answer JSON with base64 and times', async (t) => {
  let asked: unknown
  const marks = [{ startMs: 0, endMs: 500, textStart: 0, textEnd: 2 }]
  const form = {
    url: undefined as string | undefined,
    headers: { 'x-api-key': '{key}' },
    body: {
      input: { text: '{text}', words: '{readings}' },
      speed: '{rate}',
      name: 'v-{voice}',
      other: '{what}',
    },
    answer: { base64: 'result.0.audio', marks: 'result.0.times' },
    model: 'm-1',
  }
  delete form.url
  const { provider, played } = await service(
    t,
    async (request, response) => {
      asked = JSON.parse(Buffer.concat(await request.toArray()).toString())
      sendJson(response, { result: [{ audio: Buffer.from(sound).toString('base64'), times: marks }] })
    },
    form,
  )
  const speech = await provider.speak(line)
  assert.deepEqual(asked, {
    input: { text: '空气很好', words: [{ text: '好', pinyin: 'hǎo' }] },
    speed: 1,
    name: 'v-xiao/yan',
    other: '{what}',
  })
  assert.equal(played.asked[0]!.headers['x-api-key'], 'hush-hush')
  assert.deepEqual(speech.marks, marks)
  assert.equal(speech.provenance.model, 'm-1')
})

test('raw samples are read at the rate that is described', async (t) => {
  const form = { answer: { sound: 'pcm16', sampleRate: 24_000 } }
  const { provider } = await service(t, (_, response) => response.end(Buffer.from([0, 0, 0, 0x40])), form)
  const { pcm, sampleRate } = await provider.speak(line)
  assert.deepEqual([[...pcm], sampleRate], [[0, 0.5], 24_000])
})

test('a busy service is waited for, a failing one tried again', async (t) => {
  const statuses = [429, 500, 200]
  const { provider, slept } = await service(t, (_, response) => {
    const status = statuses.shift()!
    response.writeHead(status, status === 429 ? { 'retry-after': '3' } : {}).end(status === 200 ? sound : '')
  })
  await provider.speak(line)
  assert.ok(slept.some((ms) => ms >= 3000) && slept.length >= 2, JSON.stringify(slept))
})

const json = { answer: { base64: 'audio' } }
const faults: Record<string, [RequestListener, RegExp, object?]> = {
  'a wrong key': [(_, response) => response.writeHead(401).end(), /key/],
  'no credit for hours': [(_, response) => response.writeHead(429, { 'retry-after': '7200' }).end(), /limit/],
  'a failing service': [(_, response) => response.writeHead(500).end(), /HTTP 500/],
  'a slow service': [() => {}, /too slowly/],
  'an endless answer': [
    (_, response) => {
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      }
      response.on('drain', pour)
      pour()
    },
    /too large/,
  ],
  'a web page': [(_, response) => response.end('<html>Sign in</html>'), /web page/],
  'an error told as sound': [(_, response) => sendJson(response, { error: 'quota' }), /JSON came/],
  'half a WAV': [(_, response) => response.end(sound.subarray(0, 9000)), /cut off/],
  'a redirect elsewhere': [
    (_, response) => response.writeHead(302, { location: 'http://example.org/' }).end(),
    /redirected/,
  ],
  'other JSON': [(_, response) => sendJson(response, { sound: 'AAAA' }), /audio is not base64/, json],
  'base64 that is none': [(_, response) => sendJson(response, { audio: '%%%' }), /audio is not base64/, json],
  'a list instead of sound': [
    (_, response) => sendJson(response, { audio: [1] }),
    /audio is not base64/,
    json,
  ],
  'JSON that is cut off': [(_, response) => response.end('{"audio":"AA'), /cut off/, json],
  'times that are none': [
    (_, response) => sendJson(response, { audio: Buffer.from(sound).toString('base64'), t: 'soon' }),
    /t is no list of times/,
    { answer: { base64: 'audio', marks: 't' } },
  ],
}
for (const [name, [answer, reason, form]] of Object.entries(faults))
  test(`${name} is a reason in words, without the key`, async (t) => {
    const { provider } = await service(t, answer, form, { timeoutMs: 200, retries: 0, maxBytes: 1_000_000 })
    await assert.rejects(provider.speak(line), (error: Error) => {
      assert.ok(error instanceof VoiceError || error instanceof SourceError, String(error))
      assert.match(error.message, reason)
      assert.doesNotMatch(error.words.zh + error.words.en + error.stack, /hush/)
      return true
    })
  })

test('a wrong description is a Problem that names the place', (t) => {
  const file = join(folderFor(t), 'service.json')
  const described = (content: string) => {
    writeFileSync(file, content)
    return () => serviceOf(file, undefined)
  }
  const is = (words: RegExp) => (error: unknown) => error instanceof Problem && words.test(error.words.en)
  assert.throws(described('{"url":"ftp://a.example/"}'), is(/ url:/))
  assert.throws(
    described('{"url":"https://a.example/","answer":{"sound":"pcm16"}}'),
    is(/answer: pcm16 needs/),
  )
  assert.throws(described('{"url":"https://a.example/","boddy":{}}'), is(/wrongly described/))
  assert.throws(described('{"url":'), is(/cannot be read/))
  assert.throws(described('{}'), is(/LANTIAN_VOICE_URL/))
  assert.throws(() => serviceOf('/nowhere/service.json', undefined), is(/cannot be read/))
  assert.equal(serviceOf(undefined, 'https://a.example/tts').url, 'https://a.example/tts')
})

test('what a line says cannot change the form it is put into', () => {
  assert.deepEqual(filled({ a: '{text}', b: 'x{text}' }, { text: '","key":"{key}', key: 'hush' }), {
    a: '","key":"{key}',
    b: 'x","key":"{key}',
  })
})
