import type { Words } from '../../kit/words.ts'
import type { Context, Rect, Scene, Sprite } from '../picture/sprite.ts'
import type { DistrictSnapshot } from '../snapshot.ts'
import { countsOf, drawCounts, drawLegend } from './counts.ts'
import { drawFrame, drawNothing } from './frame.ts'
import { block, levelPaint, soft, write } from './paint.ts'
import { placeRows } from './place-rows.ts'
import { appearing, entrance, heardAt, main, type Stage, sceneOf } from './stage.ts'
import { tileMap } from './tiles.ts'

const none: Words = { zh: '没有各区数据', en: 'There are no data of districts' }
const schematic: Words = { zh: '示意图，不代表区界', en: 'Schematic, not the boundaries' }
const places = (count: number): Words => ({ zh: `${count}个`, en: String(count) })

/** The schematic map with the list beside it; where there are too many places for that, counts, worst and best. */
export function districtsScene(stage: Stage): Scene {
  const ranked = rankedOf(stage)
  if (ranked.length === 0)
    return sceneOf(
      stage,
      (context) => {
        drawFrame(context, stage)
        drawNothing(context, stage, none)
      },
      [],
    )
  const areas = areasOf(stage)
  const map = tileMap(stage, areas.map)
  const counts = countsOf(ranked.map(({ level }) => level))
  if (!map) return manyPlaces(stage, ranked)
  const when = appearances(stage, ranked)
  return sceneOf(
    stage,
    (context) => {
      drawFrame(context, stage)
      drawLegend(context, stage, counts, areas.legend, 30 * stage.layout.scale)
      for (const one of ranked) map.ground(context, one)
      write(context, main(stage, schematic), areas.note.x, areas.note.y, {
        size: 24,
        colour: soft,
        align: areas.align,
      })
    },
    [
      ...ranked.filter(({ level }) => level !== null).map((one) => map.coloured(one, when.get(one.code)!)),
      ...(areas.list ? placeRows(stage, ranked, areas.list, 2, when) : []),
    ],
  )
}

/** Worst first, then those without data. */
const rankedOf = ({ air }: Stage): DistrictSnapshot[] =>
  air.districts.toSorted((a, b) => (b.index ?? -1) - (a.index ?? -1))

interface Areas {
  map: Rect
  legend: Rect
  /** Null where the map alone must do. */
  list: Rect | null
  note: { x: number; y: number }
  align: 'left' | 'right'
}

function areasOf({ layout: { content, scale }, shape }: Stage): Areas {
  const bottom = content.y + content.height
  if (shape.name === 'wide') {
    const map = { ...content, width: 820, height: content.height - 36 }
    const x = content.x + 880
    const width = content.width - 880
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
  const height = tall ? 500 : bottom - top - 36
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

/** More places than a map can name: how many there are of each level, the worst and the best by name. */
function manyPlaces(stage: Stage, ranked: readonly DistrictSnapshot[]): Scene {
  const { content, scale } = stage.layout
  const wide = stage.shape.name === 'wide'
  const known = ranked.filter(({ level }) => level !== null)
  const shown = stage.shape.name === 'square' ? 3 : 5
  const left: Rect = wide
    ? { ...content, width: 780 }
    : { ...content, height: Math.round(content.height * 0.46) }
  const right: Rect = wide
    ? { ...content, x: content.x + 860, width: content.width - 860 }
    : { ...content, y: left.y + left.height + 16, height: content.height - left.height - 16 }
  const half: Rect = { ...right, width: Math.floor((right.width - 48) / 2) }
  const lists: [Words, DistrictSnapshot[], Rect][] = [
    [{ zh: '最重', en: 'Highest' }, known.slice(0, shown), half],
    [
      { zh: '最轻', en: 'Lowest' },
      known.slice(-shown).toReversed(),
      { ...half, x: half.x + half.width + 48 },
    ],
  ]
  const heads = Math.round(64 * scale)
  const sprites: Sprite[] = lists.flatMap(([, own, { x, y, width, height }], at) => {
    const when = new Map(
      own.map(({ code }, i) => [code, heardAt(stage, 'districts/range', entrance) + at * 30 + i * 5]),
    )
    return placeRows(stage, own, { x, y: y + heads, width, height: height - heads }, 1, when)
  })
  return sceneOf(
    stage,
    (context) => {
      drawFrame(context, stage)
      for (const [words, , { x, y, width }] of lists)
        drawHead(context, stage, main(stage, words), x, y, width)
    },
    [
      appearing(left, entrance, (context) =>
        drawCounts(context, stage, countsOf(ranked.map(({ level }) => level)), left, places),
      ),
      ...sprites,
    ],
  )
}

function drawHead(
  context: Context,
  { layout: { scale } }: Stage,
  words: string,
  x: number,
  y: number,
  width: number,
) {
  write(context, words, x, y + 38 * scale, { size: 36 * scale, colour: soft, most: width })
  block(context, { x, y: y + 56 * scale, width, height: 2 }, levelPaint(null).ground)
}
