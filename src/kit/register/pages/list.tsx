import { DeskPage } from '../../html/desk-layout.tsx'
import { Done } from '../../html/form.tsx'
import { Empty, Tabs } from '../../html/parts.tsx'
import type { Look } from '../kind.ts'
import { lookOf, withTitles } from '../look.ts'
import { addressOf, type Listed, listRows, type Wanted, wantedOf } from '../query.ts'
import type { AnyRegister, AnyRow } from '../register.ts'
import { rowById } from '../rows.ts'
import { type View, viewsOf } from '../views.ts'
import { ListForm } from './filters.tsx'
import { type At, crumbsOf, type Make, titleOf, within } from './shown.ts'
import { RowsForm } from './table.tsx'
import { SaveView, ViewLinks } from './views.tsx'
import { words } from './words.ts'

export interface ListProps extends At {
  wanted: Wanted
  listed: Listed
  look: Look
  views: View[]
}

/** A list of a register, as its address asks for it. */
export const listPage: Make = async (at) => {
  const { house, r, ask } = at
  const { db } = house.store
  const wanted = wantedOf(r, ask.query)
  // A form sends also what is empty; the address keeps what is asked for.
  if (ask.query.has('go')) return { to: within(at, addressOf(r, wanted)) }
  const look = await lookOf(house, ask.language)
  const [found, views] = await Promise.all([listRows(db, r, wanted, look), viewsOf(db, r, ask.officer.id)])
  const listed = { ...found, rows: found.rows.filter((row) => r.may.see.holds(ask.officer, row)) }
  const known = await withTitles(look, r, [...listed.rows, narrowedBy(r, wanted)])
  return {
    body: (
      <List
        {...at}
        wanted={wanted}
        listed={listed}
        look={known}
        views={views}
        done={await doneOf(at, known)}
      />
    ),
  }
}

/** The filters as a row, so that the titles of what a list is narrowed to are known too. */
const narrowedBy = (r: AnyRegister, { filters }: Wanted) =>
  Object.fromEntries(
    Object.entries(filters).map(([name, filter]) => [
      name,
      r.fields[name]!.kind.refersTo && 'is' in filter && /^\d{1,15}$/.test(filter.is)
        ? Number(filter.is)
        : null,
    ]),
  ) as AnyRow

type DoneProps = { say: string; undo?: string | undefined }

/** What was just done, as the address says it. */
async function doneOf({ house, r, ask }: At, look: Look): Promise<DoneProps | null> {
  const w = words[ask.language]
  const done = ask.query.get('done')
  if (done === 'viewed') return { say: w.viewSaved }
  if (done === 'unviewed') return { say: w.viewGone }
  const id = Number(ask.query.get('row'))
  if (done !== 'trashed' || !Number.isSafeInteger(id)) return null
  const row: AnyRow | null = await rowById(house.store.db, r, id).catch(() => null)
  if (!row || row.trashedAt === null || !r.may.see.holds(ask.officer, row)) return null
  return { say: w.trashed(titleOf(r, row, look)), undo: `/${id}/restore` }
}

function List(props: ListProps & { done: DoneProps | null }) {
  const { r, ask, listed, views, done } = props
  const w = words[ask.language]
  const { language } = ask
  const mayChange = r.may.change.holds(ask.officer, undefined)
  return (
    <DeskPage ask={ask} centre={props.house.centre} title={r.many[language]} crumbs={crumbsOf(r)}>
      {done && (
        <Done>
          {done.say}
          {done.undo && (
            <form method="post" action={within(props, done.undo)} class="register-undo">
              <button class="plain" type="submit">
                {w.undo}
              </button>
            </form>
          )}
        </Done>
      )}
      <p class="acts register-acts">
        {mayChange && (
          <a class="button" href={within(props, '/new')}>
            {w.add}
          </a>
        )}
        <Carry {...props} mayChange={mayChange} />
      </p>
      <Places {...props} />
      {views.length > 0 && <ViewLinks {...props} />}
      <ListForm {...props} />
      <p class="register-count" role="status">
        {listed.count > 0 && w.count(listed.count, listed.more)}
      </p>
      {listed.rows.length > 0 ? (
        <RowsForm {...props} mayChange={mayChange} />
      ) : (
        <Empty>{emptyWords(props)}</Empty>
      )}
      <Pages {...props} />
      <SaveView {...props} mayChange={mayChange} />
    </DeskPage>
  )
}

function emptyWords({ ask, wanted }: ListProps): string {
  const w = words[ask.language]
  if (wanted.search || Object.keys(wanted.filters).length > 0) return w.noneFound
  return wanted.trash ? w.noneTrash : w.none
}

/** The list, the trash, and the calendar where there is one. */
function Places({ r, ask, house, wanted }: ListProps) {
  const w = words[ask.language]
  const at = { r, ask, house }
  const items = [
    { label: w.list, path: within(at), current: !wanted.trash },
    ...(r.list.calendar === null
      ? []
      : [{ label: w.calendar, path: within(at, '/calendar'), current: false }]),
    { label: w.trash, path: within(at, '?trash=1'), current: wanted.trash },
  ]
  return <Tabs label={r.many[ask.language]} items={items} />
}

/** Out as a file, and in. */
function Carry(props: ListProps & { mayChange: boolean }) {
  const { r, ask, wanted, mayChange } = props
  const w = words[ask.language]
  const query = addressOf(r, wanted)
  return (
    <>
      <a href={within(props, `/export.xlsx${query}`)} download>
        {w.export} Excel
      </a>
      <a href={within(props, `/export.csv${query}`)} download>
        {w.export} CSV
      </a>
      {mayChange && <a href={within(props, '/import')}>{w.import}</a>}
    </>
  )
}

function Pages({ r, ask, wanted, listed }: ListProps) {
  const w = words[ask.language]
  const to = (more: Record<string, string>) => within({ r, ask }, addressOf(r, wanted, more))
  if (!listed.next && !listed.previous) return null
  return (
    <nav class="pager" aria-label={`${w.previous} / ${w.next}`}>
      {listed.previous && (
        <a rel="prev" href={to({ before: listed.previous })}>
          ← {w.previous}
        </a>
      )}
      {listed.next && (
        <a rel="next" href={to({ after: listed.next })}>
          {w.next} →
        </a>
      )}
    </nav>
  )
}
