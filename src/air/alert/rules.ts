import { addDays, type Day, daysBetween } from '../../kit/time.ts'
import { type Episode, type Tier, type Trigger, tiers } from './types.ts'
import type { AlertVersion, Clause, Run } from './versions.ts'

/** A day as the rules see it. */
export interface RuledDay {
  day: Day
  index: number
}

const rank = (tier: Tier | null) => (tier === null ? -1 : tiers.indexOf(tier))

/** The graver of two tiers; null is none. */
export const graver = <T extends Tier | null>(a: T, b: T): T => (rank(a) >= rank(b) ? a : b)

/** The longest stretches of days one after another above a mark. A day that is not there ends a stretch. */
export function runsAbove<D extends RuledDay>(days: readonly D[], above: number): D[][] {
  const runs: D[][] = []
  for (const day of days) {
    if (day.index <= above) continue
    const open = runs.at(-1)
    if (open && addDays(open.at(-1)!.day, 1) === day.day) open.push(day)
    else runs.push([day])
  }
  return runs
}

const holds = (days: readonly RuledDay[], { days: needed, above }: Run) =>
  runsAbove(days, above).some((run) => run.length >= needed)

/** Every stretch of days that fulfils a clause. */
function triggersOf(clause: Clause, days: readonly RuledDay[]): Trigger[] {
  const { tier, name, words, confirmed, run, within } = clause
  return runsAbove(days, run.above)
    .filter((found) => found.length >= run.days && (!within || holds(found, within)))
    .map((found) => ({ tier, clause: name, words, confirmed, days: found.map(({ day }) => day) }))
}

/**
 * The episodes of heavy pollution among these days by a version's rules, the earliest first. An episode is a stretch
 * of days above the version's lowest mark in which some clause is fulfilled. Pure: calendar days only; where a text
 * speaks of any continuous 24 hours, a day stands for them.
 * @param days ascending, one entry a day at most
 */
export function episodesOf(version: AlertVersion, days: readonly RuledDay[]): Episode[] {
  const lowest = Math.min(...version.clauses.map(({ run }) => run.above))
  const found = runsAbove(days, lowest).flatMap((run): Episode[] => {
    const triggers = version.clauses
      .flatMap((clause) => triggersOf(clause, run))
      .toSorted((a, b) => rank(b.tier) - rank(a.tier))
    if (triggers.length === 0) return []
    return [{ tier: triggers[0]!.tier, from: run[0]!.day, to: run.at(-1)!.day, triggers, merged: false }]
  })
  return version.joins === null ? found : joined(found, version.joins)
}

/** Episodes with at most `gap` days between them count as one, with the higher tier. */
function joined(episodes: readonly Episode[], gap: number): Episode[] {
  const kept: Episode[] = []
  for (const episode of episodes) {
    const before = kept.at(-1)
    if (before && daysBetween(before.to, episode.from) - 1 <= gap)
      kept[kept.length - 1] = join(before, episode)
    else kept.push(episode)
  }
  return kept
}

const join = (first: Episode, second: Episode): Episode => ({
  tier: graver(first.tier, second.tier),
  from: first.from,
  to: second.to,
  triggers: [...first.triggers, ...second.triggers].toSorted((a, b) => rank(b.tier) - rank(a.tier)),
  merged: true,
})

/** The gravest episode that has not ended before `today`; of equal ones the earliest. Null when there is none. */
export function episodeAhead(version: AlertVersion, days: readonly RuledDay[], today: Day): Episode | null {
  const ahead = episodesOf(version, days).filter(({ to }) => to >= today)
  return ahead.reduce<Episode | null>(
    (gravest, episode) => (gravest && rank(gravest.tier) >= rank(episode.tier) ? gravest : episode),
    null,
  )
}
