import type { Words } from '../../kit/words.ts'
import type { Context, Rect } from '../picture/sprite.ts'
import type { ForecastDaySnapshot } from '../snapshot.ts'
import { drawSwatch, swatchWidth } from './frame.ts'
import { block, hairline, hatch, levelPaint, rule, soft, write } from './paint.ts'
import { main, type Stage } from './stage.ts'
import { cut, fitted } from './type.ts'
import { dayWords, symbols, weekdayWords } from './words.ts'

/** Where a day stands, and the index at the end of the scale that all days share. */
export interface DayPlace {
  rect: Rect
  first: boolean
  top: number
}

const nameOf = ({ day }: ForecastDaySnapshot, first: boolean): Words =>
  first ? { zh: '明天', en: 'Tomorrow' } : weekdayWords(day)

const rangeText = ({ low, high }: ForecastDaySnapshot) => (low === high ? String(low) : `${low}–${high}`)
const chiefText = ({ chief }: ForecastDaySnapshot) => chief.map((one) => symbols[one]).join(' ')

/** From above: day, date, range as a bar and in figures, categories, chief pollutant. */
export function drawDayColumn(
  context: Context,
  stage: Stage,
  { rect, first, top }: DayPlace,
  day: ForecastDaySnapshot,
): void {
  if (!first) block(context, { ...rect, y: rect.y + 8, width: 2, height: rect.height - 8 }, hairline)
  const x = rect.x + (first ? 0 : 24)
  const most = rect.x + rect.width - x - 12
  write(context, main(stage, nameOf(day, first)), x, rect.y + 46, { size: 44, weight: 600, most })
  write(context, main(stage, dayWords(day.day)), x, rect.y + 90, { size: 32, colour: soft, most })
  const bottom = rect.y + rect.height
  drawRange(context, { x, y: rect.y + 114, width: 120, height: rect.height - 390 }, day, top)
  write(context, rangeText(day), x, bottom - 200, { size: 68, weight: 300, most })
  drawCategories(context, stage, { x, y: bottom - 176, width: most, height: 116 }, day, 34)
  write(context, chiefText(day), x, bottom - 6, { size: 36, colour: soft, most })
}

/** From the left: day and date, range in figures over its bar, categories and chief pollutant. */
export function drawDayRow(
  context: Context,
  stage: Stage,
  { rect, first, top }: DayPlace,
  day: ForecastDaySnapshot,
): void {
  const { scale } = stage.layout
  const { x, y, width, height } = rect
  if (!first) rule(context, x, y, width)
  const unit = Math.min(scale, height / 116)
  const middle = y + height / 2
  const name = main(stage, nameOf(day, first))
  write(context, name, x, middle - 6 * unit, { size: 42 * unit, weight: 600, most: 200 })
  write(context, main(stage, dayWords(day.day)), x, middle + 38 * unit, {
    size: 32 * unit,
    colour: soft,
    most: 200,
  })
  const figures = { x: x + 224, width: 380 }
  write(context, rangeText(day), figures.x, middle - 2 * unit, { size: 56 * unit, weight: 300, most: 230 })
  write(context, chiefText(day), figures.x + figures.width, middle - 2 * unit, {
    size: 32 * unit,
    colour: soft,
    align: 'right',
    most: 140,
  })
  drawRange(context, { ...figures, y: middle + 20 * unit, height: 24 * unit }, day, top)
  const right = figures.x + figures.width + 36
  const area = { x: right, y: middle - 52 * unit, width: x + width - right, height: 104 * unit }
  drawCategories(context, stage, area, day, 32 * unit)
}

/** From the lowest to the highest of the day along the longer side of its track; hatched where a model says so. */
function drawRange(
  context: Context,
  track: Rect,
  { low, high, levels, by }: ForecastDaySnapshot,
  top: number,
) {
  const lying = track.width > track.height
  const share = (index: number) => Math.min(index, top) / top
  block(context, track, 'rgba(244, 248, 252, 0.1)')
  const length = Math.max(0.03, share(high) - share(low))
  const bar = lying
    ? { ...track, x: track.x + track.width * share(low), width: track.width * length }
    : { ...track, y: track.y + track.height * (1 - share(low) - length), height: track.height * length }
  const paint = lying
    ? context.createLinearGradient(bar.x, 0, bar.x + bar.width, 0)
    : context.createLinearGradient(0, bar.y + bar.height, 0, bar.y)
  paint.addColorStop(0, levelPaint(levels[0]).ground)
  paint.addColorStop(1, levelPaint(levels[1]).ground)
  context.fillStyle = paint
  context.fillRect(bar.x, bar.y, bar.width, bar.height)
  if (by !== 'forecaster') hatch(context, bar)
}

/** One word, or two below each other where the day goes from one level to another. */
function drawCategories(
  context: Context,
  stage: Stage,
  rect: Rect,
  { categories, levels }: ForecastDaySnapshot,
  largest: number,
) {
  const words = categories.map((one) => main(stage, one))
  const rows = levels[0] === levels[1] ? [0] : [0, 1]
  const row = largest * 1.5 + 8
  const top = rect.y + (rect.height - rows.length * row + 8) / 2
  for (const i of rows) {
    const word = words[i]!
    const size = Math.min(largest, fitted(word, largest, 600, rect.width - largest))
    const said = swatchWidth(word, size) > rect.width ? cut(word, size, 600, rect.width - size) : word
    drawSwatch(context, said, levels[i]!, rect.x, top + i * row, size)
  }
}
