import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Blobs } from './blobs.ts'

/** Two levels of folders: a million files are some fifteen a folder. */
export const placeOf = (folder: string, sha256: string) =>
  join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)

/** A store in a folder. A file comes there by its new name only, when its bytes lie on the disk: never half of it. */
export function diskBlobs(folder: string): Blobs {
  const has = async (sha256: string, size: number) =>
    (await stat(placeOf(folder, sha256)).catch(ignoreAbsent))?.size === size
  return {
    has,
    async put(path, sha256) {
      const place = placeOf(folder, sha256)
      await mkdir(dirname(place), { recursive: true })
      await flush(path)
      await rename(path, place)
      await flush(dirname(place))
    },
    async open(sha256, size, piece) {
      const file = await open(placeOf(folder, sha256), 'r').catch(ignoreAbsent)
      if (!file) return null
      if ((await file.stat()).size === size)
        return file.createReadStream(piece ? { start: piece.first, end: piece.last } : {})
      await file.close()
      return null
    },
    async remove(sha256) {
      await rm(placeOf(folder, sha256), { force: true })
    },
  }
}

function ignoreAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}

/** Waits until the disk has it; a folder cannot be flushed everywhere. */
async function flush(path: string) {
  const file = await open(path, 'r')
  try {
    await file.sync().catch((error: NodeJS.ErrnoException) => {
      if (!['EPERM', 'EINVAL', 'EISDIR', 'EBADF'].includes(error.code ?? '')) throw error
    })
  } finally {
    await file.close()
  }
}
