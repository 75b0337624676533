import { closeSync, openSync, readdirSync, readSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Problem } from '../kit/problem.ts'
import type { Refusal } from './sources/index.ts'

/** A yearly file of the whole nation is 700 MB; what is larger is not one of ours. */
const largestFile = 1024 ** 3

export interface ImportFile {
  path: string
  size: number
}

interface Search {
  names: RegExp
  files: ImportFile[]
  refused: Refusal[]
  /** Folders that were looked into, by their real paths: links may lead round in a circle. */
  folders: Set<string>
}

/**
 * The files themselves, and of folders, however deep, those with a name of the format, in name order. What cannot be
 * read is told beside them; a Problem where nothing is left to import.
 * @param names of files to take out of folders
 */
export function findFiles(names: RegExp, paths: string[]): { files: ImportFile[]; refused: Refusal[] } {
  const search: Search = { names, files: [], refused: [], folders: new Set() }
  for (const path of paths) look(search, path, true)
  const { files, refused } = search
  if (files.length > 0) return { files, refused }
  const why = refused.map(({ where, reason }) => `${where}: ${reason}`)
  const what = why.length > 0 ? why : [paths.join(', ')]
  throw new Problem('no-files', {
    zh: `没有找到可导入的文件：${what.join('；')}`,
    en: `No file to import was found: ${what.join('; ')}`,
  })
}

/** @param named whether the person named it, so that its name need not be one of the format's */
function look(search: Search, path: string, named: boolean) {
  try {
    const found = statSync(path)
    if (found.isDirectory()) lookInto(search, path)
    else if (named || search.names.test(basename(path))) take(search, path, found)
  } catch (error) {
    // A broken link to something else is nobody's trouble.
    if (named || search.names.test(basename(path)))
      search.refused.push({ where: path, reason: `cannot be read: ${(error as Error).message}` })
  }
}

function lookInto(search: Search, folder: string) {
  const real = realpathSync(folder)
  if (search.folders.has(real)) return
  search.folders.add(real)
  let names: string[]
  try {
    names = readdirSync(folder).sort()
  } catch (error) {
    search.refused.push({ where: folder, reason: `cannot be read: ${(error as Error).message}` })
    return
  }
  for (const name of names) look(search, join(folder, name), false)
}

function take(search: Search, path: string, found: Stats) {
  const refused = !found.isFile()
    ? 'not a file: a device, pipe or socket'
    : found.size > largestFile
      ? `larger than ${largestFile >> 20} MiB: split it`
      : null
  if (refused) search.refused.push({ where: path, reason: refused })
  else search.files.push({ path, size: found.size })
}

/** All bytes of a file; or why they cannot be read. A file that shrinks meanwhile gives what is left of it. */
export function readWhole({ path, size }: ImportFile): Uint8Array | { refused: string } {
  try {
    const bytes = new Uint8Array(size)
    const file = openSync(path, 'r')
    try {
      for (let at = 0; at < size; ) {
        const got = readSync(file, bytes, at, size - at, at)
        if (got === 0) return bytes.subarray(0, at)
        at += got
      }
    } finally {
      closeSync(file)
    }
    return bytes
  } catch (error) {
    return { refused: `cannot be read: ${(error as Error).message}` }
  }
}
