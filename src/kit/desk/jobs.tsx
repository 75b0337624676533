import type { Hono } from 'hono'
import { dayTime } from '../html/day-time.ts'
import { DeskPage } from '../html/desk-layout.tsx'
import { href } from '../html/layout.tsx'
import { DataTable } from '../html/parts.tsx'
import {
  type DeadTask,
  deadTasks,
  type Job,
  type JobState,
  jobStates,
  reviveTask,
  runNow,
} from '../jobs/jobs.ts'
import { record } from '../journal/journal.ts'
import { signatureOf } from '../people/officer.ts'
import type { House, TodayLine } from '../room.ts'
import { type DeskAsk, desk, deskAct } from '../web/desk.tsx'
import { mayRunSystem } from './duties.ts'
import { words } from './words.ts'

interface JobsProps {
  ask: DeskAsk
  house: House
  states: JobState[]
  dead: DeadTask[]
  titles: ReadonlyMap<string, Job['title']>
}

function Jobs({ ask, house, states, dead, titles }: JobsProps) {
  const { language } = ask
  const w = words[language]
  const time = (at: Temporal.Instant) => (
    <span class="nowrap">{dayTime(at, house.settings.LANTIAN_ZONE, language)}</span>
  )
  return (
    <DeskPage
      ask={ask}
      centre={house.centre}
      title={w.jobs}
      lead={w.jobsLead}
      crumbs={[{ words: { zh: words.zh.jobs, en: words.en.jobs } }]}
    >
      <section class="section">
        <DataTable
          caption={<span class="skip">{w.jobs}</span>}
          rows={states}
          empty={w.noRun}
          columns={[
            { head: w.job, cell: ({ name }) => titles.get(name)?.[language] ?? name },
            { head: w.last, cell: ({ runs: [run] }) => (run ? time(run.startedAt) : w.noRun) },
            { head: w.result, cell: ({ runs: [run] }) => run && <Result ask={ask} run={run} /> },
            { head: w.next, cell: ({ nextDue }) => (nextDue ? time(nextDue) : '—') },
            { head: <span class="skip">{w.run}</span>, cell: (state) => <RunNow ask={ask} state={state} /> },
          ]}
        />
      </section>
      <section class="section" id="dead">
        <h2>{w.dead}</h2>
        <p class="lead">{w.deadLead}</p>
        <DataTable
          caption={<span class="skip">{w.dead}</span>}
          rows={dead}
          empty={w.deadNone}
          columns={[
            { head: w.job, cell: ({ name, id }) => `${name} #${id}` },
            { head: w.reason, cell: ({ message }) => message },
            {
              head: <span class="skip">{w.again}</span>,
              cell: ({ id }) => (
                <form method="post" action={href(ask, '/desk/jobs/revive')}>
                  <input type="hidden" name="task" value={String(id)} />
                  <button type="submit" class="plain">
                    {w.again}
                  </button>
                </form>
              ),
            },
          ]}
        />
      </section>
    </DeskPage>
  )
}

function Result({ ask, run }: { ask: DeskAsk; run: JobState['runs'][number] }) {
  const { outcomes } = words[ask.language]
  const part = run.outcome === 'running' && run.total ? ` ${run.done ?? 0} / ${run.total}` : ''
  return (
    <>
      <strong class={run.outcome === 'failed' ? 'field-error' : undefined}>{outcomes[run.outcome]}</strong>
      {part}
      {run.message && <span class="small"> {run.message}</span>}
    </>
  )
}

function RunNow({ ask, state }: { ask: DeskAsk; state: JobState }) {
  const w = words[ask.language]
  if (state.running) return w.running
  if (state.asked) return w.asked
  return (
    <form method="post" action={href(ask, '/desk/jobs/run')}>
      <input type="hidden" name="job" value={state.name} />
      <button type="submit" class="plain">
        {w.run}
      </button>
    </form>
  )
}

/** The timetable and the tasks that were given up. @param jobs what the timetable of the house calls for */
export function jobRoutes(web: Hono, house: House, jobs: readonly Job[]): void {
  const { store } = house
  const titles = new Map(jobs.map(({ name, title }) => [name, title]))
  const note = (ask: DeskAsk, deed: string, about: string) =>
    record(store.db, { at: house.clock(), by: signatureOf(ask.officer), deed, about })
  desk(web, house, '/desk/jobs', mayRunSystem, async (ask) => ({
    body: (
      <Jobs
        ask={ask}
        house={house}
        states={await jobStates(store)}
        dead={await deadTasks(store)}
        titles={titles}
      />
    ),
  }))
  deskAct(web, house, '/desk/jobs/run', mayRunSystem, async (ask, form) => {
    const name = form.text('job')
    await runNow(store, name)
    await note(ask, 'jobs.run', `job/${name}`)
    return { to: href(ask, '/desk/jobs') }
  })
  deskAct(web, house, '/desk/jobs/revive', mayRunSystem, async (ask, form) => {
    const task = form.text('task')
    if (/^[1-9]\d{0,14}$/.test(task)) {
      await reviveTask(store, Number(task), house.clock())
      await note(ask, 'jobs.revive', `task/${task}`)
    }
    return { to: href(ask, '/desk/jobs') }
  })
}

/** What is wrong with the timetable, for who keeps the program running. */
export async function jobsToday(house: House): Promise<TodayLine[]> {
  const [states, dead] = await Promise.all([jobStates(house.store), deadTasks(house.store)])
  const failed = states.filter(({ failures }) => failures > 0).length
  const lines: TodayLine[] = []
  const both = (say: 'failed' | 'given', n: number) => ({ zh: words.zh[say](n), en: words.en[say](n) })
  if (failed > 0) lines.push({ words: both('failed', failed), path: '/desk/jobs', urgent: true })
  if (dead.length > 0) lines.push({ words: both('given', dead.length), path: '/desk/jobs', urgent: true })
  return lines
}
