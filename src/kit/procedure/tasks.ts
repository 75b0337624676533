import type { AnyProcedure, Case } from './declare.ts'
import { stateOf } from './declare.ts'
import { holderOf, type Staff, seatsOf } from './holders.ts'
import type { ProcedureDb } from './tables.ts'
import { dueOf, type IsWorkday } from './workday.ts'

/** What tasks are made from besides the case. */
export interface Desk {
  at: Temporal.Instant
  today: string
  zone: string
  isWorkday: IsWorkday
  staff: Staff
}

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
  { seat, place, open, givenBy }: { seat: string; place: number; open: boolean; givenBy?: string },
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
  given_by: givenBy ?? null,
  made_at: tools.at.epochMilliseconds,
  ...clockOf(of, one.state, tools),
})

/** Asks for the signatures of the state that the case has just entered. */
export async function makeTasks(tx: ProcedureDb, of: AnyProcedure, one: Case, tools: Desk): Promise<void> {
  const { task } = stateOf(of, one.state)
  const seats = await seatsOf(tx, of, one, { here: tools.staff.here, today: tools.today })
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
  const round = tx
    .selectFrom('procedure_task')
    .select(['id', 'status'])
    .where('case_id', '=', one.id)
    .where('revision', '=', one.revision)
    .where('kind', '=', 'do')
    .where('status', 'in', ['open', 'waiting'])
  const [first] = await round.orderBy('place').orderBy('id').limit(1).execute()
  if (first?.status !== 'waiting') return
  await tx
    .updateTable('procedure_task')
    .set({ status: 'open', ...clockOf(of, one.state, tools) })
    .where('id', '=', first.id)
    .execute()
}
