import { z } from 'zod'
import { Problem } from '../../kit/problem.ts'
import { isDay } from '../../kit/time.ts'
import type { Words } from '../../kit/words.ts'
import { pollutants } from '../pollutants.ts'

/** Longest body of a request, in bytes. */
export const longestBody = 16 * 1024

/** Line breaks and tabs are writing; other control characters and broken surrogates are not. */
const isWriting = (text: string) => text.isWellFormed() && !/[\p{Cc}--[\n\r\t]]/v.test(text)
const fault = (name: keyof typeof faults) => ({ params: { fault: name } })
const writing = (longest: number) => z.string().trim().min(1).max(longest).refine(isWriting, fault('control'))
const line = (longest: number) => writing(longest).refine((text) => !/[\n\r]/.test(text), fault('line'))

const person = { reason: writing(1000), by: line(80) }
const index = z.int().min(0).max(500)

/** What it takes to overrule a day. */
export const overruleSchema = z
  .strictObject({
    day: z.string().refine(isDay, fault('day')),
    low: index,
    high: index,
    /** HJ 633 names chief pollutants above 50 only. */
    chief: z
      .array(z.enum(pollutants))
      .max(pollutants.length)
      .refine((list) => new Set(list).size === list.length, fault('twice'))
      .default([]),
    text: z
      .strictObject({ zh: writing(600), en: writing(600) })
      .nullable()
      .default(null),
    ...person,
  })
  .refine(({ low, high }) => low <= high, { path: ['low'], ...fault('order') })
  .refine(({ high, chief }) => high <= 50 || chief.length > 0, { path: ['chief'], ...fault('needed') })
  .refine(({ high, chief }) => high > 50 || chief.length === 0, { path: ['chief'], ...fault('needless') })

export const withdrawalSchema = z.strictObject(person)

export type NewOverrule = z.output<typeof overruleSchema>
export type Withdrawal = z.output<typeof withdrawalSchema>

/** Reads a request's JSON. @throws Problem 400 for what is no JSON, 422 naming every wrong field */
export function readAsked<S extends z.ZodType>(schema: S, text: string): z.output<S> {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw new Problem('not-json', {
      zh: '请求的正文不是 JSON。示例见 docs/forecast.md。',
      en: 'The body of the request is not JSON. For examples see docs/forecast.md.',
    })
  }
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  const found = parsed.error.issues.slice(0, 8).map(faultOf)
  throw new Problem(
    'wrong-fields',
    {
      zh: `${found.map(({ zh }) => zh).join('；')}。`,
      en: `${found.map(({ en }) => en).join('; ')}.`,
    },
    422,
  )
}

const faults = {
  control: { zh: '含有控制字符', en: 'contains control characters' },
  line: { zh: '必须在一行之内', en: 'must be a single line' },
  day: { zh: '不是日期，例如 2026-11-25', en: 'is not a day such as 2026-11-25' },
  twice: { zh: '同一种污染物写了两次', en: 'names a pollutant twice' },
  order: { zh: '不能大于 high', en: 'must not be above high' },
  needed: { zh: 'high 大于 50 时至少写一种首要污染物', en: 'must name a pollutant when high is above 50' },
  needless: { zh: 'high 不大于 50 时没有首要污染物', en: 'must be empty when high is 50 or below' },
} satisfies Record<string, Words>

function faultOf(issue: z.core.$ZodIssue): Words {
  const field = issue.path.join('.') || 'JSON'
  const say = ({ zh, en }: Words): Words => ({ zh: `${field} ${zh}`, en: `${field} ${en}` })
  switch (issue.code) {
    case 'unrecognized_keys': {
      const names = issue.keys.map((key) => key.slice(0, 40)).join(', ')
      return { zh: `没有这些字段：${names}`, en: `there are no such fields: ${names}` }
    }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ')
      return say({ zh: `必须是 ${values} 之一`, en: `must be one of ${values}` })
    }
    case 'too_small':
    case 'too_big':
      return say(sizeFault(issue))
    case 'custom':
      return say(faults[issue.params?.fault as keyof typeof faults] ?? { zh: '有误', en: 'is wrong' })
    default:
      return say({ zh: '缺少，或类型不对', en: 'is missing or of the wrong type' })
  }
}

function sizeFault(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Words {
  if (issue.origin === 'string' || issue.origin === 'array')
    return issue.code === 'too_small'
      ? { zh: '不能为空', en: 'must not be empty' }
      : { zh: '太长', en: 'is too long' }
  return { zh: '必须是 0 至 500 的整数', en: 'must be a whole number from 0 to 500' }
}
