import { record } from '../journal/journal.ts'
import { aboutCase, type CaseRow } from './case.ts'
import { type AnyProcedure, stateOf } from './declare.ts'
import type { ProcedureDb, Works } from './tables.ts'
import { closeTasks } from './tasks.ts'

/**
 * Safe to run twice. Brings running cases of a version that is no longer there to the one that names it in `from`.
 * @throws Error where a running case would be left without its table
 */
export async function renewCases({ store, desk, clock }: Works): Promise<number> {
  const db: ProcedureDb = store.db
  const running = await db.selectFrom('procedure_case').selectAll().where('ended_at', 'is', null).execute()
  let renewed = 0
  for (const row of running) {
    if (desk.procedures.some(({ key, version }) => key === row.procedure && version === row.version)) continue
    const of = desk.procedures.find(
      ({ key, from }) => key === row.procedure && from?.[row.version]?.[row.state],
    )
    if (!of)
      throw new Error(
        `case ${row.id}: no procedure ${row.procedure} knows version ${row.version} at ${row.state}`,
      )
    await db.transaction().execute((tx) => renew(tx, of, row, clock()))
    renewed++
  }
  return renewed
}

async function renew(tx: ProcedureDb, of: AnyProcedure, row: CaseRow, at: Temporal.Instant): Promise<void> {
  const state = of.from![row.version]![row.state]!
  const revision = row.revision + 1
  const now = at.epochMilliseconds
  const changed = await tx
    .updateTable('procedure_case')
    .set({ version: of.version, state, revision, ended_at: stateOf(of, state).final ? now : null })
    .where('id', '=', row.id)
    .where('revision', '=', row.revision)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return
  await tx
    .updateTable('procedure_task')
    .set({ state, revision })
    .where('case_id', '=', row.id)
    .where('revision', '=', row.revision)
    .where('kind', '=', 'do')
    .execute()
  if (!stateOf(of, state).task) await closeTasks(tx, row, at)
  const detail = { version: of.version, from: row.state, to: state, revision }
  await record(tx, { at, by: 'house', deed: 'procedure.renew', about: aboutCase(row.id), detail })
}
