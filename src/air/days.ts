import type { Kysely, Selectable } from 'kysely'
import type { Day } from '../kit/time.ts'
import { type DayItem, dayItems } from './day.ts'
import { levelOf, reported } from './day-index.ts'
import { indexStandardOn, pollutantsIn } from './index/index.ts'
import type { Pollutant } from './pollutants.ts'
import type { AirTables, DayTable, MonthTable } from './tables.ts'

export type DayRow = Selectable<DayTable>
/** A day as calendars and means need it: pages of years read thousands. */
export type PastDay = Omit<DayRow, `n_${Pollutant}` | 'o3_1h'>
export type MonthRow = Selectable<MonthTable>

/** Days of a place, both ends included; days without any reading are not there. */
export const days = (db: Kysely<AirTables>, place: number, from: Day, to: Day): Promise<DayRow[]> =>
  db
    .selectFrom('air_day')
    .selectAll()
    .where('place', '=', place)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .execute()

/** Months of a place, `YYYY-MM`, both ends included. */
export const months = (db: Kysely<AirTables>, place: number, from: string, to: string): Promise<MonthRow[]> =>
  db
    .selectFrom('air_month')
    .selectAll()
    .where('place', '=', place)
    .where('month', '>=', from)
    .where('month', '<=', to)
    .orderBy('month')
    .execute()

/** First and last day that a place has values of. */
export const daySpan = async (
  db: Kysely<AirTables>,
  place: number,
): Promise<{ first: Day; last: Day } | null> => {
  const span = await db
    .selectFrom('air_day')
    .where('place', '=', place)
    .select((eb) => [eb.fn.min('day').as('first'), eb.fn.max('day').as('last')])
    .executeTakeFirst()
  return span?.first && span.last ? { first: span.first, last: span.last } : null
}

/** A day as its report says it: what `lantian air days`, the API and the feeds print. */
export interface DayReport {
  day: Day
  values: Record<DayItem, number | null>
  index: number | null
  published: number | 'NA'
  chief: Pollutant[]
  category: { level: number; zh: string; en: string; rgb: readonly [number, number, number] } | null
}

export function dayReport(row: DayRow): DayReport {
  const values = Object.fromEntries(
    dayItems.map((item) => [item, reported(item, row[item])]),
  ) as DayReport['values']
  return {
    day: row.day,
    values,
    index: row.idx,
    published: row.idx !== null && row.published ? row.idx : 'NA',
    chief: pollutantsIn(row.chief),
    category: row.idx === null ? null : categoryWords(row.idx, row.day),
  }
}

function categoryWords(index: number, day: Day) {
  const { level, name, rgb } = indexStandardOn(day).categories[levelOf(index, day) - 1]!
  return { level, zh: name.zh, en: name.en, rgb }
}
