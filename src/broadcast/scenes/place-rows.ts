import type { Context, Rect, Sprite } from '../picture/sprite.ts'
import type { DistrictSnapshot } from '../snapshot.ts'
import { levelBlock, soft, write } from './paint.ts'
import { appearing, main, type Stage } from './stage.ts'
import { widthOf } from './type.ts'
import { noData } from './words.ts'

/** Rows lower than this cannot be read from a sofa. */
const leastRow = 44

/** Places with their index, column by column; what finds no room is left out, from the middle of the ranking. */
export function placeRows(
  stage: Stage,
  ranked: readonly DistrictSnapshot[],
  area: Rect,
  columns: number,
  when: ReadonlyMap<string, number>,
): Sprite[] {
  const most = Math.floor(area.height / leastRow) * columns
  const kept =
    ranked.length <= most
      ? ranked
      : [...ranked.slice(0, Math.ceil(most / 2)), ...ranked.slice(-Math.floor(most / 2))]
  const rows = Math.ceil(kept.length / columns)
  const height = Math.min(96 * stage.layout.scale, area.height / Math.max(1, rows))
  const gutter = 48
  const width = Math.floor((area.width - gutter * (columns - 1)) / columns)
  return kept.map((one, i) => {
    const rect: Rect = {
      x: area.x + Math.floor(i / rows) * (width + gutter),
      y: Math.round(area.y + (i % rows) * height),
      width,
      height: Math.floor(height),
    }
    return appearing(rect, when.get(one.code) ?? 0, (context) => drawPlace(context, stage, rect, one), 10)
  })
}

/** A bar in the level's colour, the name, and the index at the right. */
function drawPlace(context: Context, stage: Stage, rect: Rect, { name, index, level }: DistrictSnapshot) {
  const size = Math.min(38 * stage.layout.scale, rect.height * 0.62)
  const middle = rect.y + rect.height / 2
  levelBlock(context, { x: rect.x, y: middle - size * 0.55, width: 12, height: size * 1.1 }, level)
  const baseline = middle + size * 0.36
  const value = index === null ? main(stage, noData) : String(index)
  const style = { size: index === null ? Math.max(24, size * 0.8) : size * 1.1, weight: 600 } as const
  write(context, value, rect.x + rect.width, baseline, {
    ...style,
    align: 'right',
    ...(index === null ? { colour: soft, weight: 400 } : {}),
  })
  const x = rect.x + 30
  const most = rect.width - 30 - widthOf(value, style.size, style.weight) - 16
  write(context, main(stage, name), x, baseline, { size, most })
}
