import type { AnyKysely } from '../db/store.ts'
import { notYours } from './refusals.ts'
import type { FilesDb } from './tables.ts'
import { percent } from './widths.ts'

export interface Use {
  sha256: string
  /** As it is called here; the ending stays that of the file. */
  name: string
  /** Who uses it, as the journal writes him. */
  by: string
  at: Temporal.Instant
  /** Everybody may read it: the thing is published. */
  open?: boolean
  /** The point that every cut keeps, in parts of width and height. */
  focal?: { x: number; y: number } | null
  /** The room knows that he may, although he did not bring it: he copies from what he may see. */
  known?: boolean
}

/**
 * Says inside the deed's own transaction that a thing uses a file; again for the same thing only changes how. Who did
 * not bring the file needs it to be public, or used here already: a digest that somebody read is no permission.
 * @param about the thing, such as `article/12`
 * @throws Problem 403
 */
export async function useFile(tx: AnyKysely, about: string, use: Use): Promise<void> {
  const db: FilesDb = tx
  const { sha256, name, by, at, open = false, focal = null } = use
  if (!(await mayUse(db, about, use))) throw notYours()
  const place = {
    name,
    open: open ? 1 : 0,
    focal_x: focal && percent(focal.x),
    focal_y: focal && percent(focal.y),
  }
  await db
    .insertInto('file_use')
    .values({ sha256, about, by, at: at.epochMilliseconds, ...place })
    .onConflict((on) => on.columns(['sha256', 'about']).doUpdateSet(place))
    .execute()
}

async function mayUse(db: FilesDb, about: string, { sha256, by, known }: Use): Promise<boolean> {
  const file = await db
    .selectFrom('file')
    .select('scan')
    .where('sha256', '=', sha256)
    .where('stored', '=', 1)
    .executeTakeFirst()
  if (!file || file.scan === 'found') return false
  if (known) return true
  const use = await db
    .selectFrom('file_use')
    .select('about')
    .where('sha256', '=', sha256)
    .where((of) => of.or([of('by', '=', by), of('open', '=', 1), of('about', '=', about)]))
    .executeTakeFirst()
  return use !== undefined
}

/** A thing no longer uses a file, or without one any of its files; what nobody uses is taken away a day later. */
export async function releaseFile(tx: AnyKysely, about: string, sha256?: string): Promise<void> {
  const db: FilesDb = tx
  const uses = db.deleteFrom('file_use').where('about', '=', about)
  await (sha256 === undefined ? uses : uses.where('sha256', '=', sha256)).execute()
}

/** Opens the files of a thing to everybody as it is published, or closes them as it is withdrawn. */
export async function openUses(tx: AnyKysely, about: string, open: boolean): Promise<void> {
  const db: FilesDb = tx
  await db
    .updateTable('file_use')
    .set({ open: open ? 1 : 0 })
    .where('about', '=', about)
    .execute()
}

/** A file as a thing uses it. */
export interface UsedFile {
  sha256: string
  name: string
  type: string
  size: number
  width: number | null
  height: number | null
  focal: { x: number; y: number } | null
}

/** The files of a thing, in the order in which it took them. */
export async function filesOf(db: AnyKysely, about: string): Promise<UsedFile[]> {
  const files: FilesDb = db
  const rows = await files
    .selectFrom('file_use as u')
    .innerJoin('file as f', 'f.sha256', 'u.sha256')
    .select(['f.sha256', 'u.name', 'f.type', 'f.size', 'f.width', 'f.height', 'u.focal_x', 'u.focal_y'])
    .where('u.about', '=', about)
    .orderBy('u.at')
    .orderBy('u.name')
    .execute()
  return rows.map(({ focal_x, focal_y, size, ...row }) => ({
    ...row,
    size: Number(size),
    focal: focal_x === null || focal_y === null ? null : { x: focal_x / 100, y: focal_y / 100 },
  }))
}
