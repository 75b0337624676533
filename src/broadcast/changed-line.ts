import type { Words } from '../kit/words.ts'
import type { Figure, Line } from './edition.ts'

/** A line that an editor wrote, and what became of its numbers. */
export interface LineMark {
  line: string
  /** As the machine proposed it. */
  machine: Words
  /** Numbers of the machine that stand no longer in the line, in both languages. */
  lost: readonly Figure[]
  /** Numbers in the editor's words that no reading stands behind. */
  untraced: readonly string[]
}

/** Digits, and Chinese numerals of two characters or more: a single one is often no number (一般). */
const number = /\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万点]{2,}/gu

/** A line in an editor's words. A figure stays only while every language that said it still does. */
export function withWords(line: Line, own: Partial<Words>): { line: Line; mark: LineMark | null } {
  const words: Words = { zh: own.zh ?? line.zh, en: own.en ?? line.en }
  if (words.zh === line.zh && words.en === line.en) return { line, mark: null }
  const kept = (language: 'zh' | 'en', said: string) =>
    stands(words[language], said) || !stands(line[language], said)
  const isSaid = ({ said }: Figure) => kept('zh', said.zh) && kept('en', said.en)
  const figures = line.figures.filter(isSaid)
  const lost = line.figures.filter((figure) => !isSaid(figure))
  const untraced = [
    ...numbersLeft(
      words.zh,
      figures.map(({ said }) => said.zh),
    ),
    ...numbersLeft(
      words.en,
      figures.map(({ said }) => said.en),
    ),
  ]
  return {
    line: { ...line, ...words, figures },
    mark: {
      line: line.id,
      machine: { zh: line.zh, en: line.en },
      lost,
      untraced: [...new Set(untraced)],
    },
  }
}

/** Whether a number stands in a text as itself: 27 does not stand in 427, nor 2 in 2.5. */
const stands = (text: string, said: string): boolean => said !== '' && placesOf(text, said).length > 0

function placesOf(text: string, said: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(said); at >= 0; at = text.indexOf(said, at + 1)) {
    const before = text.slice(0, at)
    const after = text.slice(at + said.length)
    const grows = (/\d$/.test(said) && /^\.?\d/.test(after)) || (/^\d/.test(said) && /\d\.?$/.test(before))
    if (!grows) places.push(at)
  }
  return places
}

/** The numbers of a text that none of these figures says. */
function numbersLeft(text: string, said: readonly string[]): string[] {
  const covered = new Uint8Array(text.length)
  for (const one of said) for (const at of placesOf(text, one)) covered.fill(1, at, at + one.length)
  return [...text.matchAll(number)]
    .filter(({ index, 0: found }) => covered.subarray(index, index + found.length).includes(0))
    .map(([found]) => found)
}
