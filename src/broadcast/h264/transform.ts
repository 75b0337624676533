import type { Quantiser } from './quantiser.ts'
import { zigzag } from './tables.ts'

/**
 * The 4×4 core transform of source minus prediction (8.6.2 read backwards), raster order.
 * @param at of the block in source and prediction, which share one stride
 */
export function forward(
  source: Uint8Array,
  prediction: Uint8Array,
  at: number,
  stride: number,
  out: Int32Array,
  o: number,
): void {
  for (let row = 0, p = at; row < 16; row += 4, p += stride) {
    const a = source[p]! - prediction[p]!
    const b = source[p + 1]! - prediction[p + 1]!
    const c = source[p + 2]! - prediction[p + 2]!
    const d = source[p + 3]! - prediction[p + 3]!
    out[o + row] = a + b + c + d
    out[o + row + 1] = 2 * (a - d) + b - c
    out[o + row + 2] = a - b - c + d
    out[o + row + 3] = a - d - 2 * (b - c)
  }
  for (let column = o; column < o + 4; column++) {
    const a = out[column]!
    const b = out[column + 4]!
    const c = out[column + 8]!
    const d = out[column + 12]!
    out[column] = a + b + c + d
    out[column + 4] = 2 * (a - d) + b - c
    out[column + 8] = a - b - c + d
    out[column + 12] = a - d - 2 * (b - c)
  }
}

/** Adds what the coefficients stand for to the prediction (8.5.12); the coefficients are used up. */
export function inverse(
  coefficients: Int32Array,
  o: number,
  prediction: Uint8Array,
  at: number,
  stride: number,
): void {
  for (let row = o; row < o + 16; row += 4) {
    const even = coefficients[row]! + coefficients[row + 2]!
    const odd = coefficients[row]! - coefficients[row + 2]!
    const low = (coefficients[row + 1]! >> 1) - coefficients[row + 3]!
    const high = coefficients[row + 1]! + (coefficients[row + 3]! >> 1)
    coefficients[row] = even + high
    coefficients[row + 1] = odd + low
    coefficients[row + 2] = odd - low
    coefficients[row + 3] = even - high
  }
  for (let column = 0; column < 4; column++) {
    const i = o + column
    const p = at + column
    const even = coefficients[i]! + coefficients[i + 8]!
    const odd = coefficients[i]! - coefficients[i + 8]!
    const low = (coefficients[i + 4]! >> 1) - coefficients[i + 12]!
    const high = coefficients[i + 4]! + (coefficients[i + 12]! >> 1)
    prediction[p] = clip(prediction[p]! + ((even + high + 32) >> 6))
    prediction[p + stride] = clip(prediction[p + stride]! + ((odd + low + 32) >> 6))
    prediction[p + 2 * stride] = clip(prediction[p + 2 * stride]! + ((odd - low + 32) >> 6))
    prediction[p + 3 * stride] = clip(prediction[p + 3 * stride]! + ((even - high + 32) >> 6))
  }
}

const clip = (value: number) => (value < 0 ? 0 : value > 255 ? 255 : value)

/**
 * Coefficients to levels in scan order, and back to what the decoder will make of them.
 * @param first 0, or 1 where the DC goes its own way: it is then left untouched
 * @returns true when any level is not zero
 */
export function quantise(
  coefficients: Int32Array,
  levels: Int32Array,
  o: number,
  first: 0 | 1,
  { multiplier, scale, shift }: Quantiser,
  rounding: number,
): boolean {
  let any = 0
  for (let scan = first; scan < 16; scan++) {
    const at = zigzag[scan]!
    const value = coefficients[o + at]!
    const size = ((value < 0 ? -value : value) * multiplier[at]! + rounding) >>> shift
    const level = value < 0 ? -size : size
    levels[o + scan] = level
    coefficients[o + at] = level * scale[at]!
    any |= size
  }
  return any !== 0
}

/** A DC coefficient's level: one more bit of shift than the others. The product passes 32 bits. */
export function quantiseDc(value: number, { multiplier, shift }: Quantiser, rounding: number): number {
  const size = Math.floor((Math.abs(value) * multiplier[0]! + 2 * rounding) / (2 << shift))
  return value < 0 ? -size : size
}

/** The 4×4 Hadamard transform of the luma DC coefficients (8.5.10), in place. It is its own inverse but for scale. */
export function hadamard4(dc: Int32Array): void {
  for (let row = 0; row < 16; row += 4) butterfly(dc, row, 1)
  for (let column = 0; column < 4; column++) butterfly(dc, column, 4)
}

function butterfly(dc: Int32Array, o: number, step: number) {
  const a = dc[o]!
  const b = dc[o + step]!
  const c = dc[o + 2 * step]!
  const d = dc[o + 3 * step]!
  dc[o] = a + b + c + d
  dc[o + step] = a + b - c - d
  dc[o + 2 * step] = a - b - c + d
  dc[o + 3 * step] = a - b + c - d
}

/** The 2×2 transform of one plane's chroma DC coefficients (8.5.11.1), in place. */
export function hadamard2(dc: Int32Array, o: number): void {
  const a = dc[o]!
  const b = dc[o + 1]!
  const c = dc[o + 2]!
  const d = dc[o + 3]!
  dc[o] = a + b + c + d
  dc[o + 1] = a - b + c - d
  dc[o + 2] = a + b - c - d
  dc[o + 3] = a - b - c + d
}
