import { type Field, type Look, readText, storedOf } from '../kind.ts'
import type { AnyRegister, AnyRow } from '../register.ts'
import { rowOf, type Stored } from '../rows.ts'
import type { Heading } from './heading.ts'
import type { SheetLine } from './read-csv.ts'

type Kept = string | number

/** The rows that some lines may change. */
export interface Found {
  byId: ReadonlyMap<number, AnyRow>
  byKey: ReadonlyMap<Kept, AnyRow>
  /** By line, what it says of the key field. */
  keys: ReadonlyMap<number, Kept>
}

export interface Finding {
  r: AnyRegister
  look: Look
  heading: Heading
  keyField: string | null
}

export const cellOf = ({ cells }: SheetLine, at: number | null | undefined) =>
  at === null || at === undefined ? '' : (cells[at] ?? '').trim()

/** The number of a row that a line names; null for none. */
export const numberOf = (line: SheetLine, { number }: Heading): number | null => {
  const text = cellOf(line, number).replace(/^[№#]\s*/, '')
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}

const hasControls = (text: string) => !text.isWellFormed() || /[\p{Cc}--[\n\r\t]]/v.test(text)

/** The value of a cell, or what is wrong with it. */
export const readCell = async (field: Field<unknown>, cell: string, look: Look) =>
  hasControls(cell)
    ? { fault: { zh: '含有控制字符', en: 'contains control characters' } }
    : readText(field, cell, look)

/** Finds them with two questions, however many lines. */
export async function findRows(finding: Finding, lines: readonly SheetLine[]): Promise<Found> {
  const { r, heading, keyField } = finding
  const ids = lines.map((line) => numberOf(line, heading)).filter((id) => id !== null)
  const keys = await keysOf(finding, lines)
  const byKey = keyField === null ? [] : await rowsWith(finding, keyField, [...new Set(keys.values())])
  return {
    keys,
    byId: new Map((await rowsWith(finding, 'id', ids)).map((row) => [row.id, row])),
    byKey: new Map(byKey.map((row) => [storedOf(r.fields[keyField!]!, row[keyField!])!, row])),
  }
}

async function keysOf(
  { r, look, heading, keyField }: Finding,
  lines: readonly SheetLine[],
): Promise<Map<number, Kept>> {
  const keys = new Map<number, Kept>()
  const at = keyField === null ? undefined : heading.fields.get(keyField)
  if (keyField === null || at === undefined) return keys
  const field = r.fields[keyField]!
  for (const line of lines) {
    const read = await readCell(field, cellOf(line, at), look)
    if ('value' in read && read.value !== null) keys.set(line.line, storedOf(field, read.value)!)
  }
  return keys
}

async function rowsWith({ r, look }: Finding, column: string, values: readonly Kept[]): Promise<AnyRow[]> {
  if (values.length === 0) return []
  const kept = await look.db
    .selectFrom(r.key)
    .selectAll()
    .where(column, 'in', values)
    .where('trashed_at', 'is', null)
    .execute()
  return kept.map((each) => rowOf(r, each as Stored))
}
