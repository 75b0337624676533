import { Readable } from 'node:stream'
import type { SheetData } from 'write-excel-file/node'
import { guarded, lineOf } from '../../csv.ts'
import { Problem } from '../../problem.ts'
import type { Look } from '../kind.ts'
import { withTitles } from '../look.ts'
import { allRows, type Wanted } from '../query.ts'
import type { AnyRegister, AnyRow } from '../register.ts'
import { cellValue, columnsOf, headingOf, numberHeading } from './columns.ts'

/** What goes into a file: the rows of a list in its order. */
export interface Sheet {
  r: AnyRegister
  wanted: Wanted
  /** Fields that were chosen; null for all of them. */
  columns: readonly string[] | null
  look: Look
  /** Whether a row is for who asks. */
  sees(row: AnyRow): boolean
}

/** Rows that a workbook holds at most, as all of it is made in memory. */
const mostRows = 50_000
/** Characters that Excel takes in a cell. */
const longestCell = 32_767

/** The list as CSV, in flat memory however long it is. With a mark at the beginning by which Excel knows UTF-8. */
export async function* csvOf(sheet: Sheet): AsyncGenerator<string> {
  yield `\uFEFF${lineOf(headOf(sheet))}`
  for await (const cells of cellsOf(sheet)) yield cells.map((line) => lineOf(line)).join('')
}

/** The list as a workbook. @throws Problem for more rows than one should hold */
export async function xlsxOf(sheet: Sheet): Promise<ReadableStream<Uint8Array>> {
  const data: SheetData = [headOf(sheet).map((value) => ({ value, type: String, fontWeight: 'bold' }))]
  for await (const lines of cellsOf(sheet)) {
    if (data.length + lines.length > mostRows + 1) throw tooManyRows()
    for (const line of lines) data.push(line.map(xlsxCell))
  }
  const { default: writeXlsx } = await import('write-excel-file/node')
  const made = writeXlsx(data, { sheet: sheetName(sheet), stickyRowsCount: 1, columns: widthsOf(sheet) })
  return Readable.toWeb(
    Readable.from(await made.toBuffer(), { objectMode: false }),
  ) as ReadableStream<Uint8Array>
}

const headOf = ({ r, columns, look }: Sheet): string[] => [
  numberHeading,
  ...columnsOf(r, columns).map(([, field]) => headingOf(field, look.language)),
]

async function* cellsOf({ r, wanted, columns, look, sees }: Sheet): AsyncGenerator<(string | number)[][]> {
  const fields = columnsOf(r, columns)
  for await (const rows of allRows(look.db, r, wanted, look)) {
    const known = await withTitles(look, r, rows)
    yield rows
      .filter(sees)
      .map((row) => [row.id, ...fields.map(([name, field]) => cellValue(field, row, name, known))])
  }
}

/** Text is guarded here too: a workbook is often saved as CSV. */
const xlsxCell = (value: string | number) =>
  typeof value === 'number'
    ? { value, type: Number }
    : value === ''
      ? null
      : { value: literal(cut(guarded(value))), type: String }

/** What looks like the escape of a workbook is itself escaped. */
const literal = (text: string) => text.replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')

/** As much as Excel takes, without half a character at the end. */
export const cut = (text: string) =>
  text.length > longestCell ? text.slice(0, longestCell).replace(/[\uD800-\uDBFF]$/, '') : text

/** Names of sheets must be short and without these signs. */
const sheetName = ({ r, look }: Sheet) =>
  r.many[look.language]
    .replaceAll(/[\\/?*[\]:]/g, ' ')
    .slice(0, 31)
    .trim() || r.key

const widthsOf = ({ r, columns }: Sheet) => [
  { width: 8 },
  ...columnsOf(r, columns).map(([, { kind }]) => ({ width: kind.numeric ? 14 : 24 })),
]

const tooManyRows = () =>
  new Problem(
    'too-many-rows',
    {
      zh: `XLSX 最多 ${mostRows} 行。请先筛选，或下载 CSV（不限行数）。`,
      en: `XLSX holds at most ${mostRows} rows. Narrow the list, or take CSV, which has no limit.`,
    },
    422,
  )
