import { constants } from 'node:fs'
import { access, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { digestOfFile } from '../files.ts'
import {
  arrivedDifferent,
  DeliveryFault,
  type Destination,
  diskFull,
  onTheWay,
  otherFileThere,
  type Parcel,
} from './destination.ts'
import type { FolderDestination } from './profile.ts'

const pieceBytes = 1 << 20

/** A folder of this machine or of a mounted share. */
export async function folderDestination({ path }: FolderDestination): Promise<Destination> {
  await access(path, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    throw folderFault(path, error)
  })
  return {
    place: path,
    async send(parcel, signal) {
      try {
        await bring(path, parcel, signal)
      } catch (error) {
        signal.throwIfAborted()
        throw error instanceof DeliveryFault ? error : folderFault(path, error as NodeJS.ErrnoException)
      }
    },
    close: async () => {},
  }
}

async function bring(folder: string, { path, name, sha256 }: Parcel, signal: AbortSignal) {
  const whole = join(folder, name)
  const there = await stat(whole).catch(() => null)
  if (there) {
    if ((await digestOfFile(whole, signal)) !== sha256) throw otherFileThere(name)
    return
  }
  const part = join(folder, onTheWay(name))
  try {
    await copy(path, part, signal)
    if ((await digestOfFile(part, signal)) !== sha256) throw arrivedDifferent(name)
    await rename(part, whole)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** Copies and waits until the bytes lie on the disk. */
async function copy(from: string, to: string, signal: AbortSignal) {
  const source = await open(from, 'r')
  try {
    const target = await open(to, 'w')
    try {
      const piece = Buffer.alloc(pieceBytes)
      for (;;) {
        signal.throwIfAborted()
        const { bytesRead } = await source.read(piece, 0, pieceBytes)
        if (bytesRead === 0) break
        await target.writeFile(piece.subarray(0, bytesRead))
      }
      await target.sync()
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

function folderFault(path: string, { code, message }: NodeJS.ErrnoException): DeliveryFault {
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull()
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new DeliveryFault({ zh: `没有文件夹 ${path}。`, en: `There is no folder ${path}.` }, true)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new DeliveryFault(
      { zh: `不能写入文件夹 ${path}。`, en: `The folder ${path} may not be written.` },
      false,
    )
  const told = code ?? message
  return new DeliveryFault(
    { zh: `文件夹 ${path} 出错：${told}`, en: `The folder ${path} failed: ${told}` },
    true,
  )
}
