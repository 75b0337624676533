import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { House } from '../room.ts'
import { bucketBlobs } from './bucket.ts'
import { diskBlobs } from './disk.ts'

export interface Piece {
  first: number
  last: number
}

/** Where the bytes lie: by their SHA-256, on the disk or in a bucket. */
export interface Blobs {
  /**
   * Puts a finished file there in one step, so that whoever looks sees all of it or nothing; its equal may be there
   * already. `path` is one of `incomingOf`, and may be gone afterwards.
   */
  put(path: string, sha256: string, size: number): Promise<void>
  /** The bytes, or a piece of them; null where they are not, or not all. */
  open(sha256: string, size: number, piece?: Piece): Promise<Readable | null>
  /** Whether all the bytes are there. */
  has(sha256: string, size: number): Promise<boolean>
  /** Nothing there is no fault. */
  remove(sha256: string): Promise<void>
}

/** What is made or half brought lies beside the store, on the disk of this machine. */
export const folderOf = ({ settings }: House) => join(settings.LANTIAN_DATA, 'files')
export const incomingOf = (house: House) => join(folderOf(house), '.incoming')
export const madeOf = (house: House) => join(folderOf(house), '.made')

const known = new WeakMap<object, Blobs>()

/** The store of this house, by its settings. */
export function blobsOf(house: House): Blobs {
  const found = known.get(house.settings)
  if (found) return found
  const made = house.settings.LANTIAN_FILES ? bucketBlobs(house.settings) : diskBlobs(folderOf(house))
  known.set(house.settings, made)
  return made
}
