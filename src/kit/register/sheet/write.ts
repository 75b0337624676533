import type { AnyKysely } from '../../db/store.ts'
import { enqueue } from '../../jobs/jobs.ts'
import { record } from '../../journal/journal.ts'
import type { Officer } from '../../people/officer.ts'
import { Problem } from '../../problem.ts'
import type { House } from '../../room.ts'
import type { AnyRegister, AnyRow } from '../register.ts'
import { addRow, changeRow, type Deed, deedOn, rowById } from '../rows.ts'
import { writeTask } from './begin.ts'
import { importerOf } from './check.ts'
import { valuesAfter } from './check-lines.ts'
import {
  aboutOf,
  countsOf,
  type Import,
  type ImportLine,
  importById,
  linesOf,
  moveImport,
  type Outcome,
  setProgress,
} from './imports.ts'

const linesEach = 100

/** The second step, asked for by who brought the file. @throws Problem 409 where it was asked for already */
export async function askToWrite(house: House, one: Import): Promise<void> {
  const at = house.clock()
  if (one.state === 'checked' && (await wroteBefore(house.store.db, one))) throw sameAgain()
  await house.store.db.transaction().execute(async (tx) => {
    if (!(await moveImport(tx, one.id, { from: 'checked', to: 'writing' }))) throw askedAlready()
    await enqueue(tx, writeTask, { id: one.id }, at)
  })
}

/**
 * The same file, without anything by which its rows are found again, was written before: to write it once more would only
 * double every row.
 */
async function wroteBefore(db: AnyKysely, { id, register, sha256 }: Import): Promise<boolean> {
  const { change = 0, same = 0, wrong = 0 } = await countsOf(db, id)
  if (change + same + wrong > 0) return false
  const before = await db
    .selectFrom('register_import')
    .select('id')
    .where('register', '=', register)
    .where('sha256', '=', sha256)
    .where('state', '=', 'written')
    .executeTakeFirst()
  return before !== undefined
}

/** Writes the good lines. Safe to run twice: a line is marked in the transaction that writes it. */
export async function writeImport(house: House, id: string, signal: AbortSignal): Promise<void> {
  const { db } = house.store
  const one = await importById(db, id)
  if (one.state !== 'writing') return
  try {
    const { officer, r } = await importerOf(house, one)
    await writeAll(house, { one, officer, r }, signal)
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 503) throw error
    await moveImport(db, id, { from: 'writing', to: 'refused', refusal: error.words })
  }
}

interface Writing {
  one: Import
  officer: Officer
  r: AnyRegister
}

async function writeAll(house: House, writing: Writing, signal: AbortSignal): Promise<void> {
  const { db } = house.store
  const { one, r } = writing
  const open: readonly Outcome[] = ['new', 'change']
  const { new: fresh = 0, change = 0, added = 0, changed = 0, failed = 0 } = await countsOf(db, one.id)
  let done = added + changed + failed
  const total = done + fresh + change
  for (;;) {
    signal.throwIfAborted()
    const lines = await linesOf(db, one.id, { outcomes: open, size: linesEach })
    if (lines.length === 0) break
    await writeLines(house, writing, lines)
    done += lines.length
    await setProgress(db, one.id, { done, total })
  }
  const { added: rows = 0, changed: others = 0 } = await countsOf(db, one.id)
  await db.transaction().execute(async (tx) => {
    if (!(await moveImport(tx, one.id, { from: 'writing', to: 'written' }))) return
    const detail = { file: one.sha256, added: rows, changed: others }
    await record(tx, {
      at: house.clock(),
      by: one.by,
      deed: `${r.key}.import`,
      about: aboutOf(one.id),
      detail,
    })
  })
}

/** All of them together; where one cannot be written, each by itself, and only that one is left out. */
async function writeLines(house: House, writing: Writing, lines: readonly ImportLine[]): Promise<void> {
  const { db } = house.store
  const together = (some: readonly ImportLine[]) =>
    deedOn(db, writing.r, async (tx) => {
      for (const line of some) await writeLine(tx, writing, line, { at: house.clock(), by: writing.one.by })
    })
  try {
    await together(lines)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    for (const line of lines)
      await together([line]).catch((fault: unknown) => {
        if (!(fault instanceof Problem)) throw fault
        return mark(db, writing.one.id, line, { outcome: 'failed', fault })
      })
  }
}

async function writeLine(
  tx: AnyKysely,
  { one, officer, r }: Writing,
  line: ImportLine,
  deed: Deed,
): Promise<void> {
  if (line.outcome === 'new') {
    await addRow(tx, r, valuesAfter(r, line, null), deed)
    return mark(tx, one.id, line, { outcome: 'added' })
  }
  const row = (await rowById(tx, r, line.rowId!)) as AnyRow
  if (!r.may.change.holds(officer, row)) throw notHis()
  const values = valuesAfter(r, line, row)
  await changeRow(tx, r, { id: row.id, revision: line.revision!, values }, deed)
  return mark(tx, one.id, line, { outcome: 'changed' })
}

async function mark(
  tx: AnyKysely,
  id: string,
  { line }: ImportLine,
  { outcome, fault }: { outcome: Outcome; fault?: Problem },
): Promise<void> {
  await tx
    .updateTable('register_import_line')
    .set({ outcome, ...(fault ? { faults: JSON.stringify([{ field: null, ...fault.words }]) } : {}) })
    .where('import_id', '=', id)
    .where('line', '=', line)
    .execute()
}

const askedAlready = () =>
  new Problem(
    'import-moved-on',
    { zh: '这次导入已经开始写入，或已结束。', en: 'This import is being written already, or is over.' },
    409,
  )

const sameAgain = () =>
  new Problem(
    'import-again',
    {
      zh: '同一个文件以前已经导入过，里面没有编号或唯一的字段可以对应，再导入一次只会重复。没有写入。',
      en: 'This very file was imported before, and nothing in it says which entries are meant: importing it again would only double them. Nothing was written.',
    },
    409,
  )

const notHis = () =>
  new Problem('not-yours', { zh: '您不能修改这一条', en: 'you may not change this entry' }, 403)
