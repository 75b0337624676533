import { type Macroblock, Planes } from './planes.ts'

/**
 * A strip whose content slides sideways by the same amount in every frame, such as a crawl. Its rectangle lies on
 * macroblock edges; the step is even, so that chroma moves by whole pixels too.
 */
export interface Move {
  x: number
  y: number
  width: number
  height: number
  /** Pixels to the right a frame; negative to the left. */
  dx: number
}

export function checkMove({ x, y, width, height, dx }: Move): void {
  if ([x, y, width, height].some((n) => n % 16 !== 0) || dx % 2 !== 0)
    throw new RangeError('a moving strip lies on macroblock edges and moves by an even number of pixels')
}

/** The motion vector that undoes a move, in quarter pixels. */
export const vectorOf = ({ dx }: Move): number => -dx * 4

/** True when all that this macroblock shows was already in the strip one frame before. */
export const isCarried = ({ x, width, dx }: Move, left: number): boolean =>
  left - dx >= x && left - dx + 16 <= x + width

/**
 * Moves the strip within the reconstruction by copying memory, and keeps how it was before: what enters at the edge is
 * still predicted from there.
 */
export class Slide {
  readonly #before: Planes

  constructor(width: number, height: number) {
    this.#before = new Planes(width, height)
  }

  apply(planes: Planes, move: Move): void {
    const { y, u, v } = this.#before
    this.#slidePlane(planes.y, y, planes.stride, move, 1)
    this.#slidePlane(planes.u, u, planes.chromaStride, move, 2)
    this.#slidePlane(planes.v, v, planes.chromaStride, move, 2)
  }

  #slidePlane(plane: Uint8Array, before: Uint8Array, stride: number, move: Move, scale: 1 | 2) {
    const top = (move.y / scale) * stride
    const bottom = ((move.y + move.height) / scale) * stride
    const dx = move.dx / scale
    before.set(plane.subarray(top, bottom), top)
    if (move.x === 0 && move.width / scale === stride) {
      // Rows stand end to end: what slides over an edge lands in macroblocks that are coded anew.
      plane.copyWithin(Math.max(top, top + dx), Math.max(top, top - dx), Math.min(bottom, bottom - dx))
      return
    }
    const first = (move.x + Math.max(0, Math.ceil(move.dx / 16) * 16)) / scale
    const last = (move.x + move.width - Math.max(0, Math.ceil(-move.dx / 16) * 16)) / scale
    for (let row = top; row < bottom; row += stride)
      plane.copyWithin(row + first, row + first - dx, row + last - dx)
  }

  /** The macroblock at these pixels as the move predicts it; beyond the picture its edge goes on (8.4.2.2). */
  predict(into: Macroblock, left: number, top: number, { dx }: Move): void {
    const before = this.#before
    const x = left - dx
    if (x >= 0 && x + 16 <= before.stride) {
      into.load(before, x, top)
      return
    }
    clamped(before.y, before.stride, x, top, into.y, 16)
    clamped(before.u, before.chromaStride, x >> 1, top >> 1, into.u, 8)
    clamped(before.v, before.chromaStride, x >> 1, top >> 1, into.v, 8)
  }
}

function clamped(plane: Uint8Array, stride: number, x: number, y: number, out: Uint8Array, side: number) {
  for (let i = 0; i < out.length; i++) {
    const column = Math.min(stride - 1, Math.max(0, x + (i % side)))
    out[i] = plane[(y + Math.floor(i / side)) * stride + column]!
  }
}
