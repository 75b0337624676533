import { RangeBars } from '../../kit/html/charts/ranges.tsx'
import { href } from '../../kit/html/layout.tsx'
import { Chip, DataTable, Empty, Figure, Section } from '../../kit/html/parts.tsx'
import type { Ask } from '../../kit/web/pages.ts'
import type { Language, Words } from '../../kit/words.ts'
import type { DayForecast, Forecast } from '../forecast/index.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import { answer } from '../knowledge.ts'
import { symbols } from '../pollutants.ts'
import { sources } from '../sources/index.ts'
import { dayName, forecastWords, momentWords } from './forecast-words.ts'
import { Pollutants } from './frame.tsx'
import { colon } from './place-parts.tsx'
import { words } from './words.ts'

interface Scene {
  ask: Ask
  forecast: Forecast
  zone: string
}

export const rangeWords = ({ low, high }: { low: number; high: number }) =>
  low === high ? `${low}` : `${low}–${high}`

/** "良至轻度污染" and "Good to lightly polluted"; one name where the range stays within one level. */
export function levelsBetween(low: Words, high: Words, language: Language): string {
  if (low[language] === high[language]) return low[language]
  const { to } = forecastWords[language]
  if (language === 'zh') return `${low.zh}${to}${high.zh}`
  const both = / polluted$/.test(low.en) && / polluted$/.test(high.en)
  return `${both ? low.en.replace(/ polluted$/, '') : low.en} ${to} ${high.en.toLowerCase()}`
}

export const levelWords = ({ categories: { low, high } }: DayForecast, language: Language): string =>
  levelsBetween(low.name, high.name, language)

/** Who says it: the kind of machine, or the forecaster by name. */
export function whoWords({ kind, overrule }: DayForecast, language: Language): string {
  const w = forecastWords[language]
  if (overrule) return `${w.forecaster}${language === 'zh' ? ' ' : ', '}${overrule.by}`
  return kind === 'forecaster' ? w.forecaster : w.kinds[kind]
}

/** When the forecast was made, and by what; nothing where only forecasters spoke. */
export function MadeBy({ ask, forecast: { kind, madeAt }, zone }: Scene) {
  const w = forecastWords[ask.language]
  if (!kind || !madeAt) return null
  const when = w.made(momentWords(madeAt, zone, ask.language))
  return (
    <>
      {w.kinds[kind]} · <time datetime={madeAt.toString()}>{when}</time>
    </>
  )
}

/** Whom to name for a model's forecast, with the licence. */
export function SourceOf({ ask, forecast: { kind, source } }: Pick<Scene, 'ask' | 'forecast'>) {
  const info = source && kind === 'model' ? sources.get(source) : undefined
  if (!info) return null
  return (
    <>
      <a href={info.url}>{forecastWords[ask.language].source(info.title[ask.language])}</a> ({info.licence})
    </>
  )
}

/** The days as bars, with the table behind them. */
export function RangeFigure({ ask, forecast: { days } }: Scene) {
  const { language } = ask
  const w = forecastWords[language]
  const steps = indexStandardOn(days[0]!.day).categories
  const data = days.map((day) => ({
    label: dayName(day.day, language),
    low: day.low,
    mid: day.mid,
    high: day.high,
    note: [rangeWords(day), levelWords(day, language)].join(language === 'zh' ? ' ' : ', '),
  }))
  return (
    <Figure
      language={language}
      title={w.chart}
      unit={w.chartUnit}
      table={<DaysTable ask={ask} days={days} />}
    >
      <RangeBars title={w.chart} data={data} steps={steps} wide />
      <RangeBars title={w.chart} data={data} steps={steps} />
    </Figure>
  )
}

function DaysTable({ ask, days }: { ask: Ask; days: readonly DayForecast[] }) {
  const { language } = ask
  const w = forecastWords[language]
  return (
    <DataTable
      caption={w.chart}
      rows={days}
      empty={w.none}
      columns={[
        { head: w.day, cell: ({ day }) => dayName(day, language) },
        { head: w.range, numeric: true, cell: (one) => rangeWords(one) },
        { head: w.middle, numeric: true, cell: ({ mid }) => mid },
        { head: w.levels, cell: (day) => levelWords(day, language) },
        {
          head: words[language].chief,
          cell: ({ chief }) => chief.map((one) => symbols[one]).join(' ') || words[language].noChief,
        },
        { head: w.who, cell: (day) => whoWords(day, language) },
      ]}
    />
  )
}

/** The days ahead on the front page: ranges, the table behind them, and the way to the whole forecast. */
export function ForecastSection(props: { ask: Ask; forecast: Forecast | null; zone: string }) {
  const { ask, forecast, zone } = props
  const w = forecastWords[ask.language]
  return (
    <Section
      title={w.title}
      note={forecast && <MadeBy ask={ask} forecast={forecast} zone={zone} />}
      id="forecast"
    >
      {forecast ? <RangeFigure ask={ask} forecast={forecast} zone={zone} /> : <Empty>{w.none}</Empty>}
      <p class="after">
        <a href={href(ask, '/air/forecast')}>{w.more}</a> · <a href={href(ask, '/air/alerts')}>{w.alerts}</a>
      </p>
      {forecast?.kind === 'model' && (
        <p class="small">
          <SourceOf ask={ask} forecast={forecast} />
        </p>
      )}
    </Section>
  )
}

/** What to do on a day, by the middle of its range: the likeliest, while the range shows what may come. */
export const adviceOf = ({ day, mid }: DayForecast, language: Language): string =>
  answer[categoryOf(indexStandardOn(day), mid).level - 1]![language]

/** Each day with its range, levels, chief pollutants, what it means, and who said it. */
export function DayCards({ ask, forecast: { days } }: Scene) {
  const { language } = ask
  const w = forecastWords[language]
  return (
    <ul class="ahead">
      {days.map((day) => (
        <li>
          <h3>
            <time datetime={day.day}>{dayName(day.day, language)}</time>
            <small>{w.lead(day.lead)}</small>
          </h3>
          <p class="ahead-range">{rangeWords(day)}</p>
          <p class="ahead-levels">
            <Levels day={day} language={language} />
          </p>
          <p class="small">
            {words[language].chief}
            {colon(language)}
            <Pollutants ask={ask} list={day.chief} />
          </p>
          <p>{adviceOf(day, language)}</p>
          <Speaker day={day} language={language} />
        </li>
      ))}
    </ul>
  )
}

function Levels({ day, language }: { day: DayForecast; language: Language }) {
  const { low, high } = day.categories
  if (low.level === high.level) return <Chip level={low.level}>{low.name[language]}</Chip>
  return (
    <>
      <Chip level={low.level}>{low.name[language]}</Chip>
      <span class="small">{forecastWords[language].to}</span>
      <Chip level={high.level}>{high.name[language]}</Chip>
    </>
  )
}

/** A forecaster's word stands with its reason and what the machine had said. */
function Speaker({ day, language }: { day: DayForecast; language: Language }) {
  const w = forecastWords[language]
  const { overrule, machine } = day
  if (!overrule) return <p class="small">{whoWords(day, language)}</p>
  return (
    <div class="ahead-word">
      {overrule.text && <p>{overrule.text[language]}</p>}
      <p class="small">
        {w.forecasterSays(overrule.by)}
        {colon(language)}
        {overrule.reason}
      </p>
      {machine && <p class="small">{w.machineSaid(rangeWords(machine))}</p>}
    </div>
  )
}
