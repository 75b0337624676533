import type { Day } from '../../kit/time.ts'
import { answerGb3095, answerWho } from './answer-limit.ts'
import { exactOf, numberOf, truncate } from './decimal.ts'
import { exactNowcast, nowcast } from './nowcast.ts'
import {
  averagingIn,
  has,
  numberFrom,
  parseQuestion,
  type Question,
  shown,
  substanceFrom,
  unitOf,
  WrongLine,
  wordFrom,
} from './question.ts'
import { columnMeant, columnsUsed, indexReport, type Period, type ReportOptions } from './report.ts'
import { averagingsOf, indexStandards, standardNamed, unitOfColumn } from './standards/registry.ts'
import {
  type Category,
  type ColumnName,
  categoryOf,
  columnName,
  type IndexStandardData,
  partsOf,
} from './standards/standard.ts'
import { subIndexOf } from './sub-index.ts'
import { convert, substances } from './units.ts'

const limitStandards = ['GB3095', 'WHO-2021']
export const standardNames = [...indexStandards.map(({ name }) => name as string), ...limitStandards]

const plain = ({ level, name, rgb }: Category) => ({ level, zh: name.zh, en: name.en, rgb })

/** One concentration: its sub-index, or its level where the standard has no number. */
function answerConcentration(standard: IndexStandardData, question: Question): object {
  const substance = substanceFrom(question.pollutant)
  const column = columnName(substance, averagingIn(standard, substance, question.averaging))
  if (!has(question, 'concentration')) throw new WrongLine('concentration is missing')
  const amount = numberFrom(question.concentration, 'concentration')
  if (amount < 0) throw new WrongLine(`concentration is below zero: ${amount}`)
  const own = unitOfColumn(standard, column)
  const unit = unitOf(question.unit, own)
  const concentration = convert(exactOf(amount), substance, unit, own)
  if (!concentration) throw new WrongLine(`${substance} cannot be given in ${unit}`)
  const sub = subIndexOf(standard, column, concentration)
  if (standard.kind === 'levels')
    return { level: sub.value, ...(standard.numbered && { subIndex: sub.value }) }
  if (sub.value === null) return { subIndex: null, reason: sub.reason }
  return sub.above
    ? { subIndex: sub.value, aboveScale: true, concentration: amount }
    : { subIndex: sub.value }
}

/** The column that a key of `values` means, null for one that this standard or period does not use. */
function columnOf(standard: IndexStandardData, period: Period, key: string): ColumnName | null {
  const column = columnMeant(standard, period, key)
  if (column) return columnsUsed(standard, period).includes(column) ? column : null
  const substance = substances.find((one) => one === key)
  if (!substance) throw new WrongLine(`unknown pollutant ${shown(key)} in values`)
  const known = averagingsOf(standard, substance)
  if (known.length === 0) return null
  throw new WrongLine(
    `${key} is ambiguous; say ${known.map((averaging) => `${key}_${averaging}`).join(' or ')}`,
  )
}

/** A value in the unit of its column; null = missing. A value below zero stays and is an invalid pollutant. */
function amountOf(
  standard: IndexStandardData,
  column: ColumnName | null,
  key: string,
  value: unknown,
  unit: unknown,
) {
  if (value === null) return null
  const amount = numberFrom(value, key)
  if (!column || amount < 0) return amount
  const own = unitOfColumn(standard, column)
  const from = unitOf(unit, own)
  if (from === own) return amount
  const converted = convert(exactOf(amount), partsOf(column).substance, from, own)
  if (!converted) throw new WrongLine(`${key} cannot be given in ${from}`)
  return numberOf(converted)
}

function objectFrom(value: unknown, name: string): Question {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Question
  throw new WrongLine(`${name} is not a JSON object: ${shown(value)}`)
}

function optionsFrom(question: Question): ReportOptions {
  const options: ReportOptions = {}
  if (question.notMonitored !== undefined) {
    if (!Array.isArray(question.notMonitored)) throw new WrongLine('notMonitored is not a list of pollutants')
    options.notMonitored = question.notMonitored.map(substanceFrom)
  }
  if (question.station !== undefined) {
    options.station = wordFrom(question.station, 'station', ['traffic', 'background'] as const)
  }
  return options
}

/** A day or an hour with several pollutants. */
function answerPeriod(standard: IndexStandardData, question: Question): object {
  const period = wordFrom(question.period, 'period', ['day', 'hour'] as const)
  const given = objectFrom(question.values, 'values')
  const units = question.units === undefined ? {} : objectFrom(question.units, 'units')
  const values: Partial<Record<ColumnName, number | null>> = {}
  const ignored: string[] = []
  for (const [key, value] of Object.entries(given)) {
    const column = columnOf(standard, period, key)
    const amount = amountOf(standard, column, key, value, has(units, key) ? units[key] : undefined)
    if (!column) ignored.push(key)
    else if (Object.hasOwn(values, column)) throw new WrongLine(`${column} is given twice`)
    else values[column] = amount
  }
  const report = indexReport(standard, period, values, optionsFrom(question))
  return {
    index: report.index,
    published: report.published,
    chief: report.chief,
    category: report.category && plain(report.category),
    subIndices: report.subIndices,
    ...(standard.kind === 'levels' && { level: report.index }),
    ...(Object.keys(report.above).length > 0 && { aboveScale: report.above }),
    ...(Object.keys(report.reasons).length > 0 && { reasons: report.reasons }),
    ...(ignored.length > 0 && { ignored }),
  }
}

/** The category of an index, flat and as `category`. */
function answerCategory(standard: IndexStandardData, question: Question): object {
  const index = numberFrom(question.index, 'index')
  if (!Number.isInteger(index)) throw new WrongLine(`an index is a whole number: ${index}`)
  const { from } = standard.categories[0]!
  const last = standard.kind === 'levels' ? standard.categories.length : Number.POSITIVE_INFINITY
  // HJ 633-2026 begins at 1, but clean air computes to 0 and belongs to the first level as in 2012.
  if (index < (standard.kind === 'hj' ? 0 : from) || index > last) {
    throw new WrongLine(`${standard.name} has no index ${index}`)
  }
  const category = plain(categoryOf(standard, index))
  return { ...category, category }
}

function answerNowcast(standard: IndexStandardData, question: Question): object {
  if (standard.name !== 'US-EPA-2024') throw new WrongLine(`${standard.name} has no NowCast; US-EPA-2024 has`)
  const pollutant = wordFrom(question.nowcast, 'nowcast', ['pm25', 'pm10'] as const)
  if (!Array.isArray(question.values)) throw new WrongLine('values is not a list of hours, the newest first')
  const hours = question.values.map((value, ago) =>
    value === null ? null : numberFrom(value, `values[${ago}]`),
  )
  const exact = exactNowcast(hours)
  const truncated = exact && truncate(exact, pollutant === 'pm25' ? 1 : 0)
  return { ...nowcast(pollutant, hours), truncated }
}

function answerQuestion(question: Question, today: Day): object {
  const { standard: name } = question
  if (name === undefined) throw new WrongLine(`standard is missing; known: ${standardNames.join(' ')}`)
  if (name === 'GB3095') return answerGb3095(question, today)
  if (name === 'WHO-2021') return answerWho(question)
  const standard = typeof name === 'string' ? standardNamed(name) : undefined
  if (!standard) throw new WrongLine(`unknown standard ${shown(name)}; known: ${standardNames.join(' ')}`)
  if (has(question, 'nowcast')) return answerNowcast(standard, question)
  if (has(question, 'period')) return answerPeriod(standard, question)
  if (has(question, 'index')) return answerCategory(standard, question)
  if (has(question, 'pollutant')) return answerConcentration(standard, question)
  throw new WrongLine('nothing is asked: give pollutant, period, index or nowcast')
}

/** `{"error": …, "line": n}` for a line that cannot be answered. */
export const errorLine = (message: string, line: number): string => JSON.stringify({ error: message, line })

/**
 * Answers one line of questions with one line of JSON, without its line end.
 * @param text one JSON object: `{"standard": …}` with a concentration, a period, an index or a NowCast
 * @param line its number in the input, from 1, for the error
 * @param today the day whose limits of GB 3095 apply where no date is given
 */
export function answerLine(text: string, line: number, today: Day): string {
  try {
    return JSON.stringify(answerQuestion(parseQuestion(text), today))
  } catch (error) {
    if (error instanceof WrongLine) return errorLine(error.message, line)
    throw error
  }
}
