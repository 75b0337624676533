import type { Piece } from '../edition.ts'
import type { Rect, Sprite } from '../picture/sprite.ts'
import { block, soft, write } from './paint.ts'
import { appearing, entrance, main, type Stage } from './stage.ts'
import { fitted, widthOf } from './type.ts'

/** Comes after the picture, and goes after five seconds: long enough to read a name and an office twice. */
const from = entrance + 20
const stays = 125

/** "Name｜Office" as an editor writes it; without a bar there is a name only. */
export function nameAndOffice(text: string): [string, string] {
  const [name = '', office = ''] = text.split(/[｜|\n]/).map((part) => part.trim())
  return [name, office]
}

/** Where lower thirds stand: above the subtitles, at the left of title-safe. */
export function lowerThirdRect({ layout, subtitles }: Stage): Rect {
  const { content, scale } = layout
  const height = Math.round(124 * scale)
  const lift = subtitles ? 0 : 40
  return { x: content.x, y: content.y + content.height - height - lift, width: content.width, height }
}

/** Name and office of a speaker: the line grows, the words stand, and all is gone again. */
export function lowerThird(stage: Stage, { words }: Piece): Sprite {
  const { scale } = stage.layout
  const [name, office] = nameAndOffice(main(stage, words))
  const area = lowerThirdRect(stage)
  const most = area.width - 56 * scale
  const big = fitted(name, 48 * scale, 600, most, 36)
  const small = fitted(office, 34 * scale, 400, most, 24)
  const width = Math.min(
    area.width,
    Math.ceil(Math.max(widthOf(name, big, 600), widthOf(office, small, 400)) + 56 * scale),
  )
  const rect: Rect = { ...area, width }
  const gone = from + stays
  const shown = appearing(
    rect,
    from,
    (context) => {
      block(context, rect, 'rgba(6, 14, 26, 0.86)')
      block(context, { ...rect, width: 8 }, '#4da3e8')
      const x = rect.x + 32 * scale
      const middle = rect.y + rect.height / 2
      const first = office ? middle - 4 * scale : middle + big * 0.36
      write(context, name, x, first, { size: big, weight: 600, most })
      if (office) write(context, office, x, middle + 44 * scale, { size: small, colour: soft, most })
    },
    12,
  )
  return {
    rect,
    key: (frame) => (frame >= gone ? 0 : shown.key(frame)),
    draw: (context, frame) => (frame >= gone ? undefined : shown.draw(context, frame)),
  }
}
