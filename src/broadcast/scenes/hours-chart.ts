import type { Context, Rect } from '../picture/sprite.ts'
import type { HourSnapshot } from '../snapshot.ts'
import { block, hairline, levelPaint, rule, soft, write } from './paint.ts'
import { main, type Stage } from './stage.ts'
import { settled, widthOf } from './type.ts'
import { clockOf } from './words.ts'

/** Scales and margins of the bars of hours. */
export interface HoursChart {
  plot: Rect
  /** At the right of the plot, for the name of the last hour. */
  margin: Rect
  column(i: number): Rect
  heightOf(index: number): number
  /** Lines and words that stand still: categories at the left, hours below, dashes for gaps. */
  draw(context: Context): void
}

/** Room above the tallest bar for its name. */
const headroom = 96
const hoursEvery = 4

export function chartOf(stage: Stage): HoursChart {
  const { content, scale } = stage.layout
  const { air } = stage
  const wide = stage.shape.name === 'wide'
  const gutter = wide ? (stage.language === 'en' ? 250 : 180) : stage.language === 'en' ? 180 : 164
  const right = Math.round((wide ? 150 : 120) * Math.min(scale, 1.15))
  const foot = Math.round(52 * scale)
  const head = Math.round(headroom * scale)
  const plot: Rect = {
    x: content.x + gutter,
    y: content.y + head,
    width: content.width - gutter - right - 16,
    height: content.height - head - foot,
  }
  const count = Math.max(1, air.last24.length)
  const most = Math.max(100, ...air.last24.map((hour) => hour?.index ?? 0))
  const pitch = plot.width / count
  const column = (i: number): Rect => {
    const x = Math.round(plot.x + i * pitch)
    return {
      x,
      y: plot.y,
      width: Math.round(plot.x + (i + 1) * pitch) - x - Math.max(3, Math.round(pitch * 0.14)),
      height: plot.height,
    }
  }
  const heightOf = (index: number) => Math.round((Math.min(index, most) / most) * plot.height)
  return {
    plot,
    margin: { x: plot.x + plot.width + 16, y: plot.y, width: right, height: plot.height },
    column,
    heightOf,
    draw(context) {
      drawCategories(context, stage, plot, gutter, most, heightOf)
      rule(context, plot.x, plot.y + plot.height, plot.width, soft)
      for (const [i, hour] of air.last24.entries()) {
        if (hour?.index == null) drawGap(context, column(i))
        if ((count - 1 - i) % hoursEvery === 0) drawHour(context, stage, hour, i, column(i), plot)
      }
    },
  }
}

/** The word of each category at the height it has, where there is room for it, and a line where it ends. */
function drawCategories(
  context: Context,
  stage: Stage,
  plot: Rect,
  gutter: number,
  most: number,
  heightOf: (index: number) => number,
) {
  let from = 0
  for (const { to, level, name } of stage.air.categories) {
    if (from >= most) return
    const low = plot.y + plot.height - heightOf(from)
    const high = plot.y + plot.height - heightOf(Math.min(to, most))
    block(
      context,
      { x: plot.x - 18, y: high + 2, width: 8, height: low - high - 4 },
      levelPaint(level).ground,
    )
    if (to < most) block(context, { x: plot.x, y: high, width: plot.width, height: 2 }, hairline)
    const set = settled(main(stage, name), {
      size: 28 * Math.min(stage.layout.scale, 1.1),
      weight: 400,
      most: gutter - 34,
      count: stage.language === 'en' ? 2 : 1,
    })
    const leading = set.size * 1.15
    if (low - high >= set.lines.length * leading) {
      const top = (low + high) / 2 - (set.lines.length * leading) / 2
      for (const [i, line] of set.lines.entries())
        write(context, line, plot.x - 30, top + set.size * 0.95 + i * leading, {
          size: set.size,
          colour: soft,
          align: 'right',
        })
    }
    from = to
  }
}

/** Nothing was measured: three dashes where the bar would stand. */
function drawGap(context: Context, { x, y, width, height }: Rect) {
  for (const lift of [14, 30, 46])
    block(
      context,
      { x: x + width * 0.2, y: y + height - lift, width: width * 0.6, height: 4 },
      'rgba(244, 248, 252, 0.4)',
    )
}

function drawHour(
  context: Context,
  stage: Stage,
  hour: HourSnapshot | null,
  i: number,
  column: Rect,
  plot: Rect,
) {
  const size = 28 * stage.layout.scale
  const end = stage.air.hour
  const clock = hour
    ? clockOf(hour.hour)
    : ((((clockOf(end) - (stage.air.last24.length - 1 - i) - 1) % 24) + 24) % 24) + 1
  const text = stage.language === 'en' ? `${String(clock).padStart(2, '0')}:00` : `${clock}时`
  const half = widthOf(text, size, 400) / 2
  const middle = Math.min(column.x + column.width / 2, plot.x + plot.width + 100 - half)
  write(context, text, middle, plot.y + plot.height + 40 * stage.layout.scale, {
    size,
    colour: soft,
    align: 'center',
  })
}
