import type { Words } from '../../kit/words.ts'
import type { Rect, Scene } from '../picture/sprite.ts'
import type { DistrictSnapshot } from '../snapshot.ts'
import { countsOf, drawLegend } from './counts.ts'
import { drawFrame, nothingScene } from './frame.ts'
import { manyPlaces } from './many-places.ts'
import { outlineMap } from './outline-map.ts'
import { soft, write } from './paint.ts'
import { placeRows } from './place-rows.ts'
import { entrance, heardAt, main, type Stage, sceneOf } from './stage.ts'
import { tileMap } from './tiles.ts'

const none: Words = { zh: '没有各区数据', en: 'There are no data of districts' }
const schematic: Words = { zh: '示意图，不代表区界', en: 'Schematic, not the boundaries' }

/** 地图管理条例: whoever shows boundaries shows the number under which they were approved. */
const approved = (number: string): Words => ({
  zh: `审图号：${number}`,
  en: `Map approval number: ${number}`,
})

/** The map with the list beside it; where there are too many places for that, counts, worst and best. */
export function districtsScene(stage: Stage): Scene {
  const ranked = rankedOf(stage)
  if (ranked.length === 0) return nothingScene(stage, none)
  const { outlines, mapApproval } = stage.air
  // The square has no room for the list that must name the places beside their outlines (docs/decisions/0004).
  // Plans of before there were outlines have none.
  const listed = stage.shape.name !== 'square' && ranked.length <= mostOutlines
  const real = outlines && mapApproval && listed
  const areas = areasOf(stage, real ? 1000 : 820)
  const map = real ? outlineMap(stage, areas.map, outlines) : tileMap(stage, areas.map)
  const counts = countsOf(ranked.map(({ level }) => level))
  if (!map) return manyPlaces(stage, ranked)
  const when = appearances(stage, ranked)
  return sceneOf(
    stage,
    (context) => {
      drawFrame(context, stage)
      drawLegend(context, stage, counts, areas.legend, 30 * stage.layout.scale)
      for (const one of ranked) map.ground(context, one)
      map.over(context)
      write(context, main(stage, real ? approved(mapApproval) : schematic), areas.note.x, areas.note.y, {
        size: 24,
        colour: soft,
        align: areas.align,
        most: areas.map.width,
      })
    },
    [
      ...ranked
        .filter(({ level }) => level !== null)
        .flatMap((one) => map.coloured(one, when.get(one.code)!)),
      ...(areas.list ? placeRows(stage, ranked, areas.list, 2, when) : []),
    ],
  )
}

/** Worst first, then those without data. */
const rankedOf = ({ air }: Stage): DistrictSnapshot[] =>
  air.districts.toSorted((a, b) => (b.index ?? -1) - (a.index ?? -1))

/** More districts than these are told by counts, worst and best. */
const mostOutlines = 40

interface Areas {
  map: Rect
  legend: Rect
  /** Null where the map alone must do. */
  list: Rect | null
  note: { x: number; y: number }
  align: 'left' | 'right'
}

/** @param wide pixels of the map in the wide shape */
function areasOf({ layout: { content, scale }, shape }: Stage, wide: number): Areas {
  const bottom = content.y + content.height
  if (shape.name === 'wide') {
    const map = { ...content, width: wide, height: content.height - 36 }
    const x = content.x + wide + 60
    const width = content.width - wide - 60
    return {
      map,
      legend: { ...content, x, width, height: 60 },
      list: { x, y: content.y + 76, width, height: content.height - 76 },
      note: { x: content.x, y: bottom - 4 },
      align: 'left',
    }
  }
  const legend = { ...content, height: Math.round(58 * scale) }
  const top = content.y + legend.height + 14
  const tall = shape.name === 'tall'
  const height = tall ? 560 : bottom - top - 36
  return {
    map: { ...content, y: top, height },
    legend,
    list: tall ? { ...content, y: top + height + 44, height: bottom - top - height - 44 } : null,
    note: { x: content.x + content.width, y: top + height + 28 },
    align: 'right',
  }
}

/** When each place is coloured: the worst and the best as they are named, the others with their level. */
function appearances(stage: Stage, ranked: readonly DistrictSnapshot[]): Map<string, number> {
  const frames = new Map<string, number>()
  const range = heardAt(stage, 'districts/range', entrance)
  for (const [i, { code, level }] of ranked.entries()) {
    const own = ranked.filter((one) => one.level === level)
    const order = own.findIndex((one) => one.code === code)
    const heard = heardAt(stage, `districts/level-${level}`, range + i * 7 - order * 5)
    frames.set(code, heard + order * 5)
  }
  const known = ranked.filter(({ index }) => index !== null)
  if (known[0]) frames.set(known[0].code, range)
  if (known.length > 1) frames.set(known.at(-1)!.code, Math.min(frames.get(known.at(-1)!.code)!, range + 40))
  return frames
}
