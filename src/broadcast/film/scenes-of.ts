import type { Rundown } from '../edition.ts'
import { Crawl } from '../picture/crawl.ts'
import type { Scene } from '../picture/sprite.ts'
import { sceneFor } from '../scenes/index.ts'
import { layersOver } from '../scenes/layers.ts'
import { crawlStyle } from '../scenes/overlays.ts'
import { layoutOf, type ScreenLanguage, type Stage } from '../scenes/stage.ts'
import { type ShapeName, shapes } from '../shape.ts'

/** How one film of an edition is to look. */
export interface Look {
  shape: ShapeName
  language: ScreenLanguage
  /** Languages of the subtitles that are part of the picture; null where they come as files only. */
  burnedIn: ScreenLanguage | null
}

/** The scenes of a film, in order, each with what lies over it: subtitles and how far the edition is. */
export function scenesOf(rundown: Rundown, look: Look): Scene[] {
  const shape = shapes[look.shape]
  // Where nothing is said, as in a loop for lobbies, the pictures may use the place of the subtitles.
  const subtitles = look.burnedIn !== null && rundown.parts.some(({ cues }) => cues.length > 0)
  const layout = layoutOf(shape, subtitles)
  return rundown.parts.map((timed) => {
    const { id, kind, title, at, air } = rundown.edition
    const stage: Stage = {
      shape,
      language: look.language,
      edition: { id, kind, title, at },
      air,
      timed,
      layout,
      subtitles,
    }
    const scene = sceneFor(stage)
    return { ...scene, sprites: [...scene.sprites, ...layersOver(stage, rundown, look.burnedIn)] }
  })
}

/** The line that runs below the whole edition; null where it has none. */
export function crawlOf(rundown: Rundown, look: Look): Crawl | null {
  const words = rundown.edition.pieces.filter(({ layer }) => layer === 'crawl').map(({ words: said }) => said)
  if (words.length === 0) return null
  const layout = layoutOf(shapes[look.shape])
  return new Crawl(crawlStyle(layout, words, look.language), layout.crawl.width)
}
