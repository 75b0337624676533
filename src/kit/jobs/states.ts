import { sql } from 'kysely'
import type { AnyStore } from '../db/open.ts'
import { Problem } from '../problem.ts'

/** How a job stands, for pages. */
export interface JobState {
  name: string
  nextDue: Temporal.Instant | null
  /** Somebody asked for a run that has not begun. */
  asked: boolean
  running: boolean
  /** Failures in a row. */
  failures: number
  /** Newest first. */
  runs: Run[]
}

export interface Run {
  startedAt: Temporal.Instant
  endedAt: Temporal.Instant | null
  outcome: 'running' | 'done' | 'failed' | 'stopped' | 'lost'
  message: string
  done: number | null
  total: number | null
}

const runsShown = 5
const instant = (ms: number | null) => (ms === null ? null : Temporal.Instant.fromEpochMilliseconds(ms))

/** Every job that ever ran on this database, by name, with its last runs. */
export async function jobStates(store: AnyStore): Promise<JobState[]> {
  const jobs = await store.db.selectFrom('job').selectAll().orderBy('name').execute()
  const place = sql<number>`row_number() over (partition by job order by id desc)`.as('place')
  const runs = await store.db
    .selectFrom(store.db.selectFrom('job_run').selectAll().select(place).as('run'))
    .selectAll()
    .where('place', '<=', runsShown)
    .orderBy('id', 'desc')
    .execute()
  return jobs.map((job) => ({
    name: job.name,
    nextDue: instant(job.next_due),
    asked: job.asked === 1,
    running: job.holder !== null,
    failures: job.failures,
    runs: runs
      .filter((run) => run.job === job.name)
      .map((run) => ({
        startedAt: instant(run.started_at)!,
        endedAt: instant(run.ended_at),
        outcome: run.outcome,
        message: run.message,
        done: run.done,
        total: run.total,
      })),
  }))
}

/** Asks for a run as soon as possible, of whatever process works on this database. */
export async function runNow(store: AnyStore, name: string): Promise<void> {
  const asked = await store.db
    .updateTable('job')
    .set({ asked: 1 })
    .where('name', '=', name)
    .executeTakeFirst()
  if (asked.numUpdatedRows === 0n)
    throw new Problem(
      'unknown-job',
      { zh: `没有名为“${name}”的任务。`, en: `There is no job called "${name}".` },
      404,
    )
}
