import { BitWriter, nalHeader, nalUnit } from './bits.ts'
import { Cavlc, chromaDc } from './cavlc.ts'
import { CoefficientCounts } from './counts.ts'
import { Difference, spreadOf, sumOfDifferences } from './difference.ts'
import { chromaModes, lumaModes, predictChroma, predictLuma } from './intra.ts'
import { checkMove, isCarried, type Move, Slide, vectorOf } from './move.ts'
import { decoderConfiguration, type FilmFormat, frameNumBits } from './parameters.ts'
import { Macroblock, Planes } from './planes.ts'
import { quantisersFor } from './quantiser.ts'
import { type ChromaDetail, Residual } from './residual.ts'
import { blockColumn, blockRow, interPattern } from './tables.ts'
import { Vectors } from './vectors.ts'

/** Below these sums of differences a DC prediction is good enough that no other mode is tried. */
const goodLuma = 64
const goodChroma = 32
/** A changed macroblock further than this from its old self may be quite new, and cheaper without it. */
const strange = 3000
const newerBy = 1.3

/**
 * An H.264 encoder for pictures that know what changed in them (Constrained Baseline: I16x16, P16x16, P_Skip, CAVLC, one
 * reference, no deblocking). What did not change is a run of skipped macroblocks, a few bits long, so that a frame
 * costs what changed in it and a repeated one eleven bytes; the rate of frames stays constant all the same.
 *
 * The decoder's picture is always at hand as `reconstruction`, bit for bit.
 */
export class SparseEncoder {
  readonly format: FilmFormat
  readonly reconstruction: Planes
  readonly #bits = new BitWriter()
  readonly #cavlc = new Cavlc(this.#bits)
  readonly #counts: CoefficientCounts
  readonly #vectors: Vectors
  readonly #residual: Residual
  readonly #quantisers
  readonly #slide: Slide
  readonly #difference = new Difference()
  readonly #source = new Macroblock()
  readonly #prediction = new Macroblock()
  readonly #trial = new Macroblock()
  #frameNum = 0
  #idrId = 0
  /** Skipped macroblocks that are not written yet. */
  #skipped = 0

  constructor(format: FilmFormat) {
    const { columns, rows } = (this.reconstruction = new Planes(format.width, format.height))
    this.format = format
    this.#counts = new CoefficientCounts(columns, rows)
    this.#vectors = new Vectors(columns, rows)
    this.#quantisers = quantisersFor(format.qp)
    this.#residual = new Residual(this.#quantisers)
    this.#slide = new Slide(format.width, format.height)
  }

  configuration(): Uint8Array {
    return decoderConfiguration(this.format)
  }

  /** A picture that needs no other: one begins every scene. Returns its NAL unit. */
  key(source: Planes): Uint8Array {
    this.#frameNum = 0
    this.#beginSlice(true)
    this.#vectors.clear()
    const { columns, rows } = this.reconstruction
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        this.#source.load(source, column * 16, row * 16)
        this.#codeIntra(column, row, 0)
      }
    return nalUnit(nalHeader.idr, this.#bits.finish())
  }

  /** The picture before, once more. */
  repeat(): Uint8Array {
    this.#frameNum++
    this.#beginSlice(false)
    this.#bits.ue(this.reconstruction.columns * this.reconstruction.rows)
    return nalUnit(nalHeader.picture, this.#bits.finish())
  }

  /**
   * The next picture.
   * @param changed one byte a macroblock, in rows: not 0 where the source differs from the picture before
   * @param moves strips that slid since then; what is inside them need not be marked
   */
  next(source: Planes, changed: Uint8Array, moves: readonly Move[] = []): Uint8Array {
    if (moves.length === 0 && !changed.includes(1)) return this.repeat()
    this.#frameNum++
    this.#beginSlice(false)
    this.#vectors.clear()
    for (const move of moves) {
      checkMove(move)
      this.#slide.apply(this.reconstruction, move)
    }
    const { columns, rows } = this.reconstruction
    let calm = true
    for (let row = 0; row < rows; row++) {
      const moving = moves.find(({ y, height }) => row * 16 >= y && row * 16 < y + height)
      const still = !moving && !changed.subarray(row * columns, (row + 1) * columns).includes(1)
      // Under a calm row no vector but zero can be inferred.
      if (still && calm) this.#skipped += columns
      else this.#codeRow(source, changed, row, moving)
      calm = still
    }
    if (this.#skipped > 0) this.#writeSkipped()
    return nalUnit(nalHeader.picture, this.#bits.finish())
  }

  #codeRow(source: Planes, changed: Uint8Array, row: number, moving: Move | undefined) {
    const { columns } = this.reconstruction
    for (let column = 0, index = row * columns; column < columns; column++, index++) {
      const slides = moving && column * 16 >= moving.x && column * 16 < moving.x + moving.width
      if (slides) this.#codeMoving(source, index, column, row, moving)
      else if (changed[index] !== 0) this.#codeChanged(source, index, column, row)
      else this.#codeWithout(index, column, row, 0)
    }
  }

  /** Slice header (7.3.3): the slice is the whole picture, without deblocking. */
  #beginSlice(key: boolean) {
    const bits = this.#bits
    bits.clear()
    this.#counts.clear()
    this.#skipped = 0
    bits.ue(0) // first_mb_in_slice
    bits.ue(key ? 7 : 5) // all slices of the picture are I, or P
    bits.ue(0) // pic_parameter_set_id
    bits.put(this.#frameNum & ((1 << frameNumBits) - 1), frameNumBits)
    if (key) {
      bits.ue(this.#idrId++ & 1)
      bits.flag(false) // no_output_of_prior_pics
      bits.flag(false) // long_term_reference
    } else {
      bits.flag(false) // num_ref_idx_active_override
      bits.flag(false) // ref_pic_list_modification
      bits.flag(false) // adaptive_ref_pic_marking_mode
    }
    bits.se(0) // slice_qp_delta
    bits.ue(1) // disable_deblocking_filter_idc
  }

  #writeSkipped() {
    this.#bits.ue(this.#skipped)
    this.#skipped = 0
  }

  /** A macroblock that differs from its place in the picture before. */
  #codeChanged(source: Planes, index: number, column: number, row: number) {
    this.#source.load(source, column * 16, row * 16)
    this.#prediction.load(this.reconstruction, column * 16, row * 16)
    this.#codeInter(index, column, row, 0, true)
  }

  /** A macroblock of a sliding strip: carried along whole, or partly new at the edge where it enters. */
  #codeMoving(source: Planes, index: number, column: number, row: number, move: Move) {
    if (isCarried(move, column * 16)) {
      this.#codeWithout(index, column, row, vectorOf(move))
      return
    }
    this.#source.load(source, column * 16, row * 16)
    this.#slide.predict(this.#prediction, column * 16, row * 16, move)
    this.#codeInter(index, column, row, vectorOf(move), false)
  }

  /** Nothing but motion: skipped where a decoder infers this vector by itself, told in a few bits elsewhere. */
  #codeWithout(index: number, column: number, row: number, vector: number) {
    this.#vectors.set(index, vector)
    if (this.#vectors.inferred(index, column, row) === vector) this.#skipped++
    else this.#writeInter(index, column, row, vector, 0, 0)
  }

  /** Source against prediction, whose place in the reconstruction takes what the decoder will see. */
  #codeInter(index: number, column: number, row: number, vector: number, mayBeNew: boolean) {
    const difference = this.#difference
    difference.measure(this.#source, this.#prediction)
    if (mayBeNew && difference.sum > strange && spreadOf(this.#source.y) * newerBy < difference.sum) {
      this.#writeSkipped()
      this.#codeIntra(column, row, 5)
      return
    }
    const { luma, chroma } = this.#quantisers
    const quarters =
      difference.luma > luma.silent
        ? this.#residual.interLuma(this.#source.y, this.#prediction.y, difference.peaks)
        : 0
    const detail =
      difference.chroma > chroma.silent ? this.#residual.chroma(this.#source, this.#prediction, false) : 0
    if (quarters !== 0 || detail !== 0 || vector !== 0)
      this.#prediction.store(this.reconstruction, column * 16, row * 16)
    if (quarters === 0 && detail === 0) this.#codeWithout(index, column, row, vector)
    else {
      this.#vectors.set(index, vector)
      this.#writeInter(index, column, row, vector, quarters, detail)
    }
  }

  /** P_L0_16x16 (7.3.5). */
  #writeInter(
    index: number,
    column: number,
    row: number,
    vector: number,
    quarters: number,
    detail: ChromaDetail,
  ) {
    const bits = this.#bits
    this.#writeSkipped()
    bits.ue(0) // mb_type
    bits.se(vector - this.#vectors.predict(index, column, row))
    bits.se(0)
    bits.ue(interPattern[quarters | (detail << 4)]!)
    if (quarters === 0 && detail === 0) return
    bits.se(0) // mb_qp_delta
    for (let block = 0; block < 16; block++)
      if (quarters & (1 << (block >> 2))) this.#writeLuma(index, column, row, block, 0)
    this.#writeChroma(index, column, row, detail)
  }

  /** @param first 1 leaves out the DC, which intra macroblocks write apart */
  #writeLuma(index: number, column: number, row: number, block: number, first: 0 | 1) {
    const counts = this.#counts.luma
    const x = blockColumn[block]!
    const y = blockRow[block]!
    const expected = counts.context(index, column, row, x, y)
    const count = this.#cavlc.block(this.#residual.lumaLevels, block * 16 + first, 16 - first, expected)
    counts.set(index, x, y, count)
  }

  #writeChroma(index: number, column: number, row: number, detail: ChromaDetail) {
    if (detail === 0) return
    for (const plane of [0, 4]) this.#cavlc.block(this.#residual.chromaDcLevels, plane, 4, chromaDc)
    if (detail === 1) return
    for (let block = 0; block < 8; block++) {
      const counts = block < 4 ? this.#counts.u : this.#counts.v
      const x = block & 1
      const y = (block >> 1) & 1
      const expected = counts.context(index, column, row, x, y)
      counts.set(index, x, y, this.#cavlc.block(this.#residual.chromaLevels, block * 16 + 1, 15, expected))
    }
  }

  /** Intra_16x16 of what is in `#source` (7.3.5, table 7-11). @param typeOffset 5 within a P slice */
  #codeIntra(column: number, row: number, typeOffset: 0 | 5) {
    const index = row * this.reconstruction.columns + column
    const bits = this.#bits
    const mode = this.#chooseLuma(column, row)
    const chromaMode = this.#chooseChroma(column, row)
    const alternating = this.#residual.intraLuma(this.#source.y, this.#prediction.y)
    const detail = this.#residual.chroma(this.#source, this.#prediction, true)
    this.#prediction.store(this.reconstruction, column * 16, row * 16)
    this.#vectors.setIntra(index)
    bits.ue(typeOffset + 1 + mode + 4 * detail + (alternating ? 12 : 0))
    bits.ue(chromaMode)
    bits.se(0) // mb_qp_delta
    const expected = this.#counts.luma.context(index, column, row, 0, 0)
    this.#cavlc.block(this.#residual.lumaDcLevels, 0, 16, expected)
    if (alternating) for (let block = 0; block < 16; block++) this.#writeLuma(index, column, row, block, 1)
    this.#writeChroma(index, column, row, detail)
  }

  /** Leaves the best luma prediction in `#prediction` and returns its mode. */
  #chooseLuma(column: number, row: number): number {
    let best = Number.POSITIVE_INFINITY
    let chosen: number = lumaModes.dc
    const attempt = (mode: number) => {
      predictLuma(mode, this.reconstruction, column, row, this.#trial.y)
      const sum = sumOfDifferences(this.#source.y, this.#trial.y)
      if (sum >= best) return
      best = sum
      chosen = mode
      this.#prediction.y.set(this.#trial.y)
    }
    attempt(lumaModes.dc)
    if (best <= goodLuma) return chosen
    if (row > 0) attempt(lumaModes.vertical)
    if (column > 0) attempt(lumaModes.horizontal)
    if (row > 0 && column > 0) attempt(lumaModes.plane)
    return chosen
  }

  #chooseChroma(column: number, row: number): number {
    const { u, v, chromaStride } = this.reconstruction
    let best = Number.POSITIVE_INFINITY
    let chosen: number = chromaModes.dc
    const attempt = (mode: number) => {
      predictChroma(mode, u, chromaStride, column, row, this.#trial.u)
      predictChroma(mode, v, chromaStride, column, row, this.#trial.v)
      const sum =
        sumOfDifferences(this.#source.u, this.#trial.u) + sumOfDifferences(this.#source.v, this.#trial.v)
      if (sum >= best) return
      best = sum
      chosen = mode
      this.#prediction.u.set(this.#trial.u)
      this.#prediction.v.set(this.#trial.v)
    }
    attempt(chromaModes.dc)
    if (best <= goodChroma) return chosen
    if (column > 0) attempt(chromaModes.horizontal)
    if (row > 0) attempt(chromaModes.vertical)
    return chosen
  }
}
