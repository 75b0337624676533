import { record } from '../journal/journal.ts'
import { signatureOf } from '../people/officer.ts'
import { aboutCase, asCase, holdOpenCase, procedureOf, type TaskRow } from './case.ts'
import { type AnyProcedure, type Case, dutiesOf, stateOf } from './declare.ts'
import { holderOf, holdersOf, isNotForStarter } from './holders.ts'
import { moveClocks } from './holidays.ts'
import type { ProcedureDb, Works } from './tables.ts'
import { type Desk, deskNow, roundOf, stillToSign, taskRow } from './tasks.ts'
import { tellTurn } from './tell.ts'

/**
 * Safe to run twice. Puts open tasks into the hands they belong in today: a delegation began or ended, a duty was
 * given or ended, an officer left, a holiday was added.
 * @param officer only what he signs or holds; terms are not counted anew
 * @returns how many cases changed
 */
export async function settle(house: Works, officer?: string): Promise<number> {
  const db: ProcedureDb = house.store.db
  const tools = await deskNow(house, db)
  let changed = 0
  const rounds = [...(await openRounds(db, officer)), ...(officer === undefined ? await unattended(db) : [])]
  for (const { one, tasks } of rounds)
    if (compared(procedureOf(house.desk.procedures, one), one, tasks, tools).length > 0)
      changed += await settleOne(house, one.id)
  if (officer !== undefined) return changed
  const { at, zone } = tools
  const moved = await db.transaction().execute((tx) => moveClocks(tx, zone, { at, by: 'house' }))
  return changed + moved
}

interface OpenRound {
  one: Case
  tasks: TaskRow[]
}

/** Cases from outside that came while nobody had the duty: nobody has a task in them. */
async function unattended(db: ProcedureDb): Promise<OpenRound[]> {
  const rows = await db
    .selectFrom('procedure_case as c')
    .selectAll()
    .where('c.starter', 'is', null)
    .where('c.ended_at', 'is', null)
    .where((of) =>
      of.not(
        of.exists(
          of
            .selectFrom('procedure_task as t')
            .select('t.id')
            .whereRef('t.case_id', '=', 'c.id')
            .whereRef('t.revision', '=', 'c.revision')
            .where('t.kind', '=', 'do')
            .where('t.status', 'in', ['open', 'waiting']),
        ),
      ),
    )
    .execute()
  return rows.map((row) => ({ one: asCase(row), tasks: [] }))
}

/** Every case with signatures that are due, in two statements however many there are. */
async function openRounds(db: ProcedureDb, officer: string | undefined): Promise<OpenRound[]> {
  const open = db
    .selectFrom('procedure_task as t')
    .innerJoin('procedure_case as c', 'c.id', 't.case_id')
    .where('t.kind', '=', 'do')
    .where('t.status', 'in', ['open', 'waiting'])
    .where('c.ended_at', 'is', null)
    .whereRef('t.revision', '=', 'c.revision')
  const his =
    officer === undefined
      ? null
      : open
          .select('t.case_id')
          .where((or) => or.or([or('t.seat', '=', officer), or('t.holder', '=', officer)]))
  const cases = open.selectAll('c').distinct().orderBy('c.id')
  const tasks = open.selectAll('t').orderBy('t.place').orderBy('t.id')
  const rows = await (his ? cases.where('c.id', 'in', his) : cases).execute()
  const due = Map.groupBy(
    await (his ? tasks.where('t.case_id', 'in', his) : tasks).execute(),
    ({ case_id }) => case_id,
  )
  return rows.map((row) => ({ one: asCase(row), tasks: due.get(row.id) ?? [] }))
}

async function settleOne(house: Works, id: number): Promise<number> {
  const db: ProcedureDb = house.store.db
  return db.transaction().execute(async (tx) => {
    const one = await holdOpenCase(tx, id)
    if (!one) return 0
    const tools = await deskNow(house, tx)
    const tasks = (await roundOf(tx, one)).filter(stillToSign)
    const found = compared(procedureOf(house.desk.procedures, one), one, tasks, tools)
    for (const each of found) await put(tx, id, each, tools)
    await tellTurn(tx, procedureOf(house.desk.procedures, one), one, { to: found.flatMap(newHand) }, tools)
    return found.length > 0 ? 1 : 0
  })
}

type Row = ReturnType<typeof taskRow>
type Difference =
  | { kind: 'hand'; task: TaskRow; holder: string | null }
  | { kind: 'close'; task: TaskRow }
  | { kind: 'join'; row: Row }

/** What must be put right about a case, as the people stand now. */
function compared(of: AnyProcedure, one: Case, tasks: readonly TaskRow[], tools: Desk): Difference[] {
  const found: Difference[] = []
  const pool = poolOf(of, one, tools)
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
function poolOf(of: AnyProcedure, one: Case, { staff }: Desk) {
  const duties = dutiesOf(of, one.state)
  if (!duties || (stateOf(of, one.state).task?.sign ?? 'any') !== 'any') return null
  const all = holdersOf(staff, duties)
  return isNotForStarter(of, one.state, staff) ? all.filter((id) => id !== one.starter) : all
}

/** Whose turn it is now, where it was not before. */
const newHand = (found: Difference) =>
  found.kind === 'join'
    ? [found.row.holder]
    : found.kind === 'hand' && found.task.status === 'open'
      ? [found.holder]
      : []

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
