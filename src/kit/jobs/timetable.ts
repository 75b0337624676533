import { Cron } from 'croner'

/** When a timetable strikes next after `at`, by the clocks of `zone`; in epoch milliseconds, null for never again. */
export const nextDue = (every: string, zone: string, at: number): number | null =>
  new Cron(every, { timezone: zone }).nextRun(new Date(at))?.getTime() ?? null

export const longestBackoff = 3_600_000
/** How long to wait after so many failures in a row: half a minute, doubling, at most an hour. */
export const backoff = (failures: number) => Math.min(30_000 * 2 ** (failures - 1), longestBackoff)

/** So far the clocks of two machines may be apart. */
export const clockSkew = 300_000

/** A process that does not renew its claim for so long is taken for dead. Milliseconds. */
export const leaseMs = 45_000
export const heartbeatMs = 3_000
