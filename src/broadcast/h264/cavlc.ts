import type { BitWriter } from './bits.ts'
import { coeffToken, runBefore, totalZeros, totalZerosChromaDc } from './tables.ts'

/** nC of the chroma DC block, which has a table of its own (9.2.1). */
export const chromaDc = -1

const tokensFor = (nC: number): readonly Int32Array[] => {
  if (nC < 0) return coeffToken.chromaDc
  if (nC < 2) return coeffToken.few
  if (nC < 4) return coeffToken.some
  return nC < 8 ? coeffToken.many : coeffToken.most
}

/** Writes blocks of levels by context-adaptive variable-length codes (9.2). */
export class Cavlc {
  readonly #bits: BitWriter
  /** Of the block at hand, the last in scan order first: its levels, and the zeros before each. */
  readonly #levels = new Int32Array(16)
  readonly #runs = new Int32Array(16)

  constructor(bits: BitWriter) {
    this.#bits = bits
  }

  /**
   * @param from first level of the block, `length` of them in scan order
   * @param nC coefficients that the neighbours lead to expect, or `chromaDc`
   * @returns the number of levels that are not zero
   */
  block(source: Int32Array, from: number, length: number, nC: number): number {
    const bits = this.#bits
    const total = this.#collect(source, from, length)
    const ones = this.#trailingOnes(total)
    bits.code(tokensFor(nC)[total]![ones]!)
    if (total === 0) return 0
    for (let i = 0; i < ones; i++) bits.put(this.#levels[i]! < 0 ? 1 : 0, 1)
    this.#writeLevels(total, ones)
    this.#writeRuns(total, length, nC)
    return total
  }

  #collect(source: Int32Array, from: number, length: number): number {
    let total = 0
    let last = -1
    for (let i = length - 1; i >= 0; i--) {
      const level = source[from + i]!
      if (level === 0) continue
      if (total > 0) this.#runs[total - 1] = last - i - 1
      this.#levels[total++] = level
      last = i
    }
    if (total > 0) this.#runs[total - 1] = last
    return total
  }

  #trailingOnes(total: number): number {
    let ones = 0
    while (ones < 3 && ones < total && Math.abs(this.#levels[ones]!) === 1) ones++
    return ones
  }

  #writeLevels(total: number, ones: number) {
    let suffixLength = total > 10 && ones < 3 ? 1 : 0
    for (let i = ones; i < total; i++) {
      const level = this.#levels[i]!
      let code = level > 0 ? 2 * level - 2 : -2 * level - 1
      // After fewer than three ones the next level cannot be another one.
      if (i === ones && ones < 3) code -= 2
      this.#writeLevel(code, suffixLength)
      if (suffixLength === 0) suffixLength = 1
      if (Math.abs(level) > 3 << (suffixLength - 1) && suffixLength < 6) suffixLength++
    }
  }

  /** level_prefix and level_suffix (9.2.2.1); a prefix of 15 escapes to twelve bits. */
  #writeLevel(code: number, suffixLength: number) {
    const bits = this.#bits
    if (suffixLength === 0 && code >= 14 && code < 30) {
      bits.put(1, 15)
      bits.put(code - 14, 4)
      return
    }
    const longest = suffixLength === 0 ? 30 : 15 << suffixLength
    if (code >= longest) {
      bits.put(1, 16)
      bits.put(code - longest, 12)
      return
    }
    bits.put(1, (code >> suffixLength) + 1)
    if (suffixLength > 0) bits.put(code & ((1 << suffixLength) - 1), suffixLength)
  }

  #writeRuns(total: number, length: number, nC: number) {
    let zeros = 0
    for (let i = 0; i < total; i++) zeros += this.#runs[i]!
    if (total < length) this.#bits.code((nC < 0 ? totalZerosChromaDc : totalZeros)[total - 1]![zeros]!)
    for (let i = 0; i < total - 1 && zeros > 0; i++) {
      this.#bits.code(runBefore[Math.min(zeros, 7) - 1]![this.#runs[i]!]!)
      zeros -= this.#runs[i]!
    }
  }
}
