import type { AnyKysely, AnyStore } from '../db/open.ts'
import type { JobOptions } from './jobs.ts'
import { backoff, leaseMs } from './timetable.ts'

/** What does a queued task, by its name; safe to run twice. */
export type Handlers = Record<
  string,
  (payload: unknown, tools: { at: Temporal.Instant; signal: AbortSignal }) => Promise<void>
>

/** Attempts before a task is put aside for a person to look at. */
const attemptsEach = 8
const tasksEach = 10

interface TaskRow {
  id: number
  name: string
  payload: string
  due: number
  attempts: number
}

/**
 * Puts a task into the queue inside the deed's own transaction: it is done once the deed has committed.
 * `due` is when it is done at the earliest.
 */
export async function enqueue(
  tx: AnyKysely,
  name: string,
  payload: unknown,
  due: Temporal.Instant,
): Promise<void> {
  const row = { name, payload: JSON.stringify(payload ?? null), due: due.epochMilliseconds }
  await tx.insertInto('job_task').values(row).execute()
}

type TaskOptions = Pick<JobOptions, 'clock' | 'log' | 'signal' | 'handlers' | 'givenUp'>

/** Takes tasks by moving their due time behind the lease: who dies leaves them to be taken again after it. */
export class TaskRunner {
  readonly #store: AnyStore
  readonly #handlers: Handlers
  readonly #holder: string
  readonly #options: TaskOptions
  #round: Promise<void> | null = null

  constructor(store: AnyStore, options: TaskOptions, holder: string) {
    this.#store = store
    this.#options = options
    this.#handlers = options.handlers ?? {}
    this.#holder = holder
  }

  /** Begins a round over the tasks that are due, unless one is under way. */
  async tick(): Promise<void> {
    if (this.#round || Object.keys(this.#handlers).length === 0) return
    this.#round = this.#doDue()
      .catch((error) => this.#options.log.error({ err: error }, 'jobs: the queue could not be read'))
      .finally(() => {
        this.#round = null
      })
  }

  async idle(): Promise<void> {
    await this.#round
  }

  #now = () => this.#options.clock().epochMilliseconds

  async #doDue() {
    for (;;) {
      const due: TaskRow[] = await this.#store.db
        .selectFrom('job_task')
        .select(['id', 'name', 'payload', 'due', 'attempts'])
        .where('dead', '=', 0)
        .where('due', '<=', this.#now())
        .where('name', 'in', Object.keys(this.#handlers))
        .orderBy('due')
        .orderBy('id')
        .limit(tasksEach)
        .execute()
      for (const task of due) {
        if (this.#options.signal.aborted) return
        await this.#attempt(task)
      }
      if (due.length < tasksEach) return
    }
  }

  async #attempt(task: TaskRow) {
    const claimed = await this.#store.db
      .updateTable('job_task')
      .set({ holder: this.#holder, due: this.#now() + leaseMs, attempts: task.attempts + 1 })
      .where('id', '=', task.id)
      .where('due', '=', task.due)
      .where('attempts', '=', task.attempts)
      .executeTakeFirst()
    if (claimed.numUpdatedRows !== 1n) return
    // It may have taken its process down with it each time.
    if (task.attempts >= attemptsEach) return this.#putBack(task, 'every process that tried it ended')
    const mine = this.#keep(task)
    try {
      const { clock, signal } = this.#options
      await this.#handlers[task.name]!(JSON.parse(task.payload), { at: clock(), signal })
      await this.#store.db
        .deleteFrom('job_task')
        .where('id', '=', task.id)
        .where('holder', '=', this.#holder)
        .execute()
    } catch (error) {
      await this.#putBack(task, error)
    } finally {
      clearInterval(mine)
    }
  }

  /** A long task stays ours as long as we live. */
  #keep({ id }: TaskRow) {
    const renew = () =>
      this.#store.db
        .updateTable('job_task')
        .set({ due: this.#now() + leaseMs })
        .where('id', '=', id)
        .where('holder', '=', this.#holder)
        .execute()
        .catch(() => {})
    return setInterval(renew, leaseMs / 3).unref()
  }

  async #putBack({ id, name, attempts }: TaskRow, error: unknown) {
    const stopped = this.#options.signal.aborted
    const dead = !stopped && attempts + 1 >= attemptsEach
    const message = ((error as Error)?.message || String(error)).slice(0, 2_000)
    this.#options.log.error({ err: error, task: name, id, attempts: attempts + 1, dead }, 'task failed')
    const again = stopped ? { attempts, due: this.#now() } : { due: this.#now() + backoff(attempts + 1) }
    await this.#store.db.transaction().execute(async (tx) => {
      const put = await tx
        .updateTable('job_task')
        .set({ ...again, message, dead: dead ? 1 : 0, holder: null })
        .where('id', '=', id)
        .where('holder', '=', this.#holder)
        .executeTakeFirst()
      if (dead && put.numUpdatedRows === 1n) await this.#options.givenUp?.(tx, { name, message })
    })
  }
}

/** A task that failed too often. */
export interface DeadTask {
  id: number
  name: string
  payload: unknown
  message: string
}

/** Tasks that were given up, for a person to look at. */
export async function deadTasks(store: AnyStore): Promise<DeadTask[]> {
  const rows = await store.db
    .selectFrom('job_task')
    .select(['id', 'name', 'payload', 'message'])
    .where('dead', '=', 1)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...(row as DeadTask), payload: JSON.parse(row.payload) }))
}

/** Gives a dead task all its attempts again. */
export async function reviveTask(store: AnyStore, id: number, at: Temporal.Instant): Promise<void> {
  await store.db
    .updateTable('job_task')
    .set({ dead: 0, attempts: 0, due: at.epochMilliseconds })
    .where('id', '=', id)
    .where('dead', '=', 1)
    .execute()
}
