import { setImmediate as turn } from 'node:timers/promises'

/** Long answers that one reader may have under way, and all readers together. */
const usual = { each: 4, all: 64 }

/**
 * Who has a long answer under way. A request is counted once by the rate limit, however many years it brings: this
 * keeps one reader from holding the house with forty of them.
 */
export class LongAnswers {
  readonly #most: { each: number; all: number }
  readonly #readers = new Map<string, number>()
  #all = 0

  constructor(most = usual) {
    this.#most = most
  }

  /** How to leave again, or null when there is no room; leaving twice counts once. */
  enter(reader: string): (() => void) | null {
    const own = this.#readers.get(reader) ?? 0
    if (own >= this.#most.each || this.#all >= this.#most.all) return null
    this.#readers.set(reader, own + 1)
    this.#all++
    let here = true
    return () => {
      if (here) this.#leave(reader)
      here = false
    }
  }

  #leave(reader: string) {
    const left = this.#readers.get(reader)! - 1
    if (left > 0) this.#readers.set(reader, left)
    else this.#readers.delete(reader)
    this.#all--
  }
}

let last: Promise<unknown> = Promise.resolve()

/**
 * Makes a piece when the pieces asked for before it are made, and lets others in between: a page waits for one piece,
 * however many long answers are under way.
 */
export function inTurn<T>(make: () => Promise<T>): Promise<T> {
  const made = last.then(() => turn()).then(make)
  last = made.catch(() => {})
  return made
}
