import type { Rect } from './picture/sprite.ts'

/** The three shapes of one film: television and the web, phones, and squares for feeds. */
export const shapeNames = ['wide', 'tall', 'square'] as const
export type ShapeName = (typeof shapeNames)[number]

export interface Shape {
  name: ShapeName
  width: number
  height: number
  /** Title-safe: 5 % from every edge (EBU R 95). Nothing that must be read lies outside. */
  safe: Rect
}

const shape = (name: ShapeName, width: number, height: number): Shape => ({
  name,
  width,
  height,
  safe: {
    x: Math.ceil(width * 0.05),
    y: Math.ceil(height * 0.05),
    width: Math.floor(width * 0.9),
    height: Math.floor(height * 0.9),
  },
})

export const shapes: Readonly<Record<ShapeName, Shape>> = {
  wide: shape('wide', 1920, 1080),
  tall: shape('tall', 1080, 1920),
  square: shape('square', 1080, 1080),
}
