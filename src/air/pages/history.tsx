import { CalendarKey, CalendarYear } from '../../kit/html/charts/calendar.tsx'
import { href } from '../../kit/html/layout.tsx'
import { Chip, Empty, Field } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { type Day, dayOf, daysBetween, hourEndedBy } from '../../kit/time.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import { type HistoryYear, historyYears, shownLevel } from '../history.ts'
import { FieldReader } from '../history-fields.ts'
import { historyPlaces, type Place, placeField, placeSpan } from '../history-places.ts'
import { categoryOf, indexStandardOn, pollutantsIn } from '../index/index.ts'
import { symbols } from '../pollutants.ts'
import { dayPage } from './day.tsx'
import { faultsIn, HistoryPage, placeChoices } from './history-frame.tsx'
import { Levels, Months, Quarters } from './history-tables.tsx'
import { share, shortDay, words } from './history-words.ts'
import { Years } from './history-years.tsx'
import { periodPage } from './period.tsx'
import { words as shared } from './words.ts'

/** More would be a page that no phone wants to load. */
const mostYears = 12

interface Scene {
  ask: Ask
  house: House
  place: Place
  places: readonly Place[]
  years: HistoryYear[]
  first: number
  last: number
  today: Day
  errors: FieldReader['errors']
}

/** The calendar of years; with a period in the address, that period. */
export async function historyPage(house: House, ask: Ask): Promise<Answer> {
  if (ask.query.has('day')) return dayPage(house, ask)
  if (['from', 'to', 'by', 'pollutant'].some((name) => ask.query.has(name))) return periodPage(house, ask)
  const today = dayOf(hourEndedBy(ask.at) + 1, house.settings.LANTIAN_ZONE)
  const reader = new FieldReader(ask.query)
  const places = await historyPlaces(house)
  const place = placeField(reader, 'place', places)
  const { first, last } = await yearSpan(house, reader, place, today)
  const years = reader.isSound ? await historyYears(house, place, first, last, today) : []
  const scene = { ask, house, place, places, years, first, last, today, errors: reader.errors }
  return {
    body: <History {...scene} />,
    status: reader.isSound ? 200 : 400,
    depends: ['air/readings'],
    fresh: 600,
  }
}

/** The years asked for, or the newest that the place has. */
async function yearSpan(house: House, reader: FieldReader, place: Place, today: Day) {
  const asked = { first: reader.year('first'), last: reader.year('last') }
  const span = await placeSpan(house, place, today)
  const newest = Number((span?.last ?? today).slice(0, 4))
  const oldest = Number((span?.first ?? today).slice(0, 4))
  const last = asked.last ?? Math.max(newest, asked.first ?? newest)
  const first = asked.first ?? Math.max(Math.min(oldest, last), last - mostYears + 1)
  if (last < first) reader.fail('last', { zh: words.zh.beforeYear, en: words.en.beforeYear })
  else if (last - first >= mostYears)
    reader.fail('last', { zh: words.zh.tooManyYears(mostYears), en: words.en.tooManyYears(mostYears) })
  return { first, last }
}

function History(scene: Scene) {
  const { ask, house, place, years, errors } = scene
  const w = words[ask.language]
  const name = place.name[ask.language]
  return (
    <HistoryPage
      ask={ask}
      house={house}
      title={w.title(name)}
      lead={`${compared(scene)}${ask.language === 'zh' ? '' : ' '}${w.lead}`.trim()}
      description={w.lead}
      view="calendar"
      place={place}
      kinds={years.map(({ kind }) => kind)}
      errors={errors}
    >
      <Form {...scene} />
      {years.length === 0 && Object.keys(errors).length === 0 && (
        <Empty>{scene.places.length > 1 ? w.emptyYears : w.noHistory}</Empty>
      )}
      {years.length > 0 && (
        <>
          <Calendars {...scene} />
          <Levels ask={ask} years={years} />
          <Years ask={ask} years={years} />
          <Quarters ask={ask} years={years} />
          <Months ask={ask} place={place} years={years} />
        </>
      )}
    </HistoryPage>
  )
}

/** A year that is nearly whole may be compared with another such year. */
const enoughDays = 324

function compared({ ask, years }: Scene): string {
  const whole = years.filter(({ summary }) => summary.counted >= enoughDays)
  const [newest, oldest] = [whole[0], whole.at(-1)]
  if (!newest || !oldest || newest === oldest) return ''
  const more = newest.summary.good - oldest.summary.good
  return words[ask.language].better(newest.year, newest.summary.good, oldest.year, more)
}

function Form({ ask, place, places, first, last, errors }: Scene) {
  const w = words[ask.language]
  const fault = faultsIn(ask, errors)
  // What was typed stays in its field, also when it was wrong.
  const typed = (name: string, value: number) => ask.query.get(name) ?? String(value)
  return (
    <form class="ask" method="get" action={href(ask, '/air/history')}>
      <Field
        name="place"
        label={w.place}
        value={place.key}
        choices={placeChoices(ask, places)}
        error={fault('place')}
      />
      <Field name="first" label={w.firstYear} value={typed('first', first)} error={fault('first')} />
      <Field name="last" label={w.lastYear} value={typed('last', last)} error={fault('last')} />
      <button type="submit">{w.show}</button>
    </form>
  )
}

function Calendars(scene: Scene) {
  const { ask, years, today } = scene
  const w = words[ask.language]
  const key = indexStandardOn(today).categories.map(({ level, name }) => `${level} ${name[ask.language]}`)
  return (
    <section aria-label={w.calendar}>
      <CalendarKey levels={key} missing={w.missing} today={w.today} />
      <a class="skip" href="#after-calendar">
        {w.skipCalendar}
      </a>
      <ol class="years">
        {years.map((year) => (
          <li>
            <YearHead ask={ask} year={year} since={years.at(-1)!.rows[0]!.day} />
            <YearCalendar {...scene} of={year} />
          </li>
        ))}
      </ol>
      <span id="after-calendar" tabindex={-1}></span>
    </section>
  )
}

/** @param since the place's first day of all: what was before it is not missing */
function YearHead({ ask, year: of, since }: { ask: Ask; year: HistoryYear; since: Day }) {
  const w = words[ask.language]
  const { year, kind, summary, months } = of
  const before = since > `${year}-01-01` ? daysBetween(`${year}-01-01`, since) : 0
  const missing = months.reduce((sum, { expected }) => sum + expected, 0) - before - summary.counted
  return (
    <div class="year-head">
      <h2>{year}</h2>
      {kind !== 'reference' && <Chip level={0}>{shared[ask.language].kinds[kind]}</Chip>}
      <p>
        <b>{summary.good}</b> {w.goodOf(summary.counted)} ({share(summary.good, summary.counted)})
        {w.missingDays(Math.max(0, missing))}
      </p>
    </div>
  )
}

function YearCalendar({ ask, place, years, today, of }: Scene & { of: HistoryYear }) {
  const w = words[ask.language]
  const base = href(ask, '/air/history/day/')
  const query = place.key === 'city' ? '' : `?place=${encodeURIComponent(place.key)}`
  const names = (day: Day) => indexStandardOn(day)
  return (
    <CalendarYear
      year={of.year}
      title={String(of.year)}
      months={w.months}
      weekdays={w.weekdays}
      today={today}
      known={{ first: years.at(-1)!.rows[0]!.day, last: years[0]!.rows.at(-1)!.day }}
      missing={(day) => w.dayNone(shortDay(day, ask.language))}
      days={of.rows.map((row) => {
        const { day, idx, chief } = row
        const level = shownLevel(row)
        const said = shortDay(day, ask.language)
        const chiefs = pollutantsIn(chief)
          .map((one) => symbols[one])
          .join(ask.language === 'zh' ? '、' : ', ')
        return {
          day,
          level,
          path: `${base}${day}${query}`,
          title:
            level === null
              ? w.dayNone(said)
              : w.dayTitle(said, idx!, categoryOf(names(day), idx!).name[ask.language], chiefs),
        }
      })}
    />
  )
}
