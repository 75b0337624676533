import type { AnyKysely } from '../db/store.ts'
import { record } from '../journal/journal.ts'
import { Problem } from '../problem.ts'
import type { Words } from '../words.ts'
import { restoredOf, storedOf } from './kind.ts'
import {
  type AnyRegister,
  type AnyRow,
  type Fields,
  keptFields,
  type Register,
  type RowOf,
  type ValuesOf,
} from './register.ts'
import { holdFiles, withFileNames } from './row-files.ts'

export interface Deed {
  at: Temporal.Instant
  by: string
}

type Values = Readonly<Record<string, unknown>>
/** By field: what stood there, and what stands there now, as the database keeps it. */
export type Changes = Record<string, [from: string | number | null, to: string | number | null]>

export type Stored = Record<string, string | number | null>

export function rowOf(r: AnyRegister, kept: Stored): AnyRow {
  const row: AnyRow = {
    id: Number(kept.id),
    revision: Number(kept.revision),
    createdAt: Number(kept.created_at),
    createdBy: String(kept.created_by),
    changedAt: Number(kept.changed_at),
    changedBy: String(kept.changed_by),
    trashedAt: kept.trashed_at === null ? null : Number(kept.trashed_at),
  }
  for (const [name, field] of keptFields(r)) row[name] = restoredOf(field, kept[name])
  for (const [name, { kind }] of Object.entries(r.fields)) if (kind.compute) row[name] = kind.compute(row)
  return row
}

/** @throws Problem 404 where there is none */
export async function rowById<F extends Fields>(
  db: AnyKysely,
  r: Register<F>,
  id: number,
): Promise<RowOf<F>> {
  const kept = await db.selectFrom(r.key).selectAll().where('id', '=', id).executeTakeFirst()
  if (!kept) throw noRow()
  return rowOf(r as AnyRegister, kept as Stored) as RowOf<F>
}

export const noRow = () =>
  new Problem(
    'no-entry',
    { zh: '没有这一条，或者您不能查看。', en: 'There is no such entry, or it is not open to you.' },
    404,
  )

/** Somebody changed the row after the page was opened. */
const stale = () =>
  new Problem(
    'stale',
    {
      zh: '打开之后，有人修改过这一条，没有保存。请核对后再试。',
      en: 'Somebody changed the entry after you opened it; nothing was saved. Compare and try again.',
    },
    409,
  )

/** How a search sees a text: its letters small, its forms plain. */
export const plain = (text: string) => text.normalize('NFKC').toLowerCase()

const searchedOf = (r: AnyRegister, values: Values) =>
  plain(
    r.list.search
      .map((name) =>
        values[name] === null || values[name] === undefined
          ? ''
          : (r.fields[name]!.kind.searched?.(values[name]) ?? ''),
      )
      .filter(Boolean)
      .join('\n'),
  )

/** Only what is declared is ever written. */
const storedValues = (r: AnyRegister, values: Values): Stored =>
  Object.fromEntries(keptFields(r).map(([name, field]) => [name, storedOf(field, values[name] ?? null)]))

const about = (r: AnyRegister, id: number) => `${r.key}/${id}`

async function write(
  tx: AnyKysely,
  r: AnyRegister,
  { id, revision, deed, changes }: { id: number; revision: number; deed: string; changes: Changes },
  { at, by }: Deed,
): Promise<void> {
  await tx
    .insertInto('register_history')
    .values({
      register: r.key,
      row_id: id,
      revision,
      at: at.epochMilliseconds,
      by,
      deed,
      changes: JSON.stringify(changes),
    })
    .execute()
  // The journal lives for ever: it says which fields, the history what.
  const detail = { revision, ...(Object.keys(changes).length > 0 ? { fields: Object.keys(changes) } : {}) }
  await record(tx, { at, by, deed: `${r.key}.${deed}`, about: about(r, id), detail })
}

/** Adds a row, with its first line of history and its line of the journal. @returns its id */
export async function addRow<F extends Fields>(
  tx: AnyKysely,
  r: Register<F>,
  given: ValuesOf<F>,
  deed: Deed,
): Promise<number> {
  const any = r as AnyRegister
  const values = await withFileNames(tx, any, { values: given, about: '' }, deed)
  const stored = storedValues(any, values)
  const at = deed.at.epochMilliseconds
  const { id } = await tx
    .insertInto(r.key)
    .values({
      ...stored,
      revision: 1,
      created_at: at,
      created_by: deed.by,
      changed_at: at,
      changed_by: deed.by,
      searched: searchedOf(any, values),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const changes: Changes = {}
  for (const [name, value] of Object.entries(stored)) if (value !== null) changes[name] = [null, value]
  await write(tx, any, { id: Number(id), revision: 1, deed: 'add', changes }, deed)
  await holdFiles(tx, any, { about: about(any, Number(id)), before: {}, after: values }, deed)
  return Number(id)
}

/**
 * Changes a row that still has this revision. @returns whether anything differed; if not, nothing is written
 * @throws Problem 409 where it was changed meanwhile, or lies in the trash; 404
 */
export async function changeRow<F extends Fields>(
  tx: AnyKysely,
  r: Register<F>,
  { id, revision, values: given }: { id: number; revision: number; values: ValuesOf<F> },
  deed: Deed,
): Promise<boolean> {
  const any = r as AnyRegister
  const before = (await tx.selectFrom(r.key).selectAll().where('id', '=', id).executeTakeFirst()) as
    | Stored
    | undefined
  if (!before) throw noRow()
  if (before.trashed_at !== null) throw inTrash()
  if (Number(before.revision) !== revision) throw stale()
  const values = await withFileNames(tx, any, { values: given, about: about(any, id) }, deed)
  const stored = storedValues(any, values)
  const changes: Changes = {}
  for (const [name, value] of Object.entries(stored))
    if (before[name] !== value) changes[name] = [before[name] ?? null, value]
  if (Object.keys(changes).length === 0) return false
  await compareAndSet(
    tx,
    any,
    { id, revision, trashed: false },
    { ...stored, searched: searchedOf(any, values) },
    deed,
  )
  await write(tx, any, { id, revision: revision + 1, deed: 'change', changes }, deed)
  await holdFiles(tx, any, { about: about(any, id), before: rowOf(any, before), after: values }, deed)
  return true
}

const inTrash = () =>
  new Problem(
    'in-trash',
    { zh: '这一条在回收站里，请先还原。', en: 'The entry lies in the trash; restore it first.' },
    409,
  )

async function compareAndSet(
  tx: AnyKysely,
  r: AnyRegister,
  { id, revision, trashed }: { id: number; revision: number; trashed: boolean },
  set: Stored,
  { at, by }: Deed,
): Promise<void> {
  const done = await tx
    .updateTable(r.key)
    .set({ ...set, revision: revision + 1, changed_at: at.epochMilliseconds, changed_by: by })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .where('trashed_at', trashed ? 'is not' : 'is', null)
    .executeTakeFirst()
  if (Number(done.numUpdatedRows) !== 1) throw stale()
}

/** Puts a row into the trash or takes it out. @returns whether it was elsewhere before @throws Problem 404, 409 */
export async function moveRow(
  tx: AnyKysely,
  r: AnyRegister,
  { id, to }: { id: number; to: 'trash' | 'list' },
  deed: Deed,
): Promise<boolean> {
  const before = await tx
    .selectFrom(r.key)
    .select(['revision', 'trashed_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!before) throw noRow()
  const trashed = before.trashed_at !== null
  if (trashed === (to === 'trash')) return false
  const revision = Number(before.revision)
  await compareAndSet(
    tx,
    r,
    { id, revision, trashed },
    { trashed_at: to === 'trash' ? deed.at.epochMilliseconds : null },
    deed,
  )
  await write(
    tx,
    r,
    { id, revision: revision + 1, deed: to === 'trash' ? 'trash' : 'restore', changes: {} },
    deed,
  )
  return true
}

/** A value that another row has already. */
export class Taken extends Problem {
  readonly field: string
  constructor(field: string, words: Words) {
    super(
      'taken',
      { zh: `“${words.zh}”已被另一条使用`, en: `“${words.en}”: another entry has the same` },
      409,
    )
    this.field = field
  }
}

/** A deed in a transaction of its own. @throws Taken for a second one of what must be unique */
export async function deedOn<T>(
  db: AnyKysely,
  r: AnyRegister,
  work: (tx: AnyKysely) => Promise<T>,
): Promise<T> {
  try {
    return await db.transaction().execute(work)
  } catch (error) {
    // PostgreSQL names the index that refused, SQLite the column.
    const {
      message = '',
      constraint = '',
      code = '',
    } = error as { message?: string; constraint?: string; code?: string }
    const refused = code === '23505' || message.includes('UNIQUE constraint failed')
    const field = keptFields(r).find(
      ([name, { unique }]) =>
        unique && (constraint === `${r.key}_${name}_once` || message.includes(`${r.key}.${name}`)),
    )
    if (refused && field) throw new Taken(field[0], field[1].words)
    // Two who write the same revision at once: one of them comes too late.
    if (refused && (constraint === 'register_history_row' || message.includes('register_history.')))
      throw stale()
    throw error
  }
}

export interface Past extends Deed {
  revision: number
  deed: string
  changes: Changes
}

/** The last hundred deeds, newest first. */
export async function historyOf(db: AnyKysely, r: AnyRegister, id: number): Promise<Past[]> {
  const rows = await db
    .selectFrom('register_history')
    .select(['revision', 'at', 'by', 'deed', 'changes'])
    .where('register', '=', r.key)
    .where('row_id', '=', id)
    .orderBy('revision', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    revision: Number(row.revision),
    at: Temporal.Instant.fromEpochMilliseconds(Number(row.at)),
    by: row.by,
    deed: row.deed,
    changes: JSON.parse(row.changes) as Changes,
  }))
}
