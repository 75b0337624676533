/** The boxes that MP4 and MOV are made of: four bytes of size, four of type, then what is inside (ISO/IEC 14496-12, 4.2). */
export interface Box {
  type: string
  at: number
  /** Where its content begins, and where it ends. */
  body: number
  end: number
}

const typeAt = (view: DataView, at: number) =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)))

/** The boxes that lie one behind the other in a stretch of bytes. @throws for one that does not fit into it */
export function* boxesIn(view: DataView, from = 0, to = view.byteLength): Generator<Box> {
  for (let at = from; at < to; ) {
    if (at + 8 > to) throw new RangeError(`half a box at ${at}`)
    const short = view.getUint32(at)
    const long = short === 1
    const size = long ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short
    const body = at + (long ? 16 : 8)
    if (at + size > to || at + size < body) throw new RangeError(`a box of ${size} bytes at ${at}`)
    yield { type: typeAt(view, at + 4), at, body, end: at + size }
    at += size
  }
}

/** Every box at the end of a path, such as `trak/mdia/hdlr`. */
export function boxesAt(view: DataView, path: string, from = 0, to = view.byteLength): Box[] {
  const [first, ...rest] = path.split('/')
  const here = [...boxesIn(view, from, to)].filter(({ type }) => type === first)
  return rest.length === 0 ? here : here.flatMap(({ body, end }) => boxesAt(view, rest.join('/'), body, end))
}

export const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)

export type Bytes = ArrayLike<number>

export const u16 = (n: number): Bytes => [(n >>> 8) & 255, n & 255]
export const u32 = (n: number): Bytes => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
export const zeros = (count: number): Bytes => new Uint8Array(count)
export const ascii = (text: string): Bytes => Buffer.from(text, 'latin1')

export function joined(parts: readonly Bytes[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** A box around what is given. */
export const box = (type: string, ...content: readonly Bytes[]): Uint8Array =>
  joined([u32(content.reduce((sum, { length }) => sum + length, 8)), ascii(type), ...content])
