import type { Planes } from '../h264/planes.ts'
import type { Rect } from './sprite.ts'

/**
 * RGB to BT.709 in limited range, in 16-bit fixed point. Luma of a pixel; chroma of the sum of four, which sits in the
 * middle of them (the stream says so, see `parameters.ts`).
 */
const luma = (r: number, g: number, b: number) => (11966 * r + 40254 * g + 4064 * b + 1081344) >> 16
const blueness = (r: number, g: number, b: number) => (-6596 * r - 22189 * g + 28784 * b + 33685504) >> 18
const redness = (r: number, g: number, b: number) => (28784 * r - 26145 * g - 2639 * b + 33685504) >> 18

const red = (pixel: number) => pixel & 255
const green = (pixel: number) => (pixel >>> 8) & 255
const blue = (pixel: number) => (pixel >>> 16) & 255

/**
 * Converts drawn pixels into their place in the planes and marks the macroblocks in which a byte differs from before.
 * @param pixels RGBA, one number each, of a rectangle that lies on macroblock edges
 * @param changed one byte a macroblock, in rows
 */
export function intoPlanes(
  pixels: Uint32Array,
  { x, y, width, height }: Rect,
  planes: Planes,
  changed: Uint8Array,
): void {
  for (let row = 0; row < height; row += 2) {
    const marks = ((y + row) >> 4) * planes.columns
    convertRows(pixels, row * width, width, x, y + row, planes, changed, marks)
  }
}

/** Two rows of pixels: two rows of luma and one of chroma. Squares like the one before are not computed again. */
function convertRows(
  pixels: Uint32Array,
  from: number,
  width: number,
  x: number,
  y: number,
  planes: Planes,
  changed: Uint8Array,
  marks: number,
) {
  const { y: Y, u: U, v: V, stride, chromaStride } = planes
  let upper = y * stride + x
  let lower = upper + stride
  let chroma = (y >> 1) * chromaStride + (x >> 1)
  let [a, b, c, d] = [-1, -1, -1, -1]
  let [ya, yb, yc, yd, u, v] = [0, 0, 0, 0, 0, 0]
  for (let i = from, end = from + width; i < end; i += 2, upper += 2, lower += 2, chroma++) {
    const p = pixels[i]!
    const q = pixels[i + 1]!
    const r = pixels[i + width]!
    const s = pixels[i + width + 1]!
    if (p !== a || q !== b || r !== c || s !== d) {
      a = p
      b = q
      c = r
      d = s
      ya = luma(red(p), green(p), blue(p))
      if (p === q && p === r && p === s) yb = yc = yd = ya
      else {
        yb = luma(red(q), green(q), blue(q))
        yc = luma(red(r), green(r), blue(r))
        yd = luma(red(s), green(s), blue(s))
      }
      const reds = red(p) + red(q) + red(r) + red(s)
      const greens = green(p) + green(q) + green(r) + green(s)
      const blues = blue(p) + blue(q) + blue(r) + blue(s)
      u = blueness(reds, greens, blues)
      v = redness(reds, greens, blues)
    }
    if (
      Y[upper] === ya &&
      Y[upper + 1] === yb &&
      Y[lower] === yc &&
      Y[lower + 1] === yd &&
      U[chroma] === u &&
      V[chroma] === v
    )
      continue
    Y[upper] = ya
    Y[upper + 1] = yb
    Y[lower] = yc
    Y[lower + 1] = yd
    U[chroma] = u
    V[chroma] = v
    changed[marks + ((x + i - from) >> 4)] = 1
  }
}
