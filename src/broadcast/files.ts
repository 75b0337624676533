import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { House } from '../kit/room.ts'
import type { MadeFile } from './make.ts'
import { folderOf, type Version } from './versions.ts'

/** SHA-256 of a file's bytes, read in pieces. */
export async function digestOfFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, signal ? { signal } : {})) hash.update(piece)
  return hash.digest('hex')
}

/** A file of a made version by its name; null for whatever the version does not name, however it is spelt. */
export function fileOf(
  house: House,
  version: Version,
  name: string,
): { path: string; file: MadeFile } | null {
  if (version.state !== 'made') return null
  const file = version.made?.files.find((one) => one.name === name)
  return file ? { path: join(folderOf(house, version), file.name), file } : null
}

/** Whether a file still is what it was when it was made. */
export async function isUnchanged(path: string, { bytes, sha256 }: MadeFile): Promise<boolean> {
  const there = await stat(path).catch(() => null)
  return there?.size === bytes && (await digestOfFile(path)) === sha256
}
