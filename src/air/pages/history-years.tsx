import { type Column, DataTable, Missing, Section } from '../../kit/html/parts.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import type { HistoryYear } from '../history.ts'
import { type Assessment, exceedsLimit, limitOn, readingOf, yearPercentile } from '../index/index.ts'
import { type Pollutant, pollutants, symbols, unitOf } from '../pollutants.ts'
import { words } from './history-words.ts'

interface Props {
  ask: Ask
  years: readonly HistoryYear[]
}

/** The figure by which HJ 663 judges a pollutant's year: its mean, of CO and ozone a percentile of days. */
function figureOf(pollutant: Pollutant, year: number, { mean, percentile }: Assessment) {
  const end = `${year}-12-31`
  const averaging = limitOn(pollutant, 'year', 2, end) ? 'year' : pollutant === 'o3' ? '8h' : '24h'
  const value = averaging === 'year' ? mean : percentile
  return {
    value: Number.isNaN(value) ? null : readingOf(pollutant, value),
    limit: limitOn(pollutant, averaging, 2, end)!.limit,
    over: !Number.isNaN(value) && exceedsLimit(pollutant, averaging, value, 2, end) === true,
  }
}

/** What each year is judged by, against the limits of its last day; all figures one key away. */
export function Years({ ask, years }: Props) {
  const w = words[ask.language]
  const figure = (pollutant: Pollutant): Column<HistoryYear> => ({
    head: (
      <>
        {symbols[pollutant]}{' '}
        <small>
          {pollutant === 'co' || pollutant === 'o3' ? w.percentile(yearPercentile[pollutant]) : w.mean}
        </small>
      </>
    ),
    unit: unitOf(pollutant),
    numeric: true,
    cell: ({ year, summary }) => (
      <Figure ask={ask} year={year} pollutant={pollutant} of={summary.assessments[pollutant]} />
    ),
  })
  return (
    <Section title={w.yearFigures} note={w.yearFiguresNote} id="years">
      <DataTable
        caption={w.validityRule}
        rows={years}
        empty={w.emptyYears}
        columns={[{ head: w.year, cell: ({ year }) => year }, ...pollutants.map(figure)]}
      />
      <details class="after">
        <summary>{w.allFigures}</summary>
        <AllFigures ask={ask} years={years} />
      </details>
    </Section>
  )
}

function Figure(props: { ask: Ask; year: number; pollutant: Pollutant; of: Assessment }) {
  const { ask, year, pollutant, of } = props
  const w = words[ask.language]
  const { value, limit, over } = figureOf(pollutant, year, of)
  if (value === null) return <Missing language={ask.language} />
  return (
    <>
      <span class={over && of.capture.valid ? 'over' : undefined}>{value}</span>
      <small>{w.limit(limit)}</small>
      <small>{of.capture.valid ? (over ? w.attains.no : '') : w.attains.unknown}</small>
    </>
  )
}

function AllFigures({ ask, years }: Props) {
  const w = words[ask.language]
  const rows = years.flatMap(({ year, summary }) =>
    pollutants.map((pollutant) => ({ year, pollutant, of: summary.assessments[pollutant] })),
  )
  type Row = (typeof rows)[number]
  const reading = ({ pollutant }: Row, value: number) =>
    Number.isNaN(value) ? <Missing language={ask.language} /> : readingOf(pollutant, value)
  const limit = ({ pollutant, year }: Row, averaging: 'year' | '24h' | '8h') => {
    const found = limitOn(pollutant, averaging, 2, `${year}-12-31`)
    return found ? <small>{w.limit(found.limit)}</small> : null
  }
  const columns: Column<Row>[] = [
    { head: w.year, cell: ({ year }) => year },
    { head: w.item, cell: ({ pollutant }) => `${symbols[pollutant]} (${unitOf(pollutant)})` },
    {
      head: w.mean,
      numeric: true,
      cell: (row) => (
        <>
          {reading(row, row.of.mean)}
          {limit(row, 'year')}
        </>
      ),
    },
    {
      head: w.percentileHead,
      numeric: true,
      cell: (row) => (
        <>
          {reading(row, row.of.percentile)}
          <small>{w.percentile(yearPercentile[row.pollutant])}</small>
          {limit(row, row.pollutant === 'o3' ? '8h' : '24h')}
        </>
      ),
    },
    { head: w.overLimit, numeric: true, cell: ({ of }) => of.daysOver },
    { head: w.capture, numeric: true, cell: ({ of }) => w.valid(of.capture.days) },
    {
      head: w.judged,
      cell: ({ of }) => w.attains[of.attains === null ? 'unknown' : of.attains ? 'yes' : 'no'],
    },
  ]
  return <DataTable caption={w.validityRule} rows={rows} empty={w.emptyYears} columns={columns} />
}
