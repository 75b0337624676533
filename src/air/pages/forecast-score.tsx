import { PastRanges } from '../../kit/html/charts/past-ranges.tsx'
import { Chip, DataTable, Empty, Figure, Missing, Section } from '../../kit/html/parts.tsx'
import { addDays, type Day, eachDay } from '../../kit/time.ts'
import type { Ask } from '../../kit/web/pages.ts'
import type { Language } from '../../kit/words.ts'
import type { DayScore, ForecastPunctuality, LeadScore, Overrule, ScoreSummary } from '../forecast/index.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import { symbols } from '../pollutants.ts'
import { levelsBetween, rangeWords } from './forecast-parts.tsx'
import { dayName, forecastWords, momentWords } from './forecast-words.ts'
import { words } from './words.ts'

/** Fewer days than this say nothing, and the page says so instead. */
const fewDays = 10
const share = (part: number) => `${Math.round(part * 100)} %`
const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(1)}`

/** Yesterday, then how often each lead was right over a month, a quarter and a year. */
export function Scores(props: { ask: Ask; yesterday: Day; scored: DayScore[]; summary: ScoreSummary }) {
  const { ask, yesterday, scored, summary } = props
  const { language } = ask
  const w = forecastWords[language]
  const told = scored.filter(({ day, who }) => day === yesterday && who === 'issued')
  const changed = differs(summary)
  return (
    <Section title={w.scoreTitle} id="scores">
      <div class="stack">
        <Yesterday ask={ask} yesterday={yesterday} told={told} />
        {summary.days365.length === 0 ? (
          <Empty>{w.noScores}</Empty>
        ) : (
          <>
            <ScoreTable ask={ask} summary={summary} who="issued" />
            {changed && <ScoreTable ask={ask} summary={summary} who="machine" />}
            <p class="small">{w.scoreNote}</p>
          </>
        )}
      </div>
    </Section>
  )
}

/** Whether forecasters ever changed what the machine said, so that both are worth a table. */
const differs = ({ days365 }: ScoreSummary) =>
  days365.some(
    (one) =>
      one.who === 'machine' &&
      days365.some(
        (told) =>
          told.who === 'issued' &&
          told.lead === one.lead &&
          (told.bias !== one.bias || told.insideRate !== one.insideRate || told.days !== one.days),
      ),
  )

/** What was said of yesterday, lead by lead, and what came. */
function Yesterday(props: { ask: Ask; yesterday: Day; told: readonly DayScore[] }) {
  const { ask, yesterday, told } = props
  const { language } = ask
  const w = forecastWords[language]
  const name = (index: number) => categoryOf(indexStandardOn(yesterday), index).name
  return (
    <DataTable
      caption={w.yesterday(dayName(yesterday, language))}
      rows={told}
      empty={w.noYesterday}
      columns={[
        { head: w.said, cell: ({ lead }) => leadName(lead, language) },
        { head: w.range, numeric: true, cell: (one) => rangeWords(one) },
        { head: w.levels, cell: ({ low, high }) => levelsBetween(name(low), name(high), language) },
        {
          head: w.came,
          cell: ({ observed, observedLevel }) => (
            <>
              <Chip level={observedLevel}>{observed}</Chip> {name(observed)[language]}
            </>
          ),
        },
        { head: w.verdict, cell: (one) => verdict(one, language) },
      ]}
    />
  )
}

function verdict({ exact, hit }: DayScore, language: Language) {
  const w = forecastWords[language]
  if (exact) return w.exact
  return hit ? w.hit : <strong>{w.miss}</strong>
}

interface LeadRow {
  lead: number
  days30?: LeadScore | undefined
  days90?: LeadScore | undefined
  days365?: LeadScore | undefined
}

function ScoreTable(props: { ask: Ask; summary: ScoreSummary; who: LeadScore['who'] }) {
  const { ask, summary, who } = props
  const { language } = ask
  const w = forecastWords[language]
  const of = (list: readonly LeadScore[], lead: number) =>
    list.find((one) => one.lead === lead && one.who === who)
  const leads = [...new Set(summary.days365.filter((one) => one.who === who).map(({ lead }) => lead))]
  const rows: LeadRow[] = leads.map((lead) => ({
    lead,
    days30: of(summary.days30, lead),
    days90: of(summary.days90, lead),
    days365: of(summary.days365, lead),
  }))
  const against = rows[0]?.days365?.against
  if (!against) return null
  const rate = (score: LeadScore | undefined) => enough(score, language, ({ exactRate }) => share(exactRate))
  const ofYear = (head: string, say: (score: LeadScore) => string) => ({
    head,
    numeric: true,
    cell: ({ days365 }: LeadRow) => enough(days365, language, say),
  })
  return (
    <DataTable
      caption={w.scoreCaption(w.whoWords[who], w.against[against])}
      rows={rows}
      empty={w.noScores}
      columns={[
        { head: w.said, cell: ({ lead }) => leadName(lead, language) },
        { head: w.exactRate(30), numeric: true, cell: ({ days30 }) => rate(days30) },
        { head: w.exactRate(90), numeric: true, cell: ({ days90 }) => rate(days90) },
        { head: w.exactRate(365), numeric: true, cell: ({ days365 }) => rate(days365) },
        ofYear(w.hitRate, ({ hitRate }) => share(hitRate)),
        ofYear(w.insideRate, ({ insideRate }) => share(insideRate)),
        ofYear(w.error, ({ error }) => error.toFixed(1)),
        ofYear(w.bias, ({ bias }) => signed(bias)),
        { head: w.ofDaysHead, numeric: true, cell: ({ days365 }) => days365?.days ?? 0 },
      ]}
    />
  )
}

const leadName = (lead: number, language: Language) =>
  language === 'zh' ? `提前 ${lead} 天` : lead === 1 ? '1 day ahead' : `${lead} days ahead`

function enough(score: LeadScore | undefined, language: Language, say: (score: LeadScore) => string) {
  if (score && score.days >= fewDays) return say(score)
  return <span class="none">{forecastWords[language].few(score?.days ?? 0)}</span>
}

/** Forecasts of the day before against what came, as a chart with its table. */
export function Past(props: { ask: Ask; scored: readonly DayScore[]; from: Day; to: Day }) {
  const { ask, scored, from, to } = props
  const { language } = ask
  const w = forecastWords[language]
  const known = new Map(
    scored.filter(({ lead, who }) => lead === 1 && who === 'issued').map((one) => [one.day, one]),
  )
  const days = [...eachDay(from, to)]
  const data = (list: readonly Day[]) => list.map((day) => pastDatum(day, known.get(day), language))
  const rows = days.flatMap((day) => known.get(day) ?? []).toReversed()
  return (
    <Section title={w.past} note={w.pastNote} id="past">
      {rows.length === 0 ? (
        <Empty>{w.noPast}</Empty>
      ) : (
        <Figure language={language} title={w.pastChart} table={<PastTable ask={ask} rows={rows} />}>
          <PastRanges title={w.pastChart} data={data(days)} wide />
          <PastRanges title={w.pastChart} data={data(days.slice(-30))} />
        </Figure>
      )}
    </Section>
  )
}

function pastDatum(day: Day, one: DayScore | undefined, language: Language) {
  const w = forecastWords[language]
  const shown = shortDay(day, language)
  return {
    label: shown,
    range: one ? { low: one.low, mid: one.mid, high: one.high } : null,
    observed: one?.observed ?? null,
    level: one?.observedLevel ?? null,
    title: one
      ? `${shown}: ${w.said} ${rangeWords(one)}, ${w.came} ${one.observed}, ${placed(one, language)}`
      : shown,
  }
}

/** "11月25日" and "25 Nov". */
const shortDay = (day: Day, language: Language) =>
  language === 'zh' ? dayName(day, 'zh').split(' ')[0]! : dayName(day, 'en').replace(/^\w+ /, '')

function placed(one: DayScore, language: Language): string {
  const w = forecastWords[language]
  if (one.inside) return w.inside
  return one.observed > one.high ? w.above : w.below
}

function PastTable({ ask, rows }: { ask: Ask; rows: readonly DayScore[] }) {
  const { language } = ask
  const w = forecastWords[language]
  return (
    <DataTable
      caption={w.pastChart}
      rows={rows}
      empty={w.noPast}
      columns={[
        { head: w.day, cell: ({ day }) => dayName(day, language) },
        { head: w.said, numeric: true, cell: (one) => rangeWords(one) },
        {
          head: w.came,
          numeric: true,
          cell: ({ observed, observedLevel }) => <Chip level={observedLevel}>{observed}</Chip>,
        },
        { head: w.levels, cell: (one) => verdict(one, language) },
        { head: w.range, cell: (one) => placed(one, language) },
      ]}
    />
  )
}

/** Whether each day's forecast was out by 20:00, newest first. */
export function Punctuality(props: { ask: Ask; zone: string; days: readonly ForecastPunctuality[] }) {
  const { ask, zone, days } = props
  const { language } = ask
  const w = forecastWords[language]
  if (days.length === 0) return null
  const due = days.filter(({ outAt, late }) => outAt !== null || late)
  const state = ({ outAt, late }: ForecastPunctuality) =>
    late ? <strong>{w.late}</strong> : outAt ? w.onTime : w.notYet
  return (
    <Section title={w.punctuality} id="punctuality">
      <DataTable
        caption={`${w.punctualityNote}${language === 'zh' ? '。' : '. '}${w.onTimeOf(due.filter(({ late }) => !late).length, due.length)}`}
        rows={days}
        empty={w.none}
        columns={[
          { head: w.day, cell: ({ day }) => dayName(day, language) },
          {
            head: w.out,
            cell: ({ day, outAt, late }) =>
              outAt ? (
                <time datetime={outAt.toString()}>{clockOf(outAt, day, zone, language)}</time>
              ) : late ? (
                w.notOut
              ) : (
                <Missing language={language} />
              ),
          },
          { head: w.punctuality, cell: state },
        ]}
      />
    </Section>
  )
}

/** "17:00" on the day itself, with its date otherwise. */
function clockOf(at: Temporal.Instant, day: Day, zone: string, language: Language): string {
  const local = at.toZonedDateTimeISO(zone)
  if (local.toPlainDate().toString() !== day) return momentWords(at, zone, language)
  return local.toPlainTime().toString({ smallestUnit: 'minute' })
}

/** Every word of the forecasters with its reason, also those taken back. */
export function Overrules(props: { ask: Ask; zone: string; list: readonly Overrule[] }) {
  const { ask, zone, list } = props
  const { language } = ask
  const w = forecastWords[language]
  if (list.length === 0) return null
  const state = ({ withdrawn }: Overrule) =>
    !withdrawn ? w.inForce : withdrawn.replacedBy === null ? w.withdrawn : w.replaced
  return (
    <Section title={w.overrulesTitle} note={w.overrulesNote} id="overrules">
      <DataTable
        caption={w.overrulesTitle}
        rows={list}
        empty={w.none}
        columns={[
          { head: w.day, cell: ({ day }) => dayName(day, language) },
          { head: w.range, numeric: true, cell: (one) => rangeWords(one) },
          {
            head: words[language].chief,
            cell: ({ chief }) => chief.map((one) => symbols[one]).join(' ') || '–',
          },
          { head: w.reason, cell: ({ reason }) => reason },
          { head: w.forecasterHead, cell: ({ by, at }) => `${by}, ${momentWords(at, zone, language)}` },
          { head: w.state, cell: state },
        ]}
      />
    </Section>
  )
}

/** The days whose punctuality is shown: up to two weeks, from the first that was ever out. */
export const punctualDays = (today: Day, count: number): Day[] => [
  ...eachDay(addDays(today, 1 - count), today),
]
