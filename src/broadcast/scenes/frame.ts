import type { Context } from '../picture/sprite.ts'
import { block, hatch, ink, levelPaint, rule, sky, soft, write } from './paint.ts'
import { main, type Stage, second } from './stage.ts'
import { widthOf } from './type.ts'
import { dateWords, kindWords } from './words.ts'

/** What every scene stands on: the sky of the level, the title of the part, the day and hour of the air. */
export function drawFrame(context: Context, stage: Stage): void {
  const { shape, air } = stage
  sky(context, shape.width + 16, shape.height + 16, air.now?.level ?? null)
  const { header, scale } = stage.layout
  const title = stage.timed.part.title
  const size = 52 * scale
  const half = header.width * (shape.name === 'wide' ? 0.6 : 1)
  const baseline = header.y + (shape.name === 'tall' ? 60 : 50)
  write(context, main(stage, title), header.x, baseline, { size, weight: 600, most: half })
  const english = second(stage, title)
  if (english && shape.name === 'wide')
    write(
      context,
      english,
      header.x + Math.min(half, widthOf(main(stage, title), size, 600)) + 24,
      baseline,
      {
        size: 30,
        colour: soft,
        most: 420,
      },
    )
  else if (english)
    write(context, english, header.x, baseline + 40 * scale, { size: 30 * scale, colour: soft, most: half })
  drawWhen(context, stage, baseline)
  rule(context, header.x, header.y + header.height - 18, header.width)
}

/** City, day and hour; and, where nobody measured the air, that it is modelled or simulated. */
function drawWhen(context: Context, stage: Stage, baseline: number) {
  const { shape, air, layout } = stage
  const { header, scale } = layout
  const right = header.x + header.width
  const when = `${main(stage, air.city)}　${main(stage, dateWords(air.hour))}`
  if (shape.name === 'tall')
    write(context, when, header.x, header.y + header.height - 34, {
      size: 32 * scale,
      colour: soft,
      most: header.width * 0.7,
    })
  else write(context, when, right, baseline, { size: 30, align: 'right', most: header.width * 0.42 })
  if (air.kind === 'reference') return
  const label = main(stage, kindWords[air.kind])
  const width = widthOf(label, 28 * scale, 600) + 32
  const y = shape.name === 'tall' ? header.y + header.height - 70 : baseline + 12
  const rect = { x: right - width, y, width, height: 40 * scale }
  block(context, rect, '#f0c674')
  hatch(context, rect, 'rgba(60, 40, 0, 0.16)')
  write(context, label, right - 16, y + 29 * scale, {
    size: 28 * scale,
    weight: 600,
    colour: '#2a1f05',
    align: 'right',
  })
}

/** A level's word on its colour. */
export function drawSwatch(
  context: Context,
  words: string,
  level: number | null,
  x: number,
  y: number,
  size: number,
  align: 'left' | 'center' = 'left',
): number {
  const { ground, ink: on } = levelPaint(level)
  const width = widthOf(words, size, 600) + size * 0.9
  const left = align === 'center' ? x - width / 2 : x
  block(context, { x: left, y, width, height: size * 1.5 }, ground)
  write(context, words, left + size * 0.45, y + size * 1.1, { size, weight: 600, colour: on })
  return width
}

/** Said in a scene that has nothing to show. */
export function drawNothing(context: Context, stage: Stage, words: string): void {
  const { content } = stage.layout
  write(context, words, content.x, content.y + content.height / 2, {
    size: 48,
    colour: ink,
    most: content.width,
  })
}
