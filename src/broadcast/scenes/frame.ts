import type { Words } from '../../kit/words.ts'
import type { Context, Rect, Scene } from '../picture/sprite.ts'
import { type Header, headerOf, labelSizeOf } from './header.ts'
import { block, hatch, ink, levelBlock, levelPaint, rule, sky, soft, write, writeLines } from './paint.ts'
import { main, type Stage, sceneOf, second } from './stage.ts'
import { cut, fitted, settled, widthOf } from './type.ts'
import { dateWords, kindWords } from './words.ts'

/** The sky of the level, on which everything stands. */
export const drawSky = (context: Context, { shape, air }: Stage): void =>
  sky(context, shape.width + 16, shape.height + 16, air.now?.level ?? null)

/** What every scene but the first and the last stands on: sky, title of the part, day and hour of the air. */
export function drawFrame(context: Context, stage: Stage): void {
  drawSky(context, stage)
  const header = headerOf(stage)
  drawTitle(context, stage, header)
  const { when } = header
  write(context, whenWords(stage, when.size, when.most), when.x, when.y, {
    ...when,
    colour: stage.shape.name === 'wide' ? ink : soft,
  })
  drawKind(context, stage, header.label)
  rule(context, stage.layout.header.x, header.rule, stage.layout.header.width)
}

function drawTitle(context: Context, stage: Stage, { title, second: other }: Header) {
  const words = main(stage, stage.timed.part.title)
  const english = second(stage, stage.timed.part.title)
  const room = other.beside && english ? title.most * 0.62 : title.most
  const size = fitted(words, title.size, 600, room)
  write(context, words, title.x, title.y, { ...title, size, weight: 600, most: room })
  if (!english) return
  const x = other.beside ? title.x + Math.min(room, widthOf(words, size, 600)) + 24 : other.x
  const most = other.beside ? Math.min(other.most, title.x + title.most - x) : other.most
  write(context, english, x, other.y, { size: other.size, colour: soft, most })
}

/** City, day and hour; where the city's name is too long it is the name that is cut. */
function whenWords(stage: Stage, size: number, most: number): string {
  const date = `${stage.language === 'en' ? ', ' : '　'}${main(stage, dateWords(stage.air.hour))}`
  return cut(main(stage, stage.air.city), size, 400, most - widthOf(date, size, 400)) + date
}

/** Where nobody measured the air, every frame says that it is modelled or simulated. */
export function drawKind(context: Context, stage: Stage, rect: Rect | null): void {
  const { kind } = stage.air
  if (kind === 'reference' || !rect) return
  const size = labelSizeOf(stage)
  drawNotice(context, main(stage, kindWords[kind]), rect, size)
}

/** Dark words on hatched amber: what must not be taken for measured, or for real. */
export function drawNotice(context: Context, words: string, rect: Rect, size: number): void {
  block(context, rect, '#f0c674')
  hatch(context, rect, 'rgba(60, 40, 0, 0.14)')
  write(context, words, rect.x + rect.width / 2, rect.y + rect.height / 2 + size * 0.36, {
    size,
    weight: 600,
    colour: '#2a1f05',
    align: 'center',
  })
}

/** Width of a swatch: words, and white on both sides. */
export const swatchWidth = (words: string, size: number): number => widthOf(words, size, 600) + size * 0.9

/** A level's word on its colour; gives its width. */
export function drawSwatch(
  context: Context,
  words: string,
  level: number | null,
  x: number,
  y: number,
  size: number,
): number {
  const { ink: on } = levelPaint(level)
  const width = swatchWidth(words, size)
  levelBlock(context, { x, y, width, height: Math.round(size * 1.5) }, level)
  write(context, words, x + size * 0.45, y + size * 1.11, { size, weight: 600, colour: on })
  return width
}

/** A scene that has nothing to show, and says what is missing. */
export const nothingScene = (stage: Stage, words: Words): Scene =>
  sceneOf(
    stage,
    (context) => {
      drawFrame(context, stage)
      drawNothing(context, stage, words)
    },
    [],
  )

function drawNothing(context: Context, stage: Stage, words: Words) {
  const { content, scale } = stage.layout
  const size = 52 * scale
  const set = settled(main(stage, words), { size, weight: 400, most: content.width, count: 2 })
  const y = writeLines(context, set, content.x, content.y + content.height * 0.45, { colour: ink })
  const english = second(stage, words)
  if (english) write(context, english, content.x, y, { size: 36 * scale, colour: soft, most: content.width })
}
