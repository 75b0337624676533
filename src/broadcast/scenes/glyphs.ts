import { closeSync, openSync, readSync } from 'node:fs'
import { fontFile } from '../../kit/picture/fonts.ts'
import { runsOf } from './type.ts'

let known: ReadonlySet<number> | undefined

/** The characters of a text that the font cannot draw, each once: said before a film is made, not seen in it. */
export function missingGlyphs(text: string): string[] {
  known ??= charactersOf(fontFile(400))
  return [...new Set(runsOf(text).flatMap((run) => [...run.text]))].filter(
    (one) => one.trim() !== '' && !known!.has(one.codePointAt(0)!),
  )
}

/** The characters of an OpenType font, from its table `cmap` of format 12 (all of Unicode). */
function charactersOf(file: string): ReadonlySet<number> {
  const table = readCmap(file)
  const count = table.getUint16(2)
  for (let i = 0; i < count; i++) {
    const at = table.getUint32(4 + i * 8 + 4)
    if (table.getUint16(at) === 12) return groupsOf(table, at)
  }
  throw new Error(`${file} has no character table of format 12`)
}

function groupsOf(table: DataView, at: number): Set<number> {
  const characters = new Set<number>()
  const groups = table.getUint32(at + 12)
  for (let i = 0; i < groups; i++) {
    const group = at + 16 + i * 12
    for (let one = table.getUint32(group); one <= table.getUint32(group + 4); one++) characters.add(one)
  }
  return characters
}

/** Reads the one table, not the ten megabytes. */
function readCmap(file: string): DataView {
  const font = openSync(file, 'r')
  const read = (length: number, position: number) => {
    const bytes = new Uint8Array(length)
    readSync(font, bytes, 0, length, position)
    return new DataView(bytes.buffer)
  }
  try {
    const count = read(12, 0).getUint16(4)
    const directory = read(count * 16, 12)
    for (let at = 0; at < directory.byteLength; at += 16)
      if (directory.getUint32(at) === 0x636d6170)
        return read(directory.getUint32(at + 12), directory.getUint32(at + 8))
    throw new Error(`${file} has no character table`)
  } finally {
    closeSync(font)
  }
}
