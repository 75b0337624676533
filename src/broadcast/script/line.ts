import type { Words } from '../../kit/words.ts'
import type { Figure, Line } from '../edition.ts'

/** Writes a number into a sentence and remembers where it comes from; `written` where it is not written plainly. */
export type Tell = (value: number, source: string, written?: string) => string

/** A spoken line: every number in it is told through `tell`, so that each can be traced. */
export function line(id: string, make: (tell: Tell) => Words): Line {
  const figures = new Map<string, Figure>()
  const tell: Tell = (value, source, said = String(value)) => {
    figures.set(source, { said: { zh: said, en: said }, value, source })
    return said
  }
  const { zh, en } = make(tell)
  return { id, zh, en, figures: [...figures.values()] }
}

/** Words that have numbers in them already, such as a date, each told as it is written: "18:00". */
export const told = (text: string, tell: Tell, source: string): string =>
  text.replace(/\d+(\.\d+)?/g, (written) => tell(Number(written), `${source}/${written}`, written))

/** A line of fixed words, with the numbers that stand in them. */
export const fixed = (id: string, words: Words, source: string): Line =>
  line(id, (tell) => ({ zh: told(words.zh, tell, source), en: told(words.en, tell, source) }))

/** "甲、乙和丙" and "A, B and C". */
export function listed(all: readonly Words[]): Words {
  const join = (texts: string[], comma: string, and: string) =>
    texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(comma)}${and}${texts.at(-1)}`
  return {
    zh: join(
      all.map(({ zh }) => zh),
      '、',
      '和',
    ),
    en: join(
      all.map(({ en }) => en),
      ', ',
      ' and ',
    ),
  }
}

/** Counted things in English: "1 district", "8 districts". The number itself is told by the caller. */
export const plural = (count: number, one: string, many = `${one}s`): string => (count === 1 ? one : many)
