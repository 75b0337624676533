import { addDays, type Day, dayAt } from '../time.ts'
import type { Term } from './declare.ts'

/** Whether the centre works on a day. */
export type IsWorkday = (day: Day) => boolean

/** A calendar without a working day for so long is wrong, and must not hang the house. */
const longestRest = 400

/** The first working day on the day or after it. */
function workdayFrom(day: Day, isWorkday: IsWorkday): Day {
  let found = day
  for (let passed = 0; !isWorkday(found); passed++) {
    if (passed > longestRest) throw new Error(`no working day within ${longestRest} days of ${day}`)
    found = addDays(found, 1)
  }
  return found
}

/** The `days`th working day after `day`; for 0 the day itself, or the first working day behind it. */
export function addWorkdays(day: Day, days: number, isWorkday: IsWorkday): Day {
  if (days === 0) return workdayFrom(day, isWorkday)
  let found = day
  for (let left = days; left > 0; left--) found = workdayFrom(addDays(found, 1), isWorkday)
  return found
}

/** Working days behind `from`, up to and with `to`; 0 where `to` is not later. */
export function workdaysBetween(from: Day, to: Day, isWorkday: IsWorkday): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkday(day)) count++
  return count
}

/** When a clock that began at `at` runs out, in epoch milliseconds: a term of days ends with the last minute of its day. */
export function dueOf(term: Term, at: Temporal.Instant, zone: string, isWorkday: IsWorkday): number {
  if ('hours' in term) return at.epochMilliseconds + term.hours * 3_600_000
  const day = addWorkdays(dayAt(at, zone), term.workdays, isWorkday)
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: '23:59' }).toInstant()
    .epochMilliseconds
}
