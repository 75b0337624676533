import type { Piece, Rundown, TimedPart } from '../edition.ts'
import type { Rect, Sprite } from '../picture/sprite.ts'
import { splitCues } from '../subtitles/split.ts'
import { headerOf } from './header.ts'
import { drawLogo } from './logo.ts'
import { lowerThird } from './lower-third.ts'
import { crawlGround, progressSprite, subtitleSprite } from './overlays.ts'
import { block, soft, write } from './paint.ts'
import type { ScreenLanguage, Stage } from './stage.ts'

/** All that lies over the picture of a part: mark, clock, lower thirds, how far the edition is, subtitles; never on a slate. */
export function layersOver(stage: Stage, rundown: Rundown, burnedIn: ScreenLanguage | null): Sprite[] {
  if (stage.timed.part.scene === 'slate') return []
  const sprites: Sprite[] = []
  const pieces = piecesOf(rundown, stage.timed)
  // The title shows the mark large, and nothing has run yet.
  const opening = stage.timed.part.scene === 'title'
  if (has(pieces, 'logo') && !opening) sprites.push(logoSprite(stage))
  const clock = has(pieces, 'clock') && !opening ? clockSprite(stage) : null
  if (clock) sprites.push(clock)
  for (const piece of pieces) if (piece.layer === 'lower-third') sprites.push(lowerThird(stage, piece))
  if (has(pieces, 'crawl')) sprites.push(footSprite(stage))
  sprites.push(progressSprite(stage))
  if (burnedIn !== null) {
    const timed = { ...stage.timed, cues: splitCues(stage.timed.cues) }
    sprites.push(subtitleSprite({ ...stage, timed }, burnedIn))
  }
  return sprites
}

const has = (pieces: readonly Piece[], layer: Piece['layer']) => pieces.some((piece) => piece.layer === layer)

/** The pieces that are seen during a part: the edition's, those of its segment, and its own. */
export function piecesOf({ edition }: Rundown, { part }: Pick<TimedPart, 'part'>): Piece[] {
  const segment = edition.segments.find(({ parts }) => parts.some(({ id }) => id === part.id))
  return edition.pieces.filter(
    ({ lifespan, of }) =>
      lifespan === 'edition' ||
      (lifespan === 'segment' && of === segment?.id) ||
      (lifespan === 'part' && of === part.id),
  )
}

function logoSprite(stage: Stage): Sprite {
  const rect = headerOf(stage).logo
  return { rect, key: () => 'logo', draw: (context) => drawLogo(context, rect) }
}

/** How long the edition has run, of how much: changes once a second. */
function clockSprite(stage: Stage): Sprite | null {
  const rect = headerOf(stage).clock
  if (!rect) return null
  const { timed, programme } = stage
  const second = (frame: number) => Math.floor((frame + timed.from - programme.from) / 25)
  return {
    rect,
    key: second,
    draw: (context, frame) =>
      write(
        context,
        `${minutes(second(frame))} / ${minutes(Math.floor(programme.frames / 25))}`,
        rect.x + rect.width,
        rect.y + 26,
        {
          size: 26,
          colour: soft,
          align: 'right',
          most: rect.width,
        },
      ),
  }
}

const minutes = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** The ground of the crawl goes on to the edge of the picture. */
function footSprite({ layout, shape }: Stage): Sprite {
  const { crawl } = layout
  const y = crawl.y + crawl.height
  const rect: Rect = { x: 0, y, width: crawl.width, height: Math.ceil(shape.height / 16) * 16 - y }
  return { rect, key: () => 'foot', draw: (context) => block(context, rect, crawlGround) }
}
