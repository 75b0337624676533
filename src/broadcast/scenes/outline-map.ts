import { createCanvas, Path2D } from '@napi-rs/canvas'
import type { Words } from '../../kit/words.ts'
import type { Context, Rect, Sprite } from '../picture/sprite.ts'
import type { DistrictSnapshot, OutlinesSnapshot } from '../snapshot.ts'
import { type MapLabel, type PointTest, spotFor } from './map-label.ts'
import { levelPaint, soft, write } from './paint.ts'
import type { PlaceMap } from './place-map.ts'
import { appearing, main, type Stage } from './stage.ts'

type Shape = OutlinesSnapshot['shapes'][number]

/** A drawing of the outlines in a place of the picture. */
interface View {
  area: Rect
  scale: number
  dx: number
  dy: number
}

/** One district in one view. */
interface Placed {
  district: DistrictSnapshot
  path: Path2D
  rect: Rect
  view: View
  label: MapLabel | null
}

const border = 'rgba(244, 248, 252, 0.62)'
const empty = 'rgba(244, 248, 252, 0.12)'
const enlarged: Words = { zh: '局部放大', en: 'Enlarged' }
/** Of the width, where something must be drawn again larger. */
const insetShare = 0.4
const gap = 28
const heading = 40

/**
 * The districts by their outlines, each with its number, and its name where there is room, within its own borders, so that
 * no two labels meet. Those too small for a number are drawn again, larger, beside the map. A list must name them all.
 */
export function outlineMap(stage: Stage, area: Rect, outlines: OutlinesSnapshot): PlaceMap {
  const shapes = new Map(outlines.shapes.map((shape) => [shape.code, shape]))
  const places = stage.air.districts.flatMap((district) => {
    const shape = shapes.get(district.code)
    return shape ? [{ district, shape, path: new Path2D(shape.path) }] : []
  })
  const whole = { x: 0, y: 0, width: outlines.width, height: outlines.height }
  const placedIn = (view: View, ...of: (typeof places)[]): Placed[] =>
    of.flat().map((place) => placedOf(stage, view, place))
  const alone = placedIn(viewOf(whole, area), places)
  if (alone.every(({ label }) => label)) return mapOf(stage, alone, null)
  const inset = Math.floor(area.width * insetShare)
  const map = placedIn(viewOf(whole, { ...area, width: area.width - inset - gap }, 'left'), places)
  const small = places.filter((_, i) => map[i]!.label === null)
  // Moved by parts of a pixel a number may fit that did not before.
  if (small.length === 0) return mapOf(stage, map, null)
  const side = { x: area.x + area.width - inset, width: inset }
  const insets = framesOf(small.map(({ shape }) => mainland(shape))).map((box) => {
    const height = Math.min(
      area.height - heading,
      Math.ceil(inset * Math.max(0.72, Math.min(1.4, box.height / box.width))),
    )
    const view = viewOf(box, { ...side, y: area.y + heading, height })
    return {
      view,
      again: placedIn(view, small),
      beside: placedIn(
        view,
        places.filter((one) => !small.includes(one)),
      ),
    }
  })
  const named = ({ again }: { again: readonly Placed[] }) => again.filter(({ label }) => label).length
  const { view, again, beside } = insets.reduce((best, one) => (named(one) > named(best) ? one : best))
  return mapOf(stage, [...map, ...beside.map((one) => ({ ...one, label: null })), ...again], view)
}

function mapOf(stage: Stage, placed: readonly Placed[], inset: View | null): PlaceMap {
  return {
    ground(context, district) {
      for (const one of placed) if (one.district.code === district.code) drawGround(context, one)
    },
    over: (context) => inset && drawInset(context, stage, inset),
    coloured: (district, from): Sprite[] =>
      placed
        .filter((one) => one.district.code === district.code && one.rect.width > 0 && one.rect.height > 0)
        .map((one) => appearing(one.rect, from, (context) => drawColoured(context, one), 12)),
  }
}

/** As large as fits; in the middle, or at the left. */
function viewOf(box: Rect, area: Rect, side: 'left' | 'middle' = 'middle'): View {
  const scale = Math.min(area.width / box.width, area.height / box.height)
  const free = side === 'left' ? 0 : (area.width - box.width * scale) / 2
  return {
    area,
    scale,
    dx: area.x + free - box.x * scale,
    dy: area.y + (area.height - box.height * scale) / 2 - box.y * scale,
  }
}

/**
 * Frames for the inset: around all that must be larger, then without the largest of them, and so on. What is cut by the
 * frame may still have its number in the part that is seen.
 */
const framesOf = (boxes: readonly Rect[]): Rect[] => {
  const smallest = boxes.toSorted((a, b) => a.width * a.height - b.width * b.height)
  return smallest.map((_, i) => around(smallest.slice(0, smallest.length - i)))
}

/** The box of a shape without its exclaves, such as an airport that belongs to an inner district: its ring of most land. */
function mainland({ path, box }: Shape): Rect {
  const rings = path.split('M').flatMap((text) => {
    const points = [...text.matchAll(/(-?[\d.]+)[ ,](-?[\d.]+)/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    )
    return points.length > 2 ? [points] : []
  })
  const largest = rings.toSorted((a, b) => areaOf(b) - areaOf(a))[0]
  return largest ? boxOf(largest) : box
}

type Ring = readonly (readonly [number, number])[]

/** By Gauss's shoelace. */
const areaOf = (ring: Ring): number =>
  Math.abs(
    ring.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length]!
      return sum + x * nextY - nextX * y
    }, 0) / 2,
  )

function boxOf(ring: Ring): Rect {
  const xs = ring.map(([x]) => x)
  const ys = ring.map(([, y]) => y)
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

/** The box around others, with a little of what is beside them. */
function around(boxes: readonly Rect[]): Rect {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - x
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - y
  const more = Math.max(width, height) * 0.04
  return { x: x - more, y: y - more, width: width + 2 * more, height: height + 2 * more }
}

function placedOf(
  stage: Stage,
  view: View,
  { district, shape, path }: { district: DistrictSnapshot; shape: Shape; path: Path2D },
): Placed {
  const { scale, dx, dy, area } = view
  const grown = {
    x: Math.floor(shape.box.x * scale + dx - 2),
    y: Math.floor(shape.box.y * scale + dy - 2),
    width: Math.ceil(shape.box.width * scale + 4),
    height: Math.ceil(shape.box.height * scale + 4),
  }
  const rect = within(grown, area)
  // A number never touches the frame.
  const clear = { x: area.x + 6, y: area.y + 6, width: area.width - 12, height: area.height - 12 }
  const inside: PointTest = (x, y) => ruler().isPointInPath(path, (x - dx) / scale, (y - dy) / scale)
  const centre = { x: shape.centre.x * scale + dx, y: shape.centre.y * scale + dy }
  return { district, path, rect, view, label: spotFor(stage, district, within(grown, clear), centre, inside) }
}

let scratch: Context | undefined
const ruler = () => {
  scratch ??= createCanvas(8, 8).getContext('2d')
  return scratch
}

function within(rect: Rect, area: Rect): Rect {
  const x = Math.max(rect.x, area.x)
  const y = Math.max(rect.y, area.y)
  return {
    x,
    y,
    width: Math.max(0, Math.min(rect.x + rect.width, area.x + area.width) - x),
    height: Math.max(0, Math.min(rect.y + rect.height, area.y + area.height) - y),
  }
}

function fill(context: Context, { path, view: { area, scale, dx, dy } }: Placed, colour: string) {
  context.save()
  context.beginPath()
  context.rect(area.x, area.y, area.width, area.height)
  context.clip()
  context.translate(dx, dy)
  context.scale(scale, scale)
  context.fillStyle = colour
  context.fill(path)
  context.strokeStyle = border
  context.lineWidth = 1.5 / scale
  context.lineJoin = 'round'
  context.stroke(path)
  context.restore()
}

function drawGround(context: Context, placed: Placed) {
  fill(context, placed, empty)
  const { label, district } = placed
  if (label && (district.level === null || label.named))
    drawLabel(context, label, soft, district.level === null)
}

function drawColoured(context: Context, placed: Placed) {
  const { ground, ink } = levelPaint(placed.district.level)
  fill(context, placed, ground)
  if (placed.label) drawLabel(context, placed.label, ink, true)
}

function drawLabel(context: Context, { lines }: MapLabel, colour: string, all: boolean) {
  for (const { text, x, y, size, weight } of all ? lines : lines.slice(0, 1))
    write(context, text, x, y, { size, weight, colour, align: 'center' })
}

function drawInset(context: Context, stage: Stage, { area: { x, y, width, height } }: View) {
  context.strokeStyle = border
  context.lineWidth = 2
  context.strokeRect(x, y, width, height)
  write(context, main(stage, enlarged), x, y - 12, { size: 24, colour: soft, most: width })
}
