import type { Context, Rect, Sprite } from '../picture/sprite.ts'
import { levelIn, type SnapshotPollutant } from '../snapshot.ts'
import { block, eased, hairline, levelBlock, soft, step, write } from './paint.ts'
import { entrance, main, type Stage } from './stage.ts'
import { widthOf } from './type.ts'
import { noData, pollutantNames, symbols, unitOf } from './words.ts'

const order: readonly SnapshotPollutant[] = ['pm25', 'pm10', 'o3', 'no2', 'so2', 'co']
/** Of 1-hour sub-indices most stay below; a longer bar would make all others stubs. */
const fullBar = 300
const gutter = 56

/** The six pollutants: what stands still, and the bars that grow. */
export function pollutantRows(
  stage: Stage,
  list: Rect,
  columns: number,
): { draw(context: Context): void; sprites: Sprite[] } {
  const rows = order.map((pollutant, i) => ({ pollutant, rect: rowOf(list, i, columns) }))
  return {
    draw: (context) => {
      for (const { pollutant, rect } of rows) drawRow(context, stage, rect, pollutant, columns > 1)
    },
    sprites: rows.map(({ pollutant, rect }, i) => barSprite(stage, rect, pollutant, entrance + 4 * i)),
  }
}

function rowOf(list: Rect, i: number, columns: number): Rect {
  const width = (list.width - gutter * (columns - 1)) / columns
  const height = list.height / Math.ceil(order.length / columns)
  const column = i % columns
  return {
    x: Math.round(list.x + column * (width + gutter)),
    y: Math.round(list.y + Math.floor(i / columns) * height),
    width: Math.round(width),
    height: Math.round(height),
  }
}

/** Symbol, name, value and unit: still. In narrow rows the symbol is name enough. */
function drawRow(context: Context, stage: Stage, row: Rect, pollutant: SnapshotPollutant, narrow: boolean) {
  const scale = stage.shape.name === 'tall' ? 1.1 : 1
  const value = stage.air.now?.values[pollutant] ?? null
  const baseline = barTop(row) - 20
  write(context, symbols[pollutant], row.x, baseline, { size: 40 * scale, weight: 600 })
  const right = row.x + row.width
  const unit = value === null ? main(stage, noData) : unitOf(pollutant)
  write(context, unit, right, baseline, {
    size: (value === null ? 34 : 28) * scale,
    colour: soft,
    align: 'right',
  })
  const unitEnd = right - (value === null ? widthOf(unit, 34 * scale, 400) : 102 * scale)
  const said = value === null ? '' : String(value)
  write(context, said, unitEnd, baseline, { size: 46 * scale, weight: 600, align: 'right' })
  const x = row.x + 150 * scale
  if (!narrow)
    write(context, main(stage, pollutantNames[pollutant]), x, baseline, {
      size: 34 * scale,
      colour: soft,
      most: unitEnd - widthOf(said, 46 * scale, 600) - 20 - x,
    })
}

const barTop = (row: Rect) => row.y + row.height - 26

/** The bar of a sub-index up to 300, in the colour of its level. */
function barSprite(stage: Stage, row: Rect, pollutant: SnapshotPollutant, from: number): Sprite {
  const sub = stage.air.now?.subIndices[pollutant] ?? null
  const rect: Rect = { x: row.x, y: barTop(row), width: row.width, height: 10 }
  const full = Math.round((Math.min(fullBar, sub ?? 0) / fullBar) * row.width)
  const frames = 22
  return {
    rect,
    key: (frame) => (sub === null ? 'none' : step(frame, from, frames)),
    draw(context, frame) {
      block(context, rect, hairline)
      if (sub === null) return
      const width = Math.round(full * eased(frame, from, frames))
      levelBlock(context, { ...rect, width }, levelIn(stage.air, sub))
    },
  }
}
