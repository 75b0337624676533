import type { Words } from '../../kit/words.ts'
import type { Context, Rect } from '../picture/sprite.ts'
import { type AirSnapshot, categoryIn } from '../snapshot.ts'
import { drawSwatch, swatchWidth } from './frame.ts'
import { block, levelPaint, write } from './paint.ts'
import { main, type Stage } from './stage.ts'
import { noData } from './words.ts'

/** How many places or days there are of a level; level null is without data. */
export interface LevelCount {
  level: number | null
  count: number
}

/** Worst level first, without data last; levels without any are left out. */
export function countsOf(levels: readonly (number | null)[]): LevelCount[] {
  const counts = new Map<number | null, number>()
  for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + 1)
  return [...counts]
    .map(([level, count]) => ({ level, count }))
    .sort((a, b) => (b.level ?? 0) - (a.level ?? 0))
}

export const levelName = (air: AirSnapshot, level: number | null): Words =>
  categoryIn(air, level)?.name ?? noData

/** The levels in one line: word on colour, and how many. Gives the width that it takes. */
export function drawLegend(
  context: Context,
  stage: Stage,
  counts: readonly LevelCount[],
  area: Rect,
  largest: number,
): void {
  const items = counts.map(({ level, count }) => ({
    level,
    count,
    name: main(stage, levelName(stage.air, level)),
  }))
  const widthAt = (size: number) =>
    items.reduce(
      (sum, { name, count }) => sum + swatchWidth(name, size) + size * (0.4 + digits(count) * 0.62 + 0.9),
      0,
    )
  const size = Math.max(24, Math.floor(Math.min(largest, (largest * area.width) / widthAt(largest))))
  let x = area.x
  for (const { level, count, name } of items) {
    if (x + swatchWidth(name, size) > area.x + area.width) break
    x += drawSwatch(context, name, level, x, area.y, size) + size * 0.4
    write(context, String(count), x, area.y + size * 1.11, { size: size * 1.1, weight: 600 })
    x += size * (digits(count) * 0.62 + 0.9)
  }
}

const digits = (count: number) => String(count).length

/** A row for every level: word on colour, a bar as long as its share, and how many. */
export function drawCounts(
  context: Context,
  stage: Stage,
  counts: readonly LevelCount[],
  area: Rect,
  unit: (count: number) => Words,
): void {
  const { scale } = stage.layout
  const rows = Math.max(4, counts.length)
  const height = Math.min(92 * scale, area.height / rows)
  const size = Math.min(34 * scale, height * 0.46)
  const names = counts.map(({ level }) => main(stage, levelName(stage.air, level)))
  const nameWidth = Math.max(...names.map((name) => swatchWidth(name, size)), 0)
  const most = Math.max(...counts.map(({ count }) => count), 1)
  const numberWidth = 150 * scale
  const barWidth = area.width - nameWidth - 20 - numberWidth
  for (const [i, { level, count }] of counts.entries()) {
    const y = area.y + i * height
    drawSwatch(context, names[i]!, level, area.x, y, size)
    const bar = {
      x: area.x + nameWidth + 20,
      y,
      width: Math.max(6, (barWidth * count) / most),
      height: size * 1.5,
    }
    block(context, bar, levelPaint(level).ground)
    write(context, main(stage, unit(count)), bar.x + bar.width + 16, y + size * 1.11, {
      size: size * 1.1,
      weight: 600,
      most: numberWidth - 16,
    })
  }
}
