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
    const { y, height, dx } = move
    const first = move.x + Math.max(0, Math.ceil(dx / 16) * 16)
    const last = move.x + move.width - Math.max(0, Math.ceil(-dx / 16) * 16)
    const before = this.#before
    const rows = (from: Uint8Array, to: Uint8Array, stride: number, scale: 1 | 2) => {
      to.set(from.subarray((y / scale) * stride, ((y + height) / scale) * stride), (y / scale) * stride)
      for (let row = y / scale; row < (y + height) / scale; row++) {
        const at = row * stride
        from.copyWithin(at + first / scale, at + (first - dx) / scale, at + (last - dx) / scale)
      }
    }
    rows(planes.y, before.y, planes.stride, 1)
    rows(planes.u, before.u, planes.chromaStride, 2)
    rows(planes.v, before.v, planes.chromaStride, 2)
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
