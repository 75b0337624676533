import { Problem } from '../problem.ts'
import { type AnyProcedure, type Case, type DataOf, type Procedures, stateOf } from './declare.ts'
import type { ProcedureDb, ProcedureTables } from './tables.ts'

export type CaseRow = Omit<ProcedureTables['procedure_case'], 'id' | 'acts'> & { id: number; acts: number }
export type TaskRow = Omit<ProcedureTables['procedure_task'], 'id' | 'reminded' | 'escalated'> & {
  id: number
  reminded: number
  escalated: number
}

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)

export const asCase = (row: CaseRow): Case => ({
  id: row.id,
  procedure: row.procedure,
  version: row.version,
  state: row.state,
  revision: row.revision,
  data: JSON.parse(row.data),
  title: { zh: row.title_zh, en: row.title_en },
  starter: row.starter,
  urgent: row.urgent === 1,
  startedAt: instant(row.started_at),
  endedAt: row.ended_at === null ? null : instant(row.ended_at),
})

/** How the journal writes a case. */
export const aboutCase = (id: number) => `case/${id}`

/** @throws Error where a running case has lost its table: a bug that the start of the house refuses */
export function procedureOf(
  all: Procedures,
  { procedure, version }: Pick<Case, 'procedure' | 'version'>,
): AnyProcedure {
  const found = all.find((each) => each.key === procedure && each.version === version)
  if (!found) throw new Error(`there is no procedure ${procedure} of version ${version}`)
  return found
}

/** @throws Problem 404 */
export async function caseById(db: ProcedureDb, id: number): Promise<Case> {
  const row = await db.selectFrom('procedure_case').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw noCase()
  return asCase(row)
}

/** Cases of a procedure that are not over, the oldest first. */
export async function openCases<P extends AnyProcedure>(
  db: ProcedureDb,
  { key }: P,
): Promise<Case<DataOf<P>>[]> {
  const rows = await db
    .selectFrom('procedure_case')
    .selectAll()
    .where('procedure', '=', key)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map((row) => asCase(row) as Case<DataOf<P>>)
}

/**
 * Takes the case for the rest of the transaction, at the revision that the page was made from: whoever else acts on
 * it waits, and then finds it moved on. @throws Problem 404, or 409 that says where the case stands now
 */
export async function holdCase(
  tx: ProcedureDb,
  all: Procedures,
  { id, revision }: { id: number; revision: number },
): Promise<Case> {
  const row = await tx
    .updateTable('procedure_case')
    .set((of) => ({ acts: of('acts', '+', 1) }))
    .where('id', '=', id)
    .where('revision', '=', revision)
    .returningAll()
    .executeTakeFirst()
  if (row) return asCase(row)
  const now = await caseById(tx, id)
  throw movedOn(procedureOf(all, now), now)
}

/** Takes a case as it is; null for one that is over. */
export async function holdOpenCase(tx: ProcedureDb, id: number): Promise<Case | null> {
  const row = await tx
    .updateTable('procedure_case')
    .set((of) => ({ acts: of('acts', '+', 1) }))
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row ? asCase(row) : null
}

export const noCase = () =>
  new Problem(
    'no-case',
    { zh: '没有这件事，或它不对您开放。', en: 'There is no such case, or it is not open to you.' },
    404,
  )

export function movedOn(of: AnyProcedure, { state }: Pick<Case, 'state'>): Problem {
  const { words } = stateOf(of, state)
  return new Problem(
    'case-moved',
    {
      zh: `这件事已经到了“${words.zh}”，您的操作没有生效。请看过最新情况再办理。`,
      en: `It is already at “${words.en}”; what you asked for was not done. Look at it as it stands now.`,
    },
    409,
  )
}
