import { unguarded } from '../../csv.ts'
import type { AnyRegister } from '../register.ts'
import { decodeText } from './decode.ts'
import { limits, noRows, notTable, tooLong, tooManyRows } from './faults.ts'
import { type Heading, headingIn, mustHaveHeading } from './heading.ts'
import { readCsv, type SheetLine } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'

export interface Table {
  heading: Heading
  /** The first line as it stands. */
  titles: readonly string[]
  /** The lines below it that hold anything. */
  lines: SheetLine[]
}

const separators = [',', ';', '\t', '|', '，']
const zipMark = Buffer.from([0x50, 0x4b, 0x03, 0x04])
const oldOfficeMark = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

/** A file as the lines of a table, whatever its encoding and separator. @throws Problem */
export async function readTable(r: AnyRegister, bytes: Buffer): Promise<Table> {
  if (bytes.length > limits.bytes) throw tooLong()
  const begins = (mark: Buffer) => bytes.subarray(0, mark.length).equals(mark)
  if (begins(oldOfficeMark)) throw notTable()
  if (begins(zipMark)) return tableOf(r, await readXlsx(bytes))
  const text = decodeText(bytes)
  return tableOf(r, readCsv(text, separatorOf(r, text)))
}

/** The separator with which most fields are recognised in the first line. */
function separatorOf(r: AnyRegister, text: string): string {
  const first = text.slice(0, 20_000)
  const known = (separator: string) => {
    try {
      const { value } = readCsv(first, separator).next()
      return (value && headingIn(r, value)?.fields.size) ?? 0
    } catch {
      return 0
    }
  }
  return separators.reduce((best, each) => (known(each) > known(best) ? each : best))
}

function tableOf(r: AnyRegister, all: Iterable<SheetLine>): Table {
  let heading: Heading | null = null
  let titles: readonly string[] = []
  const lines: SheetLine[] = []
  for (const { line, cells } of all) {
    if (cells.every((cell) => cell.trim() === '')) continue
    if (!heading) {
      heading = mustHaveHeading(r, headingIn(r, { line, cells }))
      titles = cells
      continue
    }
    if (lines.length === limits.rows) throw tooManyRows()
    lines.push({ line, cells: cells.map(unguarded) })
  }
  if (!heading || lines.length === 0) throw noRows()
  return { heading, titles, lines }
}
