import type { Words } from '../../kit/words.ts'
import type { Context, Rect } from '../picture/sprite.ts'
import { type AirSnapshot, categoryIn } from '../snapshot.ts'
import { drawSwatch, swatchWidth } from './frame.ts'
import { levelBlock, write } from './paint.ts'
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

/** The levels one after the other, in as many lines as they need: word on colour, and how many. */
export function drawLegend(
  context: Context,
  stage: Stage,
  counts: readonly LevelCount[],
  area: Rect,
  largest: number,
): void {
  const names = counts.map(({ level }) => main(stage, levelName(stage.air, level)))
  const widthOfItem = (i: number, size: number) =>
    swatchWidth(names[i]!, size) + size * (0.3 + String(counts[i]!.count).length * 0.66)
  let size = Math.max(24, Math.floor(largest))
  let places = flowed(names.length, area, size, (i) => widthOfItem(i, size))
  while (size > 24 && (places.at(-1)?.y ?? 0) + size * 1.5 > area.y + area.height) {
    size--
    places = flowed(names.length, area, size, (i) => widthOfItem(i, size))
  }
  for (const [i, { level, count }] of counts.entries()) {
    const { x, y } = places[i]!
    const width = drawSwatch(context, names[i]!, level, x, y, size)
    write(context, String(count), x + width + size * 0.3, y + size * 1.11, { size: size * 1.05, weight: 600 })
  }
}

/** Places of items that follow each other like words. */
function flowed(count: number, area: Rect, size: number, width: (i: number) => number) {
  let [x, y] = [area.x, area.y]
  return Array.from({ length: count }, (_, i) => {
    if (x > area.x && x + width(i) > area.x + area.width) [x, y] = [area.x, y + size * 1.8]
    const place = { x, y }
    x += width(i) + size * 0.8
    return place
  })
}

/** Lower rows than this have letters that are too small. */
const leastRow = 54

/** A row for every level: word on colour, a bar as long as its share, and how many; without bars where room is scarce. */
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
  if (height < leastRow) {
    drawLegend(context, stage, counts, area, 32)
    return
  }
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
    levelBlock(context, bar, level)
    write(context, main(stage, unit(count)), bar.x + bar.width + 16, y + size * 1.11, {
      size: size * 1.1,
      weight: 600,
      most: numberWidth - 16,
    })
  }
}
