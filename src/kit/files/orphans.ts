import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { House } from '../room.ts'
import { blobsOf, incomingOf } from './blobs.ts'
import type { FilesDb } from './tables.ts'
import { removeMade } from './variants.ts'

/** What nothing uses is kept so long, in milliseconds: a form may be sent tomorrow. */
const heldMs = 24 * 3_600_000
const eachRun = 5_000

/**
 * Nightly and safe to run twice. Ends the holds of those who brought a file a day ago, and takes away what nothing uses
 * and what was never brought to its end. A file that is being brought is held, so it is never among them.
 * @returns how many files went
 */
export async function cleanOrphans(
  house: House,
  at: Temporal.Instant,
  signal?: AbortSignal,
): Promise<number> {
  const db: FilesDb = house.store.db
  const before = at.epochMilliseconds - heldMs
  await db.deleteFrom('file_use').whereRef('about', '=', 'by').where('at', '<', before).execute()
  await db.deleteFrom('file_upload').where('moved_at', '<', before).execute()
  await cleanIncoming(house)
  const orphans = await db
    .selectFrom('file')
    .select('sha256')
    .where('created_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('file_use').select('about').whereRef('file_use.sha256', '=', 'file.sha256'))),
    )
    .limit(eachRun)
    .execute()
  let gone = 0
  for (const { sha256 } of orphans) {
    if (signal?.aborted) break
    if (await takeAway(house, sha256).catch(usedMeanwhile)) gone++
  }
  return gone
}

/** Bytes go before the row is let go: who brings the same content meanwhile waits, and puts it there again. */
async function takeAway(house: House, sha256: string): Promise<boolean> {
  const files: FilesDb = house.store.db
  return files.transaction().execute(async (db) => {
    await house.store.bulk.exclusive(db, 'files/room')
    const use = await db
      .selectFrom('file_use')
      .select('about')
      .where('sha256', '=', sha256)
      .executeTakeFirst()
    if (use) return false
    await db.deleteFrom('file').where('sha256', '=', sha256).execute()
    await blobsOf(house).remove(sha256)
    await removeMade(house, sha256)
    return true
  })
}

/** Somebody began to use it in the same moment: PostgreSQL then refuses to delete the row. */
function usedMeanwhile(error: unknown): false {
  if ((error as { code?: string }).code === '23503') return false
  throw error
}

/**
 * Half files of uploads that were given up, and of processes that were killed. Their age is told by the disk's own
 * clock: that of the house may be set to the past.
 */
async function cleanIncoming(house: House) {
  const folder = incomingOf(house)
  const names = await readdir(folder).catch(() => [])
  if (names.length === 0) return
  const probe = join(folder, 'now')
  await writeFile(probe, '')
  const before = (await stat(probe)).mtimeMs - heldMs
  for (const name of names) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found && found.mtimeMs < before) await rm(path, { force: true })
  }
  await rm(probe, { force: true })
}
