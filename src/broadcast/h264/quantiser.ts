import { chromaQp, multipliers, scales } from './tables.ts'

/** The lowest quantiser: below it a level can outgrow the longest escape code of the Baseline profile. */
export const lowestQp = 10
export const highestQp = 51

/** One plane's quantiser: how coefficients become levels and levels become coefficients again. */
export interface Quantiser {
  qp: number
  /** By raster index: multiplier forward, scale back. */
  multiplier: Int32Array
  scale: Int32Array
  shift: number
  /** What is added before the shift: a third of a step where there is no good prediction, a sixth where there is. */
  intraRounding: number
  interRounding: number
  /** A block whose largest difference is not above this has no level: its DC is then the worst case. */
  silent: number
}

export interface Quantisers {
  luma: Quantiser
  chroma: Quantiser
}

/** @param qp 10 … 51; each 6 more halve the precision */
export function quantisersFor(qp: number): Quantisers {
  if (!Number.isInteger(qp) || qp < lowestQp || qp > highestQp)
    throw new RangeError(`the quantiser is a whole number from ${lowestQp} to ${highestQp}, not ${qp}`)
  const luma = quantiser(qp)
  const chroma = quantiser(chromaQp(qp))
  const dc = luma.multiplier[0]!
  luma.silent = Math.floor(((1 << luma.shift) - luma.interRounding - 1) / (16 * dc))
  // Chroma DC goes through a second transform of four blocks and one more bit of shift.
  const chromaDc = chroma.multiplier[0]!
  chroma.silent = Math.floor(((2 << chroma.shift) - 2 * chroma.interRounding - 1) / (64 * chromaDc))
  return { luma, chroma }
}

function quantiser(qp: number): Quantiser {
  const shift = 15 + Math.floor(qp / 6)
  const of = (table: readonly (readonly number[])[], index: number) => table[qp % 6]![positionClass(index)]!
  return {
    qp,
    multiplier: Int32Array.from({ length: 16 }, (_, i) => of(multipliers, i)),
    scale: Int32Array.from({ length: 16 }, (_, i) => of(scales, i) << Math.floor(qp / 6)),
    shift,
    intraRounding: Math.floor((1 << shift) / 3),
    interRounding: Math.floor((1 << shift) / 6),
    silent: 0,
  }
}

/** The three classes of positions in a 4×4 block (8.5.9). */
function positionClass(index: number): 0 | 1 | 2 {
  const odd = (index & 1) + ((index >> 2) & 1)
  return odd === 0 ? 0 : odd === 2 ? 1 : 2
}
