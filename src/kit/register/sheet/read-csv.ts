import { cellTooLong, limits, openQuote, tooManyColumns } from './faults.ts'

/** A line of a file as it stands there. */
export interface SheetLine {
  /** Number of the line in the file on which it begins, from 1. */
  line: number
  cells: string[]
}

/**
 * The lines of a CSV (RFC 4180), with whatever line ends; a quotation mark within plain text is a letter.
 * @throws Problem for an endless quotation, an enormous cell, too many columns
 */
export function* readCsv(text: string, separator: string): Generator<SheetLine> {
  const plain = new RegExp(`[^${separator === '\t' ? '\\t' : separator}\\r\\n]*`, 'y')
  let at = text.startsWith('\uFEFF') ? 1 : 0
  let line = 1
  while (at < text.length) {
    const cells: string[] = []
    const begins = line
    for (;;) {
      if (cells.length === limits.columns) throw tooManyColumns(line)
      let cell = ''
      if (text[at] === '"') {
        const quoted = quotedCell(text, at, line)
        cell = quoted.cell
        at = quoted.end
        line += quoted.lines
      }
      // What stands behind a closing quotation mark belongs to the cell too.
      plain.lastIndex = at
      const [rest] = plain.exec(text)!
      cell += rest
      at += rest.length
      if (cell.length > limits.cell) throw cellTooLong(line)
      cells.push(cell)
      if (text[at] !== separator) break
      at++
    }
    at += text.startsWith('\r\n', at) ? 2 : 1
    line++
    yield { line: begins, cells }
  }
}

/** What stands in quotation marks, where it ends, and how many lines it goes over. */
function quotedCell(text: string, from: number, line: number) {
  let at = from + 1
  for (;;) {
    const mark = text.indexOf('"', at)
    if (mark < 0) throw openQuote(line)
    if (mark - from > limits.cell * 2) throw cellTooLong(line)
    at = mark + 1
    if (text[at] !== '"') break
    at++
  }
  const cell = text.slice(from + 1, at - 1).replaceAll('""', '"')
  return { cell, end: at, lines: cell.match(/\r\n|\r|\n/g)?.length ?? 0 }
}
