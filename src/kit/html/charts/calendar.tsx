import { type Day, eachDay } from '../../time.ts'
import { px } from './scale.ts'

export interface CalendarDay {
  day: Day
  level: number | null
  title: string
  path: string
}

const cell = 14
const left = 30
const top = 20

/**
 * A year as one cell a day, weeks as columns, Monday at the top, coloured by level. The level's number stands in the
 * cell, so that colour is not the only sign. Months are named above.
 */
export function CalendarYear(props: {
  year: number
  days: readonly CalendarDay[]
  title: string
  months: readonly string[]
  weekdays: readonly [string, string, string]
}) {
  const { year, title, months, weekdays } = props
  const byDay = new Map(props.days.map((day) => [day.day, day]))
  const all = [...eachDay(`${year}-01-01`, `${year}-12-31`)]
  const offset = Temporal.PlainDate.from(all[0]!).dayOfWeek - 1
  const column = (at: number) => Math.floor((at + offset) / 7)
  const row = (at: number) => (at + offset) % 7
  const width = left + (column(all.length - 1) + 1) * cell
  return (
    <div class="scroll" tabindex={0}>
      <svg
        class="chart calendar"
        viewBox={`0 0 ${width} ${top + 7 * cell}`}
        width={width}
        height={top + 7 * cell}
      >
        <title>{title}</title>
        {months.map((name, i) => {
          const first = all.indexOf(`${year}-${String(i + 1).padStart(2, '0')}-01`)
          return (
            <text class="tick" x={left + column(first) * cell + (row(first) === 0 ? 0 : cell)} y={12}>
              {name}
            </text>
          )
        })}
        {weekdays.map((name, i) => (
          <text class="tick" x={0} y={top + i * 2 * cell + 11}>
            {name}
          </text>
        ))}
        {all.map((day, at) => (
          <DayCell day={byDay.get(day)} x={left + column(at) * cell} y={top + row(at) * cell} />
        ))}
      </svg>
    </div>
  )
}

function DayCell({ day, x, y }: { day: CalendarDay | undefined; x: number; y: number }) {
  if (!day) return <rect class="cell fill level-0" x={x} y={y} width={cell} height={cell} opacity="0.35" />
  return (
    <a href={day.path} aria-label={day.title}>
      <title>{day.title}</title>
      <rect class={`cell target fill level-${day.level ?? 0}`} x={x} y={y} width={cell} height={cell} />
      {day.level !== null && day.level > 2 && (
        <text class={`mark on level-${day.level}`} x={px(x + cell / 2)} y={y + 10}>
          {day.level}
        </text>
      )}
    </a>
  )
}
