import type { Macroblock } from './planes.ts'

/** How far a macroblock is from its prediction. */
export class Difference {
  /** Largest difference of each 4×4 luma block, raster order. */
  readonly peaks = new Uint8Array(16)
  /** Largest of all luma and of all chroma, and the sum of all luma differences. */
  luma = 0
  chroma = 0
  sum = 0

  measure(source: Macroblock, prediction: Macroblock): void {
    this.sum = 0
    this.luma = 0
    for (let block = 0; block < 16; block++) {
      const peak = this.#block(source.y, prediction.y, (block >> 2) * 64 + (block & 3) * 4)
      this.peaks[block] = peak
      if (peak > this.luma) this.luma = peak
    }
    this.chroma = Math.max(largest(source.u, prediction.u), largest(source.v, prediction.v))
  }

  #block(a: Uint8Array, b: Uint8Array, at: number): number {
    let peak = 0
    let sum = 0
    for (let row = at; row < at + 64; row += 16)
      for (let i = row; i < row + 4; i++) {
        const d = a[i]! - b[i]!
        const size = d < 0 ? -d : d
        sum += size
        if (size > peak) peak = size
      }
    this.sum += sum
    return peak
  }
}

function largest(a: Uint8Array, b: Uint8Array): number {
  let peak = 0
  for (let i = 0; i < 64; i++) {
    const d = a[i]! - b[i]!
    const size = d < 0 ? -d : d
    if (size > peak) peak = size
  }
  return peak
}

/** Sum of absolute differences of packed planes of the same size. */
export function sumOfDifferences(a: Uint8Array, b: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) {
    const d = a[i]! - b[i]!
    sum += d < 0 ? -d : d
  }
  return sum
}

/** Sum of the differences of luma from its own mean: what intra coding would have to say. */
export function spreadOf(luma: Uint8Array): number {
  let total = 0
  for (let i = 0; i < 256; i++) total += luma[i]!
  const mean = total >> 8
  let sum = 0
  for (let i = 0; i < 256; i++) {
    const d = luma[i]! - mean
    sum += d < 0 ? -d : d
  }
  return sum
}
