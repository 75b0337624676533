import { record } from '../journal/journal.ts'
import { signatureOf } from '../people/officer.ts'
import { dayAt } from '../time.ts'
import { aboutCase, asCase, procedureOf, type TaskRow } from './case.ts'
import { stateOf } from './declare.ts'
import { holdersOf } from './holders.ts'
import type { ProcedureDb, Works } from './tables.ts'
import { type Desk, deskNow } from './tasks.ts'
import { readRow } from './verbs.ts'
import { workdaysBetween } from './workday.ts'

const usualReminders = 3

/**
 * Safe to run twice. On working days reminds once a day of tasks that are due or overdue, as often as the procedure
 * says, and tells those whom it names when a task stays overdue. Each is marked before it is told.
 */
export async function remind(house: Works): Promise<{ reminded: number; escalated: number }> {
  const db: ProcedureDb = house.store.db
  const tools = await deskNow(house, db)
  const counts = { reminded: 0, escalated: 0 }
  if (!tools.isWorkday(tools.today)) return counts
  const endOfToday = Temporal.PlainDate.from(tools.today)
    .add({ days: 1 })
    .toZonedDateTime(tools.zone).epochMilliseconds
  const due = await db
    .selectFrom('procedure_task')
    .selectAll()
    .where('kind', '=', 'do')
    .where('status', '=', 'open')
    .where('due', '<', endOfToday)
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
  const late = workdaysBetween(
    dayAt(Temporal.Instant.fromEpochMilliseconds(task.due!), tools.zone),
    tools.today,
    tools.isWorkday,
  )
  const escalate = asks?.escalate
  if (!escalate || task.escalated === 1 || late < escalate.after) return { reminded, escalated: false }
  const to = await holdersOf(tx, escalate.to.key, tools.today)
  if (to.length === 0 || !(await mark(tx, task))) return { reminded, escalated: false }
  await tx
    .insertInto('procedure_task')
    .values(to.map((id) => readRow(one, id, tools.at)))
    .execute()
  const detail = { to: to.map((id) => signatureOf({ id })), late }
  await record(tx, {
    at: tools.at,
    by: 'house',
    deed: 'procedure.escalate',
    about: aboutCase(one.id),
    detail,
  })
  return { reminded, escalated: true }
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
