import { DeskPage } from '../../html/desk-layout.tsx'
import { FieldSet, FormFault } from '../../html/form.tsx'
import type { DeskAnswer } from '../../web/desk.tsx'
import type { Form } from '../../web/form.ts'
import { ownNames } from '../drafts.ts'
import { valuesAt } from '../history.ts'
import { type Field, type Look, storedOf } from '../kind.ts'
import { withTitles } from '../look.ts'
import { type AnyRow, keptFields } from '../register.ts'
import { historyOf } from '../rows.ts'
import { type ReadFields, takeName } from './fields.tsx'
import { type At, crumbsOf, momentOf, titleOf, whoOf, within } from './shown.ts'
import { label, words } from './words.ts'

interface Typed {
  form: Form
  /** Revision from which the change was made. */
  revision: number
  read: ReadFields
  /** The row as it stands now. */
  row: AnyRow
  look: Look
}

/** A field in which what was typed and what stands differ. */
interface Apart {
  name: string
  field: Field<unknown>
  mine: unknown
  theirs: unknown
  /** What follows from who changed it; null where both did. */
  take: 'mine' | 'theirs' | null
}

/** Somebody was faster: both are shown, and what is to stand is chosen field by field. */
export async function conflictPage(at: At, typed: Typed): Promise<DeskAnswer> {
  const { r } = at
  const { read, row, look } = typed
  const past = await historyOf(at.house.store.db, r, row.id)
  const base = valuesAt(r, row, past, typed.revision)
  const apart = keptFields(r).flatMap(([name, field]): Apart[] => {
    const [mine, theirs] = [read.values[name] ?? null, row[name] ?? null]
    const same = (a: unknown, b: unknown) => storedOf(field, a) === storedOf(field, b)
    if (same(mine, theirs)) return []
    const stood = base && (base[name] ?? null)
    const take =
      stood === undefined ? null : same(stood, theirs) ? 'mine' : same(stood, mine) ? 'theirs' : null
    return [{ name, field, mine, theirs, take }]
  })
  const known = await withTitles(look, r, [row, read.values as AnyRow])
  return { body: <Conflict {...at} {...typed} look={known} apart={apart} />, status: 409 }
}

function Conflict(props: At & Typed & { apart: Apart[] }) {
  const { house, r, ask, form, row, look, apart } = props
  const w = words[ask.language]
  const carried = ownNames(r, form).filter((name) => !name.endsWith('.take'))
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.conflict}
      crumbs={crumbsOf(
        r,
        {
          words: { zh: titleOf(r, row, look), en: titleOf(r, row, look) },
          path: `/desk/r/${r.key}/${row.id}`,
        },
        { words: label('conflict') },
      )}
    >
      <FormFault>{w.conflictLead(whoOf(row.changedBy, look), momentOf(row.changedAt, look))}</FormFault>
      <form class="form register-form" method="post" action={within(props, `/${row.id}/edit`)}>
        <input type="hidden" name="row-revision" value={String(row.revision)} />
        {carried.flatMap((name) =>
          form.all(name).map((value) => <input type="hidden" name={name} value={value} />),
        )}
        {apart.map((each) => (
          <Choose {...each} look={look} />
        ))}
        <div class="acts">
          <button type="submit">{w.save}</button>
          <a href={within(props, `/${row.id}`)}>{w.keepTheirs}</a>
        </div>
      </form>
    </DeskPage>
  )
}

function Choose({ name, field, mine, theirs, take, look }: Apart & { look: Look }) {
  const w = words[look.language]
  const one = (which: 'mine' | 'theirs', value: unknown) => (
    <label>
      <input type="radio" name={takeName(name)} value={which} checked={take === which} required />
      <span>
        <span class="small">{w[which]}</span>
        <span class="register-side">{value === null ? w.empty : field.kind.show(value, look)}</span>
      </span>
    </label>
  )
  return (
    <FieldSet language={look.language} name={name} label={field.words}>
      <div class="register-sides">
        {one('theirs', theirs)}
        {one('mine', mine)}
      </div>
    </FieldSet>
  )
}
