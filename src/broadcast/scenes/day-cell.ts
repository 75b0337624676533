import type { Context, Rect, Sprite } from '../picture/sprite.ts'
import type { DaySnapshot } from '../snapshot.ts'
import type { CalendarCell } from './calendar.ts'
import { block, hatch, levelBlock, levelPaint, soft, write } from './paint.ts'
import { appearing, main, type Stage } from './stage.ts'
import { dayWords, noData, weekdayWords } from './words.ts'

/** A day of the calendar in the colour of its level, with its index. */
export const cellSprite = (stage: Stage, cell: CalendarCell, rect: Rect, from: number): Sprite =>
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
  levelBlock(context, rect, day.level)
  return levelPaint(day.level).ink
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
