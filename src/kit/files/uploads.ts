import { randomUUID } from 'node:crypto'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import { incomingOf } from './blobs.ts'
import { onStore } from './faults.ts'
import { type Bytes, digestOf, mostBytes, piecesOf } from './incoming.ts'
import { cleanName } from './names.ts'
import { mustFit, spaceOf } from './quotas.ts'
import { empty, tooLarge } from './refusals.ts'
import { keep, type StoredFile } from './save.ts'
import type { FilesDb } from './tables.ts'

/** Uploads that one officer may have begun. */
const mostBegun = 50

export interface Upload {
  id: string
  name: string
  size: number
  /** Bytes that are here: the next part begins there. */
  offset: number
}

/**
 * Begins an upload that comes in parts and may be taken up again, also after a restart of either side.
 * @throws Problem for what is empty, too large or beyond a quota
 */
export async function beginUpload(
  house: House,
  asked: { name: string; size: number; by: string; at: Temporal.Instant },
): Promise<Upload> {
  const { size, by } = asked
  const name = cleanName(asked.name)
  if (size === 0) throw empty()
  if (size > mostBytes(house)) throw tooLarge(mostBytes(house))
  const id = randomUUID()
  const now = asked.at.epochMilliseconds
  const files: FilesDb = house.store.db
  await onStore(house, () => mkdir(incomingOf(house), { recursive: true }))
  await files.transaction().execute(async (db) => {
    await house.store.bulk.exclusive(db, 'files/room')
    mustFit(await spaceOf(house, by, db), by, size)
    const begun = await db.selectFrom('file_upload').select('id').where('by', '=', by).execute()
    if (begun.length >= mostBegun) throw tooManyBegun()
    await db.insertInto('file_upload').values({ id, by, name, size, moved_at: now }).execute()
  })
  return { id, name, size, offset: 0 }
}

const partOf = (house: House, id: string) => join(incomingOf(house), id)

/** An upload of this officer, and how far it is. @throws Problem 404 */
export async function uploadOf(house: House, id: string, by: string): Promise<Upload> {
  const db: FilesDb = house.store.db
  const row = await db
    .selectFrom('file_upload')
    .selectAll()
    .where('id', '=', id)
    .where('by', '=', by)
    .executeTakeFirst()
  if (!row) throw noSuchUpload()
  const size = Number(row.size)
  const there = await stat(partOf(house, id)).catch(() => null)
  return { id, name: row.name, size, offset: Math.min(size, there?.size ?? 0) }
}

const moving = new Set<string>()

/**
 * Takes the next part. What came before the line was cut counts: it is here, and the next part begins behind it.
 * @returns how far the upload is, or the file when it is whole
 * @throws Problem 409 where the part does not begin where the upload stands, or another part is coming in
 */
export async function takePart(
  house: House,
  upload: Upload,
  offset: number,
  bytes: Bytes,
  { by, at }: { by: string; at: Temporal.Instant },
): Promise<Upload | StoredFile> {
  const { id, name, size } = upload
  if (offset !== upload.offset || moving.has(id)) throw otherOffset(upload.offset)
  moving.add(id)
  try {
    const end = await append(house, upload, bytes)
    const db: FilesDb = house.store.db
    if (end < size) {
      await db
        .updateTable('file_upload')
        .set({ moved_at: at.epochMilliseconds })
        .where('id', '=', id)
        .execute()
      return { ...upload, offset: end }
    }
    // Whoever ends it keeps it: the row goes first, so that of two nobody keeps it twice.
    const ended = await db.deleteFrom('file_upload').where('id', '=', id).executeTakeFirst()
    if (ended.numDeletedRows === 0n) throw noSuchUpload()
    const path = partOf(house, id)
    return await keep(house, { path, sha256: await digestOf(path), size }, { name, by, at })
  } finally {
    moving.delete(id)
  }
}

/** Writes at the place where the part belongs; returns where it ends. @throws Problem 413 for more than was announced */
async function append(house: House, { id, size, offset }: Upload, bytes: Bytes): Promise<number> {
  const file = await onStore(house, () => open(partOf(house, id), offset === 0 ? 'w' : 'r+', 0o600))
  let end = offset
  try {
    for await (const piece of piecesOf(bytes)) {
      if (end + piece.length > size) throw tooLarge(size)
      await onStore(house, () => file.write(piece, 0, piece.length, end))
      end += piece.length
    }
    return end
  } finally {
    await file.close()
  }
}

/** Gives an upload up. */
export async function giveUp(house: House, { id }: Upload): Promise<void> {
  await (house.store.db as FilesDb).deleteFrom('file_upload').where('id', '=', id).execute()
  await rm(partOf(house, id), { force: true })
}

const noSuchUpload = () =>
  new Problem(
    'no-such-upload',
    {
      zh: '没有这个上传，或它已过期。请重新上传。',
      en: 'There is no such upload, or it is over. Begin again.',
    },
    404,
  )

const otherOffset = (offset: number) =>
  new Problem(
    'other-offset',
    { zh: `上传应从第 ${offset} 字节继续。`, en: `The upload goes on at byte ${offset}.` },
    409,
  )

const tooManyBegun = () =>
  new Problem(
    'too-many-uploads',
    {
      zh: '未完成的上传太多。请先完成或放弃其中一些。',
      en: 'Too many uploads are unfinished. End some of them first.',
    },
    429,
  )
