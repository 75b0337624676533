import { LevelBar } from '../../kit/html/charts/levels.tsx'
import { href } from '../../kit/html/layout.tsx'
import { type Column, DataTable, Missing, Section } from '../../kit/html/parts.tsx'
import { daysIn } from '../../kit/time.ts'
import type { Ask } from '../../kit/web/pages.ts'
import type { Language } from '../../kit/words.ts'
import { type HistoryYear, type Stretch, stretchValues } from '../history.ts'
import type { Place } from '../history-places.ts'
import { indexStandardOn } from '../index/index.ts'
import { type Pollutant, pollutants, symbols, unitOf } from '../pollutants.ts'
import { monthWords, share, words } from './history-words.ts'

interface Props {
  ask: Ask
  place: Place
  years: readonly HistoryYear[]
}

/** "201 days excellent, 98 good …" of a bar, for those who do not see it. */
export function levelsTitle({ levels }: Pick<Stretch, 'levels'>, day: string, language: Language): string {
  const { categories } = indexStandardOn(day)
  const counted = levels.flatMap((days, at) =>
    days > 0 ? [`${categories[at]!.name[language]} ${days}`] : [],
  )
  if (counted.length === 0) return language === 'zh' ? '没有结果' : 'no result'
  return counted.join(language === 'zh' ? '，' : ', ')
}

/** The bar of a stretch, what it counts, and how much of it is known. */
const stretchColumns = <Row,>(
  ask: Ask,
  stretch: (row: Row) => Stretch,
  day: (row: Row) => string,
): Column<Row>[] => {
  const w = words[ask.language]
  return [
    {
      head: w.levels,
      cell: (row) => (
        <LevelBar
          levels={stretch(row).levels}
          expected={stretch(row).expected}
          title={levelsTitle(stretch(row), day(row), ask.language)}
        />
      ),
    },
    {
      head: w.good,
      numeric: true,
      cell: (row) => `${stretch(row).good} (${share(stretch(row).good, stretch(row).counted)})`,
    },
    {
      head: w.capture,
      numeric: true,
      cell: (row) => w.captureOf(stretch(row).counted, stretch(row).expected),
    },
  ]
}

const yearStretch = ({ months, summary, rows }: HistoryYear): Stretch => ({
  expected: months.reduce((sum, { expected }) => sum + expected, 0),
  counted: summary.counted,
  levels: [...summary.levels],
  good: summary.good,
  rows,
})

/** Days by level of each year, and the two ways of being bad, which are not the same. */
export function Levels({ ask, years }: Omit<Props, 'place'>) {
  const w = words[ask.language]
  const over = (pollutant: Pollutant): Column<HistoryYear> => ({
    head: `${w.overLimit} ${symbols[pollutant]}`,
    numeric: true,
    cell: ({ summary }) => summary.assessments[pollutant].daysOver,
  })
  return (
    <Section title={w.levels} note={w.levelsNote}>
      <DataTable
        caption={w.twoThings}
        rows={years}
        empty={w.emptyYears}
        columns={[
          { head: w.year, cell: ({ year }) => year },
          ...stretchColumns<HistoryYear>(ask, yearStretch, ({ year }) => `${year}-12-31`),
          {
            head: w.over100,
            numeric: true,
            cell: ({ summary }) => summary.levels.slice(2).reduce((sum, days) => sum + days, 0),
          },
          over('pm25'),
          over('pm10'),
          over('o3'),
        ]}
      />
    </Section>
  )
}

/** Fewer valid days than a month of HJ 663 needs are marked. */
const enoughOf = (month: string) => (month.endsWith('-02') ? 25 : 27)

const valueColumns = <Row,>(
  ask: Ask,
  rows: (row: Row) => Stretch,
  least: (row: Row) => number,
): Column<Row>[] =>
  pollutants.map((pollutant) => ({
    head: symbols[pollutant],
    unit: unitOf(pollutant),
    numeric: true,
    cell: (row) => {
      const { value, days } = stretchValues(rows(row), pollutant)
      if (value === null) return <Missing language={ask.language} />
      return `${value}${days < least(row) ? '*' : ''}`
    },
  }))

/** Days by level of each quarter, the newest first. */
export function Quarters({ ask, years }: Omit<Props, 'place'>) {
  const w = words[ask.language]
  const rows = years.flatMap(({ year, quarters }) =>
    quarters.toReversed().map((quarter) => ({ year, ...quarter })),
  )
  return (
    <Section title={w.quarterly}>
      <DataTable
        caption={w.levelsNote}
        rows={rows}
        empty={w.emptyYears}
        columns={[
          { head: w.quarter, cell: ({ year, quarter }) => w.quarterName(year, quarter) },
          ...stretchColumns<(typeof rows)[number]>(
            ask,
            (row) => row,
            ({ year }) => `${year}-12-31`,
          ),
        ]}
      />
    </Section>
  )
}

/** A table a year, the newest open. */
export function Months({ ask, place, years }: Props) {
  const w = words[ask.language]
  const query = place.key === 'city' ? '' : `&place=${encodeURIComponent(place.key)}`
  return (
    <Section title={w.monthly} note={w.monthlyNote} id="months">
      {years.map(({ year, months }, at) => (
        <details class="after" open={at === 0}>
          <summary>{year}</summary>
          <DataTable
            caption={w.monthlyNote}
            rows={months}
            empty={w.emptyYears}
            columns={[
              {
                head: w.month,
                cell: ({ month }) => (
                  <a href={href(ask, `/air/history?by=day&from=${month}-01&to=${lastOf(month)}${query}`)}>
                    {monthWords(month, ask.language)}
                  </a>
                ),
              },
              ...stretchColumns<(typeof months)[number]>(
                ask,
                (row) => row,
                ({ month }) => `${month}-01`,
              ),
              ...valueColumns<(typeof months)[number]>(
                ask,
                (row) => row,
                ({ month }) => enoughOf(month),
              ),
            ]}
          />
        </details>
      ))}
    </Section>
  )
}

const lastOf = (month: string) => `${month}-${daysIn(Number(month.slice(0, 4)), Number(month.slice(5)))}`
