import { z } from 'zod'
import { Problem } from '../problem.ts'
import type { Language, Words } from '../words.ts'
import { type Doc, emptyDoc, limits, pictureWidths, plainMarks } from './document.ts'
import { isAddress, thingPattern } from './link.ts'
import { docOfPlain } from './plain-words.ts'
import { isReadable } from './readable.ts'

const words = (max: number) => z.string().max(max, 'too-long').refine(isReadable, 'unreadable')

const about = z.string().regex(thingPattern, 'thing')
const link = z.strictObject({
  type: z.literal('link'),
  attrs: z.union([
    z.strictObject({ href: z.string().refine(isAddress, 'address') }),
    z.strictObject({ about }),
  ]),
})
const marks = z
  .array(z.union([z.strictObject({ type: z.enum(plainMarks) }), link]))
  .max(8, 'marks')
  .refine((list) => new Set(list.map(({ type }) => type)).size === list.length, 'marks')
  .optional()

const inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: words(limits.text).min(1, 'empty'), marks }),
  z.strictObject({ type: z.literal('hardBreak'), marks }),
  z.strictObject({
    type: z.literal('footnote'),
    attrs: z.strictObject({ text: words(limits.footnote) }),
    marks,
  }),
])
const content = z.array(inline).optional()
const paragraph = z.strictObject({ type: z.literal('paragraph'), content })

const listItem = z.strictObject({
  type: z.literal('listItem'),
  get content() {
    return z.tuple([paragraph]).rest(z.discriminatedUnion('type', [paragraph, bulletList, orderedList]))
  },
})
const bulletList = z.strictObject({ type: z.literal('bulletList'), content: z.array(listItem).min(1) })
const orderedList = z.strictObject({
  type: z.literal('orderedList'),
  attrs: z.strictObject({ start: z.int().min(0).max(1_000_000) }),
  content: z.array(listItem).min(1),
})
const flow = z.discriminatedUnion('type', [paragraph, bulletList, orderedList])
const blockquote = z.strictObject({ type: z.literal('blockquote'), content: z.array(flow).min(1) })

const span = z.int().min(1).max(limits.span)
const cell = z.strictObject({
  type: z.enum(['tableCell', 'tableHeader']),
  attrs: z.strictObject({ colspan: span, rowspan: span }),
  content: z.array(flow).min(1),
})
const table = z.strictObject({
  type: z.literal('table'),
  content: z.array(z.strictObject({ type: z.literal('tableRow'), content: z.array(cell) })).min(1),
})

const part = z.number().min(0).max(1)
const picture = z.strictObject({
  type: z.literal('picture'),
  attrs: z.strictObject({
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'file'),
    alt: words(limits.label),
    caption: words(limits.label),
    width: z.enum(pictureWidths),
    focal: z.strictObject({ x: part, y: part }).nullable(),
  }),
})
const place = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9:._-]{0,79}$/, 'place')

const block = z.discriminatedUnion('type', [
  paragraph,
  z.strictObject({
    type: z.literal('heading'),
    attrs: z.strictObject({ level: z.union([z.literal(2), z.literal(3), z.literal(4)]) }),
    content,
  }),
  bulletList,
  orderedList,
  blockquote,
  z.strictObject({ type: z.literal('horizontalRule') }),
  table,
  picture,
  z.strictObject({ type: z.literal('air'), attrs: z.strictObject({ place }) }),
  z.strictObject({
    type: z.literal('chart'),
    attrs: z.strictObject({
      pollutant: z.string().regex(/^[a-z0-9]{1,20}$/, 'pollutant'),
      days: z.int().min(1).max(limits.days),
    }),
  }),
  z.strictObject({
    type: z.literal('thingLink'),
    attrs: z.strictObject({ about, title: words(limits.label) }),
  }),
])

/** Exactly our nodes and marks. It recurses: `checkDoc` looks at size and depth first. */
const docSchema: z.ZodType<Doc> = z.strictObject({
  type: z.literal('doc'),
  content: z.array(block).min(1),
}) as z.ZodType<Doc>

const faults: Record<string, Words> = {
  'too-long': { zh: '文字太长', en: 'is too long' },
  unreadable: { zh: '含有无法显示的字符', en: 'holds characters that cannot be shown' },
  thing: { zh: '没有写明指向本中心的哪项内容', en: 'does not name a thing of the centre' },
  address: { zh: '链接地址不可用', en: 'has an address that may not be linked' },
  marks: { zh: '格式重复或过多', en: 'has doubled marks' },
  empty: { zh: '有空的文字段', en: 'has an empty piece of text' },
  file: { zh: '图片没有对应的文件', en: 'names no file' },
  place: { zh: '地点代码不对', en: 'names no place' },
  pollutant: { zh: '污染物代码不对', en: 'names no pollutant' },
}
const unknown: Words = { zh: '含有不认识的内容', en: 'holds something that this editor does not write' }

const refused = (code: string, where: Words, fault: Words) =>
  new Problem(code, { zh: `${where.zh}：${fault.zh}。`, en: `${where.en} ${fault.en}.` }, 422)

const whole: Words = { zh: '正文', en: 'The text' }

/** "Block 3", counted as a reader counts; a path inside it does not help an editor. */
const placeOf = (path: readonly PropertyKey[], language: Language) => {
  const at = path[0] === 'content' && typeof path[1] === 'number' ? path[1] + 1 : null
  if (at === null) return whole[language]
  return language === 'zh' ? `正文第 ${at} 块` : `Block ${at} of the text`
}

/** True while the tree stays within the limits; walks without recursion, as the depth is what it asks. */
function withinLimits(root: unknown): boolean {
  const left: { node: unknown; depth: number }[] = [{ node: root, depth: 0 }]
  let count = 0
  for (let next = left.pop(); next; next = left.pop()) {
    if (next.depth > limits.depth || ++count > limits.nodes) return false
    const inside = (next.node as { content?: unknown } | null)?.content
    if (Array.isArray(inside)) for (const node of inside) left.push({ node, depth: next.depth + 1 })
  }
  return true
}

/** zod's union of equal types hides what went wrong inside; the deepest issue is the one to tell. */
function deepest(
  issue: z.core.$ZodIssue,
  path: readonly PropertyKey[] = [],
): { path: PropertyKey[]; message: string } {
  const here = [...path, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0)
    return issue.errors
      .flat()
      .map((inner) => deepest(inner, here))
      .reduce((best, found) => (found.message in faults && !(best.message in faults) ? found : best))
  return { path: here, message: issue.message }
}

/** The document in a value; throws a Problem that says where something is not ours. */
export function checkDoc(value: unknown): Doc {
  if (!withinLimits(value))
    throw refused('text-too-large', whole, { zh: '太长或层次太深', en: 'is too long or nested too deeply' })
  const parsed = docSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const { path, message } = deepest(parsed.error.issues[0]!)
  const where = { zh: placeOf(path, 'zh'), en: placeOf(path, 'en') }
  throw refused('text-refused', where, faults[message] ?? unknown)
}

/**
 * The document that a form sent: the editor's JSON, or plain words from a browser without script, in which a blank
 * line parts paragraphs. Throws a Problem that says what is wrong and where.
 */
export function readDoc(sent: string): Doc {
  if (sent.length > limits.json) throw refused('text-too-large', whole, { zh: '太长', en: 'is too long' })
  const text = sent.trim()
  if (text === '') return emptyDoc()
  // "{Draft}" in plain words opens a bracket too.
  if (!/^\{\s*"/.test(text)) return checkDoc(docOfPlain(text))
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refused('text-unreadable', whole, {
      zh: '传输中损坏，请重新保存',
      en: 'was damaged on its way; please save again',
    })
  }
  return checkDoc(value)
}
