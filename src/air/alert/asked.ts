import { z } from 'zod'
import { Problem } from '../../kit/problem.ts'
import type { Words } from '../../kit/words.ts'
import { tiers } from './types.ts'

/** Longest body of a request, in bytes. */
export const longestBody = 64 * 1024

/** Line breaks and tabs are writing; other control characters and broken surrogates are not. */
const isWriting = (text: string) => text.isWellFormed() && !/[\p{Cc}--[\n\r\t]]/v.test(text)
const writing = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine(isWriting, { params: { fault: 'control' } })
const line = (longest: number) =>
  writing(longest).refine((text) => !/[\n\r]/.test(text), { params: { fault: 'line' } })

const moment = z.string().transform((text, c) => {
  try {
    return Temporal.Instant.from(text)
  } catch {
    c.addIssue({ code: 'custom', params: { fault: 'moment' } })
    return z.NEVER
  }
})

const publicText = z.strictObject({ zh: writing(4000), en: writing(4000) }).nullable()

const person = { reason: writing(2000), by: line(80) }

/** What it takes to issue an alert. */
export const issueSchema = z.strictObject({
  tier: z.enum(tiers),
  /** Default: now. */
  effective: moment.optional(),
  expires: moment,
  ...person,
  text: publicText.default(null),
  exercise: z.boolean().default(false),
})

/** What is left out of a change stays as it was. */
export const updateSchema = z.strictObject({
  tier: z.enum(tiers).optional(),
  effective: moment.optional(),
  expires: moment.optional(),
  ...person,
  text: publicText.default(null),
})

export const cancelSchema = z.strictObject({ ...person, text: publicText.default(null) })

export type Issue = z.output<typeof issueSchema>
export type Update = z.output<typeof updateSchema>
export type Cancel = z.output<typeof cancelSchema>

/** Reads a request's JSON. @throws Problem 400 for what is no JSON, 422 naming every wrong field */
export function readAsked<S extends z.ZodType>(schema: S, text: string): z.output<S> {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw new Problem('not-json', {
      zh: '请求的正文不是 JSON。示例见 docs/alerts.md。',
      en: 'The body of the request is not JSON. For examples see docs/alerts.md.',
    })
  }
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.slice(0, 8).map(faultOf)
  throw new Problem(
    'wrong-fields',
    {
      zh: `${faults.map(({ zh }) => zh).join('；')}。`,
      en: `${faults.map(({ en }) => en).join('; ')}.`,
    },
    422,
  )
}

const custom: Record<string, Words> = {
  control: { zh: '含有控制字符', en: 'contains control characters' },
  line: { zh: '必须在一行之内', en: 'must be a single line' },
  moment: {
    zh: '不是带时区的时刻，例如 2026-12-19T18:00+08:00',
    en: 'is not a moment with its offset, such as 2026-12-19T18:00+08:00',
  },
}

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
      return say({ zh: '不能为空', en: 'must not be empty' })
    case 'too_big':
      return say({ zh: `最多 ${issue.maximum} 个字符`, en: `has at most ${issue.maximum} characters` })
    case 'custom':
      return say(custom[String(issue.params?.fault)] ?? { zh: '有误', en: 'is wrong' })
    default:
      return say({ zh: '缺少，或类型不对', en: 'is missing or of the wrong type' })
  }
}
