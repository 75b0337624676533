/** A picture in I420: luma and two planes of half its width and height, all padded to whole macroblocks of 16×16. */
export class Planes {
  readonly columns: number
  readonly rows: number
  readonly stride: number
  readonly chromaStride: number
  readonly y: Uint8Array
  readonly u: Uint8Array
  readonly v: Uint8Array

  /** @param width of the picture as it is shown, in pixels */
  constructor(width: number, height: number) {
    this.columns = Math.ceil(width / 16)
    this.rows = Math.ceil(height / 16)
    this.stride = this.columns * 16
    this.chromaStride = this.columns * 8
    this.y = new Uint8Array(this.stride * this.rows * 16)
    this.u = new Uint8Array(this.chromaStride * this.rows * 8)
    this.v = new Uint8Array(this.chromaStride * this.rows * 8)
  }

  set(other: Planes): void {
    this.y.set(other.y)
    this.u.set(other.u)
    this.v.set(other.v)
  }
}

/** One macroblock, its planes packed without gaps: strides of 16 and 8. */
export class Macroblock {
  readonly y = new Uint8Array(256)
  readonly u = new Uint8Array(64)
  readonly v = new Uint8Array(64)

  /** Takes the macroblock at these pixels; they may be any place that lies wholly inside. */
  load(planes: Planes, x: number, y: number): void {
    copy(planes.y, y * planes.stride + x, planes.stride, this.y, 16)
    const at = (y >> 1) * planes.chromaStride + (x >> 1)
    copy(planes.u, at, planes.chromaStride, this.u, 8)
    copy(planes.v, at, planes.chromaStride, this.v, 8)
  }

  /** Puts it at these pixels. */
  store(planes: Planes, x: number, y: number): void {
    paste(this.y, planes.y, y * planes.stride + x, planes.stride, 16)
    const at = (y >> 1) * planes.chromaStride + (x >> 1)
    paste(this.u, planes.u, at, planes.chromaStride, 8)
    paste(this.v, planes.v, at, planes.chromaStride, 8)
  }
}

/** A square of `side` pixels into packed memory. A loop: a call costs more than sixteen bytes. */
function copy(from: Uint8Array, at: number, stride: number, to: Uint8Array, side: number) {
  for (let row = 0, o = 0; row < side; row++, at += stride)
    for (let i = at; i < at + side; i++) to[o++] = from[i]!
}

function paste(from: Uint8Array, to: Uint8Array, at: number, stride: number, side: number) {
  for (let row = 0, o = 0; row < side; row++, at += stride)
    for (let i = at; i < at + side; i++) to[i] = from[o++]!
}
