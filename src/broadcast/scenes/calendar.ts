import type { AirSnapshot, DaySnapshot } from '../snapshot.ts'

/** A day in the calendar; `day` is null where nothing is known of it. */
export interface CalendarCell {
  date: string
  day: DaySnapshot | null
  column: number
  row: number
}

/**
 * The last `count` days before the snapshot's own. A week is one row that begins with its first day; longer stretches
 * stand under their weekdays, Monday first.
 */
export function cellsOf(air: AirSnapshot, count: number): CalendarCell[] {
  const known = new Map(air.days.map((day) => [day.day, day]))
  const end = Temporal.PlainDateTime.from(air.hour.slice(0, 16)).subtract({ minutes: 1 }).toPlainDate()
  const first = end.subtract({ days: count })
  const shift = count <= 7 ? 0 : first.dayOfWeek - 1
  return Array.from({ length: count }, (_, i) => {
    const date = first.add({ days: i }).toString()
    return { date, day: known.get(date) ?? null, column: (i + shift) % 7, row: Math.floor((i + shift) / 7) }
  })
}
