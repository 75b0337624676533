import { sql } from 'kysely'
import { DeskPage } from '../../html/desk-layout.tsx'
import { Empty, Tabs } from '../../html/parts.tsx'
import { addDays, daysIn, eachDay } from '../../time.ts'
import { shortMonth } from '../../words.ts'
import type { Look } from '../kind.ts'
import { lookOf, withTitles } from '../look.ts'
import type { AnyRow } from '../register.ts'
import { rowOf, type Stored } from '../rows.ts'
import { type At, crumbsOf, type Make, titleOf, within } from './shown.ts'
import { label, words } from './words.ts'

const mostRows = 500

interface Month {
  year: number
  month: number
  first: string
  last: string
}

const monthOf = (year: number, month: number): Month => {
  const start = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
  return { year, month, first: `${start}-01`, last: `${start}-${daysIn(year, month)}` }
}

/** The month of the address, or that of today. */
function monthAsked({ ask }: At, zone: string): Month {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(ask.query.get('month') ?? '') ?? []
  if (year && month) return monthOf(Number(year), Number(month))
  const today = ask.at.toZonedDateTimeISO(zone)
  return monthOf(today.year, today.month)
}

/** The rows of a month by the day or moment that the register names. */
export const calendarPage: Make = async (at) => {
  const { house, r, ask } = at
  const look = await lookOf(house, ask.language)
  const month = monthAsked(at, look.zone)
  const found = await rowsOf(at, month, look)
  const open = found.slice(0, mostRows).filter((row) => r.may.see.holds(ask.officer, row))
  const known = await withTitles(look, r, open)
  const days = Map.groupBy(open, (row) => dayOfRow(at, row, look))
  return { body: <Calendar {...at} month={month} days={days} look={known} more={found.length > mostRows} /> }
}

async function rowsOf({ house, r }: At, { first, last }: Month, { zone }: Look): Promise<AnyRow[]> {
  const name = r.list.calendar!
  const start = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds
  const isDay = r.fields[name]!.kind.name === 'day'
  const [from, until] = isDay ? [first, addDays(last, 1)] : [start(first), start(addDays(last, 1))]
  const { rows } = await sql<Stored>`select * from ${sql.table(r.key)} where trashed_at is null
    and ${sql.ref(name)} >= ${from} and ${sql.ref(name)} < ${until}
    order by ${sql.ref(name)}, id limit ${mostRows + 1}`.execute(house.store.db)
  return rows.map((row) => rowOf(r, row))
}

function dayOfRow({ r }: At, row: AnyRow, { zone }: Look): string {
  const value = row[r.list.calendar!]
  if (typeof value !== 'number') return String(value)
  return Temporal.Instant.fromEpochMilliseconds(value).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** Weeks from Monday to Sunday that touch the month. */
function weeksOf({ first, last }: Month): string[][] {
  const weekday = Temporal.PlainDate.from(first).dayOfWeek
  const start = addDays(first, 1 - weekday)
  const end = addDays(last, 7 - Temporal.PlainDate.from(last).dayOfWeek)
  const days = [...eachDay(start, end)]
  return Array.from({ length: days.length / 7 }, (_, at) => days.slice(at * 7, at * 7 + 7))
}

type CalendarProps = At & { month: Month; days: Map<string, AnyRow[]>; look: Look; more: boolean }

function Calendar(props: CalendarProps) {
  const { house, r, ask, month, days, more } = props
  const w = words[ask.language]
  const title = w.month(month.year, month.month)
  const beside = (months: number) => {
    const day = Temporal.PlainDate.from(month.first).add({ months })
    return { name: w.monthOf(day), path: within(props, `/calendar?month=${day.toString().slice(0, 7)}`) }
  }
  const [previous, next] = [beside(-1), beside(1)]
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={`${r.many[ask.language]} · ${title}`}
      crumbs={crumbsOf(r, { words: label('calendar') })}
    >
      <Tabs
        label={r.many[ask.language]}
        items={[
          { label: w.list, path: within(props), current: false },
          { label: w.calendar, path: within(props, '/calendar'), current: true },
          { label: w.trash, path: within(props, '?trash=1'), current: false },
        ]}
      />
      <nav class="pager register-months" aria-label={w.calendar}>
        <a rel="prev" href={previous.path}>
          ← {previous.name}
        </a>
        <a href={within(props, '/calendar')}>{w.today}</a>
        <a rel="next" href={next.path}>
          {next.name} →
        </a>
      </nav>
      {more && <p class="small">{w.tooMany(mostRows)}</p>}
      {days.size === 0 && <Empty>{w.noneMonth}</Empty>}
      <Weeks {...props} />
    </DeskPage>
  )
}

function Weeks(props: CalendarProps) {
  const { ask, month } = props
  const w = words[ask.language]
  return (
    <table class="register-month">
      <caption>
        <span class="skip">{w.month(month.year, month.month)}</span>
      </caption>
      <thead>
        <tr>
          {w.weekdays.map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr class={week.some((day) => props.days.has(day)) ? undefined : 'register-week-empty'}>
            {week.map((day) => (
              <DayCell {...props} day={day} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell(props: CalendarProps & { day: string }) {
  const { r, ask, month, days, look, day } = props
  const rows = days.get(day) ?? []
  const outside = day < month.first || day > month.last
  const date = Temporal.PlainDate.from(day)
  const weekday = words[ask.language].weekdays[date.dayOfWeek - 1]!
  const today = day === ask.at.toZonedDateTimeISO(look.zone).toPlainDate().toString()
  const classes = [
    rows.length === 0 && 'register-day-empty',
    outside && 'register-day-outside',
    today && 'register-day-today',
  ]
  return (
    <td class={classes.filter(Boolean).join(' ') || undefined}>
      <p class="register-day">
        <time datetime={day}>
          <span class="register-day-long">
            {ask.language === 'zh'
              ? `${date.month}月${date.day}日 周${weekday}`
              : `${weekday} ${date.day} ${shortMonth(date)}`}
          </span>
          <span class="register-day-short" aria-hidden="true">
            {date.day}
          </span>
        </time>
      </p>
      {rows.length > 0 && (
        <ul>
          {rows.map((row) => (
            <li>
              <a href={within({ r, ask }, `/${row.id}`)}>
                {hourOf(props, row)}
                {titleOf(r, row, look)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </td>
  )
}

/** The hour of a moment, before its title. */
function hourOf({ r, look }: CalendarProps, row: AnyRow): string {
  const value = row[r.list.calendar!]
  if (typeof value !== 'number') return ''
  const local = Temporal.Instant.fromEpochMilliseconds(value).toZonedDateTimeISO(look.zone)
  return `${local.toPlainTime().toString({ smallestUnit: 'minute' })} `
}
