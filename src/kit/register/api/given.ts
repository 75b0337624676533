import type { Context } from 'hono'
import { Problem } from '../../problem.ts'
import type { Words } from '../../words.ts'
import { readValue } from '../kind.ts'
import { lookOf } from '../look.ts'
import { keptFields } from '../register.ts'
import { tagOf } from './json.ts'
import type { Asking } from './open.ts'

/** Longest body, in bytes. */
export const longestBody = 1024 * 1024

/** Fields that a program sent wrong: each is named. */
class WrongFields extends Problem {
  readonly faults: Readonly<Record<string, Words>>
  constructor(faults: Readonly<Record<string, Words>>) {
    const said = (language: 'zh' | 'en') =>
      Object.entries(faults).map(([name, words]) => `${name}: ${words[language]}`)
    super('wrong-fields', { zh: `${said('zh').join('；')}。`, en: `${said('en').join('; ')}.` }, 422)
    this.faults = faults
  }

  override details(status?: number) {
    const errors = Object.entries(this.faults).map(([field, { zh, en }]) => ({
      field,
      detail: en,
      detail_zh: zh,
    }))
    return { ...super.details(status), errors }
  }
}

/** The fields of a body, as they stand. @throws Problem 400, 415 */
export async function bodyOf(c: Context): Promise<Record<string, unknown>> {
  if (!/^application\/(json|merge-patch\+json)\b/i.test(c.req.header('content-type') ?? '')) throw notJson()
  let data: unknown
  try {
    data = JSON.parse(await c.req.text())
  } catch {
    throw noJson()
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw noJson()
  return data as Record<string, unknown>
}

/**
 * The values that a row will have: those that were given, over those that stand there. What is not declared, or follows
 * from the rest, is refused and never written.
 * @throws WrongFields naming every wrong field
 */
export async function valuesGiven(
  { house, r }: Asking,
  given: Record<string, unknown>,
  before: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const look = await lookOf(house, 'zh')
  const faults: Record<string, Words> = {}
  const values: Record<string, unknown> = {}
  const known = new Set(keptFields(r).map(([name]) => name))
  for (const name of Object.keys(given).slice(0, 100))
    if (!known.has(name)) faults[name.slice(0, 40)] = { zh: '没有这个字段', en: 'there is no such field' }
  for (const [name, field] of keptFields(r)) {
    if (!Object.hasOwn(given, name)) {
      values[name] = before[name] ?? null
      if (values[name] !== null || !field.required) continue
    }
    const read = await readValue(field, given[name], look)
    if ('fault' in read) faults[name] = read.fault
    else values[name] = read.value
  }
  if (Object.keys(faults).length > 0) throw new WrongFields(faults)
  return values
}

/** Whoever changes a row says which revision he saw. @throws Problem 412 where it is another by now, 428 without */
export function mustMatch(c: Context, { r }: Asking, row: { id: number; revision: number }): void {
  const given = c.req.header('if-match')
  if (given === undefined) throw sayWhich()
  const tags = given.split(',').map((tag) => tag.trim())
  if (!tags.includes(tagOf(r, row))) throw changedSince()
}

const notJson = () =>
  new Problem(
    'not-json',
    { zh: '请求的正文须为 application/json。', en: 'The body must be application/json.' },
    415,
  )

const noJson = () =>
  new Problem('not-json', { zh: '请求的正文不是 JSON 对象。', en: 'The body is no JSON object.' })

const sayWhich = () =>
  new Problem(
    'if-match-missing',
    {
      zh: '请在 If-Match 中写明读到的版本（ETag），以免覆盖别人的修改。',
      en: 'Say in If-Match which version (ETag) was read, so that nobody is overwritten.',
    },
    428,
  )

const changedSince = () =>
  new Problem(
    'stale',
    {
      zh: '读取之后有人修改过这一条，没有保存。请重新读取。',
      en: 'Somebody changed the entry after it was read; nothing was saved. Read it again.',
    },
    412,
  )
