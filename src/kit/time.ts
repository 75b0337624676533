/**
 * Hours and days of the centre. An `Hour` is a whole number: the end of the averaging hour, in hours since
 * 1970-01-01T00:00Z. The Beijing network labels hours by their end, so label 13 is the mean of 12:00 to 13:00, and
 * the natural day D is the labels 01 … 24, where 24 is written 00 of the next date (facts/air.md, 3.1).
 */
export type Hour = number
/** A calendar day of the centre's zone, `YYYY-MM-DD`. */
export type Day = string

const hourMs = 3_600_000
const wholeHours = (instant: Temporal.Instant) => Math.floor(instant.epochMilliseconds / hourMs)

/** The newest hour that has ended at `at`. */
export const hourEndedBy = (at: Temporal.Instant): Hour => wholeHours(at)

/** The end of the hour. */
export const instantOf = (hour: Hour) => Temporal.Instant.fromEpochMilliseconds(hour * hourMs)

const zoned = (hour: Hour, zone: string) => instantOf(hour).toZonedDateTimeISO(zone)

/** The natural day that a period-ending hour belongs to: label 24 (= 00 of the next date) is the day's last. */
export const dayOf = (hour: Hour, zone: string): Day =>
  zoned(hour - 1, zone)
    .toPlainDate()
    .toString()

/** The calendar day of a moment in a zone. */
export const dayAt = (at: Temporal.Instant, zone: string): Day =>
  at.toZonedDateTimeISO(zone).toPlainDate().toString()

const spans = new Map<string, { first: Hour; last: Hour }>()
/** Some decades of one zone. */
const spansKept = 20_000

/** First and last period-ending hour of a natural day; 24 of them, or 23 and 25 where clocks change. */
export function hoursOfDay(day: Day, zone: string): { first: Hour; last: Hour } {
  // Years of readings ask for the same days again and again, and the calendar is slow.
  const name = `${day} ${zone}`
  const known = spans.get(name)
  if (known) return known
  if (spans.size >= spansKept) spans.clear()
  const found = findHoursOfDay(day, zone)
  spans.set(name, found)
  return found
}

function findHoursOfDay(day: Day, zone: string): { first: Hour; last: Hour } {
  const date = Temporal.PlainDate.from(day)
  const start = wholeHours(date.toZonedDateTime(zone).toInstant())
  return { first: start + 1, last: wholeHours(date.add({ days: 1 }).toZonedDateTime(zone).toInstant()) }
}

/** The period-ending label as the network prints it: 1 … 24. */
export const labelOf = (hour: Hour, zone: string) => zoned(hour - 1, zone).hour + 1

/** ISO 8601 with the zone's offset: the end of the hour. */
export const isoOf = (hour: Hour, zone: string) =>
  zoned(hour, zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' })

/** The period-ending hour of a local date and clock hour (0 … 24) in a zone. */
export function hourAt(day: Day, clock: number, zone: string): Hour {
  const midnight = Temporal.PlainDate.from(day).toPlainDateTime().toZonedDateTime(zone)
  return wholeHours(midnight.add({ hours: clock }).toInstant())
}

/** The day so many days later, or earlier where `days` is negative. */
export const addDays = (day: Day, days: number): Day => Temporal.PlainDate.from(day).add({ days }).toString()

/** Days from one day to another; 0 for the same day, negative where `to` is earlier. */
export const daysBetween = (from: Day, to: Day) =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Days of a month, 1 … 12; asked so often that the calendar's own arithmetic would be slow. */
export const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

/** Every day from the first to the last, both included. */
export function* eachDay(from: Day, to: Day): Generator<Day> {
  for (let day = from; day <= to; day = addDays(day, 1)) yield day
}

/** Whether a text is a day of the calendar as `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}

/** `dayOf` for many hours in a row: asks the calendar once a day instead of once an hour. */
export function dayFinder(zone: string): (hour: Hour) => Day {
  let day = ''
  let first = 1
  let last = 0
  return (hour) => {
    if (hour < first || hour > last) {
      day = dayOf(hour, zone)
      ;({ first, last } = hoursOfDay(day, zone))
    }
    return day
  }
}
