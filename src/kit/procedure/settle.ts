import { record } from '../journal/journal.ts'
import { signatureOf } from '../people/officer.ts'
import { deskNow } from './act.ts'
import { aboutCase, holdOpenCase, procedureOf, type TaskRow } from './case.ts'
import { type AnyProcedure, type Case, stateOf } from './declare.ts'
import { holderOf, holdersOf, isNotForStarter } from './holders.ts'
import { moveClocks } from './holidays.ts'
import type { ProcedureDb, Works } from './tables.ts'
import { type Desk, taskRow } from './tasks.ts'

/**
 * Safe to run twice. Puts open tasks into the hands they belong in today: a delegation began or ended, a duty was
 * given or ended, an officer left, a holiday was added.
 * @param officer only what he signs or holds
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
  const { at } = tools
  const moved = await db.transaction().execute((tx) => moveClocks(tx, tools.zone, { at, by: 'house' }))
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
  const one = await db
    .selectFrom('procedure_case')
    .select(['procedure', 'version', 'state', 'revision', 'starter', 'id'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!one) return []
  const tasks = await db
    .selectFrom('procedure_task')
    .selectAll()
    .where('case_id', '=', id)
    .where('revision', '=', one.revision)
    .where('kind', '=', 'do')
    .where('status', 'in', ['open', 'waiting'])
    .execute()
  const of = procedureOf(house.desk.procedures, one)
  return compared(db, of, one as unknown as Case, tasks, tools)
}

async function compared(
  db: ProcedureDb,
  of: AnyProcedure,
  one: Case,
  tasks: readonly TaskRow[],
  tools: Desk,
) {
  const task = stateOf(of, one.state).task
  const who = task?.who
  const found: Difference[] = []
  // Only where one of the holders is enough: a round of all keeps the signatures that it was begun with.
  const pool =
    who && who !== 'starter' && 'duty' in who && (task.sign ?? 'any') === 'any' ? who.duty.key : null
  const holders = pool === null ? null : await poolOf(db, of, one, pool, tools)
  if (holders) {
    const seats = new Set(tasks.map(({ seat }) => seat))
    const fresh = holders.filter((seat) => !seats.has(seat))
    for (const seat of fresh)
      found.push({ kind: 'join', row: taskRow(of, one, { seat, place: 0, open: true }, tools) })
  }
  for (const each of tasks) {
    const out = holders !== null && !holders.includes(each.seat)
    if (out && holders.length > 0) found.push({ kind: 'close', task: each })
    const holder = out ? null : holderOf(each.seat, of, one, tools.staff)
    if (holder !== each.holder && !(out && holders.length > 0))
      found.push({ kind: 'hand', task: each, holder })
  }
  return found
}

async function poolOf(db: ProcedureDb, of: AnyProcedure, one: Case, duty: string, { today }: Desk) {
  const all = await holdersOf(db, duty, today)
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
