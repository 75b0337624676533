import { myFiles } from '../../files/mine.ts'
import { signatureOf } from '../../people/officer.ts'
import { Problem } from '../../problem.ts'
import type { DeskAnswer } from '../../web/desk.tsx'
import type { Form } from '../../web/form.ts'
import { closeForm, draftOf, dropDraft, keepOpen, othersAt } from '../drafts.ts'
import { lookOf, withTitles } from '../look.ts'
import { type AnyRow, keptFields, type ValuesOf } from '../register.ts'
import { addRow, changeRow, deedOn, rowById, Taken } from '../rows.ts'
import { conflictPage } from './conflict.tsx'
import { type ReadFields, readFields, textsOf } from './fields.tsx'
import { type FormProps, RowForm } from './form.tsx'
import { type At, type Make, mustChange, rowAsked, within } from './shown.ts'

const placeOf = ({ r, ask }: At, row: AnyRow | null) => ({ r, row: row?.id ?? 0, officer: ask.officer.id })

async function lookFor({ house, r, ask }: At, row: AnyRow | null) {
  const look = await withTitles(await lookOf(house, ask.language), r, row === null ? [] : [row])
  if (keptFields(r).every(([, { kind }]) => !kind.files)) return look
  return { ...look, mine: await myFiles(house, signatureOf(ask.officer)) }
}

/** An empty form; an address may bring values, as the links of rooms do. */
export const newPage: Make = (at) => formPage(at, null)

export const editPage: Make = async (at) => {
  const row = await rowAsked(at)
  mustChange(at, row)
  if (row.trashedAt !== null) return { to: within(at, `/${row.id}`) }
  await keepOpen(at.house.store.db, placeOf(at, row), at.ask.at.epochMilliseconds)
  return formPage(at, row)
}

async function formPage(at: At, row: AnyRow | null): Promise<DeskAnswer> {
  const { house, r, ask } = at
  const { db } = house.store
  const place = placeOf(at, row)
  const [look, draft] = [await lookFor(at, row), await draftOf(db, place)]
  const drafted = draft !== null && ask.query.get('draft') === '1'
  const texts = drafted
    ? textsOf(r, draft, look)
    : row === null
      ? Object.fromEntries(keptFields(r).map(([name]) => [name, ask.query.get(name) ?? '']))
      : textsOf(r, { row }, look)
  const shown: FormProps = {
    ...{ ...at, row, look, texts, draft, drafted },
    revision: drafted ? draft.revision : (row?.revision ?? 0),
    others: row === null ? [] : await othersAt(db, place, ask.at.epochMilliseconds),
  }
  return { body: <RowForm {...shown} /> }
}

export const newAct: Make = async (at, form) => {
  const { house, r } = at
  const look = await lookFor(at, null)
  const read = await readFields(r, form, look, null)
  const again = againOf({ ...at, row: null, revision: 0, look, texts: read.texts })
  if (Object.keys(read.faults).length > 0) return again({ faults: read.faults })
  try {
    const id = await deedOn(house.store.db, r, async (tx) => {
      await dropDraft(tx, placeOf(at, null))
      return addRow(tx, r, read.values as ValuesOf<typeof r.fields>, deedOf(at))
    })
    return { to: within(at, `/${id}?done=added`) }
  } catch (error) {
    if (error instanceof Taken) return again({ faults: { [error.field]: error.words } })
    throw error
  }
}

const deedOf = ({ house, ask }: At) => ({ at: house.clock(), by: signatureOf(ask.officer) })

/** The form once more with what was typed, and why it was not saved. */
const againOf =
  (shown: FormProps) =>
  (why: Pick<FormProps, 'faults' | 'problem'>, status: 409 | 422 = 422): DeskAnswer => ({
    body: <RowForm {...shown} {...why} />,
    status,
  })

export const editAct: Make = async (at, form) => {
  const row = await rowAsked(at)
  mustChange(at, row)
  const look = await lookFor(at, row)
  const revision = Number(form.text('row-revision'))
  const read = await readFields(at.r, form, look, row)
  const again = againOf({ ...at, row, revision, look, texts: read.texts })
  if (Object.keys(read.faults).length > 0) return again({ faults: read.faults })
  try {
    const changed = await save(at, { id: row.id, revision, read })
    return { to: within(at, `/${row.id}?done=${changed ? 'saved' : 'same'}`) }
  } catch (error) {
    if (error instanceof Taken) return again({ faults: { [error.field]: error.words } })
    if (!(error instanceof Problem)) throw error
    if (error.code === 'stale') return conflictOf(at, { form, revision, read })
    if (error.code === 'in-trash') return again({ problem: error.words }, 409)
    throw error
  }
}

/** The row as it is asked of once more inside the deed: what it has become may be closed to him. */
async function save(
  at: At,
  { id, revision, read }: { id: number; revision: number; read: ReadFields },
): Promise<boolean> {
  const { house, r } = at
  return deedOn(house.store.db, r, async (tx) => {
    mustChange(at, await rowAsked(at, tx))
    const values = read.values as ValuesOf<typeof r.fields>
    const changed = await changeRow(tx, r, { id, revision, values }, deedOf(at))
    const place = { r, row: id, officer: at.ask.officer.id }
    await dropDraft(tx, place)
    await closeForm(tx, place)
    return changed
  })
}

async function conflictOf(
  at: At,
  typed: { form: Form; revision: number; read: ReadFields },
): Promise<DeskAnswer> {
  // What stands now, and not what stood when the deed began.
  const row: AnyRow = await rowById(at.house.store.db, at.r, Number(at.ask.params.id))
  return conflictPage(at, { ...typed, row, look: await lookFor(at, row) })
}
