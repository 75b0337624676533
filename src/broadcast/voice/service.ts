import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Problem } from '../../kit/problem.ts'

type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

const path = z.string().regex(/^[\w-]+(\.[\w-]+)*$/, 'is not a path such as result.audio')

/** How an HTTP service is asked, and what it answers: the house's own JSON file. */
const form = z.strictObject({
  /** `{voice}` and `{language}` may stand in its path and query. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** `{key}` stands for the key. */
  headers: z.record(z.string().regex(/^[\w-]+$/), z.string()).default({}),
  /** `{text}`, `{language}`, `{voice}`, `{rate}` and `{readings}` stand for those of the line. */
  body: z.json().default({ text: '{text}', language: '{language}', voice: '{voice}', rate: '{rate}' }),
  /** The body of the answer is the sound, or JSON with the sound in base64 at a path. */
  answer: z
    .strictObject({
      sound: z.enum(['wav', 'pcm16']).default('wav'),
      /** Only for pcm16, which does not say it. */
      sampleRate: z.number().int().min(8000).max(192_000).optional(),
      base64: path.optional(),
      /** Times: `[{startMs, endMs, textStart, textEnd}]`. */
      marks: path.optional(),
    })
    .refine(({ sound, sampleRate }) => sound === 'wav' || sampleRate, 'pcm16 needs a sampleRate')
    .default({ sound: 'wav' }),
  /** A service that plays back people's recordings is not synthetic. */
  synthetic: z.boolean().default(true),
  model: z.string().max(100).optional(),
  licence: z.string().max(300).optional(),
})

export type Service = z.output<typeof form> & { url: string }

const problem = (zh: string, en: string) => new Problem('voice-settings', { zh, en })

/** Reads the file that describes the service; without one, the usual form is asked at `url`. */
export function serviceOf(file: string | undefined, url: string | undefined): Service {
  const parsed = form.safeParse(file === undefined ? {} : contentOf(file))
  if (!parsed.success) {
    const { path: at, message } = parsed.error.issues[0]!
    const where = `${file} ${at.join('.')}`
    throw problem(
      `语音服务的描述有误：${where}：${message}`,
      `The speech service is wrongly described: ${where}: ${message}`,
    )
  }
  const address = url ?? parsed.data.url
  if (!address)
    throw problem(
      'LANTIAN_VOICE=http 还需要 LANTIAN_VOICE_URL，或在 LANTIAN_VOICE_SERVICE 的文件中写明 url。',
      'LANTIAN_VOICE=http also needs LANTIAN_VOICE_URL, or a url in the file of LANTIAN_VOICE_SERVICE.',
    )
  return { ...parsed.data, url: address }
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const why = (error as Error).message
    throw problem(
      `无法读取语音服务的描述：${why}`,
      `The description of the speech service cannot be read: ${why}`,
    )
  }
}

/** Puts values in the places of a template. A place that is a whole string keeps its value's type. */
export function filled(template: Json, values: Readonly<Record<string, Json>>): Json {
  if (Array.isArray(template)) return template.map((one) => filled(one, values))
  if (template !== null && typeof template === 'object')
    return Object.fromEntries(Object.entries(template).map(([name, one]) => [name, filled(one, values)]))
  if (typeof template !== 'string') return template
  const whole = /^\{(\w+)\}$/.exec(template)?.[1]
  if (whole !== undefined && Object.hasOwn(values, whole)) return values[whole]!
  return template.replaceAll(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? String(values[name] ?? '') : place,
  )
}

/** What stands at a path of an answer. */
export const at = (answer: unknown, where: string): unknown =>
  where
    .split('.')
    .reduce<unknown>(
      (here, name) =>
        here !== null && typeof here === 'object' && Object.hasOwn(here, name)
          ? (here as Record<string, unknown>)[name]
          : undefined,
      answer,
    )
