import type { Code } from './tables.ts'

/** Writes bits, most significant first, into memory that grows and is used again for every picture. */
export class BitWriter {
  #bytes = new Uint8Array(1 << 16)
  #length = 0
  #held = 0
  #count = 0

  /** Begins anew. */
  clear(): void {
    this.#length = 0
    this.#held = 0
    this.#count = 0
  }

  /** @param length at most 24 bits */
  put(value: number, length: number): void {
    this.#held = (this.#held << length) | value
    this.#count += length
    if (this.#length + 4 > this.#bytes.length) this.#grow()
    while (this.#count >= 8) {
      this.#count -= 8
      this.#bytes[this.#length++] = this.#held >>> this.#count
    }
    this.#held &= (1 << this.#count) - 1
  }

  /** A word of one of the code tables. */
  code(code: Code): void {
    this.put(code & 0xffff, code >>> 16)
  }

  /** An unsigned Exp-Golomb code (9.1). */
  ue(value: number): void {
    const length = 32 - Math.clz32(value + 1)
    this.put(0, length - 1)
    this.put(value + 1, length)
  }

  /** A signed Exp-Golomb code (9.1.1). */
  se(value: number): void {
    this.ue(value > 0 ? 2 * value - 1 : -2 * value)
  }

  flag(value: boolean): void {
    this.put(value ? 1 : 0, 1)
  }

  /** The stop bit and what fills its byte (7.3.2.11); then the bytes written, valid until the next `clear`. */
  finish(): Uint8Array {
    this.put(1, 1)
    if (this.#count > 0) this.put(0, 8 - this.#count)
    return this.#bytes.subarray(0, this.#length)
  }

  #grow() {
    const larger = new Uint8Array(this.#bytes.length * 2)
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

/** A NAL unit's first byte: how much it matters as a reference (nal_ref_idc) and its type (7.3.1, table 7-1). */
export const nalHeader = { idr: 0x65, picture: 0x61, sequence: 0x67, pictureParameters: 0x68 } as const

/** Packs a payload as a NAL unit: after two zero bytes a 3 keeps start codes out of the data (7.4.1). */
export function nalUnit(header: number, payload: Uint8Array): Uint8Array {
  const unit = new Uint8Array(1 + payload.length + (payload.length >> 1) + 1)
  unit[0] = header
  let length = 1
  let zeros = 0
  for (const byte of payload) {
    if (zeros === 2 && byte <= 3) {
      unit[length++] = 3
      zeros = 0
    }
    unit[length++] = byte
    zeros = byte === 0 ? zeros + 1 : 0
  }
  return unit.slice(0, length)
}
