import { LevelBar } from '../../kit/html/charts/levels.tsx'
import { LineChart } from '../../kit/html/charts/lines.tsx'
import { href } from '../../kit/html/layout.tsx'
import { type Column, DataTable, Empty, Field, Figure, Missing, Section } from '../../kit/html/parts.tsx'
import type { House } from '../../kit/room.ts'
import { type Day, dayOf, hourEndedBy } from '../../kit/time.ts'
import type { Answer, Ask } from '../../kit/web/pages.ts'
import type { Words } from '../../kit/words.ts'
import { stretchOf } from '../history.ts'
import {
  type CompareAsk,
  type Compared,
  commonDays,
  comparedValues,
  loadCompared,
  readCompare,
} from '../history-compare.ts'
import { FieldReader } from '../history-fields.ts'
import { shown } from '../history-period.ts'
import { historyPlaces, type Place } from '../history-places.ts'
import { pollutantWords, symbols, unitOf } from '../pollutants.ts'
import { faultsIn, HistoryPage, placeChoices } from './history-frame.tsx'
import { levelsTitle } from './history-tables.tsx'
import { words as history, share, shortDay } from './history-words.ts'

const words = {
  zh: {
    title: '对比地点和年份',
    lead: '最多选四条线，每条是一个地点的一年，用同一把尺子画出来。本页可以直接打印。',
    line: (n: number) => `第 ${n} 条`,
    year: '年份',
    goodDays: '每月优良天数',
    none: '没有数据',
    table: '各条对照',
    months: '月',
    which: '地点与年份',
    empty: '这些地点和年份都没有数据。',
  },
  en: {
    title: 'Compare places and years',
    lead: 'Up to four lines, each one year of one place, drawn on one scale. The page prints as it is.',
    line: (n: number) => `Line ${n}`,
    year: 'Year',
    goodDays: 'Good days a month',
    none: 'no data',
    table: 'Side by side',
    months: 'Month',
    which: 'Place and year',
    empty: 'There are no data of these places and years.',
  },
} satisfies Record<Ask['language'], unknown>

interface Scene {
  ask: Ask
  house: House
  places: readonly Place[]
  asked: CompareAsk
  lines: Compared[]
  errors: Record<string, Words>
  today: Day
}

/** Up to four years of places against each other. */
export async function comparePage(house: House, ask: Ask): Promise<Answer> {
  const today = dayOf(hourEndedBy(ask.at) + 1, house.settings.LANTIAN_ZONE)
  const reader = new FieldReader(ask.query)
  const places = await historyPlaces(house)
  const asked = await readCompare(house, reader, places, today)
  const lines = reader.isSound ? await loadCompared(house, asked, today) : []
  const scene = { ask, house, places, asked, lines, errors: reader.errors, today }
  return {
    body: <CompareView {...scene} />,
    status: reader.isSound ? 200 : 400,
    depends: ['air/readings'],
    fresh: 600,
  }
}

/** What tells a line from the others: its year, its place, or both. */
function nameOf({ place, year }: Compared, lines: readonly Compared[], ask: Ask): string {
  if (lines.every((other) => other.place.key === place.key)) return String(year)
  if (lines.every((other) => other.year === year)) return place.name[ask.language]
  return `${place.name[ask.language]} ${year}`
}

function CompareView(scene: Scene) {
  const { ask, house, asked, lines, errors } = scene
  const w = words[ask.language]
  const heard = lines.filter(({ data }) => data !== null)
  return (
    <HistoryPage
      ask={ask}
      house={house}
      title={w.title}
      lead={w.lead}
      description={w.lead}
      view="compare"
      place={asked.pairs[0]!.place}
      kinds={heard.map(({ data }) => data!.kind)}
      errors={errors}
    >
      <Form {...scene} />
      {heard.length > 0 ? (
        <Results {...scene} lines={lines} />
      ) : (
        Object.keys(errors).length === 0 && <Empty>{w.empty}</Empty>
      )}
    </HistoryPage>
  )
}

function Form({ ask, places, asked, errors }: Scene) {
  const w = words[ask.language]
  const h = history[ask.language]
  const fault = faultsIn(ask, errors)
  return (
    <form class="ask" method="get" action={href(ask, '/air/history/compare')}>
      {asked.fields.map((field, i) => (
        <fieldset class="compare-row">
          <legend class="skip">{w.line(i + 1)}</legend>
          <Field
            name={`p${i + 1}`}
            label={`${w.line(i + 1)} · ${h.place}`}
            value={field.place}
            choices={placeChoices(ask, places)}
            error={fault(`p${i + 1}`)}
          />
          <Field name={`y${i + 1}`} label={w.year} value={field.year} error={fault(`y${i + 1}`)} />
        </fieldset>
      ))}
      <Field
        name="pollutant"
        label={h.pollutant}
        value={asked.pollutant}
        choices={shown.map((value) => ({ value, label: value === 'index' ? h.index : symbols[value] }))}
        error={fault('pollutant')}
      />
      <Field
        name="by"
        label={h.by}
        value={asked.by}
        choices={(['month', 'day'] as const).map((value) => ({ value, label: h.bys[value] }))}
        error={fault('by')}
      />
      <button type="submit">{h.show}</button>
    </form>
  )
}

function Results(scene: Scene) {
  const { ask, asked, lines } = scene
  const w = words[ask.language]
  const h = history[ask.language]
  const { pollutant, by } = asked
  const title =
    pollutant !== 'index'
      ? `${symbols[pollutant]} ${pollutantWords[pollutant][ask.language]}`
      : by === 'month'
        ? w.goodDays
        : h.index
  const unit = pollutant === 'index' ? undefined : unitOf(pollutant)
  const series = lines.map((line) => ({
    name: nameOf(line, lines, ask),
    values: comparedValues(line, asked),
  }))
  const marks =
    by === 'month'
      ? h.months.map((label, at) => ({ at, label }))
      : commonDays.flatMap((day, at) =>
          day.endsWith('-01') ? [{ at, label: h.months[Number(day.slice(0, 2)) - 1]! }] : [],
        )
  return (
    <>
      <Section title={title} note={[unit, h.byNote[by]].filter(Boolean).join(' · ')}>
        <Figure
          language={ask.language}
          title={title}
          unit={unit}
          table={<ValueTable ask={ask} asked={asked} series={series} title={title} />}
        >
          {by === 'month' ? (
            <>
              <LineChart title={title} series={series} marks={marks} wide />
              <LineChart title={title} series={series} marks={marks} />
            </>
          ) : (
            <SmallMultiples series={series} marks={marks} />
          )}
        </Figure>
      </Section>
      <SideBySide {...scene} />
    </>
  )
}

/** Four years by the day on one chart are a blot: one chart each, under each other, on one scale. */
function SmallMultiples(props: { series: readonly Series[]; marks: { at: number; label: string }[] }) {
  const reach = Math.max(1, ...props.series.flatMap(({ values }) => values.filter((value) => value !== null)))
  return (
    <>
      {props.series.map((one) => (
        <div class="multiple">
          <h3>{one.name}</h3>
          <LineChart title={one.name} series={[one]} marks={props.marks} reach={reach} wide />
          <LineChart title={one.name} series={[one]} marks={props.marks} reach={reach} />
        </div>
      ))}
    </>
  )
}

interface Series {
  name: string
  values: readonly (number | null)[]
}

function ValueTable(props: { ask: Ask; asked: CompareAsk; series: readonly Series[]; title: string }) {
  const { ask, asked, series, title } = props
  const h = history[ask.language]
  const rows =
    asked.by === 'month'
      ? h.months.map((label, at) => ({ label, at }))
      : commonDays.map((day, at) => ({ label: shortDay(`2016-${day}`, ask.language), at }))
  const column = ({ name, values }: Series): Column<(typeof rows)[number]> => ({
    head: name,
    numeric: true,
    cell: ({ at }) => values[at] ?? <Missing language={ask.language} />,
  })
  return (
    <DataTable
      caption={title}
      rows={rows}
      empty={h.emptyPeriod}
      columns={[{ head: h.heads[asked.by], cell: ({ label }) => label }, ...series.map(column)]}
    />
  )
}

/** The years as wholes: days by level, good days, and how much is known. */
function SideBySide({ ask, lines }: Scene) {
  const w = words[ask.language]
  const h = history[ask.language]
  const stretch = ({ data }: Compared) =>
    stretchOf(data?.rows ?? [], data?.months.reduce((sum, { expected }) => sum + expected, 0) ?? 0)
  return (
    <Section title={w.table} note={h.levelsNote}>
      <DataTable
        caption={<span class="skip">{h.levelsNote}</span>}
        rows={lines}
        empty={w.empty}
        columns={[
          { head: w.which, cell: ({ place, year }) => `${place.name[ask.language]} ${year}` },
          {
            head: h.levels,
            cell: (line) =>
              line.data ? (
                <LevelBar
                  levels={stretch(line).levels}
                  expected={stretch(line).expected}
                  title={levelsTitle(stretch(line), `${line.year}-12-31`, ask.language)}
                />
              ) : (
                w.none
              ),
          },
          {
            head: h.good,
            numeric: true,
            cell: (line) => `${stretch(line).good} (${share(stretch(line).good, stretch(line).counted)})`,
          },
          {
            head: h.capture,
            numeric: true,
            cell: (line) => h.captureOf(stretch(line).counted, stretch(line).expected),
          },
        ]}
      />
    </Section>
  )
}
