import type { Planes } from './planes.ts'

/** Intra_16x16 luma modes by their numbers in the standard (table 8-4). */
export const lumaModes = { vertical: 0, horizontal: 1, dc: 2, plane: 3 } as const
/** Intra chroma modes (table 8-5). Plane is not used: graphics seldom slope in colour. */
export const chromaModes = { dc: 0, horizontal: 1, vertical: 2 } as const

/**
 * Predicts a macroblock's luma from the pixels around it that are already coded (8.3.3).
 * The caller asks only for modes whose neighbours exist; DC makes do with those that do.
 */
export function predictLuma(
  mode: number,
  { y, stride }: Planes,
  column: number,
  row: number,
  out: Uint8Array,
): void {
  const at = row * 16 * stride + column * 16
  if (mode === lumaModes.vertical) for (let i = 0; i < 256; i++) out[i] = y[at - stride + (i & 15)]!
  else if (mode === lumaModes.horizontal)
    for (let i = 0; i < 256; i++) out[i] = y[at + (i >> 4) * stride - 1]!
  else if (mode === lumaModes.dc) out.fill(mean(y, at, stride, 16, row > 0, column > 0))
  else slope(y, at, stride, out)
}

/** Mean of the neighbours that exist; mid-grey where none does. */
function mean(
  plane: Uint8Array,
  at: number,
  stride: number,
  side: number,
  above: boolean,
  left: boolean,
): number {
  let sum = 0
  if (above) for (let i = 0; i < side; i++) sum += plane[at - stride + i]!
  if (left) for (let i = 0; i < side; i++) sum += plane[at + i * stride - 1]!
  const count = (above ? side : 0) + (left ? side : 0)
  return count === 0 ? 128 : Math.floor((sum + count / 2) / count)
}

/** The plane mode (8.3.3.4): a flat slope through the edges. */
function slope(y: Uint8Array, at: number, stride: number, out: Uint8Array) {
  let across = 0
  let down = 0
  for (let i = 0; i < 8; i++) {
    across += (i + 1) * (y[at - stride + 8 + i]! - y[at - stride + 6 - i]!)
    down += (i + 1) * (y[at + (8 + i) * stride - 1]! - y[at + (6 - i) * stride - 1]!)
  }
  const base = 16 * (y[at + 15 * stride - 1]! + y[at - stride + 15]!)
  const b = (5 * across + 32) >> 6
  const c = (5 * down + 32) >> 6
  for (let i = 0; i < 256; i++) {
    const value = (base + b * ((i & 15) - 7) + c * ((i >> 4) - 7) + 16) >> 5
    out[i] = value < 0 ? 0 : value > 255 ? 255 : value
  }
}

/** Predicts one chroma plane of a macroblock (8.3.4). @param stride of the chroma plane */
export function predictChroma(
  mode: number,
  plane: Uint8Array,
  stride: number,
  column: number,
  row: number,
  out: Uint8Array,
): void {
  const at = row * 8 * stride + column * 8
  if (mode === chromaModes.horizontal)
    for (let i = 0; i < 64; i++) out[i] = plane[at + (i >> 3) * stride - 1]!
  else if (mode === chromaModes.vertical) for (let i = 0; i < 64; i++) out[i] = plane[at - stride + (i & 7)]!
  else
    for (let block = 0; block < 4; block++) chromaDcBlock(plane, at, stride, block, row > 0, column > 0, out)
}

/** One 4×4 quarter: the corner ones off the diagonal trust one side before the other (8.3.4.1). */
function chromaDcBlock(
  plane: Uint8Array,
  at: number,
  stride: number,
  block: number,
  above: boolean,
  left: boolean,
  out: Uint8Array,
) {
  const x = (block & 1) * 4
  const y = (block >> 1) * 4
  const useAbove = above && !(block === 2 && left)
  const useLeft = left && !(block === 1 && above)
  let sum = 0
  if (useAbove) for (let i = 0; i < 4; i++) sum += plane[at - stride + x + i]!
  if (useLeft) for (let i = 0; i < 4; i++) sum += plane[at + (y + i) * stride - 1]!
  const value = useAbove && useLeft ? (sum + 4) >> 3 : useAbove || useLeft ? (sum + 2) >> 2 : 128
  for (let i = 0; i < 4; i++) out.fill(value, (y + i) * 8 + x, (y + i) * 8 + x + 4)
}
