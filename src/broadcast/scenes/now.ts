import type { Context, Rect, Scene, Sprite } from '../picture/sprite.ts'
import { categoryIn, levelIn, type SnapshotPollutant } from '../snapshot.ts'
import { drawFrame, drawSwatch, swatchWidth } from './frame.ts'
import { soft, write, writeLines } from './paint.ts'
import { pollutantRows } from './pollutants.ts'
import { appearing, entrance, heardAt, main, type Stage, sceneOf, second } from './stage.ts'
import { fitted, settled } from './type.ts'
import { noData, symbols } from './words.ts'

/** One number, one word, one colour, one sentence; beside or below them the six pollutants. */
export function nowScene(stage: Stage): Scene {
  const { answer, list, columns } = areasOf(stage)
  const rows = pollutantRows(stage, list, columns)
  const background = (context: Context) => {
    drawFrame(context, stage)
    rows.draw(context)
  }
  return sceneOf(stage, background, [...answerSprites(stage, answer), ...rows.sprites])
}

function areasOf({ layout: { content }, shape }: Stage): { answer: Rect; list: Rect; columns: number } {
  if (shape.name === 'wide')
    return {
      answer: { ...content, width: 790 },
      list: { ...content, x: content.x + 870, width: content.width - 870 },
      columns: 1,
    }
  const share = shape.name === 'tall' ? 0.57 : 0.58
  const height = Math.round(content.height * share)
  const list = { ...content, y: content.y + height + 12, height: content.height - height - 12 }
  return { answer: { ...content, height }, list, columns: shape.name === 'tall' ? 1 : 2 }
}

function answerSprites(stage: Stage, area: Rect): Sprite[] {
  const square = stage.shape.name === 'square'
  const size = { wide: 340, tall: 310, square: 190 }[stage.shape.name]
  const number: Rect = { ...area, width: square ? 380 : area.width, height: Math.round(size * 0.84) }
  const word: Rect = square
    ? { ...area, x: area.x + 400, width: area.width - 400, height: number.height }
    : { ...area, y: area.y + number.height, height: Math.round(122 * stage.layout.scale) }
  const top = square ? number.y + number.height : word.y + word.height
  const rest: Rect = { ...area, y: top, height: area.y + area.height - top }
  const heard = heardAt(stage, 'now/category', entrance + 8)
  return [
    appearing(number, entrance, (context) => drawNumber(context, stage, number, size)),
    appearing(word, Math.min(heard, entrance + 60), (context) => drawCategory(context, stage, word)),
    sentenceSprite(stage, rest, Math.min(heard, entrance + 60) + 10),
  ]
}

function drawNumber(context: Context, { air }: Stage, area: Rect, size: number) {
  const index = air.now?.index ?? null
  const text = index === null ? '–' : String(index)
  write(context, text, area.x, area.y + area.height * 0.94, {
    size,
    weight: 300,
    most: area.width,
    flush: true,
  })
}

/** The category's word on its colour; in a square below "AQI", elsewhere with the English word beside it. */
function drawCategory(context: Context, stage: Stage, area: Rect) {
  const { air, layout } = stage
  const category = categoryIn(air, levelIn(air, air.now?.index ?? null))
  const words = category?.name ?? noData
  const named = main(stage, words)
  const size = fitted(named, 58 * layout.scale, 600, area.width - 60 * layout.scale)
  const english = category && second(stage, words)
  const square = stage.shape.name === 'square'
  const y = square ? area.y + 22 : area.y + 16 * layout.scale
  drawSwatch(context, named, category?.level ?? null, area.x, y, size)
  if (!english) return
  const x = square ? area.x : area.x + swatchWidth(named, size) + 24
  const baseline = square ? y + size * 1.5 + 44 : y + size * 1.1
  write(context, english, x, baseline, {
    size: 36 * layout.scale,
    colour: soft,
    most: area.x + area.width - x,
  })
}

/** May one be outdoors, and what leads. */
function sentenceSprite(stage: Stage, area: Rect, from: number): Sprite {
  const { air, layout } = stage
  const { scale } = layout
  const said = air.answer ?? { zh: '', en: '' }
  const most = area.width
  const english = stage.shape.name === 'square' ? null : second(stage, said)
  const chief = air.now?.chief ?? []
  const height = area.height - (20 + (english ? 44 : 0) + (chief.length > 0 ? 52 : 0)) * scale
  const lead = settled(main(stage, said), {
    size: 46 * scale,
    weight: 400,
    most,
    count: 2,
    height,
    least: 34,
  })
  const small =
    english === null ? null : settled(english, { size: 30 * scale, weight: 400, most, count: 1, least: 26 })
  return appearing(area, from, (context) => {
    let y = writeLines(context, lead, area.x, area.y + (stage.shape.name === 'square' ? 62 : 50) * scale, {})
    if (small) y = writeLines(context, small, area.x, y - 4 * scale, { colour: soft })
    if (chief.length > 0)
      write(context, chiefLine(stage, chief), area.x, y + 12 * scale, {
        size: 36 * scale,
        colour: soft,
        most,
      })
  })
}

const chiefLine = (stage: Stage, chief: readonly SnapshotPollutant[]) =>
  stage.language === 'en'
    ? `Chief pollutant ${chief.map((one) => symbols[one]).join(', ')}`
    : `首要污染物 ${chief.map((one) => symbols[one]).join('、')}`
