import type { Context, Rect } from '../picture/sprite.ts'
import type { DistrictSnapshot } from '../snapshot.ts'
import { block, levelBlock, levelPaint, soft, write } from './paint.ts'
import type { PlaceMap } from './place-map.ts'
import { appearing, main, type Stage } from './stage.ts'
import { widthOf } from './type.ts'
import { noData } from './words.ts'

const gap = 8
const inset = 12
/** Names smaller than this are no map but a guess. */
const leastName = 24

/** A schematic map: every place a tile of the same size. Null where the tiles cannot hold the names. */
export function tileMap(stage: Stage, area: Rect): PlaceMap | null {
  const { districts } = stage.air
  const columns = Math.max(...districts.map(({ tile }) => tile[0])) + 1
  const rows = Math.max(...districts.map(({ tile }) => tile[1])) + 1
  const taken = new Set(districts.map(({ tile }) => tile.join()))
  if (taken.size < districts.length) return null
  const width = Math.floor((area.width - gap * (columns - 1)) / columns)
  const height = Math.min(Math.floor((area.height - gap * (rows - 1)) / rows), Math.floor(width * 0.8))
  const name = Math.min(32 * stage.layout.scale, height * 0.3)
  const widest = Math.max(...districts.map((one) => widthOf(main(stage, one.name), name, 400)))
  const size = Math.floor(Math.min(name, (name * (width - inset * 2)) / widest))
  if (size < leastName || height < 84) return null
  const top = area.y + Math.floor((area.height - rows * height - (rows - 1) * gap) / 2)
  const rectOf = ({ tile: [column, row] }: DistrictSnapshot): Rect => ({
    x: area.x + column * (width + gap),
    y: top + row * (height + gap),
    width,
    height,
  })
  return {
    ground: (context, one) => {
      const rect = rectOf(one)
      block(context, rect, 'rgba(244, 248, 252, 0.12)')
      if (one.level === null) drawText(context, stage, rect, one, size, soft)
      else
        write(context, main(stage, one.name), rect.x + inset, rect.y + inset + size, { size, colour: soft })
    },
    over() {},
    coloured: (one, from) => {
      const rect = rectOf(one)
      const { ink } = levelPaint(one.level)
      const draw = (context: Context) => {
        levelBlock(context, rect, one.level)
        drawText(context, stage, rect, one, size, ink)
      }
      return [appearing(rect, from, draw, 12)]
    },
  }
}

/** The name above, the index below. */
function drawText(
  context: Context,
  stage: Stage,
  rect: Rect,
  { name, index }: DistrictSnapshot,
  size: number,
  colour: string,
) {
  write(context, main(stage, name), rect.x + inset, rect.y + inset + size, { size, colour })
  const value = index === null ? main(stage, noData) : String(index)
  write(context, value, rect.x + inset, rect.y + rect.height - inset - 2, {
    size: index === null ? 24 : Math.min(52 * stage.layout.scale, rect.height * 0.44),
    weight: index === null ? 400 : 600,
    colour,
    most: rect.width - inset * 2,
  })
}
