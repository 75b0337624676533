import type { AnyKysely } from '../db/store.ts'
import { record } from '../journal/journal.ts'
import type { Deed } from '../people/officers.ts'
import type { Procedures } from './declare.ts'
import type { ProcedureDb } from './tables.ts'

/** Keys of the procedures of which the house has chosen, as they allow, that one person may go through them alone. */
export async function aloneIn(db: ProcedureDb, procedures: Procedures): Promise<Set<string>> {
  const rows = await db.selectFrom('procedure_alone').select('procedure').execute()
  const allow = new Set(procedures.filter(({ alone }) => alone === 'may').map(({ key }) => key))
  return new Set(rows.map(({ procedure }) => procedure).filter((key) => allow.has(key)))
}

/** Chooses whether who started a case of this procedure may also sign it. A second time does nothing. */
export async function chooseAlone(
  tx: AnyKysely,
  { procedure, alone }: { procedure: string; alone: boolean },
  { at, by }: Deed,
): Promise<void> {
  const db: ProcedureDb = tx
  const changed = alone
    ? await db
        .insertInto('procedure_alone')
        .values({ procedure })
        .onConflict((of) => of.doNothing())
        .returning('procedure')
        .execute()
    : await db
        .deleteFrom('procedure_alone')
        .where('procedure', '=', procedure)
        .returning('procedure')
        .execute()
  if (changed.length === 0) return
  await record(db, { at, by, deed: 'procedure.alone', about: `procedure/${procedure}`, detail: { alone } })
}
