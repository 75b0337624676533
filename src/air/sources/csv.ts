import { isUtf8 } from 'node:buffer'
import { gunzipSync } from 'node:zlib'

/** No line of any known format comes near these: a longer one is damage. */
const maxLine = 1 << 20
const maxFields = 1 << 14
/** Larger than the largest year of the national network by far. */
const maxFile = 1 << 30

/** The bytes of a text file: unpacked, without byte order mark, known to be UTF-8; or why they cannot be read. */
export function openText(bytes: Uint8Array): { text: Uint8Array } | { refused: string } {
  if (bytes.length > maxFile) return { refused: `larger than ${maxFile >> 20} MiB: split it` }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      return openText(gunzipSync(bytes, { maxOutputLength: maxFile }))
    } catch (error) {
      const large = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
      return {
        refused: large ? `unpacks to more than ${maxFile >> 20} MiB` : 'damaged or truncated gzip file',
      }
    }
  }
  const strange = strangeness(bytes)
  if (strange) return { refused: strange }
  const text = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
  return text.some(isInk) ? { text } : { refused: 'empty file' }
}

const isInk = (byte: number) => byte > 0x20

function strangeness(bytes: Uint8Array): string | null {
  const [a, b] = bytes
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'UTF-16 text: save it as UTF-8'
  if (a === 0x50 && b === 0x4b) return 'a ZIP or spreadsheet file, not CSV: unpack it or save it as CSV'
  const head = bytes.subarray(0, 1 << 16)
  if (head.includes(0)) {
    const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0)
    // Half of the bytes of plain text in UTF-16 are zero; a file of nothing else is damage.
    return zeros * 3 > head.length && zeros * 3 < head.length * 2
      ? 'UTF-16 text: save it as UTF-8'
      : 'a binary file, not CSV'
  }
  return isUtf8(wholeCharacters(bytes)) ? null : notUtf8(bytes)
}

/** A truncated file may end inside a character; that is the last line's trouble, not the file's. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back++)
    if (bytes[bytes.length - back]! >= 0xc0) return bytes.subarray(0, bytes.length - back)
  return bytes
}

function notUtf8(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('gbk', { fatal: true }).decode(
      bytes.subarray(0, bytes.indexOf(10) + 1 || undefined),
    )
    if (/\p{Script=Han}{2}/u.test(text)) return 'not UTF-8 (GBK, it seems): save it as UTF-8'
  } catch {
    // Not GBK either.
  }
  return 'not UTF-8: save it as UTF-8'
}

/**
 * Lines of a CSV text as fields, by positions in the bytes: no string is made until one is asked for. A field may be
 * quoted; a line is always a row, so that an unclosed quote costs one line and not the rest of the file.
 */
export class CsvRows {
  readonly bytes: Uint8Array
  private at = 0
  /** 1-based number of the current line. */
  line = 0
  /** Fields of the current line. */
  count = 0
  /** Why the current line has no usable fields. */
  damage: string | null = null
  /** The file ended without a line end after this line. */
  unended = false
  readonly starts = new Int32Array(maxFields)
  readonly ends = new Int32Array(maxFields)

  constructor(text: Uint8Array) {
    this.bytes = text
  }

  /** Goes to the next line that is not blank; false at the end. */
  next(): boolean {
    const { bytes } = this
    while (this.at < bytes.length) {
      const start = this.at
      let end = bytes.indexOf(10, start)
      this.unended = end < 0
      if (end < 0) end = bytes.length
      this.at = end + 1
      this.line++
      if (end > start && bytes[end - 1] === 13) end--
      if (end === start) continue
      this.damage = end - start > maxLine ? `line of ${end - start} bytes` : this.split(start, end)
      return true
    }
    return false
  }

  private split(start: number, end: number): string | null {
    const { bytes, starts, ends } = this
    let count = 0
    let from = start
    for (;;) {
      if (count === maxFields) return `more than ${maxFields} fields`
      if (from < end && bytes[from] === 34) {
        const close = closingQuote(bytes, from + 1, end)
        if (close < 0) return 'a quote that is not closed'
        starts[count] = from + 1
        ends[count++] = close
        from = close + 1
        if (from < end && bytes[from] !== 44) return 'text after a closing quote'
      } else {
        starts[count] = from
        while (from < end && bytes[from] !== 44) from++
        ends[count++] = from
      }
      if (from >= end) break
      from++
    }
    this.count = count
    return null
  }

  text(field: number): string {
    if (field >= this.count) return ''
    const raw = Buffer.from(this.bytes.buffer, this.bytes.byteOffset + this.starts[field]!, this.width(field))
    return raw.toString('utf8').replaceAll('""', '"').trim()
  }

  texts(): string[] {
    return Array.from({ length: this.count }, (_, i) => this.text(i))
  }

  width(field: number): number {
    return this.ends[field]! - this.starts[field]!
  }

  /** Whether the field has the same bytes as a text seen before: spares decoding what repeats on every line. */
  same(field: number, bytes: Uint8Array): boolean {
    const start = this.starts[field]!
    if (this.width(field) !== bytes.length) return false
    for (let i = 0; i < bytes.length; i++) if (this.bytes[start + i] !== bytes[i]) return false
    return true
  }

  /** A plain non-negative whole number of at most 9 digits, or -1. */
  whole(field: number): number {
    if (field >= this.count) return -1
    const end = this.ends[field]!
    let at = this.starts[field]!
    if (at === end || end - at > 9) return -1
    let number = 0
    for (; at < end; at++) {
      const digit = this.bytes[at]! - 48
      if (digit < 0 || digit > 9) return -1
      number = number * 10 + digit
    }
    return number
  }

  /** A concentration: a number, `NaN` for missing, `Infinity` for what is neither (see `amountOf`). */
  amount(field: number): number {
    if (field >= this.count) return Number.NaN
    const { bytes } = this
    const start = this.starts[field]!
    const end = this.ends[field]!
    let at = start
    const negative = bytes[at] === 45
    if (negative) at++
    let number = 0
    let digits = 0
    let scale = 0
    for (; at < end; at++) {
      const byte = bytes[at]!
      if (byte >= 48 && byte <= 57) {
        number = number * 10 + (byte - 48)
        digits++
        if (scale) scale *= 10
      } else if (byte === 46 && !scale) scale = 1
      else return amountOf(this.text(field))
    }
    if (digits === 0 || digits > 15) return amountOf(this.text(field))
    // Both parts are exact in a double, so one division rounds correctly.
    const value = scale > 1 ? number / scale : number
    return checked(negative ? -value : value)
  }
}

function closingQuote(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (bytes[at] !== 34) continue
    if (bytes[at + 1] !== 34 || at + 1 >= end) return at
    at++
  }
  return -1
}

/** facts/air.md, 2: what providers write for "no value". */
const missing = new Set(['', 'na', 'n/a', '-', '—', '–', '/', 'null', '-;', '－'])
/** No concentration in any unit of any provider is beyond this. */
export const beyond = 1e6

/** A number as text: the number, `NaN` where it is said to be missing, `Infinity` where it is no possible amount. */
export function amountOf(text: string): number {
  const plain = text.trim()
  if (missing.has(plain.toLowerCase())) return Number.NaN
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)
    ? checked(Number(plain))
    : Number.POSITIVE_INFINITY
}

/** The same for a number of JSON, a text, or nothing. */
export function amountIn(value: unknown): number {
  if (value === null || value === undefined) return Number.NaN
  if (typeof value === 'number') return Number.isNaN(value) ? Number.POSITIVE_INFINITY : checked(value)
  return typeof value === 'string' ? amountOf(value) : Number.POSITIVE_INFINITY
}

const checked = (value: number) =>
  value === -999 || value === -9999
    ? Number.NaN
    : Math.abs(value) <= beyond
      ? value
      : Number.POSITIVE_INFINITY
