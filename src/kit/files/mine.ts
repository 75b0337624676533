import { sql } from 'kysely'
import type { House } from '../room.ts'
import type { FilesDb } from './tables.ts'

/** A file that somebody brought. */
export interface MyFile {
  sha256: string
  name: string
  type: string
  size: number
  width: number | null
  height: number | null
  at: Temporal.Instant
  /** Something uses it, so it stays. */
  used: boolean
  /** The scanner has not spoken yet. */
  waiting: boolean
}

/** What somebody brought or used, newest first. */
export async function myFiles({ store }: House, by: string, limit = 100): Promise<MyFile[]> {
  const db: FilesDb = store.db
  const rows = await db
    .selectFrom('file_use as u')
    .innerJoin('file as f', 'f.sha256', 'u.sha256')
    .select(['f.sha256', 'f.type', 'f.size', 'f.width', 'f.height', 'f.scan'])
    .select((of) => [of.fn.max('u.at').as('at'), of.fn.min('u.name').as('name')])
    .select(sql<number>`max(case when u.about = u.by then 0 else 1 end)`.as('used'))
    .where('u.by', '=', by)
    .where('f.stored', '=', 1)
    .groupBy(['f.sha256', 'f.type', 'f.size', 'f.width', 'f.height', 'f.scan'])
    .orderBy('at', 'desc')
    .orderBy('f.sha256')
    .limit(limit)
    .execute()
  return rows.map(({ at, used, size, scan, ...row }) => ({
    ...row,
    size: Number(size),
    at: Temporal.Instant.fromEpochMilliseconds(Number(at)),
    used: Number(used) === 1,
    waiting: scan === 'waiting',
  }))
}
