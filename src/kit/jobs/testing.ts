import type { AnyStore } from '../db/open.ts'
import type { Job, JobOptions } from './jobs.ts'
import { Runner } from './runner.ts'

/** A clock that only moves when it is told to. */
export class TestClock {
  #now: Temporal.Instant

  constructor(start: string) {
    this.#now = Temporal.Instant.from(start)
  }

  readonly now = () => this.#now

  move(by: Temporal.DurationLike): void {
    this.#now = this.#now.add(by)
  }
}

export const silent = { info() {}, error() {} }

export const job = (name: string, every: string, run: Job['run']): Job => ({
  name,
  title: { zh: name, en: name },
  every,
  run,
})

/** One process of many, whose timetable is looked at by hand. */
export function processOn(store: AnyStore, clock: TestClock, jobs: Job[], more: Partial<JobOptions> = {}) {
  const stopping = new AbortController()
  const options = { zone: 'Asia/Shanghai', clock: clock.now, log: silent, signal: stopping.signal, ...more }
  const runner = new Runner(store, jobs, options)
  return {
    runner,
    stop: () => stopping.abort(),
    /** Looks at the timetable and waits for what it began. */
    async look() {
      await runner.tick()
      await runner.idle()
    },
  }
}
