import type { Words } from '../../kit/words.ts'
import type { Context, Rect, Scene, Sprite } from '../picture/sprite.ts'
import type { DistrictSnapshot } from '../snapshot.ts'
import { countsOf, drawCounts } from './counts.ts'
import { drawFrame } from './frame.ts'
import { rule, soft, write } from './paint.ts'
import { placeRows } from './place-rows.ts'
import { appearing, entrance, heardAt, main, type Stage, sceneOf } from './stage.ts'

const places = (count: number): Words => ({ zh: `${count}个`, en: String(count) })

/** More places than a map can name: how many there are of each level, the worst and the best by name. */
export function manyPlaces(stage: Stage, ranked: readonly DistrictSnapshot[]): Scene {
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
  rule(context, x, y + 56 * scale, width)
}
