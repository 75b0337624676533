import type { TableRow } from './document.ts'
import { renderBlock, renderLine, type Work } from './render.tsx'
import { words } from './words.ts'

const isHead = (row: TableRow) =>
  row.content.length > 0 && row.content.every(({ type }) => type === 'tableHeader')

export function renderTable(rows: readonly TableRow[], work: Work) {
  const firstBody = rows.findIndex((row) => !isHead(row))
  const heads = firstBody < 0 ? rows.length : firstBody
  const head = rows.slice(0, heads)
  const body = rows.slice(heads)
  return (
    // A table wider than the phone is scrolled by itself, also with the keyboard.
    <div
      {...work.dress('scroll')}
      {...(work.ids === null ? {} : { tabindex: 0, role: 'group', 'aria-label': words[work.language].table })}
    >
      <table {...work.dress('table')}>
        {head.length > 0 && <thead>{head.map((row) => renderRow(row, 'col', work))}</thead>}
        {body.length > 0 && <tbody>{body.map((row) => renderRow(row, 'row', work))}</tbody>}
      </table>
    </div>
  )
}

const renderRow = (row: TableRow, scope: 'col' | 'row', work: Work) => (
  <tr>
    {row.content.map(({ type, attrs, content }) => {
      const spans = {
        colspan: attrs.colspan > 1 ? attrs.colspan : undefined,
        rowspan: attrs.rowspan > 1 ? attrs.rowspan : undefined,
      }
      const only = content.length === 1 && content[0]?.type === 'paragraph' ? content[0] : null
      const within = only
        ? renderLine(only.content ?? [], work)
        : content.map((inner) => renderBlock(inner, work))
      const wide = scope === 'col' ? attrs.colspan > 1 : attrs.rowspan > 1
      return type === 'tableHeader' ? (
        <th scope={wide ? `${scope}group` : scope} {...spans} {...work.dress('th')}>
          {within}
        </th>
      ) : (
        <td {...spans} {...work.dress('td')}>
          {within}
        </td>
      )
    })}
  </tr>
)
