import type { Officer } from '../../people/officer.ts'
import { type Field, restoredOf, storedOf } from '../kind.ts'
import { withTitles } from '../look.ts'
import { type AnyRegister, type AnyRow, keptFields } from '../register.ts'
import type { Changes } from '../rows.ts'
import { numberHeading, textOf } from './columns.ts'
import { cut } from './export.ts'
import { cellOf, type Finding, type Found, findRows, numberOf, readCell } from './found-rows.ts'
import type { ImportLine, LineFault } from './imports.ts'
import type { SheetLine } from './read-csv.ts'

export interface Checking extends Finding {
  officer: Officer
  /** What the lines before say of each unique field, with the line. */
  seen: Map<string, number>
}

/** Looks at some lines: what is wrong with each, which row it changes and how. It writes nothing. */
export async function checkLines(checking: Checking, lines: readonly SheetLine[]): Promise<ImportLine[]> {
  const found = await findRows(checking, lines)
  const look = await withTitles(checking.look, checking.r, [...found.byId.values(), ...found.byKey.values()])
  const checked: ImportLine[] = []
  for (const line of lines) checked.push(await checkLine({ ...checking, look }, line, found))
  return takenElsewhere(checking, checked)
}

async function checkLine(checking: Checking, line: SheetLine, found: Found): Promise<ImportLine> {
  const { r, heading, officer } = checking
  const faults: LineFault[] = []
  const row = rowFor(checking, line, found, faults)
  const changes: Changes = {}
  const values: Record<string, unknown> = { ...row }
  for (const [name, field] of keptFields(r)) {
    const at = heading.fields.get(name)
    if (at === undefined && row) continue
    const before = row ? storedOf(field, row[name] ?? null) : null
    const value = await wordOf(checking, { name, field, row, cell: cellOf(line, at) }, faults)
    const after = storedOf(field, value)
    values[name] = value
    if (after !== before) changes[name] = [before, after]
    if (field.unique && after !== null) onceInFile(checking, { name, after, line: line.line }, faults)
  }
  const extra = line.cells.slice(heading.width).filter((cell) => cell.trim() !== '').length
  if (extra > 0)
    faults.push({ field: null, zh: `比标题多 ${extra} 列`, en: `has ${extra} more cells than the heading` })
  if (row && !r.may.change.holds(officer, row))
    faults.push({ field: null, zh: '您不能修改这一条', en: 'you may not change this entry' })
  const same = row !== null && Object.keys(changes).length === 0
  return {
    line: line.line,
    outcome: faults.length > 0 ? 'wrong' : same ? 'same' : row ? 'change' : 'new',
    rowId: row?.id ?? null,
    revision: row?.revision ?? null,
    changes: faults.length > 0 ? {} : changes,
    faults,
  }
}

/** The row that a line speaks of: by its number, or by the key field; null for a new one. */
function rowFor(checking: Checking, line: SheetLine, found: Found, faults: LineFault[]): AnyRow | null {
  const written = cellOf(line, checking.heading.number)
  if (written === '') {
    const key = found.keys.get(line.line)
    return (key !== undefined && found.byKey.get(key)) || null
  }
  const row = found.byId.get(numberOf(line, checking.heading) ?? -1)
  const number = written.slice(0, 20)
  if (!row) faults.push({ field: null, zh: `没有 № ${number} 这一条`, en: `there is no entry № ${number}` })
  else onceInFile(checking, { name: numberHeading, after: row.id, line: line.line }, faults)
  return row ?? null
}

/** What a cell says. One that says what a file would say of the row says nothing new, and what it cannot carry is kept. */
async function wordOf(
  { look }: Checking,
  { name, field, row, cell }: { name: string; field: Field<unknown>; row: AnyRow | null; cell: string },
  faults: LineFault[],
): Promise<unknown> {
  if (row && row[name] !== null)
    for (const language of ['zh', 'en'] as const) {
      const text = textOf(field, row[name], { ...look, language })
      if (cell === text.trim() || cell === cut(text).trim()) return row[name]
    }
  const read = await readCell(field, cell, look)
  if ('value' in read) return read.value
  faults.push({ field: name, ...read.fault })
  return null
}

/** Two lines must not say the same of what is unique, nor change the same row. */
function onceInFile(
  { seen }: Checking,
  { name, after, line }: { name: string; after: string | number; line: number },
  faults: LineFault[],
): void {
  const key = `${name}\n${after}`
  const first = seen.get(key)
  if (first === undefined) seen.set(key, line)
  else
    faults.push({
      field: name === numberHeading ? null : name,
      zh: `与第 ${first} 行重复`,
      en: `is the same as in line ${first}`,
    })
}

/** What must be unique and stands in another row already. */
async function takenElsewhere({ r, look }: Checking, lines: ImportLine[]): Promise<ImportLine[]> {
  const out = [...lines]
  for (const [name, field] of keptFields(r).filter(([, { unique }]) => unique)) {
    const values = out.flatMap(({ changes }) => changes[name]?.[1] ?? [])
    if (values.length === 0) continue
    const taken = await look.db
      .selectFrom(r.key)
      .select(['id', `${name} as value`])
      .where(name, 'in', values)
      .where('trashed_at', 'is', null)
      .execute()
    const owner = new Map(taken.map(({ id, value }) => [value as string | number, Number(id)]))
    for (const [at, one] of out.entries()) {
      const value = one.changes[name]?.[1]
      const id = value === null || value === undefined ? undefined : owner.get(value)
      if (id === undefined || id === one.rowId) continue
      const fault = {
        field: name,
        zh: `№ ${id} 已有同样的${field.words.zh}`,
        en: `№ ${id} has the same ${field.words.en}`,
      }
      out[at] = { ...one, outcome: 'wrong', changes: {}, faults: [...one.faults, fault] }
    }
  }
  return out
}

/** The values that a line leads to: of a new row, or over those of the row that it changes. */
export function valuesAfter(
  r: AnyRegister,
  { changes }: ImportLine,
  row: AnyRow | null,
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, field] of keptFields(r)) {
    const change = changes[name]
    values[name] = change ? restoredOf(field, change[1]) : (row?.[name] ?? null)
  }
  return values
}
