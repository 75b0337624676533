import type { SKRSContext2D } from '@napi-rs/canvas'

export type Context = SKRSContext2D

/** A rectangle of the picture, in pixels from the upper left. */
export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

/**
 * Something that may change. Two frames with equal keys are equal pictures: that is the contract that makes everything
 * else cheap. The key must hold all that the drawing uses.
 */
export interface Sprite {
  rect: Rect
  key(frame: number): string | number
  draw(context: Context, frame: number): void
}

/** A picture as long as its part: a layer that never changes, and what moves on it. Time is the frame number alone. */
export interface Scene {
  id: string
  frames: number
  background(context: Context): void
  sprites: readonly Sprite[]
}

export const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** The smallest rectangle that holds both. */
export function union(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  const right = Math.max(a.x + a.width, b.x + b.width)
  const bottom = Math.max(a.y + a.height, b.y + b.height)
  return { x, y, width: right - x, height: bottom - y }
}

/** Grown outward to whole macroblocks, within a picture of `width` × `height` pixels (macroblocks included). */
export function onMacroblocks({ x, y, width, height }: Rect, columns: number, rows: number): Rect {
  const left = Math.max(0, Math.floor(x / 16)) * 16
  const top = Math.max(0, Math.floor(y / 16)) * 16
  const right = Math.min(columns, Math.ceil((x + width) / 16)) * 16
  const bottom = Math.min(rows, Math.ceil((y + height) / 16)) * 16
  return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) }
}

/** Joins rectangles until none touches another. */
export function merged(rects: readonly Rect[]): Rect[] {
  const apart: Rect[] = []
  for (const rect of rects) {
    let grown = rect
    for (let at = apart.findIndex((other) => overlaps(other, grown)); at >= 0; ) {
      grown = union(grown, apart[at]!)
      apart.splice(at, 1)
      at = apart.findIndex((other) => overlaps(other, grown))
    }
    apart.push(grown)
  }
  return apart
}
