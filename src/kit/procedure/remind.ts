import { record } from '../journal/journal.ts'
import { signatureOf } from '../people/officer.ts'
import { dayAt } from '../time.ts'
import { aboutCase, asCase, procedureOf, type TaskRow } from './case.ts'
import { stateOf } from './declare.ts'
import { holdersOf } from './holders.ts'
import type { ProcedureDb, Works } from './tables.ts'
import { type Desk, deskNow } from './tasks.ts'
import { tellDue, tellLate } from './tell.ts'
import { readRow } from './verbs.ts'
import { workdaysBetween } from './workday.ts'

const usualReminders = 3

/** Hours of the day in which people are reminded of what is due by the day. */
const officeHours = { first: 8, last: 18 }

/**
 * Safe to run twice. Reminds once a day of tasks that are due or overdue, as often as the procedure says, and tells
 * those whom it names when a task stays overdue: by day in working hours, of terms in hours also by night and on days
 * of rest. Each is marked before it is told.
 */
export async function remind(house: Works): Promise<{ reminded: number; escalated: number }> {
  const db: ProcedureDb = house.store.db
  const tools = await deskNow(house, db)
  const counts = { reminded: 0, escalated: 0 }
  const now = tools.at.epochMilliseconds
  const { hour } = tools.at.toZonedDateTimeISO(tools.zone)
  const isOfficeHour = tools.isWorkday(tools.today) && hour >= officeHours.first && hour <= officeHours.last
  const endOfToday = Temporal.PlainDate.from(tools.today)
    .add({ days: 1 })
    .toZonedDateTime(tools.zone).epochMilliseconds
  const due = await db
    .selectFrom('procedure_task')
    .selectAll()
    .where('kind', '=', 'do')
    .where('status', '=', 'open')
    .where((of) =>
      of.or([
        of.and([of('due_days', 'is', null), of('due', '<=', now)]),
        ...(isOfficeHour ? [of.and([of('due_days', 'is not', null), of('due', '<', endOfToday)])] : []),
      ]),
    )
    .orderBy('due')
    .orderBy('id')
    .execute()
  for (const task of due) {
    const done = await db.transaction().execute((tx) => look(house, tx, task, tools))
    if (done.reminded) counts.reminded++
    if (done.escalated) counts.escalated++
  }
  return counts
}

async function look(house: Works, tx: ProcedureDb, task: TaskRow, tools: Desk) {
  const row = await tx
    .selectFrom('procedure_case')
    .selectAll()
    .where('id', '=', task.case_id)
    .executeTakeFirstOrThrow()
  const one = asCase(row)
  const asks = stateOf(procedureOf(house.desk.procedures, one), task.state).task
  const reminded = await once(tx, task, asks?.reminders ?? usualReminders, tools)
  if (reminded) await tellDue(tx, one, task, tools)
  const escalate = asks?.escalate
  if (!escalate || task.escalated === 1 || !isLate(task, escalate.after, tools))
    return { reminded, escalated: false }
  const to = holdersOf(tools.staff, [escalate.to])
  if (to.length === 0 || !(await mark(tx, task))) return { reminded, escalated: false }
  await tx
    .insertInto('procedure_task')
    .values(to.map((id) => readRow(one, id, tools.at)))
    .execute()
  const detail = { to: to.map((id) => signatureOf({ id })) }
  await record(tx, {
    at: tools.at,
    by: 'house',
    deed: 'procedure.escalate',
    about: aboutCase(one.id),
    detail,
  })
  await tellLate(tx, one, to, tools)
  return { reminded, escalated: true }
}

/** Whether a task has been overdue for so many working days, or hours. */
function isLate({ due }: TaskRow, after: number | { hours: number }, { at, today, zone, isWorkday }: Desk) {
  if (typeof after !== 'number') return at.epochMilliseconds >= due! + after.hours * 3_600_000
  return workdaysBetween(dayAt(Temporal.Instant.fromEpochMilliseconds(due!), zone), today, isWorkday) >= after
}

/** Those of one round who are late together are told of once. */
async function mark(tx: ProcedureDb, task: TaskRow): Promise<boolean> {
  const marked = await tx
    .updateTable('procedure_task')
    .set({ escalated: 1 })
    .where('case_id', '=', task.case_id)
    .where('revision', '=', task.revision)
    .where('kind', '=', 'do')
    .where('status', '=', 'open')
    .where('due', '=', task.due)
    .where('escalated', '=', 0)
    .executeTakeFirst()
  return marked.numUpdatedRows > 0n
}

async function once(
  tx: ProcedureDb,
  task: TaskRow,
  most: number,
  { at, today, zone }: Desk,
): Promise<boolean> {
  if (task.holder === null || task.reminded >= most || (task.reminded_on ?? '') >= today) return false
  const marked = await tx
    .updateTable('procedure_task')
    .set({ reminded: task.reminded + 1, reminded_on: today })
    .where('id', '=', task.id)
    .where('status', '=', 'open')
    .where('reminded', '=', task.reminded)
    .executeTakeFirst()
  if (marked.numUpdatedRows === 0n) return false
  const overdue = task.due! < at.epochMilliseconds
  const detail = {
    to: [signatureOf({ id: task.holder })],
    due: Temporal.Instant.fromEpochMilliseconds(task.due!)
      .toZonedDateTimeISO(zone)
      .toString({ timeZoneName: 'never', smallestUnit: 'minute' }),
    overdue,
  }
  await record(tx, { at, by: 'house', deed: 'procedure.remind', about: aboutCase(task.case_id), detail })
  return true
}
