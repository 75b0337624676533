import { lineOf } from '../../kit/csv.ts'

type Cell = string | number | null

/** What goes with every line of a file, which is soon parted from the page it came from. */
export interface Terms {
  kind: string
  licence: string
  attribution: string
}

/** A column of a CSV file. */
export interface Column<Line> {
  name: string
  of(line: Line, terms: Terms): Cell
}

/** How rows become lines of CSV; a row may become several. */
export interface Csv<Row> {
  names: readonly string[]
  linesOf(row: Row, terms: Terms): string
}

/** One line a row. */
export const table = <Row>(columns: readonly Column<Row>[]): Csv<Row> => ({
  names: columns.map(({ name }) => name),
  linesOf: (row, terms) => lineOf(columns.map(({ of }) => of(row, terms))),
})

/** Several lines a row. */
export const flatTable = <Row, Line>(
  parts: (row: Row) => readonly Line[],
  columns: readonly Column<Line>[],
): Csv<Row> => {
  const each = table(columns)
  return {
    names: each.names,
    linesOf: (row, terms) =>
      parts(row)
        .map((line) => each.linesOf(line, terms))
        .join(''),
  }
}

/** The last columns of every table of values. */
export const termColumns: readonly Column<unknown>[] = [
  { name: 'licence', of: (_, { licence }) => licence },
  { name: 'attribution', of: (_, { attribution }) => attribution },
]
