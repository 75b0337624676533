import { LineChart } from '../../kit/html/charts/lines.tsx'
import { DataTable, Figure, Section } from '../../kit/html/parts.tsx'
import { type Day, dayOf, labelOf } from '../../kit/time.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { shortMonth } from '../../kit/words.ts'
import { reported } from '../day-index.ts'
import type { MonthRow } from '../days.ts'
import { limitOn } from '../index/index.ts'
import type { AirNow } from '../now.ts'
import { type Pollutant, symbols, unitOf } from '../pollutants.ts'
import { Amount } from './frame.tsx'
import { clockWords, colon } from './place-parts.tsx'
import { hourWords, words } from './words.ts'

/** The city's last 24 hours, with the limit of an hour where the values come near it. */
export function Last24(props: { ask: Ask; zone: string; pollutant: Pollutant; air: AirNow }) {
  const { ask, zone, pollutant, air } = props
  const { language } = ask
  const zh = language === 'zh'
  const w = words[language]
  const title = zh ? '过去 24 小时' : 'The last 24 hours'
  const first = air.hour - 23
  const values = air.last24.map((now) => now?.values[pollutant] ?? null)
  const marks = values.flatMap((_, at) =>
    labelOf(first + at, zone) % 3 === 0 ? [{ at, label: clockWords(first + at, zone, language) }] : [],
  )
  const found = limitOn(pollutant, '1h', 2, dayOf(air.hour, zone))
  const most = Math.max(0, ...values.filter((value) => value !== null))
  // A limit far above the values would press them flat: the tables below tell it.
  const limit =
    found && most >= found.limit / 2
      ? { value: found.limit, label: `${zh ? 'GB 3095 小时限值' : 'GB 3095 hourly limit'} ${found.limit}` }
      : undefined
  const chart = { title, series: [{ name: symbols[pollutant], values }], marks, limit }
  const rows = values.map((value, i) => ({ hour: first + i, value })).toReversed()
  const table = (
    <DataTable
      caption={`${title} · ${unitOf(pollutant)}`}
      rows={rows}
      empty={w.noData}
      columns={[
        { head: w.hour, cell: ({ hour }) => hourWords(hour, zone, language) },
        {
          head: symbols[pollutant],
          numeric: true,
          cell: ({ value }) => <Amount pollutant={pollutant} value={value} language={language} />,
        },
      ]}
    />
  )
  return (
    <Section
      title={title}
      note={`${zh ? '全市小时平均，' : 'hourly means of the city, '}${unitOf(pollutant)}`}
    >
      <Figure language={language} title={symbols[pollutant]} unit={unitOf(pollutant)} table={table}>
        <LineChart {...chart} wide />
        <LineChart {...chart} />
      </Figure>
    </Section>
  )
}

/** Twelve months of the city, as far as there are days. */
export function Year(props: { ask: Ask; pollutant: Pollutant; year: MonthRow[]; today: Day }) {
  const { ask, pollutant, year, today } = props
  const { language } = ask
  const zh = language === 'zh'
  const w = words[language]
  const item = pollutant === 'o3' ? 'o3_8h' : pollutant
  const byMonth = new Map(year.map((row) => [row.month, row]))
  const last = Temporal.PlainDate.from(today).toPlainYearMonth()
  const rows = Array.from({ length: 12 }, (_, i) => {
    const month = last.subtract({ months: 11 - i })
    const row = byMonth.get(month.toString())
    return { month, value: row ? reported(item, row[item]) : null, days: row?.days ?? 0 }
  })
  if (rows.filter(({ value }) => value !== null).length < 2) return null
  const what =
    pollutant === 'o3'
      ? zh
        ? '日最大 8 小时平均的第 90 百分位'
        : '90th percentile of the daily maximum 8-hour means'
      : zh
        ? '日均值的月平均'
        : 'means of the day means'
  const title = zh ? '最近 12 个月' : 'The last twelve months'
  const monthName = (month: Temporal.PlainYearMonth) => (zh ? `${month.month}月` : shortMonth(month))
  const found = limitOn(pollutant, 'year', 2, today)
  const chart = {
    title,
    series: [{ name: symbols[pollutant], values: rows.map(({ value }) => value) }],
    marks: rows.map(({ month }, at) => ({ at, label: monthName(month) })),
    limit: found
      ? {
          value: found.limit,
          label: `${zh ? 'GB 3095 二级年限值' : 'GB 3095 limit of the year, grade 2'} ${found.limit}`,
        }
      : undefined,
  }
  const table = (
    <DataTable
      caption={`${title}${colon(language)}${what}`}
      rows={rows.toReversed()}
      empty={w.noData}
      columns={[
        {
          head: zh ? '月份' : 'Month',
          cell: ({ month }) => (zh ? `${month.year}年${month.month}月` : `${monthName(month)} ${month.year}`),
        },
        {
          head: symbols[pollutant],
          unit: unitOf(pollutant),
          numeric: true,
          cell: ({ value }) => <Amount pollutant={pollutant} value={value} language={language} />,
        },
        { head: zh ? '有数据的天数' : 'Days with data', numeric: true, cell: ({ days }) => days },
      ]}
    />
  )
  return (
    <Section title={title} note={`${what} · ${unitOf(pollutant)}`}>
      <Figure language={language} title={`${symbols[pollutant]} ${title}`} table={table}>
        <LineChart {...chart} wide />
        <LineChart {...chart} />
      </Figure>
    </Section>
  )
}
