import type { Macroblock } from './planes.ts'
import type { Quantisers } from './quantiser.ts'
import { blockColumn, blockRow, zigzag } from './tables.ts'
import { forward, hadamard2, hadamard4, inverse, quantise, quantiseDc } from './transform.ts'

/** How much of a macroblock's chroma is coded: nothing, the DC of its blocks, or everything. */
export type ChromaDetail = 0 | 1 | 2

/**
 * What prediction leaves of one macroblock, as levels to be written; what the decoder will make of them is added to
 * the prediction at once, so that encoder and decoder always stand on the same picture.
 */
export class Residual {
  readonly #quantisers: Quantisers
  readonly #luma = new Int32Array(256)
  readonly #chroma = new Int32Array(128)
  readonly #dc = new Int32Array(16)
  /** Sixteen blocks of sixteen levels, in coding and scan order. */
  readonly lumaLevels = new Int32Array(256)
  readonly lumaDcLevels = new Int32Array(16)
  /** Four blocks of U and four of V; the first level of each is not used. */
  readonly chromaLevels = new Int32Array(128)
  readonly chromaDcLevels = new Int32Array(8)

  constructor(quantisers: Quantisers) {
    this.#quantisers = quantisers
  }

  /**
   * Luma of a macroblock that is predicted from the picture before.
   * @param peaks largest difference of each 4×4 block, raster order: silent blocks are passed over
   * @returns the pattern of 8×8 quarters that have levels
   */
  interLuma(source: Uint8Array, prediction: Uint8Array, peaks: Uint8Array): number {
    const { luma } = this.#quantisers
    let pattern = 0
    for (let block = 0; block < 16; block++) {
      const o = block * 16
      const peak = peaks[blockRow[block]! * 4 + blockColumn[block]!]!
      if (peak > luma.silent) {
        forward(source, prediction, lumaAt(block), 16, this.#luma, o)
        if (quantise(this.#luma, this.lumaLevels, o, 0, luma, luma.interRounding)) {
          pattern |= 1 << (block >> 2)
          inverse(this.#luma, o, prediction, lumaAt(block), 16)
          continue
        }
      }
      this.lumaLevels.fill(0, o, o + 16)
    }
    return pattern
  }

  /** Luma of an intra macroblock: the DC of its blocks go through a transform of their own. @returns true with any AC */
  intraLuma(source: Uint8Array, prediction: Uint8Array): boolean {
    const { luma } = this.#quantisers
    let any = false
    for (let block = 0; block < 16; block++) {
      forward(source, prediction, lumaAt(block), 16, this.#luma, block * 16)
      this.#dc[blockRow[block]! * 4 + blockColumn[block]!] = this.#luma[block * 16]!
      if (quantise(this.#luma, this.lumaLevels, block * 16, 1, luma, luma.intraRounding)) any = true
    }
    this.#codeLumaDc()
    for (let block = 0; block < 16; block++) {
      const dc = this.#dc[blockRow[block]! * 4 + blockColumn[block]!]!
      this.#luma[block * 16] = (dc * luma.scale[0]! + 2) >> 2
      inverse(this.#luma, block * 16, prediction, lumaAt(block), 16)
    }
    return any
  }

  #codeLumaDc() {
    const { luma } = this.#quantisers
    hadamard4(this.#dc)
    for (let scan = 0; scan < 16; scan++) {
      const at = zigzag[scan]!
      const level = quantiseDc(this.#dc[at]! >> 1, luma, luma.intraRounding)
      this.lumaDcLevels[scan] = level
      this.#dc[at] = level
    }
    hadamard4(this.#dc)
  }

  /** Both chroma planes. */
  chroma(source: Macroblock, prediction: Macroblock, intra: boolean): ChromaDetail {
    const { chroma } = this.#quantisers
    const rounding = intra ? chroma.intraRounding : chroma.interRounding
    const alternating = this.#codeChroma(source.u, prediction.u, 0, rounding)
    const alternatingV = this.#codeChroma(source.v, prediction.v, 1, rounding)
    const detail = alternating || alternatingV ? 2 : this.chromaDcLevels.some((level) => level !== 0) ? 1 : 0
    if (detail > 0)
      for (let block = 0; block < 8; block++) {
        const plane = block < 4 ? prediction.u : prediction.v
        inverse(this.#chroma, block * 16, plane, chromaAt(block & 3), 8)
      }
    return detail
  }

  #codeChroma(source: Uint8Array, prediction: Uint8Array, plane: 0 | 1, rounding: number): boolean {
    const { chroma } = this.#quantisers
    const dc = this.chromaDcLevels
    let any = false
    for (let block = 0; block < 4; block++) {
      const o = (plane * 4 + block) * 16
      forward(source, prediction, chromaAt(block), 8, this.#chroma, o)
      dc[plane * 4 + block] = this.#chroma[o]!
      if (quantise(this.#chroma, this.chromaLevels, o, 1, chroma, rounding)) any = true
    }
    hadamard2(dc, plane * 4)
    for (let i = plane * 4; i < plane * 4 + 4; i++) {
      dc[i] = quantiseDc(dc[i]!, chroma, rounding)
      this.#dc[i] = dc[i]!
    }
    hadamard2(this.#dc, plane * 4)
    for (let block = 0; block < 4; block++) {
      const i = plane * 4 + block
      this.#chroma[i * 16] = (this.#dc[i]! * chroma.scale[0]!) >> 1
    }
    return any
  }
}

/** Where a 4×4 block begins in packed luma of stride 16, by its number in coding order. */
const lumaAt = (block: number) => blockRow[block]! * 64 + blockColumn[block]! * 4
/** The same in packed chroma of stride 8. */
const chromaAt = (block: number) => (block >> 1) * 32 + (block & 1) * 4
