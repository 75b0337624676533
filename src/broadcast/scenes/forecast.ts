import type { Words } from '../../kit/words.ts'
import type { Context, Rect, Scene } from '../picture/sprite.ts'
import type { ForecastDaySnapshot } from '../snapshot.ts'
import { type DayPlace, drawDayColumn, drawDayRow } from './forecast-day.ts'
import { drawFrame, nothingScene } from './frame.ts'
import { soft, write } from './paint.ts'
import { appearing, entrance, heardAt, main, type Stage, sceneOf } from './stage.ts'

const none: Words = { zh: '暂无预报', en: 'There is no forecast' }
const sayers: Readonly<Record<ForecastDaySnapshot['by'], Words>> = {
  model: { zh: '斜纹为模型预报，不是预报员的判断', en: 'Hatched: forecast of a model, not of a forecaster' },
  simulated: { zh: '斜纹为模拟预报，仅供演示', en: 'Hatched: simulated forecast, for demonstration only' },
  forecaster: { zh: '预报员发布', en: 'Issued by a forecaster' },
}
const mostDays = 5
/** The scale goes up to here at least: clean days must not look like heavy ones. */
const leastTop = 200

/** Days beside each other, or below where the picture is narrow; and who says so. */
export function forecastScene(stage: Stage): Scene {
  const days = stage.air.forecast.days.slice(0, mostDays)
  if (days.length === 0) return nothingScene(stage, none)
  const { content } = stage.layout
  const top = Math.max(leastTop, ...days.map(({ high }) => high))
  let from = entrance - 10
  return sceneOf(
    stage,
    (context) => {
      drawFrame(context, stage)
      drawSayer(context, stage, days, content.y + content.height - 6)
    },
    days.map((day, i) => {
      const rect = placeOf(stage, days.length, i)
      // Days of the same levels are spoken of in one sentence, that of the first of them.
      from = heardAt(stage, `forecast/${day.day}`, from + 10)
      const place: DayPlace = { rect, first: i === 0, top }
      const draw = stage.shape.name === 'wide' ? drawDayColumn : drawDayRow
      return appearing(rect, from, (context) => draw(context, stage, place, day))
    }),
  )
}

function placeOf({ layout: { content, scale }, shape }: Stage, count: number, i: number): Rect {
  const height = content.height - Math.round(52 * scale)
  if (shape.name === 'wide') {
    const width = content.width / count
    return { x: Math.round(content.x + i * width), y: content.y, width: Math.floor(width), height }
  }
  const row = Math.min(height / count, 240)
  return { ...content, y: Math.round(content.y + i * row), height: Math.floor(row) }
}

function drawSayer(context: Context, stage: Stage, days: readonly ForecastDaySnapshot[], y: number) {
  const { content, scale } = stage.layout
  const said = [...new Set(days.map(({ by }) => main(stage, sayers[by])))]
  write(context, said.join(stage.language === 'en' ? '; ' : '；'), content.x, y, {
    size: 28 * scale,
    colour: soft,
    most: content.width,
  })
}
