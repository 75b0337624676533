import { daysIn } from '../../time.ts'

/** How a month lies in a calendar of weeks as columns. */
export interface MonthShape {
  /** 1 … 12, and `YYYY-MM`. */
  month: number
  name: string
  days: number
  /** Weekday of its first day: Monday is 1. */
  start: number
  /** Columns it takes: 4 (only a February that begins on Monday), 5 or 6. */
  weeks: number
}

/** The twelve months of a year, January first. */
export function monthShapes(year: number): MonthShape[] {
  let start = Temporal.PlainDate.from({ year, month: 1, day: 1 }).dayOfWeek
  return Array.from({ length: 12 }, (_, i) => {
    const days = daysIn(year, i + 1)
    const shape = {
      month: i + 1,
      name: `${String(year).padStart(4, '0')}-${String(i + 1).padStart(2, '0')}`,
      days,
      start,
      weeks: Math.ceil((start - 1 + days) / 7),
    }
    start = ((start - 1 + days) % 7) + 1
    return shape
  })
}
