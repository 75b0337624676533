import { randomUUID } from 'node:crypto'
import type { AnyKysely, AnyStore } from '../db/open.ts'
import type { Job, JobOptions } from './jobs.ts'
import { TaskRunner } from './queue.ts'
import { backoff, clockSkew, heartbeatMs, leaseMs, longestBackoff, nextDue } from './timetable.ts'

const runsKept = 50
/** After so many failures in a row somebody is told. */
const failuresTold = 3
/** Jobs at once in one process; the rest waits for the next look. */
const mostAtOnce = 4

interface JobRow {
  name: string
  every: string
  next_due: number | null
  asked: number
  failures: number
  holder: string | null
  lease_until: number | null
}
type Outcome = 'done' | 'failed' | 'stopped'

/** One process's share of the timetable. A claim is a lease that a heartbeat renews. */
export class Runner {
  readonly #store: AnyStore
  readonly #jobs: readonly Job[]
  readonly #options: JobOptions
  readonly #holder = randomUUID()
  readonly #running = new Map<string, Promise<void>>()
  readonly #tasks: TaskRunner

  constructor(store: AnyStore, jobs: readonly Job[], options: JobOptions) {
    const twice = jobs.find(({ name }, i) => jobs.findIndex((job) => job.name === name) !== i)
    if (twice) throw new Error(`two jobs are called ${twice.name}`)
    this.#store = store
    this.#jobs = jobs
    this.#options = options
    this.#tasks = new TaskRunner(store, options, this.#holder)
  }

  /** Looks once at the timetable and the queue, and begins what is due. */
  async tick(): Promise<void> {
    const now = this.#now()
    const rows = (await this.#store.db.selectFrom('job').selectAll().execute()) as JobRow[]
    const known = new Map(rows.map((row) => [row.name, row]))
    for (const job of this.#jobs) {
      const row = known.get(job.name)
      if (this.#options.signal.aborted || this.#running.has(job.name)) continue
      if (row?.every !== job.every || this.#isAhead(row, now)) await this.#enter(job, now)
      else if (row.holder !== null && hasLapsed(row, now)) await this.#release(row, now)
      else if (isDue(row, now) && this.#running.size < mostAtOnce && (await this.#claim(job, now)))
        this.#begin(job, row.failures)
    }
    await this.#tasks.tick()
  }

  running = () => [...this.#running.keys()]

  async idle(): Promise<void> {
    await Promise.all([...this.#running.values(), this.#tasks.idle()])
  }

  #now = () => this.#options.clock().epochMilliseconds

  /** Due later than the timetable and any wait after failures allow: the clock was ahead when it was reckoned. */
  #isAhead({ holder, every, next_due }: JobRow, now: number): boolean {
    if (holder !== null || next_due === null) return false
    const next = nextDue(every, this.#options.zone, now)
    return next !== null && next_due > Math.max(next, now + longestBackoff) + clockSkew
  }

  /** A job that is new, or whose timetable changed. */
  async #enter({ name, every, atOnce }: Job, now: number) {
    const next_due = nextDue(every, this.#options.zone, now)
    await this.#store.db
      .insertInto('job')
      .values({ name, every, next_due: atOnce ? now : next_due })
      .onConflict((on) => on.column('name').doUpdateSet({ every, next_due }))
      .execute()
  }

  /** The process that held this job is gone: its run is lost, and the job is tried again soon. */
  async #release({ name, holder, lease_until, failures, next_due }: JobRow, now: number) {
    const retry = now + backoff(failures + 1)
    await this.#store.db.transaction().execute(async (tx) => {
      const freed = await tx
        .updateTable('job')
        .set({
          holder: null,
          lease_until: null,
          failures: failures + 1,
          next_due: Math.min(next_due ?? retry, retry),
        })
        .where('name', '=', name)
        .where('holder', '=', holder)
        .where('lease_until', '=', lease_until)
        .executeTakeFirst()
      if (freed.numUpdatedRows === 0n) return
      await tx
        .updateTable('job_run')
        .set({ outcome: 'lost', ended_at: now, message: 'the process that ran it ended' })
        .where('job', '=', name)
        .where('outcome', '=', 'running')
        .execute()
    })
  }

  /** True when the job is ours now: nobody else can have got the same row. */
  async #claim({ name, every }: Job, now: number): Promise<boolean> {
    const claimed = await this.#store.db
      .updateTable('job')
      .set({
        holder: this.#holder,
        lease_until: now + leaseMs,
        next_due: nextDue(every, this.#options.zone, now),
        asked: 0,
      })
      .where('name', '=', name)
      .where('holder', 'is', null)
      .where((of) => of.or([of('asked', '=', 1), of('next_due', '<=', now)]))
      .executeTakeFirst()
    return claimed.numUpdatedRows === 1n
  }

  #begin(job: Job, failures: number) {
    const { log } = this.#options
    const over = this.#run(job, failures)
      // The claim is left to expire; then the run counts as lost.
      .catch((error) => log.error({ err: error, job: job.name }, 'jobs: the run could not be written down'))
      .finally(() => this.#running.delete(job.name))
    this.#running.set(job.name, over)
  }

  async #run(job: Job, failures: number) {
    const { log, clock, zone, signal } = this.#options
    const at = clock()
    const { id } = await this.#store.db
      .insertInto('job_run')
      .values({ job: job.name, holder: this.#holder, started_at: at.epochMilliseconds, outcome: 'running' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const lost = new AbortController()
    const progress = { done: null as number | null, total: null as number | null }
    const beat = setInterval(() => void this.#renew(job.name, id, progress, lost), heartbeatMs)
    // A job that was given up at the stop must not keep the process.
    beat.unref()
    const started = performance.now()
    let outcome: Outcome = 'done'
    let message: string
    try {
      message = await job.run({
        at,
        zone,
        progress: (done, total) => Object.assign(progress, { done, total }),
        signal: AbortSignal.any([signal, lost.signal]),
      })
    } catch (error) {
      outcome = signal.aborted ? 'stopped' : 'failed'
      message = (error as Error)?.message || String(error)
      if (outcome === 'failed') log.error({ err: error, job: job.name }, 'job failed')
    } finally {
      clearInterval(beat)
    }
    await this.#finish(job.name, id, { outcome, message, failures, ...progress })
    this.#options.ended?.(job.name, outcome)
    const ms = Math.round(performance.now() - started)
    if (outcome !== 'failed' && message !== '') log.info({ job: job.name, outcome, message, ms }, 'job ended')
  }

  async #renew(name: string, id: number, progress: object, lost: AbortController) {
    try {
      const renewed = await this.#store.db
        .updateTable('job')
        .set({ lease_until: this.#now() + leaseMs })
        .where('name', '=', name)
        .where('holder', '=', this.#holder)
        .executeTakeFirst()
      if (renewed.numUpdatedRows === 0n) lost.abort(new Error('another process has taken the job over'))
      else
        await this.#store.db
          .updateTable('job_run')
          .set(progress)
          .where('id', '=', id)
          .where('outcome', '=', 'running')
          .execute()
    } catch {
      // The next beat tries again; a claim that cannot be renewed expires by itself.
    }
  }

  async #finish(
    name: string,
    id: number,
    run: { outcome: Outcome; message: string; failures: number; done: number | null; total: number | null },
  ) {
    const now = this.#now()
    const { outcome, message, done, total } = run
    const failures = outcome === 'failed' ? run.failures + 1 : outcome === 'done' ? 0 : run.failures
    await this.#store.db.transaction().execute(async (tx) => {
      if (outcome === 'done' && message === '') await tx.deleteFrom('job_run').where('id', '=', id).execute()
      await tx
        .updateTable('job_run')
        .set({ outcome, message: message.slice(0, 2_000), ended_at: now, done, total })
        .where('id', '=', id)
        .where('outcome', '=', 'running')
        .execute()
      const free = tx
        .updateTable('job')
        .set({ holder: null, lease_until: null, failures })
        .where('name', '=', name)
        .where('holder', '=', this.#holder)
      await free.execute()
      // A stopped run is taken up again at the next start, a failed one after a while.
      if (outcome === 'stopped') await bringForward(tx, name, now)
      if (outcome === 'failed') await bringForward(tx, name, now + backoff(failures))
      if (outcome === 'failed' && failures === failuresTold)
        await this.#options.givenUp?.(tx, { name, message })
      await forgetOldRuns(tx, name)
    })
  }
}

/** Run out, or reckoned by a clock that was far ahead. */
const hasLapsed = ({ lease_until }: JobRow, now: number) =>
  (lease_until ?? 0) <= now || (lease_until ?? 0) > now + leaseMs + clockSkew

const isDue = (row: JobRow, now: number) =>
  row.holder === null && (row.asked === 1 || (row.next_due !== null && row.next_due <= now))

const bringForward = (tx: AnyKysely, name: string, due: number) =>
  tx
    .updateTable('job')
    .set({ next_due: due })
    .where('name', '=', name)
    .where((of) => of.or([of('next_due', 'is', null), of('next_due', '>', due)]))
    .execute()

async function forgetOldRuns(tx: AnyKysely, job: string) {
  const oldest = await tx
    .selectFrom('job_run')
    .select('id')
    .where('job', '=', job)
    .orderBy('id', 'desc')
    .offset(runsKept - 1)
    .limit(1)
    .executeTakeFirst()
  if (oldest) await tx.deleteFrom('job_run').where('job', '=', job).where('id', '<', oldest.id).execute()
}
