type Cell = string | number | null

/** What a spreadsheet would run as a formula; also what already wears the apostrophe that keeps it from that. */
const formula = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r])/

/** Text with an apostrophe before what a spreadsheet would run, so that it is read as text. */
export const guarded = (text: string) => (formula.test(text) ? `'${text}` : text)

/** The text as it was before it was guarded. */
export const unguarded = (text: string) =>
  text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text

/** A cell by RFC 4180; missing is empty. Text that begins like a formula is guarded; numbers keep their minus. */
export function cellOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const safe = guarded(cell)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const lineOf = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(',')}\r\n`
