import { z } from 'zod'
import { Problem } from '../problem.ts'
import { isDay } from '../time.ts'
import type { Words } from '../words.ts'

/** What is wrong with a field, said beside the rule that it breaks: `refine(isDay, fault('…', '…'))`. */
export const fault = (zh: string, en: string) => ({ params: { words: { zh, en } satisfies Words } })

/** Line breaks and tabs are writing; other control characters and broken surrogates are not. */
const isWriting = (text: string) => text.isWellFormed() && !/[\p{Cc}--[\n\r\t]]/v.test(text)

/** Words for people, of so many characters at most. */
export const writing = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine(isWriting, fault('含有控制字符', 'contains control characters'))

/** The same on one line. */
export const oneLine = (longest: number) =>
  writing(longest).refine((text) => !/[\n\r]/.test(text), fault('必须在一行之内', 'must be a single line'))

/** An e-mail address; blanks around it are a slip of the hand. */
export const email = z
  .string()
  .trim()
  .refine((text) => z.email().safeParse(text).success, fault('不是邮箱地址', 'is not an e-mail address'))

export const day = z
  .string()
  .refine(isDay, fault('不是日期，例如 2026-11-25', 'is not a day such as 2026-11-25'))

const noMoment = fault(
  '不是带时区的时刻，例如 2026-12-19T18:00+08:00',
  'is not a moment with its offset, such as 2026-12-19T18:00+08:00',
)

/** An instant as ISO 8601 with its offset. */
export const moment = z.string().transform((text, c) => {
  try {
    return Temporal.Instant.from(text)
  } catch {
    c.addIssue({ code: 'custom', ...noMoment })
    return z.NEVER
  }
})

/**
 * Reads the JSON of a request. @throws Problem 400 for what is no JSON, 422 naming every wrong field
 * @param examples the page of the docs that shows how it is written
 */
export function readAsked<S extends z.ZodType>(schema: S, text: string, examples: string): z.output<S> {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw new Problem('not-json', {
      zh: `请求的正文不是 JSON。示例见 ${examples}。`,
      en: `The body of the request is not JSON. For examples see ${examples}.`,
    })
  }
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.slice(0, 8).map(faultOf)
  throw new Problem(
    'wrong-fields',
    { zh: `${faults.map(({ zh }) => zh).join('；')}。`, en: `${faults.map(({ en }) => en).join('; ')}.` },
    422,
  )
}

function faultOf(issue: z.core.$ZodIssue): Words {
  const { zh, en } = whatIsWrong(issue)
  if (issue.code === 'unrecognized_keys') return { zh, en }
  const field = issue.path.join('.') || 'JSON'
  return { zh: `${field} ${zh}`, en: `${field} ${en}` }
}

/** What is wrong, without the name of the field. */
export function whatIsWrong(issue: z.core.$ZodIssue): Words {
  switch (issue.code) {
    case 'unrecognized_keys': {
      const names = issue.keys.map((key) => key.slice(0, 40)).join(', ')
      return { zh: `没有这些字段：${names}`, en: `there are no such fields: ${names}` }
    }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ')
      return { zh: `必须是 ${values} 之一`, en: `must be one of ${values}` }
    }
    case 'too_small':
    case 'too_big':
      return sizeFault(issue)
    case 'custom':
      return (issue.params?.words as Words | undefined) ?? { zh: '有误', en: 'is wrong' }
    default:
      return { zh: '缺少，或类型不对', en: 'is missing or of the wrong type' }
  }
}

function sizeFault(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Words {
  const small = issue.code === 'too_small'
  if (issue.origin === 'string' || issue.origin === 'array') {
    if (small) return { zh: '不能为空', en: 'must not be empty' }
    return issue.origin === 'string'
      ? { zh: `最多 ${issue.maximum} 个字符`, en: `has at most ${issue.maximum} characters` }
      : { zh: `最多 ${issue.maximum} 项`, en: `has at most ${issue.maximum} entries` }
  }
  return small
    ? { zh: `不能小于 ${issue.minimum}`, en: `must not be below ${issue.minimum}` }
    : { zh: `不能大于 ${issue.maximum}`, en: `must not be above ${issue.maximum}` }
}
