import { type Box, dotBox, placeLabels, type Spot } from '../../kit/html/charts/labels.ts'
import type { Language } from '../../kit/words.ts'
import { meridians, type Point, type Projection, projectionOf } from '../projection.ts'

/** A station on the map: its number, its level and what is said of it. */
export interface MapDot extends Point {
  name: string
  index: number | null
  level: number | null
  /** Said on hover and to screen readers. */
  title: string
  path: string
}

const radius = 4
const chip = { height: 18, digit: 8.5, pad: 8 }
const nameHeight = 15

interface MapProps {
  title: string
  /** In the order of the list beside the map: the keyboard goes through both alike. */
  dots: readonly MapDot[]
  language: Language
  /** Outlines of the districts as a path of this drawing, where the centre may show them. */
  outlines?: (map: Projection) => string
}

/**
 * The stations in their places, each a dot with its number where it can be read. Where they crowd, a second drawing
 * shows that part larger. No boundary is drawn unless `outlines` are given.
 */
export function DotMap(props: MapProps) {
  return (
    <div class="dotmap">
      <Drawing {...props} width={580} screen="wide-only" />
      <Drawing {...props} width={356} screen="narrow-only" />
    </div>
  )
}

function Drawing(props: MapProps & { width: number; screen: string }) {
  const { dots, width, screen, title, language } = props
  const map = projectionOf(dots, width, 34, width * 1.3)
  const numbers = numbersOf(dots, map)
  const crowded = dots.filter((dot, at) => dot.index !== null && numbers[at] === null)
  const part = crowded.length > 1 ? partOf(crowded, map) : null
  const near = part ? dots.filter((dot) => within(dot, part)) : []
  const larger = projectionOf(near, width, 34, width)
  return (
    <div class={screen}>
      <svg class="chart map" viewBox={`0 0 ${width} ${map.height}`}>
        <title>{title}</title>
        <Ground {...props} map={map} />
        {part && (
          <rect
            class="frame"
            x={map.x(part.west) - 8}
            y={map.y(part.north) - 8}
            width={map.x(part.east) - map.x(part.west) + 16}
            height={map.y(part.south) - map.y(part.north) + 16}
          />
        )}
        <Dots dots={dots} map={map} numbers={numbers} />
      </svg>
      {part && (
        <>
          <p class="small">{language === 'zh' ? '框内放大' : 'Enlarged: what is inside the frame'}</p>
          {/* The same stations again, for the eye and the mouse; keyboard and screen reader have them above. */}
          <svg class="chart map map-part" viewBox={`0 0 ${width} ${larger.height}`} aria-hidden="true">
            <Ground {...props} map={larger} />
            <Dots dots={near} map={larger} numbers={numbersOf(near, larger)} again />
          </svg>
        </>
      )}
    </div>
  )
}

const groundOf = ({ width, height }: Projection): Box => ({ x: 0, y: 0, width, height })

const spotOf = (dot: MapDot, map: Projection, width: number, height: number): Spot => ({
  x: map.x(dot.lon),
  y: map.y(dot.lat),
  width,
  height,
})

/** Where the number of each station can be read; a station that said nothing has none. */
export function numbersOf(dots: readonly MapDot[], map: Projection): (Box | null)[] {
  const spots = dots.map((dot) =>
    spotOf(dot, map, String(dot.index ?? '').length * chip.digit + chip.pad, chip.height),
  )
  const speaking = spots.filter((_, at) => dots[at]!.index !== null)
  const silent = spots.filter((_, at) => dots[at]!.index === null).map((spot) => dotBox(spot, radius))
  const taken = [...silent, ...degreesOf(map).map(({ box }) => box)]
  const placed = placeLabels(speaking, groundOf(map), { radius, centred: true, taken })
  let next = 0
  return dots.map(({ index }) => (index === null ? null : placed[next++]!))
}

/** About how wide a name is drawn at 12 px. */
const nameWidth = (name: string) =>
  [...name].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e80 ? 12 : 6.6), 4)

/** Names come second: only where neither a number nor a dot is in the way. */
export function namesOf(dots: readonly MapDot[], map: Projection, numbers: readonly (Box | null)[]) {
  const taken = [
    ...degreesOf(map).map(({ box }) => box),
    ...numbers.filter((box) => box !== null),
    ...dots.map((dot) => dotBox(spotOf(dot, map, 0, 0), radius)),
  ]
  const spots = dots.map((dot, at) => {
    const box = numbers[at]
    const name = { width: nameWidth(dot.name), height: nameHeight }
    if (!box) return { ...spotOf(dot, map, 0, 0), ...name }
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, ...name }
  })
  return placeLabels(spots, groundOf(map), { radius: chip.height / 2, taken })
}

/** The degrees at the drawing's edges, and the room they take. */
function degreesOf(map: Projection): { text: string; x: number; y: number; box: Box }[] {
  const { west, east, south, north } = map.bounds
  const degree = (text: string, x: number, y: number) => ({
    text,
    x,
    y,
    box: { x, y: y - 10, width: text.length * 6 + 2, height: 12 },
  })
  return [
    ...meridians(west, east).map((lon) =>
      degree(`${Math.abs(lon)}°${lon < 0 ? 'W' : 'E'}`, map.x(lon) + 3, map.height - 5),
    ),
    ...meridians(south, north).map((lat) =>
      degree(`${Math.abs(lat)}°${lat < 0 ? 'S' : 'N'}`, 3, map.y(lat) - 3),
    ),
  ]
}

function Ground({ map, outlines }: MapProps & { map: Projection }) {
  const { west, east, south, north } = map.bounds
  return (
    <>
      <rect class="sheet" width={map.width} height={map.height} />
      {outlines && <path class="outline" d={outlines(map)} />}
      {meridians(west, east).map((lon) => (
        <line class="grid" x1={map.x(lon)} x2={map.x(lon)} y1={0} y2={map.height} />
      ))}
      {meridians(south, north).map((lat) => (
        <line class="grid" x1={0} x2={map.width} y1={map.y(lat)} y2={map.y(lat)} />
      ))}
      {degreesOf(map).map(({ text, x, y }) => (
        <text class="degree" x={x} y={y}>
          {text}
        </text>
      ))}
    </>
  )
}

function Dots(props: { dots: readonly MapDot[]; map: Projection; numbers: (Box | null)[]; again?: boolean }) {
  const { dots, map, numbers, again } = props
  const names = namesOf(dots, map, numbers)
  return (
    <>
      {dots.map((dot, at) => {
        const box = numbers[at]
        const name = names[at]
        return (
          <a href={dot.path} tabindex={again ? -1 : undefined}>
            <title>{dot.title}</title>
            {box ? (
              <NumberChip box={box} dot={dot} x={map.x(dot.lon)} y={map.y(dot.lat)} />
            ) : (
              <circle
                class={`target fill edge level-${dot.level ?? 0}`}
                cx={map.x(dot.lon)}
                cy={map.y(dot.lat)}
                r={radius}
              />
            )}
            {name && (
              <text class="place" x={name.x + name.width / 2} y={name.y + 11.5} text-anchor="middle">
                {dot.name}
              </text>
            )}
          </a>
        )
      })}
    </>
  )
}

/** The number on its level's colour, on the dot itself or beside it. */
function NumberChip({ box, dot, x, y }: { box: Box; dot: MapDot; x: number; y: number }) {
  const level = `level-${dot.level ?? 0}`
  const onDot = box.x < x && x < box.x + box.width && box.y < y && y < box.y + box.height
  return (
    <>
      {!onDot && <circle class={`fill edge ${level}`} cx={x} cy={y} r={radius} />}
      <rect
        class={`target fill edge ${level}`}
        x={box.x}
        y={box.y}
        width={box.width}
        height={box.height}
        rx="2"
      />
      <text class={`on number ${level}`} x={box.x + box.width / 2} y={box.y + 13.5} text-anchor="middle">
        {dot.index}
      </text>
    </>
  )
}

interface Bounds {
  south: number
  north: number
  west: number
  east: number
}

/** The part that holds all of these points, with air around it; null where that is most of the map and little would grow. */
function partOf(points: readonly Point[], { bounds }: Projection): Bounds | null {
  const [south, north] = partOfSide(
    points.map(({ lat }) => lat),
    bounds.south,
    bounds.north,
  )
  const [west, east] = partOfSide(
    points.map(({ lon }) => lon),
    bounds.west,
    bounds.east,
  )
  const most = 0.6
  const tooHigh = north - south > most * (bounds.north - bounds.south)
  return tooHigh || east - west > most * (bounds.east - bounds.west) ? null : { south, north, west, east }
}

/** One side of it: at least a quarter of the whole. */
function partOfSide(values: readonly number[], from: number, to: number): [number, number] {
  const low = Math.min(...values)
  const high = Math.max(...values)
  const more = Math.max(0, (to - from) / 4 - (high - low)) / 2
  return [low - more, high + more]
}

const within = ({ lat, lon }: Point, box: Bounds) =>
  lat >= box.south && lat <= box.north && lon >= box.west && lon <= box.east
