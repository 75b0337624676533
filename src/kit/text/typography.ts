// Read by the editor in the browser as well: nothing of Node here.

import type { Language, Words } from '../words.ts'
import type { Doc, TextPiece } from './document.ts'
import { type Edit, editText } from './walk.ts'

export interface TypographyChange {
  before: string
  after: string
  rule: Words
  /** A little of the text around it. */
  around: string
}

interface Rule {
  words: Words
  find: RegExp
  put(match: RegExpMatchArray): string
}

const cjk = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}'
/** Marks that end or open a thought in Chinese: next to them a blank is always a slip. */
const full = '，。；：！？、（）《》〈〉「」『』【】“”…—'
const wide: Record<string, string> = { ',': '，', ';': '；', ':': '：', '!': '！', '?': '？', '.': '。' }

const blanks: Words = { zh: '多余的空格', en: 'Doubled blanks' }
const doubled: Rule = { words: blanks, find: /(?<=\S)[ \u00a0]{2,}(?=\S)/gu, put: () => ' ' }

const chinese: Rule[] = [
  {
    words: { zh: '全角字母和数字改为半角', en: 'Full-width letters and digits' },
    find: /[０-９Ａ-Ｚａ-ｚ]+/gu,
    put: ([text]) => [...text].map((c) => String.fromCodePoint(c.codePointAt(0)! - 0xfee0)).join(''),
  },
  {
    words: { zh: '省略号', en: 'Ellipsis' },
    find: new RegExp(`(?<=[${cjk}${full}])(?:\\.{3,}|。{3,}|…(?!…)(?<!……))`, 'gu'),
    put: () => '……',
  },
  {
    words: { zh: '破折号', en: 'Dash' },
    find: new RegExp(`(?<=[${cjk}”》）])(?:--+|—(?!—)(?<!——)|–)(?=[${cjk}“《（])`, 'gu'),
    put: () => '——',
  },
  {
    words: { zh: '半角标点改为全角', en: 'Half-width punctuation' },
    find: new RegExp(`(?<=[${cjk}”》）」』】])(?:[,;:!?]|\\.(?![\\p{L}\\p{N}./\\\\]))`, 'gu'),
    put: ([text]) => wide[text]!,
  },
  {
    words: { zh: '半角括号改为全角', en: 'Half-width brackets' },
    find: new RegExp(`\\((?=[^()]*[${cjk}][^()]*\\))([^()]*)\\)`, 'gu'),
    put: ([, within]) => `（${within}）`,
  },
  {
    words: { zh: '中西文之间不加空格', en: 'No blank between Chinese and Latin' },
    find: new RegExp(
      `(?<=[${cjk}])[ \\u00a0]+(?=[\\p{L}\\p{N}])|(?<=[\\p{L}\\p{N}%℃])[ \\u00a0]+(?=[${cjk}])`,
      'gu',
    ),
    put: () => '',
  },
  {
    words: { zh: '标点旁不加空格', en: 'No blank beside punctuation' },
    find: new RegExp(`(?<=[${full}])[ \\u00a0]+(?=\\S)|(?<=\\S)[ \\u00a0]+(?=[${full}])`, 'gu'),
    put: () => '',
  },
  doubled,
]

const english: Rule[] = [
  {
    words: { zh: '撇号', en: 'Apostrophe' },
    find: /(?<=[\p{L}\p{N}])'(?=\p{L})/gu,
    put: () => '’',
  },
  doubled,
]

const quotes: Words = { zh: '直引号改为弯引号', en: 'Straight quotation marks' }

/** Straight double quotes by turns; an odd one out is left to the editor, as nobody knows which it is. */
function quoteEdits(text: string): Edit[] {
  const places = [...text.matchAll(/"/g)].map(({ index }) => index)
  if (places.length % 2 === 1) return []
  return places.map((at, turn) => ({ at, length: 1, put: turn % 2 === 0 ? '“' : '”' }))
}

const looksChinese = new RegExp(`[${cjk}]`, 'u')

/** Code is meant as it stands. */
const inCode = (pieces: readonly TextPiece[], at: number) => {
  let end = 0
  for (const piece of pieces)
    if ((end += piece.text.length) > at) return piece.marks?.some(({ type }) => type === 'code')
  return false
}

const passes = (text: string, language: Language): { words: Words; edits(text: string): Edit[] }[] => {
  const rules = language === 'zh' && looksChinese.test(text) ? chinese : english
  return [
    { words: quotes, edits: quoteEdits },
    ...rules.map(({ words, find, put }) => ({
      words,
      edits: (now: string) =>
        [...now.matchAll(find)].map((match) => ({
          at: match.index,
          length: match[0].length,
          put: put(match),
        })),
    })),
  ]
}

/** What good typesetting would change, and the document so changed; nothing is changed that has no one right form. */
export function tidy(doc: Doc, language: Language): { doc: Doc; changes: TypographyChange[] } {
  const changes: TypographyChange[] = []
  let now = doc
  // One rule can make room for another (a blank gone, a bracket beside a Chinese sign): until nothing is left to do.
  for (let round = 0; round < 5; round++) {
    const before = changes.length
    const count = passes('中', language).length
    for (let step = 0; step < count; step++)
      now = editText(now, (text, pieces) => {
        const pass = passes(text, language)[step]
        const edits = pass?.edits(text).filter(({ at }) => !inCode(pieces, at)) ?? []
        for (const { at, length, put } of edits)
          changes.push({
            before: text.slice(at, at + length),
            after: put,
            rule: pass!.words,
            around: text.slice(Math.max(0, at - 12), at + length + 12),
          })
        return edits
      })
    if (changes.length === before) break
  }
  return { doc: now, changes }
}
