import { Problem } from '../kit/problem.ts'

/** Columns of a station's answer; those with a star must be there. */
export const asRunColumns = [
  'edition',
  'version',
  'scene',
  'digest',
  'channel',
  'from',
  'to',
  'deviation',
] as const
const needed = ['edition', 'channel', 'from', 'to'] as const
const mostLines = 2_000

export type CsvLine = Partial<Record<(typeof asRunColumns)[number], string>>

/** Reads a station's as-run list: CSV (RFC 4180) with a head. @throws Problem that names the line */
export function readAsRunCsv(text: string): CsvLine[] {
  const [head, ...rows] = rowsOf(text.replace(/^\uFEFF/, ''))
  const names = (head ?? []).map((name) => name.trim().toLowerCase())
  const missing = needed.filter((name) => !names.includes(name))
  const unknown = names.filter((name) => !(asRunColumns as readonly string[]).includes(name))
  if (missing.length > 0)
    throw wrongCsv(`缺少列 ${missing.join('、')}`, `columns are missing: ${missing.join(', ')}`)
  if (unknown.length > 0) {
    const told = unknown.map((name) => name.slice(0, 40)).join(', ')
    throw wrongCsv(`不认识的列 ${told}`, `there are no such columns: ${told}`)
  }
  if (rows.length > mostLines)
    throw wrongCsv(`多于 ${mostLines} 行`, `there are more than ${mostLines} lines`)
  return rows.map((row, i) => {
    if (row.length !== names.length)
      throw wrongCsv(
        `第 ${i + 1} 行有 ${row.length} 格，应为 ${names.length} 格`,
        `line ${i + 1} has ${row.length} fields, not ${names.length}`,
      )
    return Object.fromEntries(
      names.map((name, at) => [name, row[at]!.trim()]).filter(([, value]) => value !== ''),
    )
  })
}

function rowsOf(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y
  while (field.lastIndex < text.length) {
    const at = field.lastIndex
    const found = field.exec(text)
    if (!found)
      throw wrongCsv(`第 ${rows.length} 行的引号有误`, `line ${rows.length} has a stray quotation mark`)
    const [, value = '', end] = found
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value)
    if (end === ',' && field.lastIndex < text.length) continue
    if (end === ',') row.push('')
    if (row.some((cell) => cell !== '')) rows.push(row)
    row = []
    if (field.lastIndex === at) break
  }
  return rows
}

const wrongCsv = (zh: string, en: string) =>
  new Problem('wrong-csv', { zh: `播出记录 CSV 有误：${zh}。`, en: `The as-run CSV is wrong: ${en}.` }, 422)
