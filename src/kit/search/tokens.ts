/**
 * Both engines hold the same tokens (facts: publicnet.md, 10). A run of Chinese gives its overlapping pairs and its
 * last character alone; a word or number stays whole. Queries are cut by the same code.
 */

/** Signs without a blank between words: kept one by one, each with its place in the text as it was written. */
interface Sign {
  text: string
  start: number
  end: number
}

/** Signs of one script in a row. */
export interface Run {
  start: number
  end: number
  /** Chinese and the like: its signs. A word or number: one, in lower case. */
  signs: readonly Sign[]
  paired: boolean
}

const runs =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+)|[[\p{L}\p{M}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]]+(?:(?<=\p{N})[.．](?=\p{N})[[\p{L}\p{M}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]]+)*(?:['’][sS](?![\p{L}\p{M}\p{N}]))?/gv

/** Longer ones are cut: no word has so many. */
const longestWord = 64

export function* runsOf(text: string): Generator<Run> {
  for (const { 0: found, 1: paired, index } of text.matchAll(runs)) {
    const end = index + found.length
    const signs = paired === undefined ? wordAt(found, index) : signsAt(found, index)
    if (signs.length > 0) yield { start: index, end, signs, paired: paired !== undefined }
  }
}

function wordAt(found: string, start: number): Sign[] {
  const text = plainWord(found.replace(/['’][sS]$/, ''))
  return text === '' ? [] : [{ text, start, end: start + found.length }]
}

/** Full width, raised and lowered signs and accents as one would type them: ＰＭ₂.₅ is pm2.5. */
function plainWord(word: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  const plain = /^[\x00-\x7f]+$/.test(word) ? word.toLowerCase() : folded(word)
  return plain.slice(0, longestWord).toWellFormed().replaceAll('\ufffd', '')
}

const folded = (word: string) =>
  word
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}.]/gu, '')
    .replaceAll(/^\.+|\.+$/g, '')

function signsAt(found: string, index: number): Sign[] {
  const signs: Sign[] = []
  let start = index
  for (const sign of found) {
    const end = start + sign.length
    const isCommon = sign >= '一' && sign <= '鿿'
    for (const text of isCommon ? sign : sign.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, ''))
      signs.push({ text, start, end })
    start = end
  }
  return signs
}

/** English plurals count as their singular; nothing cleverer, for it would also find what was not meant. */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+s$/.test(word)) return word
  if (/(?:us|ss|is)$/.test(word)) return word
  if (/[^ae]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:x|ch|sh|ss|zz|^bus|gas|rus|nus|tus)es$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}

/** Tokens of a run; without its last character alone where it may go on behind the end of what was asked. */
export function tokensOfRun({ signs, paired }: Run, closed: boolean): string[] {
  if (!paired) return signs.map(({ text }) => stem(text))
  const pairs = signs.slice(1).map(({ text }, i) => signs[i]!.text + text)
  return closed || pairs.length === 0 ? [...pairs, signs.at(-1)!.text] : pairs
}

/** The tokens of a text in their order. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = []
  for (const run of runsOf(text)) for (const token of tokensOfRun(run, true)) tokens.push(token)
  return tokens
}

/** The words of Latin letters in a text as they were written, in lower case: what a slip of the pen is measured against. */
export function wordsOf(text: string): Set<string> {
  const words = new Set<string>()
  for (const { signs, paired } of runsOf(text))
    if (!paired && isWord(signs[0]!.text)) words.add(signs[0]!.text)
  return words
}

export const isWord = (text: string) => /^[a-z]{4,24}$/.test(text)
