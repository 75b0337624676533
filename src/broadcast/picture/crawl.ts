import { createCanvas } from '@napi-rs/canvas'
import type { Move } from '../h264/move.ts'
import { Planes } from '../h264/planes.ts'
import type { Context } from './sprite.ts'
import { intoPlanes } from './yuv.ts'

/** A line of text that slides to the left for as long as the edition lasts, round and round. */
export interface CrawlStyle {
  text: string
  /** Of the strip, on macroblock edges. */
  y: number
  height: number
  /** Pixels a frame, even. */
  step: number
  paint(context: Context, text: string, width: number): void
  measure(text: string): number
}

/** Converted to planes once; every frame after that is copies of memory. */
export class Crawl {
  readonly move: Move
  readonly #strip: Planes
  readonly #length: number
  readonly #style: CrawlStyle

  /** @param width of the picture's macroblocks, in pixels */
  constructor(style: CrawlStyle, width: number) {
    this.#style = style
    this.move = { x: 0, y: style.y, width, height: style.height, dx: -style.step }
    // A multiple of 16 also lets the text come round without a seam.
    this.#length = Math.ceil(Math.max(style.measure(style.text), width) / 16) * 16
    this.#strip = new Planes(this.#length, style.height)
    const canvas = createCanvas(this.#length, style.height)
    const context = canvas.getContext('2d')
    style.paint(context, style.text, this.#length)
    const { data } = context.getImageData(0, 0, this.#length, style.height)
    const whole = { x: 0, y: 0, width: this.#length, height: style.height }
    const marks = new Uint8Array(this.#strip.columns * this.#strip.rows)
    intoPlanes(
      new Uint32Array(data.buffer, data.byteOffset, this.#length * style.height),
      whole,
      this.#strip,
      marks,
    )
  }

  /** Puts the strip of a frame of the edition into a picture, or only what enters it at the right edge. */
  place(planes: Planes, frame: number, what: 'all' | 'entering' = 'all'): void {
    const shift = (frame * this.#style.step) % this.#length
    const { y, height } = this.#style
    const left = what === 'all' ? 0 : planes.stride - entering(this.#style.step)
    wrap(this.#strip.y, this.#length, shift, planes.y, planes.stride, left, y, height)
    for (const name of ['u', 'v'] as const)
      wrap(
        this.#strip[name],
        this.#length / 2,
        shift / 2,
        planes[name],
        planes.chromaStride,
        left / 2,
        y / 2,
        height / 2,
      )
  }
}

/** Width of the macroblocks that a step brings something new into. */
const entering = (step: number) => Math.ceil(step / 16) * 16

/** Copies rows of a ring of `length` bytes, from `shift` on, into the rows of a plane. */
function wrap(
  ring: Uint8Array,
  length: number,
  shift: number,
  plane: Uint8Array,
  stride: number,
  left: number,
  top: number,
  height: number,
) {
  for (let row = 0; row < height; row++) {
    const to = (top + row) * stride
    for (let at = left, from = (shift + left) % length; at < stride; ) {
      const count = Math.min(stride - at, length - from)
      plane.set(ring.subarray(row * length + from, row * length + from + count), to + at)
      at += count
      from = 0
    }
  }
}
