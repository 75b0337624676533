import { href } from '../../kit/html/layout.tsx'
import { DataTable, Missing, Section } from '../../kit/html/parts.tsx'
import { sealJob } from '../../kit/journal/job.ts'
import type { House } from '../../kit/room.ts'
import type { Ask } from '../../kit/web/pages.ts'
import { jobs as airJobs } from '../jobs.ts'
import { symbols, unitOf } from '../pollutants.ts'
import { sources as knownSources } from '../sources/index.ts'
import { stationName } from '../stations.ts'
import type { Scene } from './quality-found.ts'
import { words } from './quality-words.ts'
import { dayWords, hourWords, words as shared } from './words.ts'

/** "2016-12-20 18:30": a moment in the centre's time. */
const moment = (at: Temporal.Instant, { settings }: House) =>
  at
    .toZonedDateTimeISO(settings.LANTIAN_ZONE)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')

const momentOf = (ms: number | null, house: House, otherwise: string) =>
  ms === null ? (
    otherwise
  ) : (
    <span class="nowrap">{moment(Temporal.Instant.fromEpochMilliseconds(Number(ms)), house)}</span>
  )

export function Sources({ ask, house, found }: Scene) {
  const w = words[ask.language]
  const zone = house.settings.LANTIAN_ZONE
  return (
    <Section title={w.sources} id="sources">
      <DataTable
        caption={<span class="skip">{w.sources}</span>}
        rows={found.sources}
        empty={w.noSources}
        columns={[
          {
            head: w.source,
            cell: ({ name, url, attribution }) => {
              const title = knownSources.get(name)?.title[ask.language] ?? name
              return (
                <>
                  {/^https?:/.test(url) ? <a href={url}>{title}</a> : title}
                  <small>{attribution}</small>
                </>
              )
            },
          },
          {
            head: w.kind,
            cell: ({ kind }) => <span class="nowrap">{shared[ask.language].kinds[kind]}</span>,
          },
          { head: w.licence, cell: ({ licence }) => licence || '–' },
          { head: w.tried, cell: ({ tried_at }) => momentOf(tried_at, house, w.never) },
          { head: w.came, cell: ({ came_at }) => momentOf(came_at, house, w.never) },
          {
            head: w.newest,
            cell: ({ last_hour }) =>
              last_hour === null ? '–' : hourWords(last_hour, zone, ask.language, true),
          },
          {
            head: w.state,
            cell: ({ fault, tried_at }) =>
              fault ? (
                <span lang="en">{fault}</span>
              ) : (
                <span class="nowrap">{tried_at === null ? w.imported : w.fine}</span>
              ),
          },
        ]}
      />
    </Section>
  )
}

export function Late({ ask, house, found }: Scene) {
  const w = words[ask.language]
  const zone = house.settings.LANTIAN_ZONE
  const nameOf = ({ what, period }: (typeof found.late)[number]) =>
    what === 'day'
      ? w.dayReport(dayWords(period, ask.language))
      : w.hourReport(
          hourWords(
            Math.floor(Temporal.Instant.from(period).epochMilliseconds / 3_600_000),
            zone,
            ask.language,
            true,
          ),
        )
  return (
    <Section title={w.late} id="late">
      <p class="lead">{w.lateLead}</p>
      <DataTable
        caption={w.late}
        rows={found.late}
        empty={w.noLate}
        columns={[
          { head: w.report, cell: nameOf },
          { head: w.due, cell: ({ due_at }) => momentOf(due_at, house, '–') },
          { head: w.out, cell: ({ out_at }) => momentOf(out_at, house, w.notYet) },
        ]}
      />
    </Section>
  )
}

export function Corrections({ ask, house, found, fault, before }: Scene) {
  const w = words[ask.language]
  const zone = house.settings.LANTIAN_ZONE
  const { corrections, next } = found.corrected
  return (
    <Section title={w.corrections} id="corrections">
      <p class="lead">{w.correctionsLead}</p>
      {fault && <p class="field-error">{fault}</p>}
      <DataTable
        caption={w.corrections}
        rows={corrections}
        empty={w.noCorrections}
        columns={[
          { head: w.at, cell: ({ at }) => momentOf(at, house, '–') },
          {
            head: w.station,
            cell: ({ station }) => (station ? stationName(station, ask.language) : '–'),
          },
          { head: w.hour, cell: ({ hour }) => hourWords(hour, zone, ask.language, true) },
          { head: w.pollutant, cell: ({ pollutant }) => `${symbols[pollutant]} (${unitOf(pollutant)})` },
          { head: w.was, numeric: true, cell: ({ was }) => was ?? <Missing language={ask.language} /> },
          {
            head: w.became,
            numeric: true,
            cell: ({ became }) => became ?? <Missing language={ask.language} />,
          },
        ]}
      />
      <Further ask={ask} next={next} before={before} />
    </Section>
  )
}

function Further({ ask, next, before }: { ask: Ask; next: number | null; before: number | null }) {
  const w = words[ask.language]
  if (next === null && before === null) return null
  return (
    <nav class="pager" aria-label={w.corrections}>
      {before !== null && <a href={href(ask, '/air/quality#corrections')}>{w.newestCorrections}</a>}
      {next !== null && (
        <a rel="next" href={href(ask, `/air/quality?before=${next}#corrections`)}>
          {w.more} →
        </a>
      )}
    </nav>
  )
}

export function Journal({ ask, found }: Scene) {
  const w = words[ask.language]
  return (
    <Section title={w.journal} id="journal">
      <p class="lead">{w.journalLead}</p>
      <p class="lead">
        {w.journalCheck} <code>lantian verify --heads heads.json</code>
        {ask.language === 'zh' ? '。' : '.'} <a href="/air/quality/heads.json">{w.headsFile}</a>
      </p>
      <DataTable
        caption={w.hash}
        rows={found.heads}
        empty={w.noHeads}
        columns={[
          { head: w.day, cell: ({ day }) => day },
          { head: w.lines, numeric: true, cell: ({ count }) => count },
          { head: w.place, numeric: true, cell: ({ position }) => position },
          { head: w.hash, cell: ({ hash }) => <span class="hash">{hash}</span> },
        ]}
      />
    </Section>
  )
}

/** The last run of every job of the timetable; what a job reports of itself is its own English line. */
export function Jobs({ ask, house, found }: Scene) {
  const w = words[ask.language]
  const titles = new Map(
    [...airJobs(house), sealJob(house.store)].map(({ name, title }) => [name, title[ask.language]]),
  )
  const seconds = (run: { startedAt: Temporal.Instant; endedAt: Temporal.Instant | null }) =>
    run.endedAt ? run.startedAt.until(run.endedAt).total('seconds') : null
  return (
    <Section title={w.jobs} id="jobs">
      <DataTable
        caption={<span class="skip">{w.jobs}</span>}
        rows={found.jobs.filter(({ runs }) => runs.length > 0)}
        empty={w.noJobs}
        columns={[
          { head: w.job, cell: ({ name }) => titles.get(name) ?? name },
          {
            head: w.lastRun,
            cell: ({ runs }) => <span class="nowrap">{moment(runs[0]!.startedAt, house)}</span>,
          },
          {
            head: w.outcome,
            cell: ({ runs: [run] }) => {
              const took = seconds(run!)
              return (
                <>
                  {w.outcomes[run!.outcome]}
                  {took !== null && ` (${w.took(took)})`}
                  {run!.message && <small lang="en">{run!.message}</small>}
                </>
              )
            },
          },
          {
            head: w.nextDue,
            cell: ({ nextDue }) => <span class="nowrap">{nextDue ? moment(nextDue, house) : '–'}</span>,
          },
        ]}
      />
    </Section>
  )
}
