import { ColumnChart } from '../../kit/html/charts/columns.tsx'
import { DataTable, Figure, Missing, Section } from '../../kit/html/parts.tsx'
import { labelOf } from '../../kit/time.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { dayItems } from '../day.ts'
import { reported } from '../day-index.ts'
import { shownLevel } from '../history.ts'
import type { DayTold } from '../history-day.ts'
import { pollutants, pollutantWords, symbols, unitOf } from '../pollutants.ts'
import { stationName } from '../stations.ts'
import { words } from './day-words.ts'
import { Amount, IndexChip } from './frame.tsx'
import { hourWords, words as shared } from './words.ts'

interface Props {
  ask: Ask
  told: DayTold
}

/** The values of the report: what stands behind each, its sub-index, and the limit of GB 3095 on that day. */
export function DayItems({ ask, told, isCity }: Props & { isCity: boolean }) {
  const w = words[ask.language]
  return (
    <Section title={w.values} note={w.valuesNote}>
      <DataTable
        caption={w.validity}
        rows={told.items}
        empty={w.unknown}
        columns={[
          {
            head: w.pollutant,
            cell: ({ pollutant }) => `${symbols[pollutant]} ${pollutantWords[pollutant][ask.language]}`,
          },
          {
            head: w.value,
            numeric: true,
            cell: ({ pollutant, value }) =>
              value === null ? <Missing language={ask.language} /> : `${value} ${unitOf(pollutant)}`,
          },
          {
            head: isCity ? w.counted.city : w.counted.station,
            numeric: true,
            cell: ({ counted }) => counted,
          },
          {
            head: w.subIndex,
            numeric: true,
            cell: ({ subIndex }) => subIndex ?? <Missing language={ask.language} />,
          },
          { head: w.limit, numeric: true, cell: ({ limit }) => limit },
          {
            head: w.verdict,
            cell: ({ over }) =>
              over === null ? w.unknown : over ? <span class="over">{w.over}</span> : w.within,
          },
        ]}
      />
    </Section>
  )
}

/** The day's hours as columns, with the table under them. */
export function DayHours({ ask, told, zone }: Props & { zone: string }) {
  const w = words[ask.language]
  const zh = ask.language === 'zh'
  const { noData } = shared[ask.language]
  const data = told.hours.map(({ hour, now }) => {
    const clock = labelOf(hour, zone)
    return {
      label: zh ? `${clock}时` : `${String(clock).padStart(2, '0')}:00`,
      value: now?.index ?? null,
      level: now?.level ?? null,
      title: `${hourWords(hour, zone, ask.language)}: ${now?.index ?? noData}`,
    }
  })
  const hatched = told.kind !== 'reference'
  return (
    <Section title={w.hours} note={w.hoursNote}>
      <Figure
        language={ask.language}
        title={shared[ask.language].index}
        table={<HourTable ask={ask} told={told} zone={zone} />}
      >
        <ColumnChart title={w.hours} data={data} hatched={hatched} wide />
        <ColumnChart title={w.hours} data={data} hatched={hatched} />
      </Figure>
    </Section>
  )
}

function HourTable({ ask, told, zone }: Props & { zone: string }) {
  const w = shared[ask.language]
  return (
    <DataTable
      caption={words[ask.language].hoursNote}
      rows={told.hours}
      empty={w.noData}
      columns={[
        { head: w.hour, cell: ({ hour }) => hourWords(hour, zone, ask.language) },
        {
          head: w.index,
          numeric: true,
          cell: ({ now }) => (
            <IndexChip index={now?.index ?? null} level={now?.level ?? null} language={ask.language} />
          ),
        },
        ...pollutants.map((pollutant) => ({
          head: symbols[pollutant],
          unit: unitOf(pollutant),
          numeric: true,
          cell: ({ now }: DayTold['hours'][number]) => (
            <Amount pollutant={pollutant} value={now?.values[pollutant]} language={ask.language} />
          ),
        })),
      ]}
    />
  )
}

export function DayStations({ ask, told, path }: Props & { path: (code: string) => string }) {
  const w = words[ask.language]
  return (
    <Section title={w.stations} note={w.stationsNote}>
      <DataTable
        caption={w.valuesNote}
        rows={told.stations}
        empty={shared[ask.language].noData}
        columns={[
          {
            head: shared[ask.language].station,
            cell: ({ station }) => <a href={path(station.code)}>{stationName(station, ask.language)}</a>,
          },
          {
            head: shared[ask.language].index,
            numeric: true,
            cell: ({ row }) => {
              const level = shownLevel(row)
              return (
                <IndexChip index={level === null ? null : row.idx} level={level} language={ask.language} />
              )
            },
          },
          ...dayItems.map((item, at) => ({
            head: symbols[pollutants[at]!],
            unit: unitOf(pollutants[at]!),
            numeric: true,
            cell: ({ row }: DayTold['stations'][number]) =>
              reported(item, row[item]) ?? <Missing language={ask.language} />,
          })),
          { head: w.evaluated, cell: ({ station }) => (station.evaluated ? '✓' : '–') },
        ]}
      />
    </Section>
  )
}

/** What newer words of the providers changed; the older ones stay. */
export function DayCorrections({ ask, told, zone }: Props & { zone: string }) {
  const w = words[ask.language]
  const moment = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' })
      .replace('T', ' ')
  return (
    <Section title={w.corrections}>
      <DataTable
        caption={w.corrections}
        rows={told.corrections}
        empty={w.noCorrections}
        columns={[
          { head: w.corrected, cell: ({ at }) => moment(at) },
          {
            head: shared[ask.language].station,
            cell: ({ station }) => (station ? stationName(station, ask.language) : '–'),
          },
          { head: shared[ask.language].hour, cell: ({ hour }) => hourWords(hour, zone, ask.language) },
          {
            head: w.pollutant,
            cell: ({ pollutant }) => `${symbols[pollutant]} (${unitOf(pollutant)})`,
          },
          { head: w.was, numeric: true, cell: ({ was }) => was ?? <Missing language={ask.language} /> },
          {
            head: w.became,
            numeric: true,
            cell: ({ became }) => became ?? <Missing language={ask.language} />,
          },
        ]}
      />
    </Section>
  )
}
