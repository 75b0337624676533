import type { AnyKysely } from '../db/store.ts'
import { record } from '../journal/journal.ts'
import { Problem } from '../problem.ts'
import type { AnyRegister } from './register.ts'
import type { Deed } from './rows.ts'

/** A list with its filters, order and columns under a name. */
export interface View {
  id: number
  name: string
  /** The list's query, with its question mark. */
  query: string
  /** Who keeps it for himself; null for everybody's. */
  owner: string | null
}

const mostViews = 50

/** The views that an officer finds: everybody's, then his own. */
export async function viewsOf(db: AnyKysely, r: AnyRegister, officer: string): Promise<View[]> {
  const rows = await db
    .selectFrom('register_view')
    .select(['id', 'name', 'query', 'owner'])
    .where('register', '=', r.key)
    .where((of) => of.or([of('owner', 'is', null), of('owner', '=', officer)]))
    .orderBy((of) => of.case().when('owner', 'is', null).then(0).else(1).end())
    .orderBy('name')
    .orderBy('id')
    .limit(2 * mostViews)
    .execute()
  return rows.map((row) => ({ ...row, id: Number(row.id) }) as View)
}

/** @throws Problem where somebody keeps fifty already */
export async function saveView(
  tx: AnyKysely,
  r: AnyRegister,
  { name, query, owner }: Omit<View, 'id'>,
  deed: Deed,
): Promise<number> {
  const { n } = await tx
    .selectFrom('register_view')
    .select((of) => of.fn.countAll().as('n'))
    .where('register', '=', r.key)
    .where('owner', owner === null ? 'is' : '=', owner)
    .executeTakeFirstOrThrow()
  if (Number(n) >= mostViews)
    throw new Problem('too-many-views', {
      zh: `最多保存 ${mostViews} 个视图，请先删除一些。`,
      en: `At most ${mostViews} views are kept; remove some first.`,
    })
  const { id } = await tx
    .insertInto('register_view')
    .values({ register: r.key, name, query, owner })
    .returning('id')
    .executeTakeFirstOrThrow()
  await note(tx, r, 'view', Number(id), { name, shared: owner === null }, deed)
  return Number(id)
}

/** Removes a view of his own, or with `shared` one of everybody's. @returns whether there was one */
export async function removeView(
  tx: AnyKysely,
  r: AnyRegister,
  { id, officer, shared }: { id: number; officer: string; shared: boolean },
  deed: Deed,
): Promise<boolean> {
  const gone = await tx
    .deleteFrom('register_view')
    .where('id', '=', id)
    .where('register', '=', r.key)
    .where((of) =>
      shared ? of.or([of('owner', 'is', null), of('owner', '=', officer)]) : of('owner', '=', officer),
    )
    .returning('name')
    .executeTakeFirst()
  if (!gone) return false
  await note(tx, r, 'unview', id, { name: gone.name }, deed)
  return true
}

const note = (
  tx: AnyKysely,
  r: AnyRegister,
  deed: 'view' | 'unview',
  id: number,
  detail: object,
  { at, by }: Deed,
) => record(tx, { at, by, deed: `${r.key}.${deed}`, about: `${r.key}/views/${id}`, detail })
