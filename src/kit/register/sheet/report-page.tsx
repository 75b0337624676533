import { DeskPage } from '../../html/desk-layout.tsx'
import { Done, FormFault } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import { DataTable, Notice, Tabs } from '../../html/parts.tsx'
import type { House } from '../../room.ts'
import type { DeskAsk } from '../../web/desk.tsx'
import { registerPath } from '../desk.ts'
import { type Look, restoredOf } from '../kind.ts'
import type { AnyRegister } from '../register.ts'
import type { Counts, Import, ImportLine, Outcome } from './imports.ts'
import { words } from './words.ts'

interface ReportProps {
  house: House
  ask: DeskAsk
  r: AnyRegister
  one: Import
  counts: Counts
  shown: Outcome | null
  lines: readonly ImportLine[]
  /** The line behind which the next page begins. */
  next: number | null
  look: Look
}

/** In the order in which a person must look at them. */
export const outcomes: readonly Outcome[] = ['wrong', 'failed', 'change', 'new', 'added', 'changed', 'same']

const pathOf = ({ r, one }: ReportProps, more = '') => `${registerPath(r)}/import/${one.id}${more}`

/** What was found in a file, line by line; and after the second step what became of it. */
export function ReportPage(props: ReportProps) {
  const { house, ask, r, one } = props
  const w = words[ask.language]
  const running = one.state === 'checking' || one.state === 'writing'
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={one.name}
      lead={w.states[one.state]}
      crumbs={[
        { words: r.many, path: registerPath(r) },
        { words: { zh: words.zh.import, en: words.en.import }, path: `${registerPath(r)}/import` },
        { words: { zh: one.name, en: one.name } },
      ]}
    >
      {one.refusal && <FormFault>{one.refusal[ask.language]}</FormFault>}
      {running ? <Progress {...props} /> : <Report {...props} />}
      <p>
        <a href={href(ask, `${registerPath(r)}/import`)}>{w.another}</a>
      </p>
    </DeskPage>
  )
}

function Progress(props: ReportProps) {
  const { ask, one } = props
  const w = words[ask.language]
  return (
    <section class="section" role="status">
      <p>{w.progress(one.done, one.total)}</p>
      {one.total > 0 && (
        <progress max={one.total} value={one.done} aria-label={w.states[one.state]}>
          {Math.floor((one.done * 100) / one.total)} %
        </progress>
      )}
      <p>
        <a href={href(ask, pathOf(props))}>{w.again}</a>
      </p>
    </section>
  )
}

function Report(props: ReportProps) {
  const { ask, r, one, counts, shown } = props
  const w = words[ask.language]
  const found = outcomes.filter((outcome) => (counts[outcome] ?? 0) > 0)
  const faulty = (counts.wrong ?? 0) + (counts.failed ?? 0)
  return (
    <>
      {one.state === 'written' && (
        <Done>
          {w.written(counts.added ?? 0, counts.changed ?? 0)}{' '}
          <a href={href(ask, registerPath(r))}>{w.toList}</a>
        </Done>
      )}
      {one.unknownColumns.length > 0 && (
        <Notice inline>{w.unknown(one.unknownColumns.join(ask.language === 'zh' ? '、' : ', '))}</Notice>
      )}
      {one.state === 'checked' && <WriteForm {...props} />}
      {faulty > 0 && (
        <p>
          <a href={href(ask, pathOf(props, '/wrong.csv'))}>{w.wrongFile}</a>
        </p>
      )}
      {found.length > 0 && (
        <section class="section">
          <Tabs
            label={w.tabs}
            items={found.map((outcome) => ({
              label: `${w.outcomes[outcome]} ${counts[outcome]}`,
              path: href(ask, pathOf(props, `?show=${outcome}`)),
              current: outcome === shown,
            }))}
          />
          <Lines {...props} />
        </section>
      )}
    </>
  )
}

function WriteForm(props: ReportProps) {
  const { ask, counts } = props
  const w = words[ask.language]
  const good = (counts.new ?? 0) + (counts.change ?? 0)
  if (good === 0) return <p class="empty">{w.nothing}</p>
  return (
    <form class="form" method="post" action={href(ask, pathOf(props, '/write'))}>
      <p>{w.writeHelp(counts.wrong ?? 0)}</p>
      <button type="submit">{w.write(good)}</button>
    </form>
  )
}

function Lines(props: ReportProps) {
  const { ask, lines, shown, next } = props
  const w = words[ask.language]
  const onFirst = !ask.query.has('after')
  return (
    <>
      <DataTable
        caption={<span class="skip">{w.tabs}</span>}
        rows={lines}
        empty={w.none}
        columns={[
          { head: w.line, numeric: true, cell: ({ line }) => line },
          { head: w.what, cell: (line) => <What {...props} line={line} /> },
        ]}
      />
      <nav class="pager" aria-label={w.next}>
        {!onFirst && <a href={href(ask, pathOf(props, `?show=${shown}`))}>{w.first}</a>}
        {next !== null && (
          <a rel="next" href={href(ask, pathOf(props, `?show=${shown}&after=${next}`))}>
            {w.next} →
          </a>
        )}
      </nav>
    </>
  )
}

/** The faults of a line, each with its field; or what it changes, before and after. */
function What({ r, line, look }: ReportProps & { line: ImportLine }) {
  const { language } = look
  const name = (field: string) => r.fields[field]?.words[language] ?? field
  if (line.faults.length > 0)
    return (
      <ul class="import-faults">
        {line.faults.map((fault) => (
          <li>
            {fault.field !== null && <strong>{name(fault.field)} </strong>}
            {fault[language]}
          </li>
        ))}
      </ul>
    )
  return (
    <dl class="defs register-differences">
      {Object.entries(line.changes).map(([field, [from, to]]) => (
        <>
          <dt>{name(field)}</dt>
          <dd>
            {line.rowId !== null && (
              <>
                <del>{shownOf(r, field, from, look)}</del>
                <span aria-hidden="true"> → </span>
              </>
            )}
            <ins>{shownOf(r, field, to, look)}</ins>
          </dd>
        </>
      ))}
      {line.rowId !== null && <dt class="small">№ {line.rowId}</dt>}
    </dl>
  )
}

function shownOf(r: AnyRegister, name: string, kept: string | number | null, look: Look) {
  const field = r.fields[name]
  if (!field || kept === null) return words[look.language].empty
  return field.kind.show(restoredOf(field, kept), look)
}
