import type { AnyKysely, AnyStore } from '../db/open.ts'
import type { Words } from '../words.ts'
import type { Handlers } from './queue.ts'
import { Runner } from './runner.ts'

export { migrations } from './migrations.ts'
export { type DeadTask, deadTasks, enqueue, type Handlers, reviveTask } from './queue.ts'
export { type JobState, jobStates, type Run, runNow } from './states.ts'

/** Work that the timetable calls for; safe to run twice. */
export interface Job {
  name: string
  title: Words
  /** Cron in the centre's zone. */
  every: string
  /** In a new house it does not wait for the timetable. */
  atOnce?: boolean
  /** Returns one line about what was done; an empty one when there was nothing to do: such a run is not kept. */
  run(tools: JobTools): Promise<string>
}

export interface JobTools {
  at: Temporal.Instant
  /** The centre's zone. */
  zone: string
  progress(done: number, of: number): void
  /** Aborted when the process stops, or when another has taken the job over. */
  signal: AbortSignal
}

export interface Log {
  info(about: object, message: string): void
  error(about: object, message: string): void
}

export interface JobOptions {
  zone: string
  clock(): Temporal.Instant
  log: Log
  /** Ends the work: nothing new is begun, what runs is waited for. */
  signal: AbortSignal
  handlers?: Handlers
  /** Told of every run that ended, and how. */
  ended?(job: string, outcome: 'done' | 'failed' | 'stopped'): void
  /** Told, in the transaction that writes it down, once when a job goes on failing or a task is given up. */
  givenUp?(tx: AnyKysely, what: { name: string; message: string }): Promise<void>
  /** How often the timetable is looked at, and how long a stop waits for what runs. Milliseconds. */
  poll?: number
  patience?: number
}

/**
 * Runs jobs and queued tasks until the signal, each at most once at a time across all processes on the database. What
 * was missed while no process ran is run once. Resolves when everything has ended, or after `patience`.
 */
export async function startJobs(store: AnyStore, jobs: readonly Job[], options: JobOptions): Promise<void> {
  const { signal, log, poll = 1_000, patience = 30_000 } = options
  const runner = new Runner(store, jobs, options)
  while (!signal.aborted) {
    // A database that is away for a while must not end the timetable.
    await runner.tick().catch((error) => log.error({ err: error }, 'jobs: the timetable could not be read'))
    await pause(poll, signal)
  }
  const over = new AbortController()
  const left = await Promise.race([
    runner.idle().then(() => false),
    pause(patience, over.signal).then(() => true),
  ])
  over.abort()
  if (left) log.error({ jobs: runner.running() }, 'jobs: still running when the process ends')
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) return done()
    const finish = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      done()
    }
    const timer = setTimeout(finish, ms)
    signal.addEventListener('abort', finish, { once: true })
  })
}
