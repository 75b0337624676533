import { SourceError } from './error.ts'

/** Requests to one host: `burst` at once, then `perMinute`. */
export interface Pace {
  perMinute: number
  burst: number
}

export interface Time {
  now(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** Longer waits are not sat out: the caller is told and comes back. */
export const longestWait = 60_000

/** Keeps each host's pace, and leaves a host alone as long as it asked for. */
export class Paces {
  private readonly hosts = new Map<string, { tokens: number; at: number; silentUntil: number }>()
  private readonly time: Time
  private readonly paceOf: (host: string) => Pace

  constructor(time: Time, paceOf: (host: string) => Pace) {
    this.time = time
    this.paceOf = paceOf
  }

  private state(host: string) {
    let state = this.hosts.get(host)
    if (!state) {
      state = { tokens: this.paceOf(host).burst, at: this.time.now(), silentUntil: 0 }
      this.hosts.set(host, state)
    }
    return state
  }

  /** Waits for the host's turn; throws `limited` when that is too far away. */
  async turn(url: URL, signal?: AbortSignal): Promise<void> {
    const { perMinute, burst } = this.paceOf(url.host)
    const state = this.state(url.host)
    const now = this.time.now()
    const tokens = Math.min(burst, state.tokens + ((now - state.at) * perMinute) / 60_000)
    const wait = Math.max(((1 - tokens) * 60_000) / perMinute, state.silentUntil - now, 0)
    if (wait > longestWait)
      throw new SourceError('limited', url, `again in ${Math.ceil(wait / 1000)} s`, wait)
    state.tokens = tokens - 1
    state.at = now
    if (wait > 0) await this.time.sleep(wait, signal)
  }

  /** The host asked to be left alone for a while. */
  silence(host: string, ms: number) {
    const state = this.state(host)
    state.silentUntil = Math.max(state.silentUntil, this.time.now() + ms)
  }
}

/**
 * How long an answer's headers ask to wait, in ms: `Retry-After` as seconds or a date, `x-ratelimit-reset` as seconds
 * or an epoch time when nothing remains. Undefined when they ask for nothing.
 */
export function askedWait(headers: Record<string, string>, status: number, now: number): number | undefined {
  const after = headers['retry-after']
  if (after !== undefined && (status === 429 || status === 503)) {
    const ms = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now
    if (Number.isFinite(ms)) return Math.max(0, ms)
  }
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN)
  const spent = status === 429 || headers['x-ratelimit-remaining'] === '0'
  if (!spent || !Number.isFinite(reset)) return undefined
  return Math.max(0, reset > 1e9 ? reset * 1000 - now : reset * 1000)
}
