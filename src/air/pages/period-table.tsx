import { LevelBar } from '../../kit/html/charts/levels.tsx'
import { href } from '../../kit/html/layout.tsx'
import { type Column, DataTable } from '../../kit/html/parts.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import type { Period, PeriodRow } from '../history-period.ts'
import { type Pollutant, pollutants, symbols, unitOf } from '../pollutants.ts'
import { Amount, IndexChip } from './frame.tsx'
import { levelsTitle } from './history-tables.tsx'
import { monthWords, share, shortDay, words } from './history-words.ts'
import { hourWords } from './words.ts'

interface Props {
  ask: Ask
  period: Period
}

/** A page stays a page: longer periods are told by their newest rows and the download. */
const mostRows = 400

/** Every step of the period, newest first. */
export function PeriodTable({ ask, period, zone }: Props & { zone: string }) {
  const w = words[ask.language]
  const rows = period.rows.slice(-mostRows).toReversed()
  const caption =
    period.rows.length > mostRows ? w.rowsShown(mostRows, period.rows.length) : w.valueNote[period.by]
  return (
    <DataTable
      caption={caption}
      rows={rows}
      empty={w.emptyPeriod}
      columns={[
        { head: w.heads[period.by], cell: (row) => <When ask={ask} period={period} row={row} zone={zone} /> },
        ...(period.by === 'month' ? monthColumns(ask) : indexColumns(ask)),
        ...pollutants.map((pollutant) => valueColumn(ask, pollutant)),
      ]}
    />
  )
}

function When(props: Props & { row: PeriodRow; zone: string }) {
  const { ask, period, row, zone } = props
  const at = period.place.key === 'city' ? '' : `?place=${encodeURIComponent(period.place.key)}`
  if (typeof row.at === 'number') return <>{hourWords(row.at, zone, ask.language)}</>
  if (period.by === 'month') return <>{monthWords(row.at, ask.language)}</>
  return (
    <a href={href(ask, `/air/history/day/${row.at}${at}`)}>
      {`${ask.language === 'zh' ? `${row.at.slice(0, 4)}年` : ''}${shortDay(row.at, ask.language)}${
        ask.language === 'zh' ? '' : ` ${row.at.slice(0, 4)}`
      }`}
    </a>
  )
}

const indexColumns = (ask: Ask): Column<PeriodRow>[] => [
  {
    head: words[ask.language].indexShort,
    numeric: true,
    cell: ({ index, level }) => <IndexChip index={index} level={level} language={ask.language} />,
  },
  {
    head: words[ask.language].chief,
    cell: ({ chief }) => chief.map((one) => symbols[one]).join(' ') || '–',
  },
]

const monthColumns = (ask: Ask): Column<PeriodRow>[] => {
  const w = words[ask.language]
  return [
    {
      head: w.good,
      numeric: true,
      cell: ({ stretch }) => `${stretch!.good} (${share(stretch!.good, stretch!.counted)})`,
    },
    {
      head: w.capture,
      numeric: true,
      cell: ({ stretch }) => w.captureOf(stretch!.counted, stretch!.expected),
    },
  ]
}

const valueColumn = (ask: Ask, pollutant: Pollutant): Column<PeriodRow> => ({
  head: symbols[pollutant],
  unit: unitOf(pollutant),
  numeric: true,
  cell: ({ values }) => <Amount pollutant={pollutant} value={values[pollutant]} language={ask.language} />,
})

/** A month has no index of its own; how many of its days had which level is what can be said. */
export function MonthBars({ ask, period }: Props) {
  const w = words[ask.language]
  return (
    <DataTable
      caption={w.noMonthIndex}
      rows={period.rows.slice(-mostRows)}
      empty={w.emptyPeriod}
      columns={[
        { head: w.month, cell: ({ at }) => monthWords(String(at), ask.language) },
        {
          head: w.levels,
          cell: ({ at, stretch }) => (
            <LevelBar
              levels={stretch!.levels}
              expected={stretch!.expected}
              title={levelsTitle(stretch!, `${at}-01`, ask.language)}
            />
          ),
        },
        { head: w.good, numeric: true, cell: ({ stretch }) => stretch!.good },
      ]}
    />
  )
}
