import { type FileHandle, open } from 'node:fs/promises'
import { type Kind, kinds } from './kinds.ts'
import { archiveDamaged, archiveTooLarge } from './refusals.ts'

export interface ZipEntry {
  name: string
  packed: number
  unpacked: number
}

/** What an archive may hold at most before anybody unpacks it. */
const zipLimits = { entries: 10_000, bytes: 2_000_000_000, ratio: 200, small: 50_000_000 }

const endBytes = 22
const longestComment = 65_535
/** Bytes of a table of contents: ten thousand entries with long names. */
const longestTable = 16 * 1024 * 1024

/**
 * The table of contents of a ZIP, read without unpacking anything. What it declares may be a lie: whoever unpacks must
 * count again.
 * @throws Problem for an archive that would unpack to too much, holds too many entries, or whose table is damaged
 */
export async function zipEntries(path: string, name: string): Promise<ZipEntry[]> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { count, at, length } = await endOf(file, size, name)
    if (count > zipLimits.entries || length > longestTable) throw archiveTooLarge(name)
    if (at + length > size) throw archiveDamaged(name)
    const entries = readTable(await piece(file, at, length), count, name)
    refuseBomb(entries, size, name)
    return entries
  } finally {
    await file.close()
  }
}

async function piece(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  return bytes.subarray(0, bytesRead)
}

/** The record at the end that says where the table stands. ZIP64 is for archives beyond our limits. */
async function endOf(file: FileHandle, size: number, name: string) {
  const from = Math.max(0, size - endBytes - longestComment)
  const tail = await piece(file, from, size - from)
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (at < 0 || at + endBytes > tail.length) throw archiveDamaged(name)
  const end = {
    count: tail.readUInt16LE(at + 10),
    length: tail.readUInt32LE(at + 12),
    at: tail.readUInt32LE(at + 16),
  }
  if (end.count === 0xffff || end.at === 0xffffffff) throw archiveTooLarge(name)
  return end
}

function readTable(table: Buffer, count: number, name: string): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > table.length || table.readUInt32LE(at) !== 0x02014b50) throw archiveDamaged(name)
    const nameLength = table.readUInt16LE(at + 28)
    entries.push({
      name: table.subarray(at + 46, at + 46 + nameLength).toString('utf8'),
      packed: table.readUInt32LE(at + 20),
      unpacked: table.readUInt32LE(at + 24),
    })
    at += 46 + nameLength + table.readUInt16LE(at + 30) + table.readUInt16LE(at + 32)
  }
  return entries
}

/** Entries that lie over one another are the trick of the archive that unpacks to petabytes. */
function refuseBomb(entries: readonly ZipEntry[], size: number, name: string) {
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0)
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  const swells = unpacked > zipLimits.small && unpacked > size * zipLimits.ratio
  if (packed > size || unpacked > zipLimits.bytes || swells) throw archiveTooLarge(name)
}

/** Which document an archive is, by what lies in it; a plain archive where nothing tells. */
export function kindInZip(entries: readonly ZipEntry[]): Kind {
  const names = new Set(entries.map(({ name }) => name))
  if (names.has('OFD.xml')) return kinds.ofd
  if (!names.has('[Content_Types].xml')) return kinds.zip
  if (names.has('word/document.xml')) return kinds.docx
  if (names.has('xl/workbook.xml')) return kinds.xlsx
  return names.has('ppt/presentation.xml') ? kinds.pptx : kinds.zip
}
