import { averagingsOf, onlyAveraging } from './standards/registry.ts'
import { type Averaging, averagings, type IndexStandardData } from './standards/standard.ts'
import { type Substance, substances, type Unit, unitFrom, units } from './units.ts'

/** A line of questions that cannot be answered; the message says what is wrong with it. */
export class WrongLine extends Error {}

export type Question = Readonly<Record<string, unknown>>

/** A piece of the line as it may be shown in a message: short, on one line, and never a whole tree. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing')
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

/** The JSON object of a line. @throws WrongLine where it is none */
export function parseQuestion(text: string): Question {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new WrongLine('the line is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WrongLine(`the line is not a JSON object: ${shown(value)}`)
  }
  return value as Question
}

export const has = (question: Question, name: string) => Object.hasOwn(question, name)

/** A finite number; text that looks like one is refused, as its sender may mean anything by it. */
export function numberFrom(value: unknown, name: string): number {
  if (typeof value !== 'number') throw new WrongLine(`${name} is not a number: ${shown(value)}`)
  if (!Number.isFinite(value)) throw new WrongLine(`${name} is not a finite number`)
  return value
}

/** One of a list of words; other spellings of them on the left of `aliases`. */
export function wordFrom<T extends string>(
  value: unknown,
  name: string,
  words: readonly T[],
  aliases: Readonly<Record<string, T>> = {},
): T {
  if (typeof value === 'string') {
    const word =
      words.find((one) => one === value) ?? (Object.hasOwn(aliases, value) ? aliases[value] : undefined)
    if (word !== undefined) return word
  }
  const wrong = value === undefined ? `${name} is missing` : `unknown ${name} ${shown(value)}`
  throw new WrongLine(`${wrong}; known: ${words.join(' ')}`)
}

export const substanceFrom = (value: unknown): Substance => wordFrom(value, 'pollutant', substances)

export const averagingFrom = (value: unknown): Averaging =>
  wordFrom(value, 'averaging', averagings, { day: '24h', hour: '1h', annual: 'year' })

/** The unit that a question names. @throws WrongLine for an unknown one */
export function unitOf(value: unknown, otherwise: Unit): Unit {
  if (value === undefined) return otherwise
  const unit = typeof value === 'string' ? unitFrom(value) : null
  if (!unit) throw new WrongLine(`unknown unit ${shown(value)}; known: ${units.join(' ')}`)
  return unit
}

/** The averaging of a question to an index standard; it may be left out where there is only one. */
export function averagingIn(standard: IndexStandardData, substance: Substance, value: unknown): Averaging {
  const known = averagingsOf(standard, substance)
  if (known.length === 0) throw new WrongLine(`${standard.name} has no ${substance}`)
  if (value === undefined) {
    const only = onlyAveraging(standard, substance)
    if (!only)
      throw new WrongLine(`averaging is missing: ${standard.name} has ${substance} as ${known.join(' ')}`)
    return only
  }
  const averaging = averagingFrom(value)
  if (!known.includes(averaging)) {
    throw new WrongLine(`${standard.name} has no ${substance} ${averaging}; it has ${known.join(' ')}`)
  }
  return averaging
}
