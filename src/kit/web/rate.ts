/**
 * A token bucket per address: `perMinute` requests a minute, bursts up to the same number. The table is bounded, so
 * that a flood of addresses costs no memory; the eldest are forgotten first.
 */
export class RateLimit {
  readonly #perMinute: number
  readonly #buckets = new Map<string, { tokens: number; at: number }>()

  constructor(perMinute: number) {
    this.#perMinute = perMinute
  }

  /** Takes one token. `wait` is the number of whole seconds until the next one, 0 when allowed. */
  take(who: string, at: number): { wait: number; remaining: number } {
    const tokens = this.#tokensOf(who, at)
    const allowed = tokens >= 1
    this.#buckets.delete(who)
    this.#buckets.set(who, { tokens: allowed ? tokens - 1 : tokens, at })
    if (this.#buckets.size > 50_000) this.#buckets.delete(this.#buckets.keys().next().value!)
    if (allowed) return { wait: 0, remaining: Math.floor(tokens - 1) }
    return { wait: this.#waitFor(tokens), remaining: 0 }
  }

  /** Whole seconds until the next token, 0 when there is one now; takes none. */
  waitOf(who: string, at: number): number {
    const tokens = this.#tokensOf(who, at)
    return tokens >= 1 ? 0 : this.#waitFor(tokens)
  }

  #tokensOf(who: string, at: number): number {
    const bucket = this.#buckets.get(who) ?? { tokens: this.#perMinute, at }
    // A clock that is set back takes nothing from anybody.
    const minutes = Math.max(0, at - bucket.at) / 60_000
    return Math.min(this.#perMinute, bucket.tokens + minutes * this.#perMinute)
  }

  #waitFor(tokens: number): number {
    return Math.ceil(((1 - tokens) * 60) / this.#perMinute)
  }
}
