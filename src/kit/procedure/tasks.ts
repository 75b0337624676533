import { dayAt } from '../time.ts'
import type { TaskRow } from './case.ts'
import { type AnyProcedure, type Case, stateOf } from './declare.ts'
import { holderOf, type Staff, seatsOf, staffOn } from './holders.ts'
import { workCalendar } from './holidays.ts'
import type { ProcedureDb, Works } from './tables.ts'
import { dueOf, type IsWorkday } from './workday.ts'

/** What tasks are made from besides the case. */
export interface Desk {
  at: Temporal.Instant
  today: string
  zone: string
  isWorkday: IsWorkday
  staff: Staff
}

export async function deskNow({ settings, desk, clock }: Works, tx: ProcedureDb): Promise<Desk> {
  const at = clock()
  const zone = settings.LANTIAN_ZONE
  const today = dayAt(at, zone)
  return {
    at,
    zone,
    today,
    isWorkday: await workCalendar(tx),
    staff: await staffOn(tx, desk.procedures, today),
  }
}

/** All signatures of the round that a case is in, in their order. */
export const roundOf = (
  db: ProcedureDb,
  { id, revision }: Pick<Case, 'id' | 'revision'>,
): Promise<TaskRow[]> =>
  db
    .selectFrom('procedure_task')
    .selectAll()
    .where('case_id', '=', id)
    .where('revision', '=', revision)
    .where('kind', '=', 'do')
    .orderBy('place')
    .orderBy('id')
    .execute()

/** Whether a signature of a round is due, or waits for its turn. */
export const stillToSign = ({ kind, status }: Pick<TaskRow, 'kind' | 'status'>) =>
  kind === 'do' && (status === 'open' || status === 'waiting')

/** The clock of a task that is opened at the desk's moment. */
export function clockOf(
  of: AnyProcedure,
  state: string,
  { at, zone, isWorkday }: Omit<Desk, 'staff' | 'today'>,
) {
  const term = stateOf(of, state).task?.due
  return {
    clock_at: at.epochMilliseconds,
    due: term ? dueOf(term, at, zone, isWorkday) : null,
    due_days: term && 'workdays' in term ? term.workdays : null,
  }
}

/** A row for a seat, open or waiting for its turn. */
export const taskRow = (
  of: AnyProcedure,
  one: Case,
  { seat, place, open }: { seat: string; place: number; open: boolean },
  tools: Desk,
) => ({
  case_id: one.id,
  revision: one.revision,
  state: one.state,
  kind: 'do' as const,
  seat,
  holder: holderOf(seat, of, one, tools.staff),
  place,
  status: open ? ('open' as const) : ('waiting' as const),
  ...clockOf(of, one.state, tools),
})

/** Asks for the signatures of the state that the case has just entered. */
export async function makeTasks(tx: ProcedureDb, of: AnyProcedure, one: Case, tools: Desk): Promise<void> {
  const { task } = stateOf(of, one.state)
  const seats = seatsOf(of, one, tools.staff)
  const rows = seats.map((seat, place) =>
    taskRow(of, one, { seat, place, open: task?.sign !== 'order' || place === 0 }, tools),
  )
  if (rows.length > 0) await tx.insertInto('procedure_task').values(rows).execute()
}

/** What is left of a round dies with it. */
export const closeTasks = (tx: ProcedureDb, one: Pick<Case, 'id'>, at: Temporal.Instant) =>
  tx
    .updateTable('procedure_task')
    .set({ status: 'closed', done_at: at.epochMilliseconds })
    .where('case_id', '=', one.id)
    .where('kind', '=', 'do')
    .where('status', 'in', ['open', 'waiting'])
    .execute()

/** In order: the next one's turn begins, and his clock with it. */
export async function openNext(tx: ProcedureDb, of: AnyProcedure, one: Case, tools: Desk): Promise<void> {
  const first = (await roundOf(tx, one)).find(stillToSign)
  if (first?.status !== 'waiting') return
  await tx
    .updateTable('procedure_task')
    .set({ status: 'open', ...clockOf(of, one.state, tools) })
    .where('id', '=', first.id)
    .execute()
}
