import { cells, heads, type Section } from './figures.ts'

const tablesOf = ({ figures, table }: Section): { heads: readonly string[]; rows: string[][] }[] => [
  ...(figures.length > 0 ? [{ heads, rows: figures.map(cells) }] : []),
  ...(table ? [table] : []),
]

/** Columns of text for a terminal. */
export function asText(section: Section): string {
  const blocks = tablesOf(section).map(({ heads: titles, rows }) => {
    const all = [titles, ...rows]
    const widths = titles.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
    const line = (row: readonly string[]) =>
      row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')
    return all.map((row) => `  ${line(row)}`.trimEnd()).join('\n')
  })
  return [`\n${section.title}`, ...blocks, ...section.notes.map((note) => `  ${note}`)].join('\n')
}

export function asMarkdown(section: Section): string {
  const line = (fields: readonly string[]) => `| ${fields.join(' | ')} |`
  const blocks = tablesOf(section).map(({ heads: titles, rows }) =>
    [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n'),
  )
  return [`### ${section.title}`, ...blocks, ...section.notes].join('\n\n')
}

const from = '<!-- figures -->'
const to = '<!-- /figures -->'

/** The document with everything between its two marks replaced. */
export function between(document: string, figures: string): string {
  const start = document.indexOf(from)
  const end = document.indexOf(to)
  if (start < 0 || end < start) throw new Error(`docs/performance.md has lost its marks ${from} … ${to}`)
  return `${document.slice(0, start + from.length)}\n\n${figures.trim()}\n\n${document.slice(end)}`
}
