import { DeskPage } from '../../html/desk-layout.tsx'
import { Done, FormFault } from '../../html/form.tsx'
import { href } from '../../html/layout.tsx'
import { Missing, Section } from '../../html/parts.tsx'
import { registerPath } from '../desk.ts'
import { differencesOf } from '../history.ts'
import type { Look } from '../kind.ts'
import { lookOf, withTitles } from '../look.ts'
import { type Referring, referringTo } from '../referred.ts'
import type { AnyRegister, AnyRow } from '../register.ts'
import { historyOf, type Past } from '../rows.ts'
import { History } from './history.tsx'
import { type At, crumbsOf, type Make, momentOf, rowAsked, titleOf, whoOf, within } from './shown.ts'
import { words } from './words.ts'

interface RowProps extends At {
  row: AnyRow
  past: Past[]
  referring: Referring[]
  look: Look
}

/** A row: its fields, who wrote it, what became of it, and what refers to it. */
export const rowPage: Make = async (at) => {
  const { house, r, ask } = at
  const row = await rowAsked(at)
  const [look, past, referring] = await Promise.all([
    lookOf(house, ask.language),
    historyOf(house.store.db, r, row.id),
    referringTo(house, ask.officer, r, row.id),
  ])
  const known = await withTitles(look, r, [row, ...past.flatMap((each) => formerValues(r, each))])
  return { body: <RowView {...at} row={row} past={past} referring={referring} look={known} /> }
}

/** What a deed changed as rows, so that the titles of what was referred to are known too. */
const formerValues = (r: AnyRegister, each: Past) =>
  (['from', 'to'] as const).map(
    (end) => Object.fromEntries(differencesOf(r, each).map((one) => [one.name, one[end]])) as AnyRow,
  )

function RowView(props: RowProps) {
  const { house, r, ask, row, look } = props
  const w = words[ask.language]
  const title = titleOf(r, row, look)
  const mayChange = r.may.change.holds(ask.officer, row)
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={title}
      crumbs={crumbsOf(r, { words: { zh: title, en: title } })}
      lead={w.changed(whoOf(row.changedBy, look), momentOf(row.changedAt, look))}
    >
      <DoneHere {...props} />
      {row.trashedAt !== null && <FormFault>{w.inTrash}</FormFault>}
      {mayChange && <Acts {...props} />}
      <Facts {...props} />
      <Links {...props} />
      <BackLinks {...props} />
      <History {...props} />
    </DeskPage>
  )
}

function DoneHere(props: RowProps) {
  const { ask, row } = props
  const w = words[ask.language]
  const said: Record<string, string> = { saved: w.saved, added: w.added, same: w.sameSaved }
  const done = ask.query.get('done') ?? ''
  if (Object.hasOwn(said, done)) return <Done>{said[done]}</Done>
  if (done !== 'restored' || row.trashedAt !== null) return null
  return (
    <Done>
      {w.restored}
      <form method="post" action={within(props, `/${row.id}/trash`)} class="register-undo">
        <button class="plain" type="submit">
          {w.undo}
        </button>
      </form>
    </Done>
  )
}

function Acts(props: RowProps) {
  const { ask, row } = props
  const w = words[ask.language]
  const inTrash = row.trashedAt !== null
  return (
    <div class="acts register-acts">
      {!inTrash && (
        <a class="button" href={within(props, `/${row.id}/edit`)}>
          {w.edit}
        </a>
      )}
      <form method="post" action={within(props, `/${row.id}/${inTrash ? 'restore' : 'trash'}`)}>
        <button class={inTrash ? undefined : 'quiet'} type="submit">
          {inTrash ? w.restore : w.toTrash}
        </button>
      </form>
    </div>
  )
}

function Facts({ r, ask, row, look }: RowProps) {
  const w = words[ask.language]
  return (
    <section class="register-facts">
      <dl class="defs">
        {Object.entries(r.fields).map(([name, { kind, words: field }]) => (
          <>
            <dt>{field[ask.language]}</dt>
            <dd>
              {row[name] === null || row[name] === undefined ? (
                <Missing language={ask.language} />
              ) : (
                <Value {...{ kind, value: row[name], look, ask }} />
              )}
            </dd>
          </>
        ))}
      </dl>
      <p class="small after">{w.created(whoOf(row.createdBy, look), momentOf(row.createdAt, look))}</p>
    </section>
  )
}

type Kind = AnyRegister['fields'][string]['kind']

/** A value as its kind shows it; what refers to another row leads there. */
function Value({ kind, value, look, ask }: { kind: Kind; value: unknown; look: Look; ask: At['ask'] }) {
  const to = kind.refersTo?.()
  if (to === undefined || typeof value !== 'number') return <>{kind.show(value, look)}</>
  return <a href={href(ask, `${registerPath({ key: to })}/${value}`)}>{kind.show(value, look)}</a>
}

/** Where the room leads on from here. */
function Links({ r, ask, row }: RowProps) {
  const links = r.links(row)
  if (links.length === 0) return null
  return (
    <Section title={words[ask.language].related}>
      <ul class="register-links">
        {links.map((link) => (
          <li>
            <a href={href(ask, link.path)}>{link.words[ask.language]}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function BackLinks({ ask, row, referring, look }: RowProps) {
  const w = words[ask.language]
  return (
    <>
      {referring.map(({ r, field, rows, more }) => (
        <Section title={w.referred(r.many[ask.language], r.fields[field]!.words[ask.language])}>
          <ul class="register-links">
            {rows.map((each) => (
              <li>
                <a href={within({ r, ask }, `/${each.id}`)}>{titleOf(r, each, look)}</a>
              </li>
            ))}
            {more && (
              <li>
                <a href={within({ r, ask }, `?${field}=${row.id}`)}>{w.more}</a>
              </li>
            )}
          </ul>
        </Section>
      ))}
    </>
  )
}
