import { setImmediate as turn } from 'node:timers/promises'

/** How long one stretch of work keeps others waiting, in milliseconds. */
const stretch = 5

/**
 * For work of seconds in a process that also answers readers: between small steps, `if (breath.due) await
 * breath.take()` lets others in.
 */
export class Breath {
  #since = performance.now()

  get due(): boolean {
    return performance.now() - this.#since >= stretch
  }

  async take(): Promise<void> {
    await turn()
    this.#since = performance.now()
  }
}
