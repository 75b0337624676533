import type { District } from '../../kit/centre.ts'
import { href } from '../../kit/html/layout.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import type { DistrictNow } from '../now.ts'
import { OutlineMap, outlinesFor } from './outline-map.tsx'
import { words } from './words.ts'

/**
 * The districts: as tiles in their places on the compass, or as outlines where the centre has an approval number for
 * them (地图管理条例: outlines without one are not for the public).
 */
export async function DistrictMap(props: {
  ask: Ask
  districts: readonly DistrictNow[]
  approval?: string | undefined
}) {
  const { ask, approval } = props
  const districts = readingOrder(props.districts)
  const approved = await outlinesFor(
    districts.map(({ district }) => district),
    approval,
  )
  if (approved) return <OutlineMap ask={ask} districts={districts} approved={approved} />
  return <TileMap ask={ask} districts={districts} />
}

function TileMap({ ask, districts }: { ask: Ask; districts: readonly DistrictNow[] }) {
  const across = Math.max(...districts.map(({ district }) => district.tile[0])) + 1
  const zh = ask.language === 'zh'
  return (
    <div>
      <ol
        class={`tilemap across-${Math.min(12, across)}`}
        aria-label={zh ? '各区示意图' : 'Schematic map of the districts'}
      >
        {districts.map((one) => (
          <Tile ask={ask} {...one} />
        ))}
      </ol>
      <p class="small">
        {zh
          ? '示意图：每区一格，位置大致相当于方位，不表示边界。'
          : 'Schematic: one tile a district, roughly in its place; no boundaries.'}
      </p>
    </div>
  )
}

/** Rows from the north, each from the west: the order in which the map is read and tabbed through. */
export const districtOrder = (districts: readonly District[]): District[] =>
  districts.toSorted((a, b) => a.tile[1] - b.tile[1] || a.tile[0] - b.tile[0])

function readingOrder(districts: readonly DistrictNow[]): DistrictNow[] {
  const byCode = new Map(districts.map((one) => [one.district.code, one]))
  return districtOrder(districts.map(({ district }) => district)).map(({ code }) => byCode.get(code)!)
}

function Tile({ ask, district, now }: { ask: Ask } & DistrictNow) {
  const w = words[ask.language]
  const [column, row] = district.tile
  return (
    <li class={`col-${column + 1} row-${row + 1}`}>
      <a class={`level-${now?.level ?? 0}`} href={href(ask, `/air/districts/${district.code}`)}>
        <small>{district.name[ask.language]}</small>
        <b>{now?.index ?? <span title={w.noData}>–</span>}</b>
      </a>
    </li>
  )
}
