import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../problem.ts'
import type { House } from '../room.ts'
import { incomingOf } from './blobs.ts'
import { onStore } from './faults.ts'
import { cut, tooLarge } from './refusals.ts'

/** A file that has come in and is not yet kept; it belongs to whoever has it. */
export interface Incoming {
  path: string
  sha256: string
  size: number
}

export type Bytes = Uint8Array | AsyncIterable<Uint8Array>

/** Largest file that may be uploaded, in bytes. */
export const mostBytes = ({ settings }: House) => settings.LANTIAN_FILE_MB * 1_000_000

/**
 * Writes what comes to the disk, and knows its digest when it ends. Where it is cut or too large nothing is left.
 * @throws Problem 413
 */
export async function takeIn(house: House, bytes: Bytes): Promise<Incoming> {
  const most = mostBytes(house)
  const path = join(incomingOf(house), randomUUID())
  await onStore(house, () => mkdir(incomingOf(house), { recursive: true }))
  const file = await onStore(house, () => open(path, 'wx', 0o600))
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const piece of piecesOf(bytes)) {
      size += piece.length
      if (size > most) throw tooLarge(most)
      hash.update(piece)
      await onStore(house, () => file.writeFile(piece))
    }
    await file.close()
    return { path, sha256: hash.digest('hex'), size }
  } catch (error) {
    await file.close().catch(() => {})
    await rm(path, { force: true })
    throw error
  }
}

/** What comes over the line, piece by piece. @throws Problem 400 where the line is cut */
export async function* piecesOf(bytes: Bytes): AsyncGenerator<Uint8Array> {
  if (bytes instanceof Uint8Array) {
    yield bytes
    return
  }
  const pieces = bytes[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { done, value } = await pieces.next().catch((error) => {
        throw error instanceof Problem ? error : cut()
      })
      if (done) return
      yield value
    }
  } finally {
    await pieces.return?.()?.catch(() => {})
  }
}

/** SHA-256 of a file on the disk. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece)
  return hash.digest('hex')
}
