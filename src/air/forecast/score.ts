import type { Day } from '../../kit/time.ts'
import { levelOf } from '../day-index.ts'
import type { Kind } from '../pollutants.ts'
import type { DayScore, IndexRange, LeadScore, Who } from './types.ts'

/** One forecast of a day and what came. */
export interface Pair extends IndexRange {
  day: Day
  lead: number
  who: Who
  /** The city's published index of the day. */
  observed: number
  against: Kind
}

/**
 * How right a forecast was. A hit: the level that came lies within the levels of the range. Exact: it is the level of
 * the middle. Inside: the index lies within low … high. Bias is middle − observed: positive when the forecast was too
 * bad. All levels by the standard of the forecast day.
 */
export function scoreOf(pair: Pair): DayScore {
  const { day, low, mid, high, observed } = pair
  const observedLevel = levelOf(observed, day)
  const bias = mid - observed
  return {
    ...pair,
    observedLevel,
    hit: observedLevel >= levelOf(low, day) && observedLevel <= levelOf(high, day),
    exact: observedLevel === levelOf(mid, day),
    inside: observed >= low && observed <= high,
    bias,
    error: Math.abs(bias),
  }
}

/** How good networks are at saying what came, best first. */
const trust: readonly Kind[] = ['reference', 'model', 'simulated', 'sensor']

/**
 * Scores by lead and speaker, leads ascending. Days compared with different networks are never put into one mean: where
 * stations measured any of the days, only these count.
 */
export function summarise(scored: readonly DayScore[]): LeadScore[] {
  const against = trust.find((kind) => scored.some((one) => one.against === kind))
  if (!against) return []
  const used = scored.filter((one) => one.against === against)
  const groups = Map.groupBy(used, ({ lead, who }) => `${lead} ${who}`)
  return [...groups.values()]
    .map((group) => leadScore(group, against))
    .toSorted((a, b) => a.lead - b.lead || a.who.localeCompare(b.who))
}

function leadScore(group: readonly DayScore[], against: Kind): LeadScore {
  const days = group.length
  const count = (is: (one: DayScore) => boolean) => group.filter(is).length
  const mean = (of: (one: DayScore) => number) => group.reduce((sum, one) => sum + of(one), 0) / days
  const hits = count(({ hit }) => hit)
  const exact = count((one) => one.exact)
  const inside = count((one) => one.inside)
  return {
    lead: group[0]!.lead,
    who: group[0]!.who,
    against,
    days,
    hits,
    hitRate: hits / days,
    exact,
    exactRate: exact / days,
    inside,
    insideRate: inside / days,
    bias: mean(({ bias }) => bias),
    error: mean(({ error }) => error),
  }
}
