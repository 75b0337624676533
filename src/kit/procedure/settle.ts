import { record } from '../journal/journal.ts'
import { signatureOf } from '../people/officer.ts'
import { aboutCase, caseById, holdOpenCase, procedureOf, type TaskRow } from './case.ts'
import { type AnyProcedure, type Case, dutyOf, stateOf } from './declare.ts'
import { holderOf, holdersOf, isNotForStarter } from './holders.ts'
import { moveClocks } from './holidays.ts'
import type { ProcedureDb, Works } from './tables.ts'
import { type Desk, deskNow, roundOf, stillToSign, taskRow } from './tasks.ts'

/**
 * Safe to run twice. Puts open tasks into the hands they belong in today: a delegation began or ended, a duty was
 * given or ended, an officer left, a holiday was added.
 * @param officer only what he signs or holds; terms are not counted anew
 * @returns how many cases changed
 */
export async function settle(house: Works, officer?: string): Promise<number> {
  const db: ProcedureDb = house.store.db
  let query = db
    .selectFrom('procedure_task as t')
    .innerJoin('procedure_case as c', 'c.id', 't.case_id')
    .select('t.case_id')
    .distinct()
    .where('t.kind', '=', 'do')
    .where('t.status', 'in', ['open', 'waiting'])
    .where('c.ended_at', 'is', null)
    .orderBy('t.case_id')
  if (officer !== undefined)
    query = query.where((or) => or.or([or('t.seat', '=', officer), or('t.holder', '=', officer)]))
  const rows = await query.execute()
  const tools = await deskNow(house, db)
  let changed = 0
  for (const { case_id } of rows)
    if ((await differences(house, db, case_id, tools)).length > 0) changed += await settleOne(house, case_id)
  if (officer !== undefined) return changed
  const { at, zone } = tools
  const moved = await db.transaction().execute((tx) => moveClocks(tx, zone, { at, by: 'house' }))
  return changed + moved
}

async function settleOne(house: Works, id: number): Promise<number> {
  const db: ProcedureDb = house.store.db
  return db.transaction().execute(async (tx) => {
    if (!(await holdOpenCase(tx, id))) return 0
    const tools = await deskNow(house, tx)
    const found = await differences(house, tx, id, tools)
    for (const each of found) await put(tx, id, each, tools)
    return found.length > 0 ? 1 : 0
  })
}

type Row = ReturnType<typeof taskRow>
type Difference =
  | { kind: 'hand'; task: TaskRow; holder: string | null }
  | { kind: 'close'; task: TaskRow }
  | { kind: 'join'; row: Row }

/** What must be put right about a case, as the people stand now. */
async function differences(house: Works, db: ProcedureDb, id: number, tools: Desk): Promise<Difference[]> {
  const one = await caseById(db, id)
  if (one.endedAt) return []
  const tasks = (await roundOf(db, one)).filter(stillToSign)
  return compared(db, procedureOf(house.desk.procedures, one), one, tasks, tools)
}

async function compared(
  db: ProcedureDb,
  of: AnyProcedure,
  one: Case,
  tasks: readonly TaskRow[],
  tools: Desk,
) {
  const found: Difference[] = []
  const pool = await poolOf(db, of, one, tools)
  const seats = new Set(tasks.map(({ seat }) => seat))
  for (const seat of pool ?? [])
    if (!seats.has(seat))
      found.push({ kind: 'join', row: taskRow(of, one, { seat, place: 0, open: true }, tools) })
  for (const task of tasks) {
    const out = pool !== null && !pool.includes(task.seat)
    if (out && pool.length > 0) {
      found.push({ kind: 'close', task })
      continue
    }
    const holder = out ? null : holderOf(task.seat, of, one, tools.staff)
    if (holder !== task.holder) found.push({ kind: 'hand', task, holder })
  }
  return found
}

/** Who may sign where one holder of a duty is enough; null elsewhere: a round of all keeps whom it was begun with. */
async function poolOf(db: ProcedureDb, of: AnyProcedure, one: Case, { today }: Desk) {
  const duty = dutyOf(of, one.state)
  if (!duty || (stateOf(of, one.state).task?.sign ?? 'any') !== 'any') return null
  const all = await holdersOf(db, duty.key, today)
  return isNotForStarter(of, one.state) ? all.filter((id) => id !== one.starter) : all
}

async function put(tx: ProcedureDb, id: number, found: Difference, { at }: Desk): Promise<void> {
  const say = (detail: object) =>
    record(tx, { at, by: 'house', deed: 'procedure.settle', about: aboutCase(id), detail })
  const sign = (officer: string | null) => officer && signatureOf({ id: officer })
  if (found.kind === 'join') {
    const { row } = found
    const back = await tx
      .updateTable('procedure_task')
      .set({ status: 'open', holder: row.holder, done_at: null })
      .where('case_id', '=', id)
      .where('revision', '=', row.revision)
      .where('kind', '=', 'do')
      .where('seat', '=', row.seat)
      .executeTakeFirst()
    if (back.numUpdatedRows === 0n) await tx.insertInto('procedure_task').values(row).execute()
    return say({ joins: sign(row.seat), holder: sign(row.holder) })
  }
  const { task } = found
  const set =
    found.kind === 'close'
      ? { status: 'closed' as const, done_at: at.epochMilliseconds }
      : { holder: found.holder }
  await tx.updateTable('procedure_task').set(set).where('id', '=', task.id).execute()
  if (found.kind === 'close') return say({ leaves: sign(task.seat) })
  return say({ seat: sign(task.seat), from: sign(task.holder), holder: sign(found.holder) })
}
