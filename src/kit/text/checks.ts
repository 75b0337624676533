import type { Language, Words } from '../words.ts'
import type { Block, Doc, Inline } from './document.ts'
import { type AnyNode, inside, wordsOf } from './walk.ts'

/** A word that must not appear, with what to write instead; the list is the editors'. */
export interface WrongWord {
  wrong: string
  right?: string
}

export interface Finding {
  kind: 'wrong-word' | 'no-alt' | 'vague-link' | 'heading-order' | 'long-sentence'
  words: Words
  /** The block it stands in, counted from 1. */
  block: number
  /** The place in its own words. */
  around: string
}

/** Longest sentence that is read in one go: characters in Chinese, words in English. */
const longest = { zh: 80, en: 35 }

/** What an editor should look at before sign-off; none of it stops him. */
export function checkText(doc: Doc, language: Language, wrong: readonly WrongWord[] = []): Finding[] {
  const findings: Finding[] = []
  let level = 1
  for (const [at, block] of doc.content.entries()) {
    const tell = (kind: Finding['kind'], words: Words, around: string) =>
      findings.push({ kind, words, block: at + 1, around })
    if (block.type === 'heading') {
      if (block.attrs.level > level + 1)
        tell('heading-order', skipped(block.attrs.level - 1), wordsOf(block.content))
      level = block.attrs.level
    }
    for (const text of textsOf(block)) for (const found of wrongIn(text, wrong)) tell('wrong-word', ...found)
    for (const node of within(block)) checkNode(node, language, tell)
  }
  return findings
}

type Tell = (kind: Finding['kind'], words: Words, around: string) => void

const skipped = (level: number): Words => ({
  zh: `标题跳级：上面没有第 ${level - 1} 级标题`,
  en: `A heading skips a level: there is none of level ${level - 1} above it`,
})

function* within(node: AnyNode): Generator<AnyNode> {
  yield node
  for (const child of inside(node)) yield* within(child)
}

/** Every stretch of words that readers meet: lines without their marks, captions, notes, titles. */
function* textsOf(block: Block): Generator<string> {
  for (const node of within(block)) {
    if (node.type === 'paragraph' || node.type === 'heading')
      yield wordsOf((node as { content?: Inline[] }).content)
    if (node.type === 'picture') {
      const { alt, caption } = (node as { attrs: { alt: string; caption: string } }).attrs
      yield* [alt, caption]
    }
    if (node.type === 'footnote') yield (node as { attrs: { text: string } }).attrs.text
    if (node.type === 'thingLink') yield (node as { attrs: { title: string } }).attrs.title
  }
}

const around = (text: string, at: number, length: number) =>
  text.slice(Math.max(0, at - 12), at + length + 12).toWellFormed()

/** In letters a whole word, in Chinese anywhere; the right form around it is no fault. */
function* wrongIn(text: string, list: readonly WrongWord[]): Generator<[Words, string]> {
  for (const { wrong, right } of list) {
    if (wrong === '') continue
    const within = right?.includes(wrong) ? right.indexOf(wrong) : -1
    for (let at = text.indexOf(wrong); at >= 0; at = text.indexOf(wrong, at + wrong.length)) {
      if (within >= 0 && text.startsWith(right!, at - within)) continue
      if (partOfWord(text, at, wrong)) continue
      yield [wordFault(wrong, right), around(text, at, wrong.length)]
    }
  }
}

const letter = /[\p{Script=Latin}\p{N}]/u
const partOfWord = (text: string, at: number, word: string) => {
  const touches = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && letter.test(a) && letter.test(b)
  return touches(text[at - 1], word[0]) || touches(text[at + word.length], word.at(-1))
}

const wordFault = (wrong: string, right: string | undefined): Words =>
  right
    ? { zh: `“${wrong}”应为“${right}”`, en: `“${wrong}” should be “${right}”` }
    : { zh: `“${wrong}”不宜使用`, en: `“${wrong}” should not be used` }

/** Link texts that say nothing of where they lead, when read out in a list of links. */
const vague =
  /^(点击(这里|此处|查看)?|这里|此处|链接|详情|更多|查看|click here|here|link|more|read more|this)?$/i

function checkNode(node: AnyNode, language: Language, tell: Tell) {
  if (node.type === 'picture') {
    const { alt, caption } = (node as { attrs: { alt: string; caption: string } }).attrs
    if (alt.trim() === '')
      tell('no-alt', { zh: '图片没有替代文字', en: 'A picture has no alternative text' }, caption)
  }
  if (node.type !== 'paragraph' && node.type !== 'heading') return
  const content = (node as { content?: Inline[] }).content ?? []
  for (const text of linkTexts(content))
    if (vague.test(text.trim()))
      tell('vague-link', { zh: '链接文字没有说明去向', en: 'A link does not say where it leads' }, text)
  for (const sentence of sentencesOf(wordsOf(content))) {
    const length = lengthOf(sentence, language)
    if (length > longest[language])
      tell('long-sentence', longFault(length), sentence.slice(0, 24).toWellFormed())
  }
}

const longFault = (length: number): Words => ({
  zh: `句子较长（${length} 字），可分成两句`,
  en: `A long sentence (${length} words); two would read more easily`,
})

/** The words of each link, whatever other marks part it. */
function linkTexts(content: readonly Inline[]): string[] {
  const out: string[] = []
  let last = ''
  for (const node of content) {
    const link = JSON.stringify(node.marks?.find(({ type }) => type === 'link') ?? null)
    const text = node.type === 'text' ? node.text : ''
    if (link !== 'null') {
      if (link === last) out[out.length - 1] += text
      else out.push(text)
    }
    last = link
  }
  return out
}

const sentencesOf = (text: string) =>
  text
    .split(/(?<=[。！？；!?;]|\.(?=\s|$))/u)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part))

const lengthOf = (sentence: string, language: Language) =>
  language === 'zh'
    ? [...sentence.replace(/[^\p{L}\p{N}]/gu, '')].length
    : (sentence.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0)

export interface Reading {
  level: 'easy' | 'fair' | 'hard'
  /** Mean length of a sentence: characters in Chinese, words in English. */
  sentence: number
  words: Words
}

/** Up to the first an easy text, up to the second a fair one; newspapers stand between them. */
const levels = { zh: [28, 45], en: [15, 22] } as const
const levelWords = {
  easy: { zh: '易读', en: 'Easy to read' },
  fair: { zh: '一般', en: 'Fair' },
  hard: { zh: '较难读，句子偏长', en: 'Hard to read: the sentences are long' },
} satisfies Record<Reading['level'], Words>

/** A hint by the mean length of the sentences; null for a text without any. */
export function readingOf(doc: Doc, language: Language): Reading | null {
  const lengths = doc.content
    .flatMap((block) => [...within(block)])
    .filter(({ type }) => type === 'paragraph')
    .flatMap((node) => sentencesOf(wordsOf((node as { content?: Inline[] }).content)))
    .map((sentence) => lengthOf(sentence, language))
    .filter((length) => length > 0)
  if (lengths.length === 0) return null
  const sentence = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
  const [easy, fair] = levels[language]
  const level = sentence <= easy ? 'easy' : sentence <= fair ? 'fair' : 'hard'
  return { level, sentence: Math.round(sentence), words: levelWords[level] }
}
