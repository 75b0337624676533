import { sql } from 'kysely'
import type { AnyKysely } from '../db/store.ts'
import { Form } from '../web/form.ts'
import type { AnyRegister } from './register.ts'

/** A form of a register: of a row, or of one that is not there yet (0), as an officer has it before him. */
export interface Place {
  r: AnyRegister
  row: number
  officer: string
}

/** What was typed and not saved. */
export interface Draft {
  form: Form
  /** Revision of the row when its form was opened; 0 for a new one. */
  revision: number
  at: number
}

/** Milliseconds without a sign of life after which a form counts as closed. */
const openFor = 120_000
const draftsFor = 30 * 86_400_000

const keyOf = ({ r, row, officer }: Place) => ({ register: r.key, row_id: row, officer })

const isAt = ({ r, row, officer }: Place) =>
  sql<boolean>`register = ${r.key} and row_id = ${row} and officer = ${officer}`

/** The part of a form that belongs to declared fields, also where a field has several controls. */
export function ownNames(r: AnyRegister, form: Form): string[] {
  return form.names().filter((name) => Object.hasOwn(r.fields, /^[a-z0-9_]*/.exec(name)![0]))
}

/** Keeps what was typed in place of what was kept before. */
export async function keepDraft(db: AnyKysely, of: Place, { form, revision, at }: Draft): Promise<void> {
  const typed = JSON.stringify(ownNames(of.r, form).map((name) => [name, form.all(name)]))
  await db
    .insertInto('register_draft')
    .values({ ...keyOf(of), revision, typed, at })
    .onConflict((on) => on.columns(['register', 'row_id', 'officer']).doUpdateSet({ revision, typed, at }))
    .execute()
}

export async function draftOf(db: AnyKysely, of: Place): Promise<Draft | null> {
  const found = await db
    .selectFrom('register_draft')
    .select(['revision', 'typed', 'at'])
    .where(isAt(of))
    .executeTakeFirst()
  if (!found) return null
  const typed = JSON.parse(found.typed) as [string, string[]][]
  return { form: new Form(new Map(typed)), revision: Number(found.revision), at: Number(found.at) }
}

export const dropDraft = async (db: AnyKysely, of: Place): Promise<void> =>
  void (await db.deleteFrom('register_draft').where(isAt(of)).execute())

/** Notes that the form is open; since when is kept while the signs of life come. */
export async function keepOpen(db: AnyKysely, of: Place, at: number): Promise<void> {
  await db
    .insertInto('register_open')
    .values({ ...keyOf(of), since: at, seen: at })
    .onConflict((on) =>
      on.columns(['register', 'row_id', 'officer']).doUpdateSet({
        since: sql`case when register_open.seen < ${at - openFor} then ${at} else register_open.since end`,
        seen: at,
      }),
    )
    .execute()
}

export const closeForm = async (db: AnyKysely, of: Place): Promise<void> =>
  void (await db.deleteFrom('register_open').where(isAt(of)).execute())

/** Who else has the form of this row open, the first first. */
export async function othersAt(
  db: AnyKysely,
  { r, row, officer }: Place,
  at: number,
): Promise<{ officer: string; since: number }[]> {
  const rows = await db
    .selectFrom('register_open')
    .select(['officer', 'since'])
    .where('register', '=', r.key)
    .where('row_id', '=', row)
    .where('officer', '!=', officer)
    .where('seen', '>=', at - openFor)
    .orderBy('since')
    .limit(5)
    .execute()
  return rows.map((each) => ({ officer: each.officer, since: Number(each.since) }))
}

/** Takes away what nobody came back for. @returns how many drafts went */
export async function tidy(db: AnyKysely, at: number): Promise<number> {
  await db
    .deleteFrom('register_open')
    .where('seen', '<', at - openFor)
    .execute()
  const gone = await db
    .deleteFrom('register_draft')
    .where('at', '<', at - draftsFor)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}
