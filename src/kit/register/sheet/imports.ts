import type { AnyKysely } from '../../db/store.ts'
import { releaseFile } from '../../files/files.ts'
import { Problem } from '../../problem.ts'
import type { Language, Words } from '../../words.ts'
import type { Changes } from '../rows.ts'

/** Where an import stands. Nothing is written before `writing`, which somebody must ask for. */
export type ImportState = 'checking' | 'refused' | 'checked' | 'writing' | 'written'

/** What a line will do, or did: `failed` could not be written although it had looked right. */
export type Outcome = 'new' | 'change' | 'same' | 'wrong' | 'added' | 'changed' | 'failed'

export interface Import {
  id: string
  register: string
  name: string
  sha256: string
  by: string
  at: number
  language: Language
  keyField: string | null
  state: ImportState
  done: number
  total: number
  refusal: Words | null
  unknownColumns: readonly string[]
}

/** What is wrong with a line, and in which field; null for the whole line. */
export interface LineFault extends Words {
  field: string | null
}

export interface ImportLine {
  line: number
  outcome: Outcome
  rowId: number | null
  revision: number | null
  changes: Changes
  faults: readonly LineFault[]
}

/** How an import holds its file. */
export const aboutOf = (id: string) => `register-import/${id}`

type Stored = Record<string, string | number | null>

const importOf = (row: Stored): Import => ({
  id: String(row.id),
  register: String(row.register),
  name: String(row.name),
  sha256: String(row.sha256),
  by: String(row.by),
  at: Number(row.at),
  language: row.language === 'en' ? 'en' : 'zh',
  keyField: row.key_field === null ? null : String(row.key_field),
  state: row.state as ImportState,
  done: Number(row.done),
  total: Number(row.total),
  refusal: row.refusal === null ? null : (JSON.parse(String(row.refusal)) as Words),
  unknownColumns: JSON.parse(String(row.unknown_columns)) as string[],
})

/** @throws Problem 404 where there is none, or it is somebody else's, or of another register */
export async function importById(
  db: AnyKysely,
  id: string,
  whose?: { by: string; register: string },
): Promise<Import> {
  const row = await db.selectFrom('register_import').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || (whose && (row.by !== whose.by || row.register !== whose.register))) throw noImport()
  return importOf(row as Stored)
}

/** What somebody imported into a register lately, newest first. */
export async function importsOf(db: AnyKysely, register: string, by: string): Promise<Import[]> {
  const rows = await db
    .selectFrom('register_import')
    .selectAll()
    .where('register', '=', register)
    .where('by', '=', by)
    .where('total', '>', -1)
    .orderBy('at', 'desc')
    .limit(10)
    .execute()
  return rows.map((row) => importOf(row as Stored))
}

/** Lines with one of these outcomes behind a line, in the order of the file. */
export async function linesOf(
  db: AnyKysely,
  id: string,
  { outcomes, after = 0, size }: { outcomes: readonly Outcome[]; after?: number; size: number },
): Promise<ImportLine[]> {
  const rows = await db
    .selectFrom('register_import_line')
    .selectAll()
    .where('import_id', '=', id)
    .where('outcome', 'in', outcomes)
    .where('line', '>', after)
    .orderBy('line')
    .limit(size)
    .execute()
  return rows.map((row) => ({
    line: Number(row.line),
    outcome: row.outcome as Outcome,
    rowId: row.row_id === null ? null : Number(row.row_id),
    revision: row.revision === null ? null : Number(row.revision),
    changes: JSON.parse(row.changes) as Changes,
    faults: JSON.parse(row.faults) as LineFault[],
  }))
}

export type Counts = Readonly<Partial<Record<Outcome, number>>>

export async function countsOf(db: AnyKysely, id: string): Promise<Counts> {
  const rows = await db
    .selectFrom('register_import_line')
    .select(['outcome', (of) => of.fn.countAll().as('count')])
    .where('import_id', '=', id)
    .groupBy('outcome')
    .execute()
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, Number(count)]))
}

/** Moves an import on, unless it stands elsewhere by now. @returns whether it did */
export async function moveImport(
  tx: AnyKysely,
  id: string,
  { from, to, refusal = null }: { from: ImportState; to: ImportState; refusal?: Words | null },
): Promise<boolean> {
  const moved = await tx
    .updateTable('register_import')
    .set({ state: to, done: 0, refusal: refusal && JSON.stringify(refusal) })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return Number(moved.numUpdatedRows) === 1
}

export const setProgress = (db: AnyKysely, id: string, progress: { done: number; total: number }) =>
  db.updateTable('register_import').set(progress).where('id', '=', id).execute()

const month = 30 * 24 * 3_600_000

/** Takes away imports of a month ago with their files; that a file was written stays known. @returns how many */
export async function tidyImports(db: AnyKysely, at: number): Promise<number> {
  const old = await db
    .selectFrom('register_import')
    .select(['id', 'state'])
    .where('at', '<', at - month)
    .where('state', 'not in', ['checking', 'writing'])
    .where('total', '>', -1)
    .limit(1_000)
    .execute()
  for (const { id, state } of old)
    await db.transaction().execute(async (tx) => {
      await releaseFile(tx, aboutOf(id))
      await tx.deleteFrom('register_import_line').where('import_id', '=', id).execute()
      if (state === 'written')
        await tx.updateTable('register_import').set({ total: -1 }).where('id', '=', id).execute()
      else await tx.deleteFrom('register_import').where('id', '=', id).execute()
    })
  return old.length
}

const noImport = () =>
  new Problem(
    'no-import',
    { zh: '没有这次导入，或者不是您的。', en: 'There is no such import, or it is not yours.' },
    404,
  )
