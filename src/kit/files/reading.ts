import type { Readable } from 'node:stream'
import { type Officer, signatureOf } from '../people/officer.ts'
import type { House, Room } from '../room.ts'
import { blobsOf, type Piece } from './blobs.ts'
import { onStore } from './faults.ts'
import { noSuchFile, unreadable } from './refusals.ts'
import type { FilesDb } from './tables.ts'

export type MayRead = NonNullable<Room['mayRead']>

/** A file as it may be read by somebody. */
export interface ReadableFile {
  sha256: string
  size: number
  type: string
  /** By the use that lets him read it. */
  name: string
  width: number | null
  height: number | null
  /** Everybody may read it. */
  open: boolean
}

/**
 * The file, if it may be read: by everybody where a published thing uses it, by whoever brought it, or where the room of
 * a thing says so. Before the scanner's verdict only who brought it sees it.
 * @throws Problem 404, the same for what is not there and what is not for him
 */
export async function readableFile(
  house: House,
  sha256: string,
  who: () => Promise<Officer | null>,
  mayRead: readonly MayRead[],
): Promise<ReadableFile> {
  const db: FilesDb = house.store.db
  const file = await db
    .selectFrom('file')
    .selectAll()
    .where('sha256', '=', sha256)
    .where('stored', '=', 1)
    .executeTakeFirst()
  if (!file || file.scan === 'found') throw noSuchFile()
  const uses = await db
    .selectFrom('file_use')
    .select(['about', 'name', 'by', 'open'])
    .where('sha256', '=', sha256)
    .orderBy('open', 'desc')
    .orderBy('at')
    .execute()
  const seen = file.scan !== 'waiting'
  const { type, width, height } = file
  const as = (name: string, open: boolean) => ({
    sha256,
    size: Number(file.size),
    type,
    width,
    height,
    name,
    open,
  })
  if (seen && uses[0]?.open === 1) return as(uses[0].name, true)
  // Strangers are asked who they are only now: what is public costs no session.
  const officer = await who()
  const own = officer && uses.find(({ by }) => by === signatureOf(officer))
  if (own) return as(own.name, false)
  if (seen)
    for (const { about, name } of uses)
      for (const may of mayRead) if (await may(house, officer, about)) return as(name, false)
  throw noSuchFile()
}

/**
 * The bytes of a kept file, or a piece of them.
 * @throws Problem 503 where the store has them not or not whole; whoever brings the same content again mends it
 */
export async function openFile(
  house: House,
  { sha256, size }: { sha256: string; size: number },
  piece?: Piece,
): Promise<Readable> {
  const bytes = await onStore(house, () => blobsOf(house).open(sha256, size, piece))
  if (bytes) return bytes
  house.log.error({ sha256, size }, 'a kept file is gone or not as long as it was')
  throw unreadable()
}
