import type { Words } from '../../kit/words.ts'
import type { Context, Rect, Scene } from '../picture/sprite.ts'
import { drawFrame } from './frame.ts'
import { block, hairline, soft, write, writeLines } from './paint.ts'
import { type Media, main, type Stage, sceneOf, second } from './stage.ts'
import { settled } from './type.ts'

const unshown: Words = { zh: '这段画面未能播出', en: 'This clip could not be shown' }
const meanwhile: Words = { zh: '节目继续', en: 'The programme goes on without it' }

/** Where a clip or a picture stands: all of the content, in the media's own proportions, never cropped. */
export function clipArea(
  { layout: { content } }: Pick<Stage, 'layout'>,
  { width, height }: Pick<Media, 'width' | 'height'>,
): Rect {
  const scale = Math.min(content.width / width, content.height / height)
  const even = (value: number) => Math.floor(value / 2) * 2
  const size = { width: even(width * scale), height: even(height * scale) }
  return {
    x: even(content.x + (content.width - size.width) / 2),
    y: even(content.y + (content.height - size.height) / 2),
    ...size,
  }
}

/** A frame around what a camera saw; where it cannot be shown the picture says so. */
export function clipScene(stage: Stage): Scene {
  const { media } = stage
  if (!media)
    return sceneOf(
      stage,
      (context) => {
        drawFrame(context, stage)
        drawCard(context, stage)
      },
      [],
    )
  const area = clipArea(stage, media)
  const picture = (context: Context, frame: number) => {
    block(context, area, '#000000')
    media.draw(context, area, frame)
  }
  return sceneOf(
    stage,
    (context) => {
      drawFrame(context, stage)
      if (media.still) picture(context, 0)
    },
    media.still ? [] : [{ rect: area, key: (frame) => frame, draw: picture }],
  )
}

function drawCard(context: Context, stage: Stage) {
  const { content, scale } = stage.layout
  const size = 56 * scale
  const set = settled(main(stage, unshown), { size, weight: 600, most: content.width, count: 2 })
  const top = content.y + content.height * 0.4
  block(context, { x: content.x, y: top - size * 1.5, width: 120 * scale, height: 6 }, hairline)
  const y = writeLines(context, set, content.x, top, { weight: 600 })
  const english = second(stage, unshown) ?? main(stage, meanwhile)
  write(context, english, content.x, y, { size: 36 * scale, colour: soft, most: content.width })
}
