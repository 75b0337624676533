import { addDays, type Day, daysBetween } from '../../kit/time.ts'
import { ParameterProblem } from './refusals.ts'
import type { Format } from './resource.ts'

export interface Stretch {
  from: Day
  to: Day
}

/** Rows in one JSON answer; CSV has no end. */
export const mostRows = 50_000

/** First and last day that was asked for. @throws ParameterProblem when the end is before the beginning */
export function stretchOf(
  asked: { from: Day | undefined; to: Day | undefined },
  newest: Day,
  usualDays: number,
): Stretch {
  const to = asked.to ?? (asked.from !== undefined && asked.from > newest ? asked.from : newest)
  const from = asked.from ?? addDays(to, 1 - usualDays)
  if (to >= from) return { from, to }
  throw new ParameterProblem('end-before-beginning', [
    {
      parameter: 'to',
      words: {
        zh: `参数 to（${to}）早于 from（${from}）。`,
        en: `The parameter to (${to}) is before from (${from}).`,
      },
    },
  ])
}

/** @throws ParameterProblem when a JSON answer would be too long to be read at once */
export function refuseTooLong({ from, to }: Stretch, format: Format, places: number, rowsADay: number): void {
  const rows = (daysBetween(from, to) + 1) * rowsADay * Math.max(1, places)
  if (format !== 'json' || rows <= mostRows) return
  const days = Math.max(1, Math.floor(mostRows / (rowsADay * Math.max(1, places))))
  throw new ParameterProblem('too-long', [
    {
      parameter: 'to',
      words: {
        zh: `JSON 一次最多 ${mostRows} 行，这里有 ${places} 个地点，即最多 ${days} 天。请缩短时间，或用 format=csv（不限长度）。`,
        en: `A JSON answer has at most ${mostRows} rows, with ${places === 1 ? 'this place' : `these ${places} places`} at most ${days} days. Ask for less, or use format=csv, which has no limit.`,
      },
    },
  ])
}
