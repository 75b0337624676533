import { Problem } from '../../problem.ts'
import { cellFault, cellTooLong, damagedXlsx, limits, tooManyColumns } from './faults.ts'
import type { SheetLine } from './read-csv.ts'
import { safeWorkbook } from './unpack.ts'

/** The lines of the first sheet of a workbook. @throws Problem */
export async function readXlsx(bytes: Buffer): Promise<SheetLine[]> {
  const workbook = await safeWorkbook(bytes)
  const { readSheet } = await import('read-excel-file/universal')
  const rows = await readSheet(workbook).catch((error: unknown) => {
    throw error instanceof Problem ? error : faultOf(error)
  })
  return rows.map((row, at) => {
    if (row.length > limits.columns) throw tooManyColumns(at + 1)
    return { line: at + 1, cells: row.map((cell) => textOf(cell, at + 1)) }
  })
}

const faultOf = (error: unknown) => {
  const row = /at row (\d{1,9})/.exec((error as Error).message)?.[1]
  return row ? cellFault(Number(row)) : damagedXlsx()
}

function textOf(cell: unknown, line: number): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return numberText(cell)
  if (typeof cell === 'boolean') return cell ? '1' : '0'
  if (cell instanceof Date) return dateText(cell)
  const text = String(cell)
  if (text.length > limits.cell) throw cellTooLong(line)
  return text
}

/** A number as people write it: spreadsheets keep fifteen digits, and the rest is their arithmetic. */
function numberText(value: number): string {
  const text = String(Number(value.toPrecision(15)))
  return /e/.test(text) ? value.toFixed(20).replace(/\.?0+$/, '') : text
}

/** The clock of a spreadsheet has no zone: a day where there is no hour, else the centre's hour. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return ''
  const text = value.toISOString().replace(/\.\d+Z$/, '')
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text.replace(/:00$/, '')
}
