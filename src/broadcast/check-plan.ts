import { createCanvas } from '@napi-rs/canvas'
import type { Rundown } from './edition.ts'
import { scenesOf } from './film/scenes-of.ts'
import { drawFrame } from './picture/renderer.ts'
import type { Rect, Scene } from './picture/sprite.ts'
import { missingGlyphs } from './scenes/glyphs.ts'
import { recordTexts } from './scenes/paint.ts'
import { type Shape, shapes } from './shape.ts'
import type { MadeFilm } from './versions.ts'

/** What the scenes of a plan draw, looked at without the film. */
export interface PlanSeen {
  /** Texts that are not wholly within title-safe, as "scene: text". */
  outside: readonly string[]
  /** Scenes with a black frame. */
  black: readonly string[]
  /** Characters that stand in it as empty boxes, as "scene: 🙂". */
  boxes: readonly string[]
}

/** Draws a few frames of every scene, small: in its entrance, in its middle, and at its end. */
export function seenIn(
  rundown: Rundown,
  { shape, language, burnedIn }: Pick<MadeFilm, 'shape' | 'language' | 'burnedIn'>,
): PlanSeen {
  const scenes = scenesOf(rundown, { shape, language, burnedIn: burnedIn ? language : null })
  const seen = scenes.map((scene, i) =>
    sceneSeen(scene, shapes[shape], rundown.parts[i]!.part.media === null),
  )
  return {
    outside: seen.flatMap(({ outside }) => outside),
    black: seen.flatMap(({ black }) => black),
    boxes: seen.flatMap(({ boxes }) => boxes),
  }
}

/** @param whole false where a camera's picture is still missing from it */
export function sceneSeen(scene: Scene, shape: Shape, whole = true): PlanSeen {
  const outside = new Set<string>()
  const boxes = new Set<string>()
  let black = false
  for (const frame of framesOf(scene)) {
    const { texts, dark } = frameSeen(scene, shape, frame)
    for (const text of texts) {
      if (!within(text, shape.safe)) outside.add(`${scene.id}: “${text.text}”`)
      for (const character of missingGlyphs(text.text)) boxes.add(`${scene.id}: ${character}`)
    }
    black ||= dark
  }
  return { outside: [...outside], black: whole && black ? [scene.id] : [], boxes: [...boxes] }
}

const framesOf = ({ frames }: Scene) =>
  [60, Math.floor(frames / 2), frames - 30].map((frame) => Math.max(0, Math.min(frames - 1, frame)))

/** Seen from afar: so many times smaller. */
const smaller = 24

function frameSeen(scene: Scene, { width, height }: Shape, frame: number) {
  const canvas = createCanvas(Math.ceil(width / smaller), Math.ceil(height / smaller))
  const context = canvas.getContext('2d')
  context.scale(1 / smaller, 1 / smaller)
  const texts = recordTexts(context)
  drawFrame(context, scene, frame)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  return { texts, dark: isBlack(data) }
}

/** No colour of any pixel is more than so much of 255. */
const nearlyBlack = 8

function isBlack(pixels: Uint8ClampedArray): boolean {
  for (let i = 0; i < pixels.length; i += 4)
    if (Math.max(pixels[i]!, pixels[i + 1]!, pixels[i + 2]!) > nearlyBlack) return false
  return true
}

/** Glyphs have room of their own beside their ink: so many pixels. */
const ease = 2

const within = (one: Rect, safe: Rect) =>
  one.x >= safe.x - ease &&
  one.y >= safe.y - ease &&
  one.x + one.width <= safe.x + safe.width + ease &&
  one.y + one.height <= safe.y + safe.height + ease
