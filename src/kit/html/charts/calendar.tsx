import { html } from 'hono/html'
import type { Day } from '../../time.ts'
import { type MonthShape, monthShapes } from './calendar-shape.ts'

export interface CalendarDay {
  day: Day
  /** 1 … 6; null where the day has no index that may be shown. */
  level: number | null
  /** What is said of it on hover and to screen readers. */
  title: string
  path: string
}

export interface CalendarProps {
  year: number
  days: readonly CalendarDay[]
  title: string
  months: readonly string[]
  /** Monday, Wednesday, Friday. */
  weekdays: readonly [string, string, string]
  /** Marked, and nothing is shown behind it. */
  today?: Day
  /** Days of the year that are over and were not heard of are hatched from here on; before and behind they stay blank. */
  known?: { first: Day; last: Day }
  /** Said of a day without a word. */
  missing?: (day: Day) => string
}

/**
 * A year as one square a day: twelve months side by side, weeks as columns, Monday at the top; on a phone the months
 * stand three in a row. The colour is the level, from level 3 on with its number, so that colour is not the only sign.
 * A day without a word is hatched. Every day that has something to say is a link.
 */
export function CalendarYear(props: CalendarProps) {
  const byDay = new Map(props.days.map((day) => [day.day, day]))
  return (
    <figure class="calendar" aria-label={props.title}>
      <div class="calendar-weekdays" aria-hidden="true">
        {props.weekdays.map((name) => (
          <span>{name}</span>
        ))}
      </div>
      {monthShapes(props.year).map((shape) => (
        <div class={`month weeks-${shape.weeks}${hasAny(shape, props, byDay) ? '' : ' month-blank'}`}>
          <span class="month-name">{props.months[shape.month - 1]}</span>
          <div class="month-days">{daysOf(props, shape, byDay)}</div>
        </div>
      ))}
    </figure>
  )
}

/** A phone leaves out months that have nothing to say yet. */
function hasAny({ name, days }: MonthShape, { known }: CalendarProps, byDay: ReadonlyMap<Day, CalendarDay>) {
  if (known && name >= known.first.slice(0, 7) && name <= known.last.slice(0, 7)) return true
  for (let day = 1; day <= days; day++) if (byDay.has(`${name}-${day < 10 ? '0' : ''}${day}`)) return true
  return false
}

function daysOf(props: CalendarProps, shape: MonthShape, byDay: ReadonlyMap<Day, CalendarDay>) {
  const { today, known } = props
  return Array.from({ length: shape.days }, (_, i) => {
    const day: Day = `${shape.name}-${i < 9 ? '0' : ''}${i + 1}`
    const found = byDay.get(day)
    const place = `${i === 0 ? ` from-${shape.start}` : ''}${day === today ? ' today' : ''}`
    if (found) return dayLink(found, place)
    const heard = known && day >= known.first && day <= known.last
    return heard ? (
      <span class={`day level-none${place}`} title={props.missing?.(day)}></span>
    ) : (
      <span class={`day blank${place}`}></span>
    )
  })
}

/** The title names it: a second name would double a page of 1,461 days, for which an element each is slow, too. */
const dayLink = ({ level, path, title }: CalendarDay, place: string) =>
  html`<a class="day level-${level ?? 'none'}${place}" href="${path}" title="${title}"></a>`

/** What the squares of a calendar mean, in words. */
export const CalendarKey = (props: { levels: readonly string[]; missing: string; today: string }) => (
  <ul class="calendar-key">
    {props.levels.map((word, at) => (
      <li>
        <span class={`day level-${at + 1}`}></span> {word}
      </li>
    ))}
    <li>
      <span class="day level-none"></span> {props.missing}
    </li>
    <li>
      <span class="day blank today"></span> {props.today}
    </li>
  </ul>
)
