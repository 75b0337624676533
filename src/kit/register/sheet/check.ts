import { inParts } from '../../db/store.ts'
import { type Officer, signatureOf } from '../../people/officer.ts'
import { colleague } from '../../people/officers.ts'
import { todayOf } from '../../people/sign-in.ts'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import { mustChange, registerFor } from '../find.ts'
import { lookOf } from '../look.ts'
import type { AnyRegister } from '../register.ts'
import { bytesOf } from './begin.ts'
import { checkLines } from './check-lines.ts'
import { type Import, type ImportLine, importById, moveImport, setProgress } from './imports.ts'
import { readTable } from './read.ts'

const linesEach = 500

/** Who imports, as he stands now, and the register, if he may still change it. @throws Problem */
export async function importerOf(
  house: House,
  { by, register }: Import,
): Promise<{ officer: Officer; r: AnyRegister }> {
  const officer = await colleague(house.store.db, by.slice(signatureOf({ id: '' }).length), todayOf(house))
  const r = registerFor(house, register, officer)
  mustChange(r, officer)
  return { officer, r }
}

/**
 * Looks at every line of a file and keeps what it found; of the register it writes nothing. Safe to run twice: what an
 * earlier run found is found anew.
 */
export async function checkImport(house: House, id: string, signal: AbortSignal): Promise<void> {
  const { db } = house.store
  const one = await importById(db, id)
  if (one.state !== 'checking') return
  await db.deleteFrom('register_import_line').where('import_id', '=', id).execute()
  try {
    await checkAll(house, one, signal)
    await moveImport(db, id, { from: 'checking', to: 'checked' })
  } catch (error) {
    // The file is wrong, or he may no longer: he is told so on its page.
    if (!(error instanceof Problem) || error.status === 503) throw error
    await db.deleteFrom('register_import_line').where('import_id', '=', id).execute()
    await moveImport(db, id, { from: 'checking', to: 'refused', refusal: error.words })
  }
}

async function checkAll(house: House, one: Import, signal: AbortSignal): Promise<void> {
  const { db } = house.store
  const { officer, r } = await importerOf(house, one)
  const { heading, lines } = await readTable(r, await bytesOf(house, one.id))
  await db
    .updateTable('register_import')
    .set({ unknown_columns: JSON.stringify(heading.unknown), total: lines.length })
    .where('id', '=', one.id)
    .execute()
  const look = await lookOf(house, one.language)
  const checking = { r, officer, look, heading, keyField: one.keyField, seen: new Map<string, number>() }
  let done = 0
  for (const part of inParts(lines, linesEach)) {
    signal.throwIfAborted()
    await keep(house, one.id, await checkLines(checking, part))
    done += part.length
    await setProgress(db, one.id, { done, total: lines.length })
  }
}

const columns = ['import_id', 'line', 'outcome', 'row_id', 'revision', 'changes', 'faults']

const keep = (house: House, id: string, lines: readonly ImportLine[]) =>
  house.store.db.transaction().execute((tx) =>
    house.store.bulk.insert(
      tx,
      'register_import_line',
      columns,
      lines.map((line) => [
        id,
        line.line,
        line.outcome,
        line.rowId,
        line.revision,
        JSON.stringify(line.changes),
        JSON.stringify(line.faults),
      ]),
    ),
  )
