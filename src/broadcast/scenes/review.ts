import type { Words } from '../../kit/words.ts'
import type { Context, Rect, Scene, Sprite } from '../picture/sprite.ts'
import type { DaySnapshot } from '../snapshot.ts'
import { type CalendarCell, cellsOf } from './calendar.ts'
import { countsOf, drawCounts } from './counts.ts'
import { drawFrame, drawNothing } from './frame.ts'
import { block, hatch, levelPaint, soft, write } from './paint.ts'
import { appearing, entrance, heardAt, main, type Stage, sceneOf } from './stage.ts'
import { dayWords, noData, weekdayWords } from './words.ts'

const none: Words = { zh: '这段时间没有数据', en: 'There are no data of these days' }
const dayCount = (count: number): Words => ({ zh: `${count}天`, en: count === 1 ? '1 day' : `${count} days` })

/** The days as a calendar, worst and best named by the words below; beside it how many there were of each level. */
export function reviewScene(stage: Stage): Scene {
  const count = stage.edition.kind === 'month' ? 30 : 7
  const cells = cellsOf(stage.air, count)
  if (cells.every(({ day }) => day === null))
    return sceneOf(
      stage,
      (context) => {
        drawFrame(context, stage)
        drawNothing(context, stage, none)
      },
      [],
    )
  const { strip, counts } = areasOf(stage, count > 7)
  const heads = count > 7 ? Math.round(44 * stage.layout.scale) : 0
  const rows = Math.max(...cells.map(({ row }) => row)) + 1
  const rectOf = ({ column, row }: CalendarCell): Rect => {
    const width = (strip.width + 8) / 7
    const height = (strip.height - heads + 8) / rows
    const x = Math.round(strip.x + column * width)
    const y = Math.round(strip.y + heads + row * height)
    return { x, y, width: Math.floor(width) - 8, height: Math.floor(height) - 8 }
  }
  const levels = cells.map(({ day }) => day?.level ?? null)
  const heard = heardAt(stage, 'review/good-days', entrance + 40)
  return sceneOf(
    stage,
    (context) => {
      drawFrame(context, stage)
      if (heads > 0) drawWeekdays(context, stage, strip)
    },
    [
      ...cells.map((cell, i) =>
        cellSprite(stage, cell, rectOf(cell), entrance + Math.round((i * 60) / count)),
      ),
      appearing(counts, Math.max(heard, entrance + 40), (context) =>
        drawCounts(context, stage, countsOf(levels), counts, dayCount),
      ),
    ],
  )
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
  const share = month ? (shape.name === 'tall' ? 0.62 : 0.6) : shape.name === 'tall' ? 0.32 : 0.42
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
      size: 26 * stage.layout.scale,
      colour: soft,
      most: width - 12,
    })
  }
}

const cellSprite = (stage: Stage, cell: CalendarCell, rect: Rect, from: number): Sprite =>
  appearing(
    rect,
    from,
    (context) => {
      if (rect.height > 150) drawLargeDay(context, stage, rect, cell)
      else drawSmallDay(context, stage, rect, cell)
    },
    10,
  )

function drawGround(context: Context, rect: Rect, day: DaySnapshot | null): string {
  if (day?.level == null) {
    block(context, rect, 'rgba(244, 248, 252, 0.12)')
    hatch(context, rect, 'rgba(244, 248, 252, 0.06)')
    return soft
  }
  const { ground, ink } = levelPaint(day.level)
  block(context, rect, ground)
  return ink
}

/** A week has room for weekday, date and index. */
function drawLargeDay(context: Context, stage: Stage, rect: Rect, { date, day }: CalendarCell) {
  const { scale } = stage.layout
  const colour = drawGround(context, rect, day)
  const x = rect.x + 14
  const most = rect.width - 24
  write(context, main(stage, weekdayWords(date)), x, rect.y + 48 * scale, {
    size: 36 * scale,
    weight: 600,
    colour,
    most,
  })
  write(context, main(stage, dayWords(date)), x, rect.y + 86 * scale, { size: 28 * scale, colour, most })
  const value = day?.index == null ? main(stage, noData) : String(day.index)
  const size = day?.index == null ? 28 : 68
  write(context, value, x, rect.y + rect.height - 22, {
    size: size * scale,
    weight: day ? 600 : 400,
    colour,
    most,
  })
}

/** A month: the day of the month small, the index large; a dash where nothing is known. */
function drawSmallDay(context: Context, stage: Stage, rect: Rect, { date, day }: CalendarCell) {
  const colour = drawGround(context, rect, day)
  const number = String(Temporal.PlainDate.from(date).day)
  const size = Math.min(40 * stage.layout.scale, rect.height * 0.5)
  const small = 24
  write(context, number, rect.x + 8, rect.y + small, { size: small, colour })
  write(
    context,
    day?.index == null ? '–' : String(day.index),
    rect.x + rect.width - 10,
    rect.y + rect.height - 10,
    {
      size,
      weight: 600,
      colour,
      align: 'right',
      most: rect.width - 50,
    },
  )
}
