import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { makeFolder } from '../folder.ts'
import type { Words } from '../words.ts'
import type { FolderFile } from './manifest.ts'

/** Folders whose files no database holds and no job can make again, by the name they have in a backup. */
export type Folders = Readonly<Record<string, string>>

/** A file that could not be restored, and why. */
export interface FileFault {
  file: string
  reason: Words
}

/** Where the files lie in a backup, apart from the tables. */
const inBackup = 'folders'

/** Copies every file into a backup as it stands when it is read; what is in the making (`.part`) is left out. */
export async function copyFolders(folders: Folders, backup: string): Promise<FolderFile[]> {
  const copied: FolderFile[] = []
  for (const [folder, root] of Object.entries(folders))
    for await (const path of filesUnder(root, backup)) {
      const sum = await copyIfThere(join(root, path), join(backup, inBackup, folder, path))
      if (sum) copied.push({ folder, path: path.replaceAll('\\', '/'), ...sum })
    }
  return copied
}

/** Paths of the files in a folder and those below it, in the order of their names; none where it is absent. */
async function* filesUnder(root: string, but: string, below = ''): AsyncGenerator<string> {
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch(absent)
  for (const entry of entries?.toSorted((a, b) => (a.name < b.name ? -1 : 1)) ?? []) {
    const path = join(below, entry.name)
    if (entry.name.endsWith('.part') || join(root, path) === but) continue
    if (entry.isDirectory()) yield* filesUnder(root, but, path)
    else if (entry.isFile() || (await isLinkToFile(join(root, path)))) yield path
  }
}

const isLinkToFile = async (path: string) => (await stat(path).catch(absent))?.isFile() ?? false

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

/** Others go on working: what was listed may be gone. */
async function copyIfThere(from: string, to: string): Promise<Sum | null> {
  const source = await open(from).catch(absent)
  if (!source) return null
  makeFolder(dirname(to), 0o700)
  return copy(source, to, 0o600)
}

interface Sum {
  bytes: number
  sha256: string
}

/** Copies in pieces, to the disk, and says what it copied. Closes the source. */
async function copy(source: FileHandle, to: string, mode: number): Promise<Sum> {
  const sum = createHash('sha256')
  let bytes = 0
  async function* summed(parts: AsyncIterable<Buffer>) {
    for await (const part of parts) {
      sum.update(part)
      bytes += part.length
      yield part
    }
  }
  await pipeline(source.createReadStream(), summed, createWriteStream(to, { mode, flush: true }))
  return { bytes, sha256: sum.digest('hex') }
}

/**
 * Puts the files of a backup into the folders of this house. One that is damaged, missing or has no place is told and
 * the rest restored; a file that is there already is never overwritten. Safe to run twice.
 */
export async function restoreFolders(
  backup: string,
  files: readonly FolderFile[],
  folders: Folders,
): Promise<FileFault[]> {
  const faults: FileFault[] = []
  for (const file of files) {
    const reason = await restoreFile(backup, file, folders)
    if (reason) faults.push({ file: `${file.folder}/${file.path}`, reason })
  }
  return faults
}

async function restoreFile(
  backup: string,
  { folder, path, bytes, sha256 }: FolderFile,
  folders: Folders,
): Promise<Words | null> {
  const root = Object.hasOwn(folders, folder) ? folders[folder]! : null
  const to = root === null ? null : join(root, path)
  if (root === null || to === null || !isInside(root, to)) return noPlace
  const same = (sum: Sum) => sum.bytes === bytes && sum.sha256 === sha256
  const there = await stat(to).catch(() => null)
  if (there) return there.size === bytes && same(await sumOf(to)) ? null : inTheWay
  const source = await open(join(backup, inBackup, folder, path)).catch(absent)
  if (!source) return missing
  makeFolder(dirname(to))
  const part = `${to}.part`
  try {
    if (!same(await copy(source, part, 0o644))) return damaged
    await rename(part, to)
    return null
  } finally {
    await rm(part, { force: true })
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}

const noPlace: Words = { zh: '本程序没有存放它的位置', en: 'this program has no place for it' }
const inTheWay: Words = { zh: '该处已有另一个文件', en: 'another file is in its place' }
const missing: Words = { zh: '备份中没有该文件', en: 'it is missing in the backup' }
const damaged: Words = { zh: '已损坏', en: 'it is damaged' }

/** Length and SHA-256 of a file. */
export async function sumOf(path: string): Promise<Sum> {
  const source = await open(path)
  const sum = createHash('sha256')
  let bytes = 0
  for await (const part of source.createReadStream()) {
    sum.update(part)
    bytes += part.length
  }
  return { bytes, sha256: sum.digest('hex') }
}
