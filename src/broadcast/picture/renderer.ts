import { type Canvas, createCanvas } from '@napi-rs/canvas'
import type { Planes } from '../h264/planes.ts'
import { type Context, merged, onMacroblocks, overlaps, type Rect, type Scene } from './sprite.ts'
import { intoPlanes } from './yuv.ts'

/** Small canvases kept for rectangles that are drawn again and again. */
const mostCanvases = 16

interface Board {
  canvas: Canvas
  context: Context
}

/**
 * Draws a scene frame by frame, touching only what changed: the sprites whose keys differ from the frame before, on a
 * canvas no larger than their rectangle. The canvas covers whole macroblocks, so the padding of a size that is no
 * multiple of 16 is drawn like everything else.
 */
export class SceneRenderer {
  readonly #scene: Scene
  readonly #ground: Canvas
  readonly #boards = new Map<string, Board>()
  readonly #keys: (string | number | null)[]

  constructor(scene: Scene, planes: Planes) {
    this.#scene = scene
    this.#ground = createCanvas(planes.stride, planes.rows * 16)
    scene.background(this.#ground.getContext('2d'))
    this.#keys = scene.sprites.map(() => null)
  }

  /** Draws the whole picture of a frame into the planes. */
  whole(frame: number, planes: Planes, changed: Uint8Array): void {
    for (const [i, sprite] of this.#scene.sprites.entries()) this.#keys[i] = sprite.key(frame)
    this.#draw({ x: 0, y: 0, width: this.#ground.width, height: this.#ground.height }, frame, planes, changed)
  }

  /** Draws what differs from the frame drawn before; true when anything did. */
  advance(frame: number, planes: Planes, changed: Uint8Array): boolean {
    const { columns, rows } = planes
    const dirty: Rect[] = []
    for (const [i, sprite] of this.#scene.sprites.entries()) {
      const key = sprite.key(frame)
      if (key === this.#keys[i]) continue
      this.#keys[i] = key
      dirty.push(onMacroblocks(sprite.rect, columns, rows))
    }
    for (const rect of merged(dirty))
      if (rect.width > 0 && rect.height > 0) this.#draw(rect, frame, planes, changed)
    return dirty.length > 0
  }

  #draw(rect: Rect, frame: number, planes: Planes, changed: Uint8Array) {
    const { context } = this.#board(rect)
    const { x, y, width, height } = rect
    context.drawImage(this.#ground, x, y, width, height, x, y, width, height)
    for (const sprite of this.#scene.sprites)
      if (overlaps(sprite.rect, rect)) drawSprite(context, sprite, frame)
    const { data } = context.getImageData(0, 0, width, height)
    intoPlanes(new Uint32Array(data.buffer, data.byteOffset, width * height), rect, planes, changed)
  }

  /** A canvas whose upper left corner is that of the rectangle: reading a part of a large one costs a copy of it all. */
  #board(rect: Rect): Board {
    const name = `${rect.x},${rect.y},${rect.width},${rect.height}`
    const known = this.#boards.get(name)
    this.#boards.delete(name)
    const board = known ?? newBoard(rect)
    this.#boards.set(name, board)
    if (this.#boards.size > mostCanvases) this.#boards.delete(this.#boards.keys().next().value!)
    return board
  }
}

function newBoard({ x, y, width, height }: Rect): Board {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.translate(-x, -y)
  return { canvas, context }
}

/** A sprite never draws outside its rectangle: what it left there would stay. */
function drawSprite(context: Context, { rect, draw }: Scene['sprites'][number], frame: number) {
  context.save()
  context.beginPath()
  context.rect(rect.x, rect.y, rect.width, rect.height)
  context.clip()
  draw(context, frame)
  context.restore()
}

/** One frame of a scene as a PNG: for stills, cards and looking. */
export function still(scene: Scene, width: number, height: number, frame: number): Buffer {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  drawFrame(context, scene, frame)
  return canvas.toBuffer('image/png')
}

/** Draws all of a frame, at whatever size the context has. */
export function drawFrame(context: Context, scene: Scene, frame: number): void {
  scene.background(context)
  for (const sprite of scene.sprites) drawSprite(context, sprite, frame)
}
