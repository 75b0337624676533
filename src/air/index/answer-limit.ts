import { type Day, isDay } from '../../kit/time.ts'
import { type Exact, exactOf } from './decimal.ts'
import { exceedsLimit, exceedsWho, limitOn, whoLimit } from './limits.ts'
import {
  averagingFrom,
  has,
  numberFrom,
  type Question,
  shown,
  substanceFrom,
  unitOf,
  WrongLine,
} from './question.ts'
import type { Grade } from './standards/gb3095.ts'
import { type Averaging, averagings } from './standards/standard.ts'
import { convert, type Substance, type Unit } from './units.ts'

/** The averaging asked for, or the only one that has a limit. */
function averagingWith(
  question: Question,
  name: string,
  substance: Substance,
  limited: Averaging[],
): Averaging {
  if (limited.length === 0) throw new WrongLine(`${name} has no ${substance}`)
  if (question.averaging === undefined) {
    if (limited.length === 1) return limited[0]!
    throw new WrongLine(`averaging is missing: ${name} has ${substance} as ${limited.join(' ')}`)
  }
  const averaging = averagingFrom(question.averaging)
  if (!limited.includes(averaging)) {
    throw new WrongLine(`${name} has no ${substance} ${averaging}; it has ${limited.join(' ')}`)
  }
  return averaging
}

/** A concentration of the question in the limit's unit, or null where none is given. */
function concentrationIn(question: Question, substance: Substance, to: Unit): Exact | null {
  const from = unitOf(question.unit, to)
  if (!has(question, 'concentration')) return null
  const amount = numberFrom(question.concentration, 'concentration')
  if (amount < 0) throw new WrongLine(`concentration is below zero: ${amount}`)
  const converted = convert(exactOf(amount), substance, from, to)
  if (!converted) throw new WrongLine(`${substance} cannot be given in ${from}`)
  return converted
}

function dateFrom(value: unknown, today: Day): Day {
  if (value === undefined) return today
  if (typeof value !== 'string' || !isDay(value))
    throw new WrongLine(`date is not a day YYYY-MM-DD: ${shown(value)}`)
  return value
}

function gradeFrom(value: unknown): Grade {
  if (value === undefined) return 2
  if (value !== 1 && value !== 2) throw new WrongLine(`unknown grade ${shown(value)}; known: 1 2`)
  return value
}

/** GB 3095: the limit of a day (today) and grade (2); with a concentration also whether it exceeds the limit. */
export function answerGb3095(question: Question, today: Day): object {
  const substance = substanceFrom(question.pollutant)
  const day = dateFrom(question.date, today)
  const grade = gradeFrom(question.grade)
  const limited = averagings.filter((averaging) => limitOn(substance, averaging, grade, day))
  const averaging = averagingWith(question, 'GB3095', substance, limited)
  const limit = limitOn(substance, averaging, grade, day)!
  const value = concentrationIn(question, substance, limit.unit)
  return value ? { ...limit, exceeds: exceedsLimit(substance, averaging, value, grade, day) } : limit
}

/** WHO 2021: the guideline with its interim targets, or one interim target as the limit (`"target": 1`). */
export function answerWho(question: Question): object {
  const substance = substanceFrom(question.pollutant)
  const limited = averagings.filter((averaging) => whoLimit(substance, averaging))
  const averaging = averagingWith(question, 'WHO-2021', substance, limited)
  const { limit, unit, interim } = whoLimit(substance, averaging)!
  if (question.target !== undefined && question.target !== 'guideline') {
    const target = typeof question.target === 'number' ? interim[question.target - 1] : undefined
    if (target === undefined) {
      throw new WrongLine(
        `unknown target ${shown(question.target)}; known: 1 to ${interim.length}, guideline`,
      )
    }
    return { limit: target, unit }
  }
  const value = concentrationIn(question, substance, unit)
  return { limit, unit, interim, ...(value && { exceeds: exceedsWho(substance, averaging, value) }) }
}
