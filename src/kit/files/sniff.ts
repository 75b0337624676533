import { open } from 'node:fs/promises'
import { headBytes, type Kind, kindByName, kindOfBytes, kindOfEnding, kinds, unknown } from './kinds.ts'
import { endingOf } from './names.ts'
import { measurePicture, type Size } from './picture-size.ts'
import { notWhatItSays } from './refusals.ts'
import { kindInZip, zipEntries } from './zip.ts'

export interface Sniffed {
  kind: Kind
  /** The name with the ending of what the file really is. */
  name: string
  size: Size | null
}

/**
 * What a file is by its bytes. A picture called `.png` that is a JPEG gets its right ending; what claims a kind that it
 * is not is refused; what nobody knows stays what it is called and is never shown.
 * @param name a clean name
 * @throws Problem for a file that is not what it says, a picture too large or damaged, an archive that would swell
 */
export async function sniff(path: string, name: string): Promise<Sniffed> {
  const head = await headOf(path)
  const ending = endingOf(name)
  const seen = kindOfBytes(head) ?? kindByName(head, ending)
  const claimed = kindOfEnding(ending)
  if (!seen) {
    if (claimed) throw notWhatItSays(name, ending)
    return { kind: unknown, name, size: null }
  }
  const kind = seen === kinds.zip ? kindInZip(await zipEntries(path, name)) : seen
  // A plain archive under the name of a document is none.
  if (kind === kinds.zip && claimed && claimed !== kinds.zip) throw notWhatItSays(name, ending)
  const size = kind.picture ? await measurePicture(path, name) : null
  return { kind, name: withEnding(name, kind), size }
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(headBytes)
    const { bytesRead } = await file.read(head, 0, headBytes, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** A wrong ending of a known kind is replaced; any other is part of the name. */
function withEnding(name: string, kind: Kind): string {
  const ending = endingOf(name)
  if (kind.endings.includes(ending)) return name
  const stem = kindOfEnding(ending) ? name.slice(0, -ending.length - 1) : name
  return `${stem}.${kind.endings[0]}`
}
