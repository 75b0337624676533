import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { cellFault, damagedXlsx, limits, unpacksTooLarge } from './faults.ts'

const inflate = promisify(inflateRaw) as (
  bytes: Uint8Array,
  options: { maxOutputLength: number },
) => Promise<Buffer>

interface Entry {
  name: Buffer
  bytes: Buffer
}

const mostEntries = 1_000
const end = Buffer.from([0x50, 0x4b, 0x05, 0x06])

/**
 * A workbook packed anew, without compression, of exactly what was unpacked and counted here: whoever reads it cannot be
 * led by a second table of contents or a wrong size to unpack something else.
 * @throws Problem for what would unpack to too much, or is damaged
 */
export async function safeWorkbook(bytes: Buffer, most = limits.unpacked): Promise<ArrayBuffer> {
  const entries: Entry[] = []
  let left = most
  for (const { name, from, length, method } of contentsOf(bytes)) {
    if (!/\.(xml|rels)$/i.test(name.toString('latin1'))) continue
    const packed = bytes.subarray(from, from + length)
    if (packed.length < length || (method !== 0 && method !== 8)) throw damagedXlsx()
    const content = method === 0 ? packed : await inflated(packed, left)
    left -= content.length
    if (left <= 0) throw unpacksTooLarge()
    mustBeWithin(content)
    entries.push({ name, bytes: content })
  }
  return stored(entries)
}

async function inflated(packed: Buffer, left: number): Promise<Buffer> {
  try {
    return await inflate(packed, { maxOutputLength: left })
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? unpacksTooLarge() : damagedXlsx()
  }
}

/** The entries that the table of contents names. */
function* contentsOf(bytes: Buffer) {
  const at = bytes.lastIndexOf(end)
  if (at < 0 || at + 22 > bytes.length) throw damagedXlsx()
  const count = bytes.readUInt16LE(at + 10)
  let head = bytes.readUInt32LE(at + 16)
  if (count > mostEntries) throw unpacksTooLarge()
  for (let i = 0; i < count; i++) {
    if (head + 46 > bytes.length || bytes.readUInt32LE(head) !== 0x02014b50) throw damagedXlsx()
    const [names, extra, comment] = [28, 30, 32].map((of) => bytes.readUInt16LE(head + of)) as [
      number,
      number,
      number,
    ]
    const own = bytes.readUInt32LE(head + 42)
    if (own + 30 > bytes.length) throw damagedXlsx()
    yield {
      name: bytes.subarray(head + 46, head + 46 + names),
      method: bytes.readUInt16LE(head + 10),
      length: bytes.readUInt32LE(head + 20),
      from: own + 30 + bytes.readUInt16LE(own + 26) + bytes.readUInt16LE(own + 28),
    }
    head += 46 + names + extra + comment
  }
}

/**
 * A single cell far off makes a reader fill in all that lies before it: cells and rows must stand where a table of ours
 * may reach. Addresses are written plainly by every program; what writes them otherwise is refused.
 */
function mustBeWithin(xml: Buffer): void {
  const text = xml.toString('latin1')
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw damagedXlsx()
  for (const [, tag, attributes] of text.matchAll(/<(?:\w+:)?(row|c)(\s[^<>]*)>/g)) {
    // A quotation mark that is still open: the tag goes on behind the `>`.
    if ((attributes!.match(/["']/g)?.length ?? 0) % 2 === 1) throw damagedXlsx()
    const address = /\sr\s*=\s*["']([^"']*)["']/.exec(attributes!)?.[1]
    if (address === undefined) continue
    const [, column = '', row] = /^([A-Z]{0,3})(\d{1,9})$/.exec(address) ?? []
    if (row === undefined) throw damagedXlsx()
    // A missing value is no error value: it would be read as nothing, and nobody told.
    if (/\st\s*=\s*["']e["']/.test(attributes!)) throw cellFault(Number(row))
    if (Number(row) > limits.rows + 1_000) throw unpacksTooLarge()
    if (tag === 'c' && columnNumber(column) > limits.columns) throw unpacksTooLarge()
  }
}

const columnNumber = (letters: string) =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** A ZIP whose entries lie in it as they are. */
function stored(entries: readonly Entry[]): ArrayBuffer {
  const parts: Buffer[] = []
  const table: Buffer[] = []
  let at = 0
  for (const { name, bytes } of entries) {
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(bytes.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    parts.push(Buffer.from([0x50, 0x4b, 3, 4]), common, name, bytes)
    table.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, place, name)
    at += 30 + name.length + bytes.length
  }
  const contents = Buffer.concat(table)
  const last = Buffer.alloc(18)
  last.writeUInt16LE(entries.length, 4)
  last.writeUInt16LE(entries.length, 6)
  last.writeUInt32LE(contents.length, 8)
  last.writeUInt32LE(at, 12)
  const whole = Buffer.concat([...parts, contents, end, last])
  return whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.length) as ArrayBuffer
}
