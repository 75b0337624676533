import { rm } from 'node:fs/promises'
import { record } from '../journal/journal.ts'
import type { House } from '../room.ts'
import { blobsOf } from './blobs.ts'
import { onStore } from './faults.ts'
import { type Bytes, type Incoming, takeIn } from './incoming.ts'
import { cleanName } from './names.ts'
import { mustFit, spaceOf } from './quotas.ts'
import { empty, virusFound } from './refusals.ts'
import { scanFile } from './scan.ts'
import { type Sniffed, sniff } from './sniff.ts'
import type { FilesDb } from './tables.ts'

export interface StoredFile {
  sha256: string
  size: number
  type: string
  name: string
  /** Of a picture, turned upright. */
  width?: number
  height?: number
  /** The virus scanner has not yet said anything: others do not see the file before it does. */
  waiting?: boolean
}

export interface Saving {
  /** What whoever brings it calls it; cleaned, and with the ending of what it really is. */
  name: string
  /** Who brings it, as the journal writes him. */
  by: string
  at: Temporal.Instant
}

/**
 * Keeps a file, once per content. Whoever brought it holds it for a day; to last longer something must use it.
 * @throws Problem for what is empty, too large, not what it says, infected, or beyond a quota
 */
export async function saveFile(house: House, bytes: Bytes, saving: Saving): Promise<StoredFile> {
  return keep(house, await takeIn(house, bytes), saving)
}

/** The same for what has come in already; the incoming file is gone afterwards, however it ends. */
export async function keep(house: House, incoming: Incoming, saving: Saving): Promise<StoredFile> {
  const { path, sha256, size } = incoming
  try {
    if (size === 0) throw empty()
    const sniffed = await sniff(path, cleanName(saving.name))
    await enter(house, incoming, sniffed, saving)
    const blobs = blobsOf(house)
    await onStore(house, async () => {
      if (!(await blobs.has(sha256, size))) await blobs.put(path, sha256, size)
    })
    await house.store.db.updateTable('file').set({ stored: 1 }).where('sha256', '=', sha256).execute()
    const scan = await scanFile(house, sha256)
    if (scan.kind === 'found') throw virusFound(sniffed.name, scan.virus)
    return {
      sha256,
      size,
      type: sniffed.kind.type,
      name: sniffed.name,
      ...(sniffed.size ?? {}),
      ...(scan.kind === 'none' ? { waiting: true } : {}),
    }
  } finally {
    await rm(path, { force: true })
  }
}

/** The row and its hold come before the bytes, so that the clean-up never takes what is being kept. */
async function enter(
  house: House,
  { sha256, size }: Incoming,
  { kind, name, size: seen }: Sniffed,
  { by, at }: Saving,
) {
  const now = at.epochMilliseconds
  const files: FilesDb = house.store.db
  await files.transaction().execute(async (db) => {
    await house.store.bulk.exclusive(db, 'files/room')
    const known = await db
      .selectFrom('file_use')
      .select('about')
      .where('sha256', '=', sha256)
      .where('by', '=', by)
      .executeTakeFirst()
    if (!known) mustFit(await spaceOf(house, by, db), by, size)
    const scan = house.settings.LANTIAN_SCANNER ? ('waiting' as const) : ('unasked' as const)
    await db
      .insertInto('file')
      .values({
        sha256,
        size,
        type: kind.type,
        width: seen?.width ?? null,
        height: seen?.height ?? null,
        stored: 0,
        scan,
        scan_said: null,
        created_at: now,
      })
      .onConflict((on) => on.column('sha256').doNothing())
      .execute()
    await db
      .insertInto('file_use')
      .values({
        sha256,
        about: by,
        name,
        by,
        at: now,
        open: 0,
        focal_x: null,
        focal_y: null,
      })
      .onConflict((on) => on.columns(['sha256', 'about']).doUpdateSet({ name, at: now }))
      .execute()
    if (!known)
      await record(db, {
        at,
        by,
        deed: 'files.save',
        about: `file/${sha256}`,
        detail: { name, size, type: kind.type },
      })
  })
}
