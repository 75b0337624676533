import type { Kysely } from 'kysely'
import { addDays, dayAt, daysBetween } from '../../kit/time.ts'
import { categoryOf, indexStandardOn } from '../index/index.ts'
import type { AirTables } from '../tables.ts'
import { daysAhead, issueAt } from './issues.ts'
import { kindAt } from './network.ts'
import { inForceAt, overrules } from './overrules.ts'
import { furthest } from './range.ts'
import type { DayForecast, Forecast, ForecastKind, IndexRange, MachineDay, Overrule } from './types.ts'

/**
 * The forecast that was in force at a moment: the newest issue of the machine, and over it the forecasters' words. An
 * issue of an earlier day still speaks of the days it reached; null when nobody said anything of any day ahead.
 * @param zone the centre's zone, whose days these are
 */
export async function forecastFor(
  db: Kysely<AirTables>,
  at: Temporal.Instant,
  zone: string,
): Promise<Forecast | null> {
  const today = dayAt(at, zone)
  const now = at.epochMilliseconds
  const [issue, said] = await Promise.all([
    kindAt(db, at).then((kind) => issueAt(db, kind, now)),
    overrules(db, addDays(today, 1), addDays(today, furthest)),
  ])
  const days = daysAhead(today).flatMap((day) => {
    const machine = issue?.days.find((one) => one.day === day) ?? null
    const overrule = inForceAt(said, day, now) ?? null
    if (!machine && !overrule) return []
    return [dayForecast(daysBetween(today, day), issue?.kind ?? null, machine, overrule)]
  })
  if (days.length === 0) return null
  const used = days.some(({ machine }) => machine !== null) ? issue : null
  return {
    kind: used?.kind ?? null,
    source: used?.source ?? null,
    madeAt: used ? Temporal.Instant.fromEpochMilliseconds(used.madeAt) : null,
    days,
  }
}

/** What a forecaster's range says, with its middle. */
export const rangeOf = ({ low, high }: Pick<Overrule, 'low' | 'high'>): IndexRange => ({
  low,
  mid: Math.round((low + high) / 2),
  high,
})

function dayForecast(
  lead: number,
  kind: ForecastKind | null,
  machine: MachineDay | null,
  overrule: Overrule | null,
): DayForecast {
  const day = (overrule ?? machine)!.day
  const { low, mid, high } = overrule ? rangeOf(overrule) : machine!
  const standard = indexStandardOn(day)
  return {
    day,
    lead,
    low,
    mid,
    high,
    chief: (overrule ?? machine)!.chief,
    categories: { low: categoryOf(standard, low), high: categoryOf(standard, high) },
    standard: standard.name,
    kind: machine && kind ? kind : 'forecaster',
    overrule,
    machine,
  }
}
