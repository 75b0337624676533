import type { Child } from 'hono/jsx'
import { ColumnChart } from '../../kit/html/charts/columns.tsx'
import { IndexScale } from '../../kit/html/charts/index-scale.tsx'
import { SmallLine } from '../../kit/html/charts/small-line.tsx'
import { href } from '../../kit/html/layout.tsx'
import { DataTable, Figure } from '../../kit/html/parts.tsx'
import { dayOf, type Hour, instantOf, labelOf } from '../../kit/time.ts'
import type { Ask } from '../../kit/web/pages.ts'
import type { Language } from '../../kit/words.ts'
import type { HourIndex } from '../hours.ts'
import { categoryOf, indexStandardOn, limitOn } from '../index/index.ts'
import { advice, answer, groups, groupWords } from '../knowledge.ts'
import { type Kind, type Pollutant, pollutants, pollutantWords, symbols, unitOf } from '../pollutants.ts'
import { Amount, IndexChip, Pollutants, scaleSteps } from './frame.tsx'
import { hourWords, words } from './words.ts'

/** "18时" and "18:00". */
export const clockWords = (hour: Hour, zone: string, language: Language) => {
  const label = labelOf(hour, zone)
  return language === 'zh' ? `${label}时` : `${String(label).padStart(2, '0')}:00`
}

/** "：" or ": " between a name and what it names. */
export const colon = (language: Language) => (language === 'zh' ? '：' : ': ')

/** A moment's hour as machines and people read it. */
export const HourTime = (props: { hour: Hour; zone: string; language: Language; withYear?: boolean }) => (
  <time datetime={instantOf(props.hour).toString()}>
    {hourWords(props.hour, props.zone, props.language, props.withYear)}
  </time>
)

/** A link to a station's page; its code may hold anything. */
export const stationPath = (code: string) => `/air/stations/${encodeURIComponent(code)}`

/** The air of one place at an hour: index, category, chief pollutant and advice; or that there is no word of it. */
export function PlaceHero(props: {
  ask: Ask
  zone: string
  name: Child
  note: Child
  hour: Hour | null
  now: HourIndex | null
  /** Said in place of the index where there is none. */
  silence: string
}) {
  const { ask, zone, hour, now, silence } = props
  const { language } = ask
  const w = words[language]
  const index = now?.index ?? null
  const day = hour === null ? null : dayOf(hour, zone)
  const category = index === null || day === null ? null : categoryOf(indexStandardOn(day), index)
  return (
    <div class="hero">
      <div>
        <h1 class="hero-place">{props.name}</h1>
        <p class="small">{props.note}</p>
        <p class="hero-index">
          <span class="hero-number">{index ?? '–'}</span>
          <span class="hero-word">
            <span class="small">{w.index}</span>
            <br />
            <strong class={`swatch level-${category?.level ?? 0}`}>
              {category?.name[language] ?? w.noData}
            </strong>
          </span>
        </p>
        {day && <IndexScale title={w.index} index={index} steps={scaleSteps(day, language)} />}
        <p class="hero-answer">{category ? answer[category.level - 1]![language] : silence}</p>
        {category && (
          <p class="hero-facts">
            <span>
              {w.chief}
              {colon(language)}
              <Pollutants ask={ask} list={now!.chief} />
            </span>
          </p>
        )}
      </div>
      {category && (
        <div>
          <dl class="groups">
            {groups.map((group) => (
              <>
                <dt>{groupWords[group][language]}</dt>
                <dd>{advice[group][category.level - 1]![language]}</dd>
              </>
            ))}
          </dl>
          {category.advice && (
            <p class="small groups-note">
              {indexStandardOn(day!).name.replace('HJ', 'HJ ')}
              {colon(language)}
              {category.advice[language]}
            </p>
          )}
        </div>
      )}
    </div>
  )
}

interface HoursProps {
  ask: Ask
  zone: string
  /** The last hour; the series ends there. */
  end: Hour
  hours: readonly (HourIndex | null)[]
  kind: Kind
}

/** The hours of a place by index, as columns with their table. */
export function IndexHours({ ask, zone, end, hours, kind }: HoursProps) {
  const { language } = ask
  const w = words[language]
  const title = language === 'zh' ? '每小时空气质量指数' : 'Air quality index by the hour'
  const rows = hours.map((now, i) => ({ hour: end - hours.length + 1 + i, now }))
  const data = rows.map(({ hour, now }) => ({
    label: clockWords(hour, zone, language),
    value: now?.index ?? null,
    level: now?.level ?? null,
    title: `${hourWords(hour, zone, language)}${colon(language)}${now?.index ?? w.noData}`,
  }))
  const table = (
    <DataTable
      caption={title}
      rows={rows.toReversed()}
      empty={w.noData}
      columns={[
        { head: w.hour, cell: ({ hour }) => hourWords(hour, zone, language) },
        {
          head: w.index,
          numeric: true,
          cell: ({ now }) => (
            <IndexChip index={now?.index ?? null} level={now?.level ?? null} language={language} />
          ),
        },
        { head: w.chief, cell: ({ now }) => now?.chief.map((one) => symbols[one]).join(' ') || '–' },
      ]}
    />
  )
  return (
    <Figure language={language} title={title} table={table}>
      <ColumnChart title={title} data={data} hatched={kind !== 'reference'} wide />
      <ColumnChart title={title} data={data} hatched={kind !== 'reference'} />
    </Figure>
  )
}

/** The six pollutants side by side, each on its own scale, with the limits of GB 3095 where one is for an hour. */
export function SixLines({ ask, zone, end, hours }: HoursProps) {
  const { language } = ask
  const zh = language === 'zh'
  const first = end - hours.length + 1
  const day = dayOf(end, zone)
  const marks = hours.flatMap((_, at) =>
    labelOf(first + at, zone) % 6 === 0 ? [{ at, label: clockWords(first + at, zone, language) }] : [],
  )
  return (
    <>
      <ul class="multiples">
        {pollutants.map((pollutant) => {
          const limit = limitOn(pollutant, '1h', 2, day)?.limit
          return (
            <li>
              <h3>
                <a href={href(ask, `/air/pollutants/${pollutant}`)}>{symbols[pollutant]}</a>{' '}
                {pollutantWords[pollutant][language]} <small>{unitOf(pollutant)}</small>
              </h3>
              <SmallLine
                title={`${pollutantWords[pollutant][language]}, ${unitOf(pollutant)}`}
                values={hours.map((now) => now?.values[pollutant] ?? null)}
                marks={marks}
                limit={limit}
              />
              <p class="small">{hourLimitWords(limit, language)}</p>
            </li>
          )
        })}
      </ul>
      <details class="under">
        <summary>{zh ? '数据表' : 'Data table'}</summary>
        <HoursTable ask={ask} zone={zone} first={first} hours={hours} />
      </details>
    </>
  )
}

const hourLimitWords = (limit: number | undefined, language: Language) => {
  if (limit === undefined)
    return language === 'zh' ? 'GB 3095 未规定小时限值' : 'GB 3095 sets no hourly limit'
  return language === 'zh' ? `GB 3095 二级小时限值 ${limit}` : `GB 3095 hourly limit, grade 2: ${limit}`
}

function HoursTable(props: { ask: Ask; zone: string; first: Hour; hours: readonly (HourIndex | null)[] }) {
  const { ask, zone, first, hours } = props
  const w = words[ask.language]
  const value = (pollutant: Pollutant) => ({
    head: symbols[pollutant],
    unit: unitOf(pollutant),
    numeric: true,
    cell: ({ now }: { hour: Hour; now: HourIndex | null }) => (
      <Amount pollutant={pollutant} value={now?.values[pollutant]} language={ask.language} />
    ),
  })
  const rows = hours.map((now, i) => ({ hour: first + i, now })).toReversed()
  return (
    <DataTable
      caption={ask.language === 'zh' ? '小时平均浓度' : 'Hourly means'}
      rows={rows}
      empty={w.noData}
      columns={[
        { head: w.hour, cell: ({ hour }) => hourWords(hour, zone, ask.language) },
        ...pollutants.map(value),
      ]}
    />
  )
}

/** A series without gaps from hours that have some. */
export function seriesOf(indices: readonly HourIndex[], end: Hour, length = 24): (HourIndex | null)[] {
  const byHour = new Map(indices.map((index) => [index.hour, index]))
  return Array.from({ length }, (_, i) => byHour.get(end - length + 1 + i) ?? null)
}
