import { sql } from 'kysely'
import type { Officer } from '../people/officer.ts'
import type { House } from '../room.ts'
import type { AnyRegister, AnyRow } from './register.ts'
import { rowOf, type Stored } from './rows.ts'

/** Rows of a register that refer to a row by one of their fields. */
export interface Referring {
  r: AnyRegister
  field: string
  rows: AnyRow[]
  /** Whether there are more. */
  more: boolean
}

const shown = 10

/** Whatever refers to a row, of all registers that the officer may look into. */
export async function referringTo(
  house: House,
  officer: Officer,
  { key }: AnyRegister,
  id: number,
): Promise<Referring[]> {
  const found: Referring[] = []
  for (const r of house.desk.registers) {
    if (!r.may.see.holds(officer, undefined)) continue
    for (const [field, { kind }] of Object.entries(r.fields)) {
      if (kind.refersTo?.() !== key) continue
      const { rows } = await sql<Stored>`select * from ${sql.table(r.key)}
        where trashed_at is null and ${sql.ref(field)} = ${id} order by id desc limit ${shown + 1}`.execute(
        house.store.db,
      )
      const open = rows.map((row) => rowOf(r, row)).filter((row) => r.may.see.holds(officer, row))
      if (open.length > 0) found.push({ r, field, rows: open.slice(0, shown), more: rows.length > shown })
    }
  }
  return found
}
