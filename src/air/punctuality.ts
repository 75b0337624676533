import type { Selectable } from 'kysely'
import type { House } from '../kit/room.ts'
import { addDays, dayOf, type Hour, hourAt, hourEndedBy, instantOf, isoOf } from '../kit/time.ts'
import { networkAt } from './readings.ts'
import { type AirStore, cityOf, type ReportTable } from './tables.ts'

export type Report = Selectable<ReportTable>

/** The hourly report is due within the hour, the daily one by 12:00 of the next day (HJ 633-2026, 5.2.1 and 5.2.2). */
const dailyDueAt = 12

interface Due {
  what: 'hour' | 'day'
  period: string
  due: Hour
  isOut: boolean
}

/**
 * Notes which reports are due and which are out, so that lateness shows. Safe to run twice: a report that is out keeps
 * the moment at which that was first seen.
 */
export async function notePunctuality(house: House): Promise<string> {
  const store: AirStore = house.store
  const at = house.clock().epochMilliseconds
  const expected = await dueReports(house)
  await store.db.transaction().execute(async (tx) => {
    for (const { what, period, due, isOut } of expected) {
      const due_at = instantOf(due).epochMilliseconds
      await tx
        .insertInto('air_report')
        .values({ what, period, due_at, out_at: isOut ? at : null })
        .onConflict((oc) => oc.doNothing())
        .execute()
      if (isOut)
        await tx
          .updateTable('air_report')
          .set({ out_at: at })
          .where('what', '=', what)
          .where('period', '=', period)
          .where('out_at', 'is', null)
          .execute()
    }
  })
  house.cache.drop('air/reports')
  return `${expected.filter(({ isOut }) => isOut).length} of ${expected.length} reports are out`
}

/** The last three hours, and the last two days that have ended. */
async function dueReports(house: House): Promise<Due[]> {
  const { db }: AirStore = house.store
  const zone = house.settings.LANTIAN_ZONE
  const newest = hourEndedBy(house.clock())
  const network = await networkAt(db, newest)
  const spoken = network?.newest ?? Number.NEGATIVE_INFINITY
  const hours = [newest - 2, newest - 1, newest].map(
    (hour): Due => ({
      what: 'hour',
      period: isoOf(hour, zone),
      due: hour + 1,
      isOut: hour <= spoken,
    }),
  )
  const today = dayOf(newest + 1, zone)
  const days = [addDays(today, -2), addDays(today, -1)]
  const out = await db
    .selectFrom('air_day')
    .select('day')
    .where('place', '=', cityOf(network?.kind ?? 'reference'))
    .where('day', 'in', days)
    .execute()
  return [
    ...hours,
    ...days.map(
      (day): Due => ({
        what: 'day',
        period: day,
        due: hourAt(addDays(day, 1), dailyDueAt, zone),
        isOut: out.some((row) => row.day === day),
      }),
    ),
  ]
}

/** The newest reports that were or are late, newest first. @param at epoch milliseconds */
export const lateReports = (house: House, at: number, limit = 20): Promise<Report[]> =>
  (house.store as AirStore).db
    .selectFrom('air_report')
    .selectAll()
    .where((eb) =>
      eb.or([eb('out_at', '>', eb.ref('due_at')), eb.and([eb('out_at', 'is', null), eb('due_at', '<', at)])]),
    )
    .orderBy('due_at', 'desc')
    .limit(limit)
    .execute()
