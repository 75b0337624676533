import type { Words } from '../../kit/words.ts'
import type { Context, Rect, Scene } from '../picture/sprite.ts'
import type { ForecastDaySnapshot } from '../snapshot.ts'
import { drawFrame, drawNothing, drawSwatch, swatchWidth } from './frame.ts'
import { block, hairline, hatch, levelPaint, soft, write } from './paint.ts'
import { appearing, entrance, heardAt, main, type Stage, sceneOf } from './stage.ts'
import { cut, fitted } from './type.ts'
import { dayWords, symbols, weekdayWords } from './words.ts'

const none: Words = { zh: '暂无预报', en: 'There is no forecast' }
const sayers: Readonly<Record<ForecastDaySnapshot['by'], Words>> = {
  model: { zh: '斜纹为模型预报，不是预报员的判断', en: 'Hatched: forecast of a model, not of a forecaster' },
  simulated: { zh: '斜纹为模拟预报，仅供演示', en: 'Hatched: simulated forecast, for demonstration only' },
  forecaster: { zh: '预报员发布', en: 'Issued by a forecaster' },
}
const mostDays = 5

/** Days beside each other: day, range on a common scale, categories, chief pollutant; and who says so. */
export function forecastScene(stage: Stage): Scene {
  const days = stage.air.forecast.days.slice(0, mostDays)
  const { content, scale } = stage.layout
  const foot = Math.round(48 * scale)
  const width = content.width / Math.max(1, days.length)
  const top = Math.max(200, ...days.map(({ high }) => high))
  let from = entrance
  return sceneOf(
    stage,
    (context) => {
      drawFrame(context, stage)
      if (days.length === 0) drawNothing(context, stage, none)
      else drawSayer(context, stage, days, content.y + content.height - 6)
    },
    days.map((day, i) => {
      const pad = i === 0 ? 0 : 16
      const x = Math.round(content.x + i * width)
      const rect: Rect = { x, y: content.y, width: Math.floor(width) - 4, height: content.height - foot }
      // Days of the same levels are spoken of in one sentence, that of the first of them.
      from = heardAt(stage, `forecast/${day.day}`, from + (i === 0 ? 0 : 10))
      return appearing(rect, from, (context) => {
        if (i > 0) block(context, { x: rect.x, y: rect.y + 8, width: 2, height: rect.height - 8 }, hairline)
        drawDay(context, stage, { ...rect, x: rect.x + pad, width: rect.width - pad - 8 }, day, i, top)
      })
    }),
  )
}

function drawSayer(context: Context, stage: Stage, days: readonly ForecastDaySnapshot[], y: number) {
  const said = [...new Set(days.map(({ by }) => main(stage, sayers[by])))].join(
    stage.language === 'en' ? '; ' : '；',
  )
  write(context, said, stage.layout.content.x, y, {
    size: 28 * stage.layout.scale,
    colour: soft,
    most: stage.layout.content.width,
  })
}

function drawDay(
  context: Context,
  stage: Stage,
  rect: Rect,
  day: ForecastDaySnapshot,
  i: number,
  top: number,
) {
  const { scale } = stage.layout
  const narrow = rect.width < 260
  const name = i === 0 ? { zh: '明天', en: 'Tomorrow' } : weekdayWords(day.day)
  const head = fitted(main(stage, name), 44 * scale, 600, rect.width)
  const most = rect.width
  write(context, main(stage, name), rect.x, rect.y + 46 * scale, { size: head, weight: 600, most })
  write(context, main(stage, dayWords(day.day)), rect.x, rect.y + 88 * scale, {
    size: 30 * scale,
    colour: soft,
    most,
  })
  const size = narrow ? 30 : 34 * scale
  const row = size * 1.5 + 8
  const foot = row * 2 + 60 * scale
  const number = narrow ? 48 : 64 * scale
  const chart = {
    x: rect.x,
    y: rect.y + 116 * scale,
    width: most,
    height: rect.height - 116 * scale - foot - number * 1.3,
  }
  drawRange(context, chart, day, top)
  const below = chart.y + chart.height
  write(context, rangeText(day), rect.x, below + number * 1.05, { size: number, weight: 300, most })
  drawCategories(context, stage, { ...rect, y: below + number * 1.3 }, day, size, row)
  if (day.chief.length > 0)
    write(context, day.chief.map((one) => symbols[one]).join(' '), rect.x, rect.y + rect.height - 8, {
      size: 36 * scale,
      colour: soft,
      most,
    })
}

const rangeText = ({ low, high }: ForecastDaySnapshot) => (low === high ? String(low) : `${low}–${high}`)

/** From the lowest to the highest of the day on a scale that all days share; hatched where a model says so. */
function drawRange(
  context: Context,
  area: Rect,
  { low, high, levels, by }: ForecastDaySnapshot,
  top: number,
) {
  const at = (index: number) => area.y + area.height * (1 - Math.min(index, top) / top)
  const width = Math.min(72, area.width * 0.4)
  block(context, { x: area.x, y: area.y, width, height: area.height }, 'rgba(244, 248, 252, 0.1)')
  const bar = { x: area.x, y: at(high), width, height: Math.max(8, at(low) - at(high)) }
  const paint = context.createLinearGradient(0, bar.y, 0, bar.y + bar.height)
  paint.addColorStop(0, levelPaint(levels[1]).ground)
  paint.addColorStop(1, levelPaint(levels[0]).ground)
  context.fillStyle = paint
  context.fillRect(bar.x, bar.y, bar.width, bar.height)
  if (by !== 'forecaster') hatch(context, bar)
}

/** One word, or two below each other where the day goes from one level to another. */
function drawCategories(
  context: Context,
  stage: Stage,
  rect: Rect,
  { categories, levels, by }: ForecastDaySnapshot,
  largest: number,
  row: number,
) {
  const words = categories.map((one) => main(stage, one))
  const rows = levels[0] === levels[1] ? [0] : [0, 1]
  for (const i of rows) {
    let size = largest
    while (size > 24 && swatchWidth(words[i]!, size) > rect.width) size--
    const said = cut(words[i]!, size, 600, rect.width - size * 0.9)
    drawSwatch(context, said, levels[i]!, rect.x, rect.y + i * row, size, by !== 'forecaster')
  }
}
