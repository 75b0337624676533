import type { Words } from '../../kit/words.ts'
import type { Context, Rect, Scene, Sprite } from '../picture/sprite.ts'
import { type CalendarCell, cellsOf } from './calendar.ts'
import { countsOf, drawCounts } from './counts.ts'
import { cellSprite } from './day-cell.ts'
import { drawFrame, nothingScene } from './frame.ts'
import { ink, soft, write } from './paint.ts'
import { appearing, entrance, heardAt, main, type Stage, sceneOf } from './stage.ts'
import { weekdayWords } from './words.ts'

const none: Words = { zh: '这段时间没有数据', en: 'There are no data of these days' }
const dayCount = (count: number): Words => ({ zh: `${count}天`, en: count === 1 ? '1 day' : `${count} days` })

/** The days as a calendar, worst and best framed as they are named; beside it how many there were of each level. */
export function reviewScene(stage: Stage): Scene {
  const count = stage.edition.kind === 'month' ? 30 : 7
  const cells = cellsOf(stage.air, count)
  if (cells.every(({ day }) => day?.index == null)) return nothingScene(stage, none)
  const month = count > 7
  const { strip, counts } = areasOf(stage, month)
  const days = { ...strip }
  if (month) days.y += Math.round(44 * stage.layout.scale)
  days.height -= days.y - strip.y
  const rows = Math.max(...cells.map(({ row }) => row)) + 1
  const rectOf = (cell: CalendarCell) => cellRect(days, rows, cell)
  const frames = (['worst', 'best'] as const).map((which) => {
    const cell = extremeOf(cells, which)
    return frameSprite(rectOf(cell), heardAt(stage, `review/${which}`, entrance + 70))
  })
  const levels = cells.map(({ day }) => day?.level ?? null)
  const heard = heardAt(stage, 'review/good-days', entrance + 40)
  return sceneOf(
    stage,
    (context) => {
      drawFrame(context, stage)
      if (month) drawWeekdays(context, stage, strip)
    },
    [
      ...cells.map((cell, i) =>
        cellSprite(stage, cell, rectOf(cell), entrance + Math.round((i * 60) / count)),
      ),
      appearing(counts, Math.max(heard, entrance + 40), (context) =>
        drawCounts(context, stage, countsOf(levels), counts, dayCount),
      ),
      ...frames,
    ],
  )
}

function cellRect(days: Rect, rows: number, { column, row }: CalendarCell): Rect {
  const width = (days.width + 8) / 7
  const height = (days.height + 8) / rows
  const x = Math.round(days.x + column * width)
  const y = Math.round(days.y + row * height)
  return { x, y, width: Math.floor(width) - 8, height: Math.floor(height) - 8 }
}

/** The day that the script names: the earliest of the worst, the earliest of the best. */
function extremeOf(cells: readonly CalendarCell[], which: 'worst' | 'best'): CalendarCell {
  const sign = which === 'worst' ? 1 : -1
  const known = cells.filter(({ day }) => day?.index != null)
  return known.reduce(
    (most, cell) => (sign * (cell.day!.index! - most.day!.index!) > 0 ? cell : most),
    known[0]!,
  )
}

function frameSprite(cell: Rect, from: number): Sprite {
  const rect: Rect = { x: cell.x - 4, y: cell.y - 4, width: cell.width + 8, height: cell.height + 8 }
  return appearing(rect, from, (context) => {
    context.strokeStyle = ink
    context.lineWidth = 5
    context.strokeRect(rect.x + 2.5, rect.y + 2.5, rect.width - 5, rect.height - 5)
  })
}

function areasOf(
  { layout: { content, scale }, shape }: Stage,
  month: boolean,
): { strip: Rect; counts: Rect } {
  if (month && shape.name === 'wide')
    return {
      strip: { ...content, width: 1000 },
      counts: {
        ...content,
        x: content.x + 1070,
        y: content.y + 44,
        width: content.width - 1070,
        height: content.height - 44,
      },
    }
  const share = month ? (shape.name === 'tall' ? 0.62 : 0.76) : shape.name === 'tall' ? 0.32 : 0.42
  const height = Math.round(content.height * share)
  const y = content.y + height + 28 * scale
  return { strip: { ...content, height }, counts: { ...content, y, height: content.y + content.height - y } }
}

/** Monday to Sunday above the columns of a month. */
function drawWeekdays(context: Context, stage: Stage, strip: Rect) {
  for (let i = 0; i < 7; i++) {
    // The first of January 2024 was a Monday.
    const words = main(stage, weekdayWords(`2024-01-0${i + 1}`))
    const width = (strip.width + 8) / 7
    write(context, words, strip.x + i * width, strip.y + 30 * stage.layout.scale, {
      size: Math.max(24, 26 * stage.layout.scale),
      colour: soft,
      most: width - 12,
    })
  }
}
