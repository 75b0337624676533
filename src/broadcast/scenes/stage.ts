import type { Words } from '../../kit/words.ts'
import type { Cue, Edition, Programme, TimedPart } from '../edition.ts'
import type { Context, Rect, Scene, Sprite } from '../picture/sprite.ts'
import type { Shape } from '../shape.ts'
import type { AirSnapshot } from '../snapshot.ts'

/** What stands on the picture: one language, or Chinese with English beside it. */
export type ScreenLanguage = 'zh' | 'en' | 'both'

/** All that a scene may know. It never reads a clock, a file or the network. */
export interface Stage {
  shape: Shape
  language: ScreenLanguage
  edition: Pick<Edition, 'id' | 'kind' | 'title' | 'at'>
  air: AirSnapshot
  timed: TimedPart
  programme: Programme
  layout: Layout
  /** Subtitles burned in; without them the content may use their place. */
  subtitles: boolean
  /** The camera clip or picture of scene `clip`; without one the scene says that it cannot be shown. */
  media?: Media | null
  /** Whose voice is heard: the end card names a synthetic one. */
  voice?: 'synthetic' | 'recorded' | 'none'
}

/** Moving or still, made ready by somebody else: a scene opens no file. */
export interface Media {
  width: number
  height: number
  /** The same for every frame. */
  still: boolean
  /** Draws the frame's picture over the whole rectangle. */
  draw(context: Context, area: Rect, frame: number): void
}

/** Where things stand in a shape; all within title-safe. */
export interface Layout {
  header: Rect
  /** The scene's own. */
  content: Rect
  subtitles: Rect
  /** On macroblock edges. */
  crawl: Rect
  /** Pixels of the shape for one pixel of a drawing made for 1080 lines. */
  scale: number
}

/** Heights of header, subtitles and crawl, and the scale of type, by shape. */
const measures = {
  wide: { header: 120, plate: 152, crawl: 48, scale: 1 },
  tall: { header: 230, plate: 240, crawl: 64, scale: 1.25 },
  square: { header: 132, plate: 164, crawl: 48, scale: 0.9 },
} as const

/** @param subtitles false gives the content the place of the subtitles */
export function layoutOf({ name, width, safe }: Shape, subtitles = true): Layout {
  const { header, plate, crawl, scale } = measures[name]
  const crawlTop = Math.floor((safe.y + safe.height - crawl) / 16) * 16
  const plateTop = crawlTop - 16 - plate
  const contentTop = safe.y + header
  const contentEnd = subtitles ? plateTop - 20 : crawlTop - 28
  return {
    header: { x: safe.x, y: safe.y, width: safe.width, height: header },
    content: { x: safe.x, y: contentTop, width: safe.width, height: contentEnd - contentTop },
    subtitles: { x: safe.x, y: plateTop, width: safe.width, height: plate },
    crawl: { x: 0, y: crawlTop, width: Math.ceil(width / 16) * 16, height: crawl },
    scale,
  }
}

/** The words that stand large. */
export const main = ({ language }: Pick<Stage, 'language'>, words: Words): string =>
  language === 'en' ? words.en : words.zh

/** The words that stand small beside them; null where one language is enough. */
export const second = ({ language }: Pick<Stage, 'language'>, words: Words): string | null =>
  language === 'both' ? words.en : null

/** A sprite that appears once, gently, and then is still. */
export function appearing(rect: Rect, from: number, draw: (context: Context) => void, frames = 14): Sprite {
  const at = (frame: number) => Math.min(frames, Math.max(0, frame - from))
  return {
    rect,
    key: at,
    draw(context, frame) {
      const t = at(frame) / frames
      if (t === 0) return
      context.globalAlpha = 1 - (1 - t) ** 3
      draw(context)
    },
  }
}

/** Frame at which the scene's picture begins to move: after the wipe that brings it in. */
export const entrance = 14

/** The cue whose line has this id, if it is spoken in this part. */
const cueOf = ({ timed }: Stage, id: string): Cue | undefined => timed.cues.find(({ line }) => line === id)

/** Frame within the scene at which a line is heard; `otherwise` where it is not said. */
export const heardAt = (stage: Stage, id: string, otherwise: number): number => {
  const cue = cueOf(stage, id)
  return cue ? cue.from - stage.timed.from : otherwise
}

/** A scene of this stage. */
export const sceneOf = (
  stage: Stage,
  background: (context: Context) => void,
  sprites: readonly Sprite[],
): Scene => ({
  id: stage.timed.part.id,
  frames: stage.timed.frames,
  background,
  sprites,
})
