import { programmeOf, type Rundown } from '../edition.ts'
import { Crawl } from '../picture/crawl.ts'
import type { SceneJob } from '../picture/scene-film.ts'
import type { Rect, Scene } from '../picture/sprite.ts'
import { clipArea } from '../scenes/clip.ts'
import { sceneFor } from '../scenes/index.ts'
import { layersOver } from '../scenes/layers.ts'
import { crawlStyle } from '../scenes/overlays.ts'
import { type Layout, layoutOf, type ScreenLanguage, type Stage } from '../scenes/stage.ts'
import { type ShapeName, shapes } from '../shape.ts'

/** How one film of an edition is to look. */
export interface Look {
  shape: ShapeName
  language: ScreenLanguage
  /** Languages of the subtitles that are part of the picture; null where they come as files only. */
  burnedIn: ScreenLanguage | null
  /** Whose voice is heard: a synthetic one is named on the end card. */
  voice?: Stage['voice']
}

/** Where nothing is said, as in a loop for lobbies, the pictures may use the place of the subtitles. */
const hasSubtitles = (rundown: Rundown, { burnedIn }: Look): boolean =>
  burnedIn !== null && rundown.parts.some(({ cues }) => cues.length > 0)

const layoutFor = (rundown: Rundown, look: Look): Layout =>
  layoutOf(shapes[look.shape], hasSubtitles(rundown, look))

/** The place of a camera clip: all of the content. Its frames are put there when the scene is drawn. */
const cameraIn = ({ content }: Layout) => ({
  width: content.width,
  height: content.height,
  still: true,
  draw: () => {},
})

/** The same place in even pixels, as a reader of clips wants it. */
export function clipRect(rundown: Rundown, look: Look): Rect {
  const layout = layoutFor(rundown, look)
  return clipArea({ layout }, cameraIn(layout))
}

/** The scenes of a film, in order, each with what lies over it: subtitles and how far the edition is. */
export function scenesOf(rundown: Rundown, look: Look): Scene[] {
  const shape = shapes[look.shape]
  const subtitles = hasSubtitles(rundown, look)
  const layout = layoutFor(rundown, look)
  const programme = programmeOf(rundown)
  return rundown.parts.map((timed) => {
    const { id, kind, title, at, air } = rundown.edition
    const stage: Stage = {
      shape,
      language: look.language,
      edition: { id, kind, title, at },
      air,
      timed,
      programme,
      layout,
      subtitles,
      media: timed.part.media === null ? null : cameraIn(layout),
      ...(look.voice ? { voice: look.voice } : {}),
    }
    const scene = sceneFor(stage)
    return { ...scene, sprites: [...scene.sprites, ...layersOver(stage, rundown, look.burnedIn)] }
  })
}

/** How a scene comes in and what runs below it. A slate stands alone: no crawl, and the picture after it is a cut. */
export function sceneJobOf(
  rundown: Rundown,
  scenes: readonly Scene[],
  crawl: Crawl | null,
  index: number,
): Pick<SceneJob, 'scene' | 'before' | 'from' | 'crawl'> {
  const { part, from } = rundown.parts[index]!
  const last = rundown.parts[index - 1]?.part
  // Of a camera clip the last frame is not at hand.
  const isCut = last === undefined || last.media !== null || last.scene === 'slate'
  return {
    scene: scenes[index]!,
    before: isCut ? null : scenes[index - 1]!,
    from: Math.max(0, from - programmeOf(rundown).from),
    crawl: part.scene === 'slate' ? null : crawl,
  }
}

/** The line that runs below the whole edition; null where it has none. */
export function crawlOf(rundown: Rundown, look: Look): Crawl | null {
  const words = rundown.edition.pieces.filter(({ layer }) => layer === 'crawl').map(({ words: said }) => said)
  if (words.length === 0) return null
  const layout = layoutOf(shapes[look.shape])
  return new Crawl(crawlStyle(layout, words, look.language), layout.crawl.width)
}
