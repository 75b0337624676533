import type { District } from '../../kit/centre.ts'
import { href } from '../../kit/html/layout.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import type { Words } from '../../kit/words.ts'
import type { DistrictNow } from '../now.ts'
import { type MapShape, type Outlines, outlinesOf, pathOf, shapePoints } from '../outlines.ts'
import { type Projection, projectionOf } from '../projection.ts'
import { colon } from './place-parts.tsx'
import { words } from './words.ts'

/** Outlines that may be shown, and the words that must stand under them. */
interface ApprovedOutlines {
  outlines: Outlines
  approval: Words
  /** All boundaries as one path on a drawing. */
  path(map: Projection): string
}

/**
 * The outlines of the centre's districts, only with an approval number (审图号, 地图管理条例); null without one, or
 * where the package knows not every district: a map with a hole is worse than none.
 */
export async function outlinesFor(
  districts: readonly District[],
  approval: string | undefined,
): Promise<ApprovedOutlines | null> {
  if (!approval) return null
  const outlines = await outlinesOf(districts)
  if (!outlines) return null
  return {
    outlines,
    approval: { zh: `审图号：${approval}`, en: `Map approval number: ${approval}` },
    path: (map) => [...outlines.values()].map((shape) => pathOf(shape, map)).join(''),
  }
}

const margin = 6

/** The districts by their outlines, coloured by level, each with its number; read and tabbed through like the list. */
export function OutlineMap(props: {
  ask: Ask
  districts: readonly DistrictNow[]
  approved: ApprovedOutlines
}) {
  const { ask, districts, approved } = props
  return (
    <div class="outlinemap">
      <Drawing {...props} districts={districts} width={640} screen="wide-only" />
      <Drawing {...props} districts={districts} width={356} screen="narrow-only" />
      <p class="small">{approved.approval[ask.language]}</p>
    </div>
  )
}

function Drawing(props: {
  ask: Ask
  districts: readonly DistrictNow[]
  approved: ApprovedOutlines
  width: number
  screen: string
}) {
  const { ask, districts, approved, width, screen } = props
  const { outlines } = approved
  const map = projectionOf([...outlines.values()].flatMap(shapePoints), width, margin, width * 1.4)
  const zh = ask.language === 'zh'
  return (
    <svg class={`chart map ${screen}`} viewBox={`0 0 ${width} ${map.height}`}>
      <title>{zh ? '各区地图' : 'Map of the districts'}</title>
      {districts.map((one) => (
        <Shape ask={ask} one={one} shape={outlines.get(one.district.code)!} map={map} />
      ))}
      {districts.map(({ district, now }) => (
        <Label district={district} index={now?.index ?? null} level={now?.level ?? 0} map={map} {...props} />
      ))}
    </svg>
  )
}

function Shape({ ask, one, shape, map }: { ask: Ask; one: DistrictNow; shape: MapShape; map: Projection }) {
  const { district, now } = one
  const said = `${district.name[ask.language]}${colon(ask.language)}${now?.index ?? words[ask.language].noData}`
  return (
    <a href={href(ask, `/air/districts/${district.code}`)}>
      <title>{said}</title>
      <path class={`target area fill level-${now?.level ?? 0}`} d={pathOf(shape, map)} />
    </a>
  )
}

/** The number in the middle of its district; the name above it where the district is broad enough. */
function Label(props: {
  ask: Ask
  approved: ApprovedOutlines
  district: District
  index: number | null
  level: number
  map: Projection
}) {
  const { ask, approved, district, index, level, map } = props
  const shape = approved.outlines.get(district.code)!
  const x = map.x(shape.centre.lon)
  const y = map.y(shape.centre.lat)
  const xs = shapePoints(shape).map(({ lon }) => map.x(lon))
  const broad = Math.max(...xs) - Math.min(...xs)
  const name = district.name[ask.language]
  return (
    <g class="arealabel">
      {broad > 90 && (
        <text class={`on level-${level}`} x={x} y={y - 10} text-anchor="middle">
          {name}
        </text>
      )}
      {broad > 30 && (
        <text class={`on number level-${level}`} x={x} y={y + 6} text-anchor="middle">
          {index ?? '–'}
        </text>
      )}
    </g>
  )
}
