import { setImmediate as turn } from 'node:timers/promises'
import { SparseEncoder } from '../h264/encoder.ts'
import type { FilmFormat } from '../h264/parameters.ts'
import { Planes } from '../h264/planes.ts'
import type { Crawl } from './crawl.ts'
import { SceneRenderer } from './renderer.ts'
import type { Scene } from './sprite.ts'

/** Frames of the wipe with which a scene comes in over the one before. */
export const wipeFrames = 12

/** Moving pictures that come one after the other. */
export interface Clip {
  /** Puts the next frame into the planes and marks what it covers. */
  next(planes: Planes, changed: Uint8Array): Promise<void>
}

export interface SceneJob {
  format: FilmFormat
  scene: Scene
  /** The scene before, whose last frame the wipe uncovers; null at a hard cut. */
  before: Scene | null
  /** Number of the scene's first frame within the edition: the crawl goes on across scenes. */
  from: number
  crawl: Crawl | null
  /** What a camera saw, from the end of the wipe on. */
  clip?: Clip
  /** Frames between further key frames, for seeking; none by default. */
  keyEvery?: number
  /** Called after every frame: for progress, and for tests that look at the reconstruction. */
  onFrame?(frame: number, encoder: SparseEncoder): void
}

/** Encodes a scene as pictures of H.264, the first of which needs no other. Scenes know nothing of each other. */
export async function filmScene(job: SceneJob): Promise<Uint8Array[]> {
  const { scene, format, crawl, from, keyEvery = Number.POSITIVE_INFINITY } = job
  const encoder = new SparseEncoder(format)
  const shots = new Shots(job)
  const pictures: Uint8Array[] = []
  for (let frame = 0; frame < scene.frames; frame++) {
    const drawn = shots.show(frame)
    if (frame > (job.before ? wipeFrames : 0)) await job.clip?.next(shots.picture, shots.changed)
    const key = frame % keyEvery === 0
    // Between key pictures the encoder carries the strip along by itself.
    crawl?.place(shots.picture, from + frame, key ? 'all' : 'entering')
    const moves = crawl ? [crawl.move] : []
    pictures.push(key ? encoder.key(shots.picture) : encoder.next(shots.picture, shots.changed, moves))
    job.onFrame?.(frame, encoder)
    // Drawn pixels are native memory that is given back only between turns of the event loop.
    if (drawn) await turn()
  }
  return pictures
}

/** The frames of a scene, one after the other, with the wipe that brings it in. */
class Shots {
  readonly picture: Planes
  readonly changed: Uint8Array
  readonly #renderer: SceneRenderer
  /** The scene's first frame while the one before is still seen; null without a wipe. */
  readonly #incoming: Planes | null

  constructor({ scene, before, format }: SceneJob) {
    this.picture = new Planes(format.width, format.height)
    this.changed = new Uint8Array(this.picture.columns * this.picture.rows)
    this.#renderer = new SceneRenderer(scene, this.picture)
    this.#incoming = before ? new Planes(format.width, format.height) : null
    this.#renderer.whole(0, this.#incoming ?? this.picture, this.changed)
    if (before) new SceneRenderer(before, this.picture).whole(before.frames - 1, this.picture, this.changed)
  }

  /** Brings the picture to a frame and marks what changed in it; true when anything was drawn. */
  show(frame: number): boolean {
    this.changed.fill(0)
    if (frame === 0) return true
    if (!this.#incoming || frame > wipeFrames)
      return this.#renderer.advance(frame, this.picture, this.changed)
    this.#uncover(this.#incoming, edge(frame - 1, this.picture), edge(frame, this.picture))
    return false
  }

  /** Lets columns of macroblocks of the incoming picture be seen. */
  #uncover(incoming: Planes, first: number, last: number) {
    const { picture, changed } = this
    const columns = (from: Uint8Array, to: Uint8Array, stride: number, side: number) => {
      for (let at = first * side; at < from.length; at += stride)
        to.set(from.subarray(at, at + (last - first) * side), at)
    }
    columns(incoming.y, picture.y, picture.stride, 16)
    columns(incoming.u, picture.u, picture.chromaStride, 8)
    columns(incoming.v, picture.v, picture.chromaStride, 8)
    for (let row = 0; row < picture.rows; row++)
      changed.fill(1, row * picture.columns + first, row * picture.columns + last)
  }
}

/** The wipe's edge after so many frames, in columns of macroblocks. */
const edge = (frame: number, { columns }: Planes) => Math.round((columns * frame) / wipeFrames)
