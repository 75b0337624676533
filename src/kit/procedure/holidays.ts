import type { AnyKysely } from '../db/store.ts'
import { record } from '../journal/journal.ts'
import type { Deed } from '../people/officers.ts'
import type { Day } from '../time.ts'
import { aboutCase } from './case.ts'
import type { ProcedureDb } from './tables.ts'
import { dueOf, type IsWorkday } from './workday.ts'

export interface Holiday {
  day: Day
  kind: 'rest' | 'work'
  note: string
}

/** The calendar of the state: weekends, public holidays, and the weekends that are worked for them. */
export async function publicCalendar(): Promise<(day: Day) => { workday: boolean; name: string }> {
  const { getDayDetail } = await import('chinese-days')
  return (day) => {
    const { year, month, day: date } = Temporal.PlainDate.from(day)
    // By noon of this machine's own clocks: the package reads a date as text in UTC and asks for it in local time.
    const { work, name } = getDayDetail(new Date(year, month - 1, date, 12))
    return { workday: work, name }
  }
}

/** The centre's working days: the public calendar, and over it the days that the centre itself has set. */
export async function workCalendar(db: ProcedureDb): Promise<IsWorkday> {
  const known = await publicCalendar()
  const set = new Map((await holidays(db)).map(({ day, kind }) => [day, kind]))
  return (day) => {
    const kind = set.get(day)
    return kind ? kind === 'work' : known(day).workday
  }
}

/** The days that the centre has set, the newest first. */
export const holidays = (db: ProcedureDb): Promise<Holiday[]> =>
  db.selectFrom('holiday').selectAll().orderBy('day', 'desc').execute()

/** Sets a day, or with null leaves it to the public calendar again. Running clocks move with it. */
export async function setHoliday(
  tx: AnyKysely,
  day: Day,
  set: Omit<Holiday, 'day'> | null,
  zone: string,
  { at, by }: Deed,
): Promise<void> {
  if (set)
    await tx
      .insertInto('holiday')
      .values({ day, ...set })
      .onConflict((of) => of.column('day').doUpdateSet({ ...set }))
      .execute()
  else {
    const { numDeletedRows } = await tx.deleteFrom('holiday').where('day', '=', day).executeTakeFirst()
    if (numDeletedRows === 0n) return
  }
  const detail = set ?? { kind: 'public' }
  await record(tx, { at, by, deed: 'calendar.set', about: `day/${day}`, detail })
  await moveClocks(tx, zone, { at, by })
}

/** Safe to run twice. Counts the terms of open tasks anew; where one ends on another day, its case says so. */
export async function moveClocks(tx: ProcedureDb, zone: string, { at, by }: Deed): Promise<number> {
  const isWorkday = await workCalendar(tx)
  const running = await tx
    .selectFrom('procedure_task')
    .select(['id', 'case_id', 'clock_at', 'due', 'due_days'])
    .where('status', '=', 'open')
    .where('due_days', 'is not', null)
    .orderBy('id')
    .execute()
  const moved = new Map<string, { id: number; from: number; to: number }>()
  for (const { id, case_id, clock_at, due, due_days } of running) {
    const began = Temporal.Instant.fromEpochMilliseconds(clock_at)
    const to = dueOf({ workdays: due_days! }, began, zone, isWorkday)
    if (to === due) continue
    const changed = await tx
      .updateTable('procedure_task')
      .set({ due: to })
      .where('id', '=', id)
      .where('status', '=', 'open')
      .where('due', '=', due)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 1n) moved.set(`${case_id} ${due} ${to}`, { id: case_id, from: due!, to })
  }
  for (const { id, from, to } of moved.values())
    await record(tx, { at, by, deed: 'procedure.move-due', about: aboutCase(id), detail: { from, to } })
  return moved.size
}
