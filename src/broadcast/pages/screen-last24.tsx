import { clockOf, dayWords } from '../scenes/words.ts'
import type { AirSnapshot, HourSnapshot } from '../snapshot.ts'
import type { PanelProps } from './screen-alert.tsx'
import { screenWords } from './screen-words.ts'

/** Columns stretch to any screen, so they are drawn in units of their own. */
const step = 10
const high = 300

/** An hour a column, in its level's colour; a missing hour is a gap with its mark. */
export function Last24({ air, language }: PanelProps) {
  const w = screenWords[language]
  const known = air.last24.filter((one): one is HourSnapshot => one !== null && one.index !== null)
  if (known.length === 0) return <p class="word level-0">{w.noData}</p>
  const top = known.reduce((a, b) => (b.index! > a.index! ? b : a))
  const bottom = known.reduce((a, b) => (b.index! < a.index! ? b : a))
  const scale = Math.max(100, top.index! * 1.08)
  const lines = air.categories.map(({ to }) => to).filter((to) => to < scale)
  const missing = air.last24.length - known.length
  return (
    <div class="hours">
      <p class="answer">
        <span>{w.top(top.index!, clockOf(top.hour))}</span>
        <span>{w.bottom(bottom.index!, clockOf(bottom.hour))}</span>
        {missing > 0 && <span class="none">{w.missing(missing)}</span>}
      </p>
      <div class="chart">
        <svg viewBox={`0 0 ${24 * step} ${high}`} preserveAspectRatio="none" aria-hidden="true">
          <Bands air={air} scale={scale} />
          {air.last24.map((hour, i) => (
            <Column hour={hour} at={i} scale={scale} />
          ))}
        </svg>
        <ol>
          {air.last24.map((_, i) => (
            <li>{i % 4 === 3 ? w.clock(clockAt(air, i)) : ''}</li>
          ))}
        </ol>
      </div>
      <p class="small">
        {w.index} · {dayWords(dayOf(air.hour))[language]}
        {language === 'zh' ? '，横轴为整点（时）' : ', by the hour'}
        {lines.length > 0 && ` · ${w.lines(lines.join(language === 'zh' ? '、' : ', '))}`}
      </p>
    </div>
  )
}

/** Where one level ends and the next begins. */
const Bands = ({ air, scale }: { air: AirSnapshot; scale: number }) => (
  <>
    {air.categories
      .filter(({ to }) => to < scale)
      .map(({ to }) => {
        const y = high - (to / scale) * high
        return <line class="band" x1="0" x2={24 * step} y1={y} y2={y} />
      })}
  </>
)

function Column({ hour, at, scale }: { hour: HourSnapshot | null; at: number; scale: number }) {
  const x = at * step + 1
  if (hour?.index == null) return <rect class="gap" x={x} y={high - 3} width={step - 2} height="3" />
  const height = Math.max(3, (hour.index / scale) * high)
  return <rect class={`level-${hour.level ?? 0}`} x={x} y={high - height} width={step - 2} height={height} />
}

/** The clock hour of a column, also of one that is missing. */
const clockAt = ({ hour }: AirSnapshot, column: number) => ((clockOf(hour) + column - 23 + 47) % 24) + 1

/** Midnight ends the day before. */
const dayOf = (hour: string) =>
  Temporal.PlainDateTime.from(hour.slice(0, 16)).subtract({ minutes: 1 }).toPlainDate().toString()
