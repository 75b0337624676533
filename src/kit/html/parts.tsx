import type { Child } from 'hono/jsx'
import type { Ask } from '../web/pages.ts'
import type { Language } from '../words.ts'
import { href } from './layout.tsx'
import { words } from './words.ts'

/** A strip above the page, or with `inline` within it: something the reader must know. */
export function Notice(props: { title?: string; inline?: boolean; children?: Child }) {
  return (
    <div class={props.inline ? 'notice notice-inline' : 'notice'}>
      <div class={props.inline ? 'notice-body' : 'wrap'}>
        {props.title && <strong>{props.title}</strong>}
        {props.children}
      </div>
    </div>
  )
}

/** A level of the air: its word on its colour, and the number where there is one. Level 0 is "no data". */
export const Chip = (props: { level: number | null; children?: Child }) => (
  <span class={`chip level-${props.level ?? 0}`}>{props.children}</span>
)

export interface Column<Row> {
  head: Child
  /** Unit or explanation, small under the head. */
  unit?: string
  numeric?: boolean
  /** Left out on a phone: what the row's own page says too. */
  wideOnly?: boolean
  cell(row: Row): Child
}

/** A table of rows with a caption, which names the unit or the hour; numbers stand flush right. */
export function DataTable<Row>(props: {
  caption: Child
  columns: Column<Row>[]
  rows: readonly Row[]
  empty: string
}) {
  if (props.rows.length === 0) return <Empty>{props.empty}</Empty>
  const kind = ({ numeric, wideOnly }: Column<Row>) =>
    [numeric && 'num', wideOnly && 'wide-only'].filter(Boolean).join(' ') || undefined
  return (
    // A table wider than the phone is scrolled by itself, also with the keyboard.
    <div class="scroll" tabindex={0}>
      <table>
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th scope="col" class={kind(column)}>
                {column.head}
                {column.unit && ` (${column.unit})`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr>
              {props.columns.map((column, at) =>
                at === 0 ? (
                  <th scope="row" class={kind(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td class={kind(column)}>{column.cell(row)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Said where a list or chart has nothing to show, and what the reader may do about it. */
export const Empty = (props: { children?: Child }) => <p class="empty">{props.children}</p>

/** A missing value: a dash for the eye, words for the ear. */
export const Missing = (props: { language: Language }) => (
  <span class="none">
    <span aria-hidden="true">–</span>
    <span class="skip">{words[props.language].noData}</span>
  </span>
)

/** A chart with its title, unit and the table behind it, one key away. */
export function Figure(props: {
  language: Language
  title: string
  unit?: string
  table?: Child
  children?: Child
}) {
  return (
    <figure class="figure">
      <figcaption>
        {props.title} {props.unit && <small>{props.unit}</small>}
      </figcaption>
      {props.children}
      {props.table && (
        <details>
          <summary>{words[props.language].table}</summary>
          {props.table}
        </details>
      )}
    </figure>
  )
}

/** A part of a page under its heading; `id` makes it an address. */
export const Section = (props: { title: Child; note?: Child; id?: string; children?: Child }) => (
  <section class="section" id={props.id}>
    <h2>
      {props.title} {props.note && <small>{props.note}</small>}
    </h2>
    {props.children}
  </section>
)

/** Views of the same page as links; the current one is marked. */
export const Tabs = (props: { label: string; items: { label: Child; path: string; current: boolean }[] }) => (
  <nav aria-label={props.label}>
    <ul class="tabs">
      {props.items.map(({ label, path, current }) => (
        <li>
          <a href={path} aria-current={current ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

export interface Choice {
  value: string
  label: string
}

/** A labelled field; a wrong value is kept and its fault stands beside it. */
export function Field(props: {
  name: string
  label: string
  value?: string
  type?: 'text' | 'date' | 'number' | 'search'
  choices?: Choice[]
  min?: string
  max?: string
  error?: string
}) {
  const { name, label, value, type = 'text', choices, min, max, error } = props
  const id = `field-${name}`
  const described = error ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-error` } : {}
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {choices ? (
        <select id={id} name={name} {...described}>
          {choices.map((choice) => (
            <option value={choice.value} selected={choice.value === value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input id={id} name={name} type={type} value={value} min={min} max={max} {...described} />
      )}
      {error && (
        <span class="field-error small" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  )
}

/** Back and forth through a long list, by links that keep the rest of the address. */
export function Pager(props: { ask: Ask; older?: string; newer?: string }) {
  const w = words[props.ask.language]
  if (!props.older && !props.newer) return null
  return (
    <nav class="pager" aria-label={`${w.older} / ${w.newer}`}>
      {props.older && (
        <a rel="prev" href={href(props.ask, props.older)}>
          ← {w.older}
        </a>
      )}
      {props.newer && (
        <a rel="next" href={href(props.ask, props.newer)}>
          {w.newer} →
        </a>
      )}
    </nav>
  )
}
