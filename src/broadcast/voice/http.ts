import { z } from 'zod'
import { type Answer, createFetcher, type FetcherOptions } from '../../kit/fetch.ts'
import type { Words } from '../../kit/words.ts'
import { type Mark, type Speech, type SpeechLine, type SpeechProvider, VoiceError } from './provider.ts'
import { at, filled, type Service } from './service.ts'
import { readWav } from './wav.ts'

export interface HttpVoice {
  service: Service
  key: string | undefined
  /** For tests: another clock, fewer attempts. */
  fetching?: Partial<FetcherOptions>
}

const marksForm = z.array(
  z.object({
    startMs: z.number().nonnegative(),
    endMs: z.number().nonnegative(),
    textStart: z.number().int().nonnegative(),
    textEnd: z.number().int().nonnegative(),
  }),
)

/**
 * A speech service over HTTP, asked with the house's key. Only the host that the house names is asked, in the house or
 * outside; what is sent goes nowhere else.
 */
export function httpProvider({ service, key, fetching = {} }: HttpVoice): SpeechProvider {
  const host = new URL(service.url.replaceAll(/[{}]/g, '_')).host
  const fetcher = createFetcher({
    allowedHosts: [],
    // Named by the house itself, so it may be a machine of the house.
    localDevices: [host],
    userAgent: 'Lantian',
    timeoutMs: 60_000,
    maxBytes: 32 << 20,
    paces: { [host]: { perMinute: 120, burst: 30 } },
    ...fetching,
  })
  const { licence, url, body, model } = service
  return {
    id: 'http',
    licence: {
      zh: licence ?? `按 ${host} 的服务条款；文字会发送到该服务。`,
      en: licence ?? `The terms of ${host}; the text is sent there.`,
    },
    online: true,
    cacheKey: JSON.stringify([url, body, service.answer, model ?? null]),
    voices: async () => [],
    speak: async (line, signal) => {
      const values = valuesOf(line)
      const answer = await fetcher.post(
        addressOf(url, line),
        { mediaType: 'application/json', content: JSON.stringify(filled(body, values)) },
        { headers: headersOf(service, key), signal },
      )
      return speechOf(answer, service)
    },
    close: () => fetcher.close(),
  }
}

const valuesOf = ({ text, language, voice, rate, readings }: SpeechLine) => ({
  text,
  language,
  voice,
  rate,
  readings: readings.map((reading) => ({ text: reading.text, pinyin: reading.pinyin })),
})

const addressOf = (url: string, { voice, language }: SpeechLine) =>
  url
    .replaceAll('{voice}', encodeURIComponent(voice ?? ''))
    .replaceAll('{language}', encodeURIComponent(language))

function headersOf({ headers }: Service, key: string | undefined): Record<string, string> {
  const usual = Object.keys(headers).length === 0 && key ? { authorization: `Bearer ${key}` } : headers
  return Object.fromEntries(
    Object.entries(usual).map(([name, value]) => [name, value.replaceAll('{key}', key ?? '')]),
  )
}

function speechOf(answer: Answer, { answer: form, model, synthetic }: Service): Speech {
  const json = form.base64 || form.marks ? answer.json() : null
  const sound = form.base64 ? fromBase64(at(json, form.base64), form.base64) : answer.body
  const { sampleRate, samples } =
    form.sound === 'wav' ? readWav(sound, { piped: true }) : fromPcm(sound, form.sampleRate!)
  return {
    sampleRate,
    pcm: samples,
    marks: form.marks ? marksOf(at(json, form.marks), form.marks) : [],
    provenance: { provider: 'http', model: model ?? null, synthetic },
  }
}

const changed = (words: Words) =>
  new VoiceError({
    zh: `语音服务的回答与约定不符：${words.zh}`,
    en: `The speech service answers in another form than described: ${words.en}`,
  })

function fromBase64(value: unknown, where: string): Uint8Array {
  if (typeof value !== 'string' || !/^[\w+/-]+={0,2}$/.test(value))
    throw changed({ zh: `${where} 不是 base64`, en: `${where} is not base64` })
  return Buffer.from(value, 'base64')
}

function fromPcm(bytes: Uint8Array, sampleRate: number) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const samples = Float32Array.from(
    { length: bytes.length >> 1 },
    (_, i) => view.getInt16(i * 2, true) / 0x8000,
  )
  return { sampleRate, samples }
}

function marksOf(value: unknown, where: string): Mark[] {
  const parsed = marksForm.safeParse(value)
  if (!parsed.success) throw changed({ zh: `${where} 不是时间表`, en: `${where} is no list of times` })
  return parsed.data.filter(({ textStart, textEnd }) => textEnd > textStart)
}
