import { type Day, isDay } from '../kit/time.ts'
import type { Words } from '../kit/words.ts'

/** The years that a reader may ask for; nobody measured before and nobody lives after. */
export const years = { first: 1950, last: 2199 } as const

/**
 * Reads a form from an address. What is wrong with a field is kept under the field's name in words, what was typed is
 * kept too, and the rest of the form goes on: a page never falls over an address.
 */
export class FieldReader {
  readonly errors: Record<string, Words> = {}
  readonly #query: URLSearchParams

  constructor(query: URLSearchParams) {
    this.#query = query
  }

  get isSound() {
    return Object.keys(this.errors).length === 0
  }

  /** Notes a fault; the first one of a field stands. */
  fail(name: string, words: Words): null {
    this.errors[name] ??= words
    return null
  }

  /** What was typed; empty where nothing was. A field that is given twice is a fault. */
  text(name: string): string {
    const given = this.#query.getAll(name)
    if (given.length > 1)
      this.fail(name, {
        zh: '这一项出现了不止一次，只能有一个值。',
        en: 'This was given more than once; give it once.',
      })
    return (given[0] ?? '').trim().slice(0, 100)
  }

  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const text = this.text(name)
    if (text === '') return fallback
    const found = choices.find((choice) => choice === text)
    if (found) return found
    this.fail(name, {
      zh: `没有“${text}”这个选项，可以选：${choices.join('、')}。`,
      en: `There is no choice "${text}"; choose one of ${choices.join(', ')}.`,
    })
    return fallback
  }

  /** A whole year, or null where nothing was typed or it is wrong. */
  year(name: string): number | null {
    const text = this.text(name)
    if (text === '') return null
    const year = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (year >= years.first && year <= years.last) return year
    return this.fail(name, {
      zh: `“${text}”不是 ${years.first} 到 ${years.last} 之间的年份。`,
      en: `"${text}" is not a year from ${years.first} to ${years.last}.`,
    })
  }

  /** A calendar day, or null where nothing was typed or it is wrong. */
  day(name: string): Day | null {
    const text = this.text(name)
    if (text === '') return null
    const year = Number(text.slice(0, 4))
    if (isDay(text) && year >= years.first && year <= years.last) return text
    return this.fail(name, unknownDay(text))
  }
}

/** "2016-02-30" looks like a day and is none; anything else is written wrongly. */
export function unknownDay(text: string): Words {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !isDay(text))
    return { zh: `日历上没有 ${text} 这一天。`, en: `The calendar has no day ${text}.` }
  return {
    zh: `“${text}”不是日期。请写成 2016-12-20 这样，年份在 ${years.first} 到 ${years.last} 之间。`,
    en: `"${text}" is not a day. Write it like 2016-12-20, in the years ${years.first} to ${years.last}.`,
  }
}
