import { LineChart } from '../../kit/html/charts/lines.tsx'
import { href } from '../../kit/html/layout.tsx'
import { Empty, Field, Figure, Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { type Day, dayOf, hourEndedBy, hoursOfDay } from '../../kit/time.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import type { Words } from '../../kit/words.ts'
import { FieldReader } from '../history-fields.ts'
import {
  limitsOf,
  loadPeriod,
  type Period,
  type PeriodAsk,
  readPeriod,
  shown,
  steps,
} from '../history-period.ts'
import { historyPlaces, type Place } from '../history-places.ts'
import { pollutantWords, symbols, unitOf } from '../pollutants.ts'
import { faultsIn, HistoryPage, placeChoices } from './history-frame.tsx'
import { words } from './history-words.ts'
import { MonthBars, PeriodTable } from './period-table.tsx'
import { dayWords } from './words.ts'

interface Scene {
  ask: Ask
  house: House
  places: readonly Place[]
  asked: PeriodAsk
  /** Null where the form must be corrected first. */
  period: Period | null
  errors: Record<string, Words>
}

/** Any stretch of hours, days or months of a place: chart, table and download. */
export async function periodPage(house: House, ask: Ask): Promise<Answer> {
  const now = hourEndedBy(ask.at)
  const today = dayOf(now + 1, house.settings.LANTIAN_ZONE)
  const reader = new FieldReader(ask.query)
  const places = await historyPlaces(house)
  const asked = await readPeriod(house, reader, places, today)
  const period = reader.isSound ? await loadPeriod(house, asked, today, now) : null
  return {
    body: (
      <PeriodView
        ask={ask}
        house={house}
        places={places}
        asked={asked}
        period={period}
        errors={reader.errors}
      />
    ),
    status: period ? 200 : 400,
    depends: ['air/readings'],
    fresh: 600,
  }
}

function PeriodView(scene: Scene) {
  const { ask, house, asked, period, errors } = scene
  const w = words[ask.language]
  const name = asked.place.name[ask.language]
  const title = period
    ? w.periodTitle(name, dayWords(asked.from, ask.language), dayWords(asked.to, ask.language))
    : w.title(name)
  return (
    <HistoryPage
      ask={ask}
      house={house}
      title={title}
      lead={w.gaps}
      description={title}
      view="period"
      place={asked.place}
      kinds={period ? [period.kind] : []}
      errors={errors}
    >
      <Form {...scene} />
      {period && (hasAny(period) ? <Results {...scene} period={period} /> : <Empty>{w.emptyPeriod}</Empty>)}
    </HistoryPage>
  )
}

const hasAny = ({ rows }: Period) =>
  rows.some(({ values, index }) => index !== null || Object.values(values).some((value) => value !== null))

function Form({ ask, places, asked, errors }: Scene) {
  const w = words[ask.language]
  const fault = faultsIn(ask, errors)
  const typed = (name: 'from' | 'to') => ask.query.get(name) || asked[name]
  return (
    <form class="ask" method="get" action={href(ask, '/air/history')}>
      <Field
        name="place"
        label={w.place}
        value={asked.place.key}
        choices={placeChoices(ask, places)}
        error={fault('place')}
      />
      <Field
        name="pollutant"
        label={w.pollutant}
        value={asked.pollutant}
        choices={shown.map((value) => ({
          value,
          label: value === 'index' ? w.index : `${symbols[value]} ${pollutantWords[value][ask.language]}`,
        }))}
        error={fault('pollutant')}
      />
      {/* A day that the calendar has not would be thrown away by a date field; as text it can be mended. */}
      <Field
        name="from"
        label={w.from}
        type={errors.from ? 'text' : 'date'}
        value={typed('from')}
        error={fault('from')}
      />
      <Field
        name="to"
        label={w.to}
        type={errors.to && !/^\d{4}-\d\d-\d\d$/.test(typed('to')) ? 'text' : 'date'}
        value={typed('to')}
        error={fault('to')}
      />
      <Field
        name="by"
        label={w.by}
        value={asked.by}
        choices={steps.map((value) => ({ value, label: w.bys[value] }))}
        error={fault('by')}
      />
      <button type="submit">{w.show}</button>
    </form>
  )
}

function Results({ ask, house, period }: Scene & { period: Period }) {
  const w = words[ask.language]
  const zone = house.settings.LANTIAN_ZONE
  const { pollutant, by } = period
  const title =
    pollutant === 'index' ? w.index : `${symbols[pollutant]} ${pollutantWords[pollutant][ask.language]}`
  const unit = pollutant === 'index' ? undefined : unitOf(pollutant)
  return (
    <>
      <Section title={title} note={[unit, w.byNote[by]].filter(Boolean).join(' · ')}>
        {pollutant === 'index' && by === 'month' ? (
          <MonthBars ask={ask} period={period} />
        ) : (
          <Figure language={ask.language} title={title} unit={unit}>
            <Chart ask={ask} period={period} zone={zone} title={title} wide />
            <Chart ask={ask} period={period} zone={zone} title={title} />
          </Figure>
        )}
      </Section>
      <Section title={w.data}>
        <PeriodTable ask={ask} period={period} zone={zone} />
        <Downloads ask={ask} period={period} />
      </Section>
    </>
  )
}

function Chart(props: { ask: Ask; period: Period; zone: string; title: string; wide?: boolean }) {
  const { ask, period, zone, title, wide } = props
  const w = words[ask.language]
  const { pollutant, rows } = period
  const values = rows.map(({ index, values: of }) => (pollutant === 'index' ? index : of[pollutant]))
  const limits =
    pollutant === 'index' && period.by !== 'month'
      ? [{ from: 0, to: rows.length - 1, value: 100, label: w.index100 }]
      : limitsOf(period).map((span) => ({ ...span, label: w.limit(span.value) }))
  return (
    <LineChart
      title={title}
      series={[{ name: title, values }]}
      marks={marksOf(ask, period, zone)}
      limits={limits}
      wide={wide}
    />
  )
}

/** Under the axis: years of a long period, months of a shorter one, days of a short one. */
export function marksOf(ask: Ask, { by, rows }: Period, zone: string): { at: number; label: string }[] {
  const zh = ask.language === 'zh'
  const w = words[ask.language]
  const months = (month: string) => w.months[Number(month.slice(5, 7)) - 1]!
  if (by === 'month')
    return rows.flatMap(({ at }, i) =>
      rows.length <= 24 || String(at).endsWith('-01')
        ? [{ at: i, label: String(at).endsWith('-01') ? String(at).slice(0, 4) : months(String(at)) }]
        : [],
    )
  const days: Day[] = []
  const places: number[] = []
  for (const [i, { at }] of rows.entries()) {
    const day = by === 'day' ? String(at) : dayOf(at as number, zone)
    if (by === 'hour' && hoursOfDay(day, zone).first !== at) continue
    days.push(day)
    places.push(i)
  }
  const label = (day: Day) =>
    zh ? `${Number(day.slice(5, 7))}/${Number(day.slice(8))}` : `${Number(day.slice(8))} ${months(day)}`
  if (days.length <= 62) return days.map((day, i) => ({ at: places[i]!, label: label(day) }))
  return days.flatMap((day, i) => {
    if (!day.endsWith('-01')) return []
    const january = day.slice(5, 7) === '01'
    if (days.length > 800) return january ? [{ at: places[i]!, label: day.slice(0, 4) }] : []
    return [{ at: places[i]!, label: january ? day.slice(0, 4) : months(day) }]
  })
}

function Downloads({ ask, period }: { ask: Ask; period: Period }) {
  const w = words[ask.language]
  const query = (format: 'csv' | 'json') =>
    new URLSearchParams({ place: period.place.key, from: period.from, to: period.to, format })
  const what = period.by === 'hour' ? 'readings' : 'days'
  return (
    <p class="after">
      {w.download}
      {ask.language === 'zh' ? '：' : ': '}
      <a href={`/api/v1/${what}?${query('csv')}`}>CSV</a>
      {' · '}
      <a href={`/api/v1/${what}?${query('json')}`}>JSON</a>
      <span class="small"> {w.licence}</span>
    </p>
  )
}
