import { px } from '../kit/html/charts/scale.ts'

export interface Point {
  lat: number
  lon: number
}

/** Longitude and latitude as places on a drawing: north up, a degree of longitude shortened as at its middle. */
export interface Projection {
  width: number
  height: number
  x(lon: number): number
  y(lat: number): number
  bounds: { south: number; north: number; west: number; east: number }
}

/** Least extent in degrees: a lone station is not drawn at the scale of its doorstep. */
const least = 0.05

/**
 * A drawing of this width that shows all points with a margin around them; no higher than `highest`, for a network
 * along a valley, where the points are then set in its middle.
 */
export function projectionOf(
  points: readonly Point[],
  width: number,
  margin: number,
  highest: number,
): Projection {
  const lats = points.map(({ lat }) => lat)
  const lons = points.map(({ lon }) => lon)
  const [south, north] = spanOf(lats)
  const [west, east] = spanOf(lons)
  const squeeze = Math.max(0.1, Math.cos((((south + north) / 2) * Math.PI) / 180))
  const wide = (east - west) * squeeze
  const high = north - south
  const scale = Math.min((width - 2 * margin) / wide, (highest - 2 * margin) / high)
  const height = Math.round(high * scale + 2 * margin)
  const side = (width - wide * scale) / 2
  return {
    width,
    height,
    x: (lon) => px(side + (lon - west) * squeeze * scale),
    y: (lat) => px(margin + (north - lat) * scale),
    bounds: { south, north, west, east },
  }
}

function spanOf(values: readonly number[]): [number, number] {
  if (values.length === 0) return [-least, least]
  const low = Math.min(...values)
  const high = Math.max(...values)
  const more = Math.max(0, least - (high - low)) / 2
  return [low - more, high + more]
}

/** Lines of a round step of degrees inside the drawing, at most `most` of them. */
export function meridians(from: number, to: number, most = 5): number[] {
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10].find((one) => (to - from) / one <= most) ?? 45
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toFixed(2)),
  )
}
