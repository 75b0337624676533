import type { DistrictSnapshot } from '../snapshot.ts'
import type { PanelProps } from './screen-alert.tsx'
import { screenWords } from './screen-words.ts'

/** At most so many of the highest, and of the lowest, stand in the list. */
const most = 4

/** A tile a district, roughly in its place, and who stands highest and lowest. */
export function Districts({ air, language, old }: PanelProps) {
  const w = screenWords[language]
  const across = Math.max(...air.districts.map(({ tile }) => tile[0])) + 1
  const known = air.districts.filter(({ index }) => index !== null).toSorted((a, b) => b.index! - a.index!)
  const listed = Math.min(most, Math.floor(known.length / 2))
  const name = (one: DistrictSnapshot) => one.name[language]
  return (
    <>
      <ol class={`tiles across-${Math.min(12, across)}`}>
        {air.districts.map((one) => (
          <li class={`col-${one.tile[0] + 1} row-${one.tile[1] + 1} level-${old ? 0 : (one.level ?? 0)}`}>
            <span>{name(one)}</span>
            <b>{one.index ?? '–'}</b>
          </li>
        ))}
      </ol>
      <div class="ranks">
        {listed > 0 && (
          <>
            <Rank title={w.highest} list={known.slice(0, listed)} name={name} old={old} />
            <Rank title={w.lowest} list={known.slice(-listed)} name={name} old={old} />
          </>
        )}
        <p class="small">
          {w.reporting(air.stations.reporting, air.stations.all)}
          <br />
          {w.schematic}
        </p>
      </div>
    </>
  )
}

const Rank = (props: {
  title: string
  list: readonly DistrictSnapshot[]
  name(one: DistrictSnapshot): string
  old: boolean
}) => (
  <>
    <h2>{props.title}</h2>
    <ul>
      {props.list.map((one) => (
        <li>
          <span>{props.name(one)}</span>
          <b class={`chip level-${props.old ? 0 : (one.level ?? 0)}`}>{one.index}</b>
        </li>
      ))}
    </ul>
  </>
)
