import { Problem } from '../../kit/problem.ts'

/** Cards waiting to be drawn; more would wait longer than any reader does. */
const mostWaiting = 40

/**
 * Finished cards by what stands on them, the least recently used first to go. One is drawn at a time: encoding takes a
 * thread of the pool that files and the database also need.
 */
export class CardStore {
  readonly #cards = new Map<string, Promise<Buffer>>()
  readonly #limit: number
  #sizes = new Map<string, number>()
  #bytes = 0
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** @param limit bytes to keep */
  constructor(limit = 16 * 1024 * 1024) {
    this.#limit = limit
  }

  get bytes() {
    return this.#bytes
  }

  /** The card of this key, drawn when it is not there. @throws Problem 503 when too many wait */
  async get(key: string, draw: () => Promise<Buffer>): Promise<Buffer> {
    const known = this.#cards.get(key)
    if (known) {
      this.#cards.delete(key)
      this.#cards.set(key, known)
      return known
    }
    if (this.#waiting >= mostWaiting) throw busy()
    const drawn = this.#inTurn(draw)
    this.#cards.set(key, drawn)
    try {
      const card = await drawn
      this.#keep(key, card.length)
      return card
    } catch (error) {
      this.#cards.delete(key)
      throw error
    }
  }

  #inTurn(draw: () => Promise<Buffer>): Promise<Buffer> {
    this.#waiting++
    const drawn = this.#last.then(draw).finally(() => this.#waiting--)
    this.#last = drawn.catch(() => {})
    return drawn
  }

  #keep(key: string, bytes: number) {
    this.#sizes.set(key, bytes)
    this.#bytes += bytes
    for (const eldest of this.#cards.keys()) {
      if (this.#bytes <= this.#limit) return
      const size = this.#sizes.get(eldest)
      if (size === undefined) continue
      this.#bytes -= size
      this.#sizes.delete(eldest)
      this.#cards.delete(eldest)
    }
  }
}

const busy = () =>
  new Problem(
    'busy',
    {
      zh: '正在生成的图片太多，请稍后再试。',
      en: 'Too many pictures are being drawn; try again in a moment.',
    },
    503,
  )
