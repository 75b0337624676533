import { type Reason, SourceError } from '../../kit/fetch.ts'
import type { Standing } from './tables.ts'

export interface Looked {
  standing: Standing
  detail: string
  /** False where the other side lets no program in: a reader may well get there, however long it lasts. */
  counts: boolean
}

const works: Looked = { standing: 'works', detail: '', counts: true }
const gone: ReadonlySet<Reason> = new Set(['changed', 'not-allowed'])
const shut: ReadonlySet<Reason> = new Set(['denied', 'limited'])

/** What was found at an address: `error` is what the fetcher threw, null for an answer. */
export function verdictOf(error: unknown): Looked {
  if (error === null) return works
  if (!(error instanceof SourceError)) throw error
  // The page is there; it is only longer than we care to read.
  if (error.reason === 'too-big') return works
  return {
    standing: gone.has(error.reason) ? 'broken' : 'unsure',
    detail: error.detail || error.reason,
    counts: !shut.has(error.reason),
  }
}

const day = 86_400_000
/** What works is looked at once a week, what does not on the next day. */
const pauses: Record<Standing, number> = { works: 7 * day, broken: day, unsure: day }
/** What could not be reached for so long is broken. */
const patience = 3 * day

/** A link as it stands after a look at it. Instants are epoch milliseconds. */
export function afterLook(before: { failing_since: number | null }, looked: Looked, at: number) {
  const since = looked.standing === 'works' ? null : (before.failing_since ?? at)
  const tired = looked.counts && since !== null && at - since >= patience
  const standing: Standing = looked.standing === 'unsure' && tired ? 'broken' : looked.standing
  return {
    standing,
    detail: looked.detail || null,
    failing_since: since,
    checked_at: at,
    due_at: at + pauses[standing],
  }
}
