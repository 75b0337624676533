import { z } from 'zod'
import { isDay } from '../../kit/time.ts'
import type { Words } from '../../kit/words.ts'
import { kinds } from '../pollutants.ts'
import { type Fault, ParameterProblem, repeated } from './refusals.ts'

/** One parameter of an address: how it is read, and all that is ever said of it. */
export interface Parameter<T = unknown> {
  schema: z.ZodType<T, string>
  words: Words
  /** What it may be, as the end of "… must be". */
  allowed: Words
  /** What it may be, one by one, where that can be listed. */
  choices?: readonly string[]
  example: string
  /** What holds when it is left out. */
  fallback: Words
}

export type Parameters = Record<string, Parameter>
/** What was asked; what was left out is undefined. */
export type Asked<P extends Parameters> = {
  [K in keyof P]: (P[K] extends Parameter<infer T> ? T : never) | undefined
}

/** Longer than any list of stations that we take. */
const longest = 2000

/** Reads the parameters of an address. @throws ParameterProblem that names every wrong one and what is allowed */
export function readParameters<P extends Parameters>(parameters: P, query: URLSearchParams): Asked<P> {
  const faults: Fault[] = []
  const known = Object.keys(parameters)
  const asked: Record<string, unknown> = {}
  for (const name of new Set(query.keys())) {
    const fault = Object.hasOwn(parameters, name)
      ? readOne(name, parameters[name]!, query.getAll(name), asked)
      : unknownName(name, known)
    if (fault) faults.push(fault)
  }
  if (faults.length > 0) throw new ParameterProblem('wrong-parameter', faults.slice(0, 8))
  return asked as Asked<P>
}

function readOne(
  name: string,
  { schema, allowed, choices }: Parameter,
  texts: readonly string[],
  asked: Record<string, unknown>,
): Fault | null {
  const fault = (words: Words): Fault => ({
    parameter: name,
    words,
    ...(choices ? { allowed: choices } : {}),
  })
  if (texts.length > 1)
    return fault({ zh: `参数 ${name} 写了不止一次。`, en: `The parameter ${name} is given more than once.` })
  const text = texts[0]!
  if (text.length > longest)
    return fault({
      zh: `参数 ${name} 太长，最多 ${longest} 个字符。`,
      en: `The parameter ${name} is too long: at most ${longest} characters.`,
    })
  const parsed = isPlain(text) ? schema.safeParse(text) : null
  if (parsed?.success) {
    asked[name] = parsed.data
    return null
  }
  return fault({
    zh: `参数 ${name} 的值“${repeated(text)}”有误：应为${allowed.zh}。`,
    en: `The parameter ${name} is "${repeated(text)}", but must be ${allowed.en}.`,
  })
}

/** Zero bytes, line breaks and broken surrogates are in no name, day or number. */
const isPlain = (text: string) => text.isWellFormed() && !/\p{Cc}/u.test(text)

const unknownName = (name: string, known: readonly string[]): Fault => ({
  parameter: repeated(name),
  words: {
    zh: `没有名为“${repeated(name)}”的参数。可用的参数：${known.join('、')}。`,
    en: `There is no parameter "${repeated(name)}". Those there are: ${known.join(', ')}.`,
  },
  allowed: known,
})

const isNear = (day: string) => day >= '1900-01-01' && day <= '2199-12-31'
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => isDay(text) && isNear(text))
  .meta({ format: 'date' })

const dayAllowed: Words = {
  zh: '1900 年至 2199 年之间的日期，例如 2016-12-20',
  en: 'a day of the years 1900 to 2199, such as 2016-12-20',
}

export const fromDay = (fallback: Words): Parameter<string> => ({
  schema: day,
  words: { zh: '开始的那一天（含）', en: 'First day, included' },
  allowed: dayAllowed,
  example: '2016-12-19',
  fallback,
})

export const toDay: Parameter<string> = {
  schema: day,
  words: { zh: '结束的那一天（含）', en: 'Last day, included' },
  allowed: dayAllowed,
  example: '2016-12-21',
  fallback: { zh: '有数据的最近一天', en: 'the newest day with data' },
}

/** A choice of a few words. */
export const choice = <const T extends readonly string[]>(
  choices: T,
  words: Words,
  fallback: Words,
): Parameter<T[number]> => ({
  schema: z.enum(choices),
  words,
  allowed: { zh: `${choices.join('、')} 之一`, en: `one of ${choices.join(', ')}` },
  choices,
  example: choices[0]!,
  fallback,
})

export const kindParameter = choice(
  kinds,
  {
    zh: '数据类型：reference 为监测站，sensor 为微型传感器，model 为模型，simulated 为模拟',
    en: 'Kind of data: reference stations, low-cost sensors, a model, or a simulation',
  },
  {
    zh: '在这段时间代表全市的那一种',
    en: 'the kind that speaks for the city in this period',
  },
)

/** Places or stations in one answer; more of them come without naming any. */
const mostPlaces = 50

export const listOf = (words: Words, fallback: Words, example: string): Parameter<string[]> => ({
  schema: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((list) => list.length <= mostPlaces && list.every((part) => part !== '' && part.length <= 80)),
  words,
  allowed: {
    zh: `1 至 ${mostPlaces} 个名称或编码，用逗号分开`,
    en: `1 to ${mostPlaces} names or codes, separated by commas`,
  },
  example,
  fallback,
})
