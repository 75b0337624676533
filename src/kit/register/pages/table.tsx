import { Missing } from '../../html/parts.tsx'
import { addressOf } from '../query.ts'
import { type AnyRow, keptFields } from '../register.ts'
import type { ListProps } from './list.tsx'
import { titleOf, within } from './shown.ts'
import { words } from './words.ts'

type TableProps = ListProps & { mayChange: boolean }

/** The rows of a page, and what may be done with several of them at once. */
export function RowsForm(props: TableProps) {
  const { r, wanted, mayChange } = props
  if (!mayChange) return <Rows {...props} />
  return (
    <form method="post" action={within(props, '/bulk')} class="register-bulk">
      <input type="hidden" name="back" value={addressOf(r, wanted)} />
      <Rows {...props} />
      <BulkDeeds {...props} />
    </form>
  )
}

function Rows(props: TableProps) {
  const { r, ask, wanted, listed, look, mayChange } = props
  const { language } = ask
  const w = words[language]
  const title = r.title[language]
  const columns = wanted.columns.filter((name) => name !== title)
  return (
    <table class="register-rows">
      <caption>
        <span class="skip">{r.many[language]}</span>
      </caption>
      <thead>
        <tr>
          {mayChange && (
            <td class="register-choose">
              <span class="skip">{w.chosen}</span>
            </td>
          )}
          {[title, ...columns].map((name) => (
            <Head {...props} name={name} />
          ))}
        </tr>
      </thead>
      <tbody>
        {listed.rows.map((row) => (
          <tr>
            {mayChange && (
              <td class="register-choose">
                <label>
                  <input type="checkbox" name="rows" value={`${row.id}.${row.revision}`} />
                  <span class="skip">{w.choose(titleOf(r, row, look))}</span>
                </label>
              </td>
            )}
            <th scope="row">
              <a href={within(props, `/${row.id}`)}>{titleOf(r, row, look)}</a>
            </th>
            {columns.map((name) => (
              <Cell {...props} name={name} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const numeric = new Set(['integer', 'decimal', 'money'])

function Cell({ r, look, name, row }: TableProps & { name: string; row: AnyRow }) {
  const { kind, words: field } = r.fields[name]!
  const value = row[name]
  return (
    <td class={numeric.has(kind.name) ? 'num' : undefined} data-label={field[look.language]}>
      <div>
        {value === null || value === undefined ? (
          <Missing language={look.language} />
        ) : (
          kind.show(value, look)
        )}
      </div>
    </td>
  )
}

/** A heading; where the list may be sorted by it, a link that does, and turns the order round. */
function Head(props: TableProps & { name: string }) {
  const { r, ask, wanted, name } = props
  const { kind, words: field } = r.fields[name]!
  const sorted = wanted.sort === name
  const text = field[ask.language]
  return (
    <th
      scope="col"
      class={numeric.has(kind.name) ? 'num' : undefined}
      aria-sort={sorted ? (wanted.descending ? 'descending' : 'ascending') : undefined}
    >
      {r.list.sort.includes(name) ? (
        <a
          href={within(
            props,
            addressOf(r, { ...wanted, sort: name, descending: sorted && !wanted.descending }),
          )}
        >
          {text}
          {sorted && <span aria-hidden="true"> {wanted.descending ? '↓' : '↑'}</span>}
        </a>
      ) : (
        text
      )}
    </th>
  )
}

function BulkDeeds({ r, ask, wanted }: TableProps) {
  const w = words[ask.language]
  if (wanted.trash)
    return (
      <p class="acts register-deeds">
        {w.chosen}
        <button class="quiet" name="do" value="restore" type="submit">
          {w.restore}
        </button>
      </p>
    )
  const settable = keptFields(r).filter(([, { unique, kind }]) => !unique && !kind.fromForm)
  return (
    <p class="acts register-deeds">
      {w.chosen}
      {settable.length > 0 && (
        <>
          <select name="field" aria-label={w.setField}>
            {settable.map(([name, field]) => (
              <option value={name}>{field.words[ask.language]}</option>
            ))}
          </select>
          <button class="quiet" name="do" value="ask" type="submit">
            {w.set}
          </button>
        </>
      )}
      <button class="quiet" name="do" value="trash" type="submit">
        {w.toTrash}
      </button>
    </p>
  )
}
