import { brokenEncoding } from './faults.ts'

/**
 * The text of a CSV file: by its mark, as UTF-8, or else as GB18030, which Chinese Excel writes.
 * @throws Problem for bytes that are none of them
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes
  const marked =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null
  const text = marked ? decoded(bytes, marked) : (decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030'))
  // Bytes that no text has: a picture or a program decodes into something too.
  if (text === null || text.includes('\0')) throw brokenEncoding()
  return text
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
