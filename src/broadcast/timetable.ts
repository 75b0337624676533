import type { EditionKind } from './edition.ts'

/** When the editions of a kind are made, and of which moment. Cron in the centre's zone. */
interface Slot {
  every: string
  /** The newest moment of the kind at or before this local time. */
  moment(now: Temporal.ZonedDateTime): Temporal.ZonedDateTime
}

const atHour = (now: Temporal.ZonedDateTime, hour: number) => {
  const today = now.withPlainTime({ hour })
  return Temporal.ZonedDateTime.compare(today, now) <= 0 ? today : today.subtract({ days: 1 })
}

/** The timetable of what is made by itself: some minutes after the hour, when most stations have spoken. */
export const slots: Readonly<Record<Exclude<EditionKind, 'heavy'>, Slot>> = {
  evening: { every: '10 18 * * *', moment: (now) => atHour(now, 18) },
  morning: { every: '40 6 * * *', moment: (now) => atHour(now, 6) },
  hourly: { every: '8 * * * *', moment: (now) => now.round({ smallestUnit: 'hour', roundingMode: 'floor' }) },
  week: {
    every: '20 7 * * 1',
    moment(now) {
      const last = atHour(now, 7)
      return last.subtract({ days: last.dayOfWeek - 1 })
    },
  },
  month: {
    every: '30 7 1 * *',
    moment(now) {
      const last = atHour(now, 7)
      return last.with({ day: 1 })
    },
  },
}

/** The moment of a kind: what was missed while no process ran is still made for its own hour. */
export const momentOf = (kind: keyof typeof slots, at: Temporal.Instant, zone: string): Temporal.Instant =>
  slots[kind].moment(at.toZonedDateTimeISO(zone)).toInstant()
