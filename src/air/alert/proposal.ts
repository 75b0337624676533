import type { Kysely } from 'kysely'
import { addDays, type Day, dayAt, hourEndedBy } from '../../kit/time.ts'
import { cityHours } from '../city-hours.ts'
import { type DayRow, days } from '../days.ts'
import { type DayForecast, forecastFor } from '../forecast/index.ts'
import type { Kind } from '../pollutants.ts'
import { networkAt } from '../readings.ts'
import { type AirTables, cityOf } from '../tables.ts'
import { episodeAhead } from './rules.ts'
import { runningHours, runningIndex } from './running.ts'
import type { AlertDay, Proposal } from './types.ts'
import { alertVersionOn } from './versions.ts'

/** An episode may have begun this many days ago and still go on. */
const lookBack = 10

/**
 * What the rules of today say to the days behind and the forecast. It is a proposal: a person decides.
 * @param zone the centre's zone, whose days these are
 */
export async function proposal(db: Kysely<AirTables>, at: Temporal.Instant, zone: string): Promise<Proposal> {
  const today = dayAt(at, zone)
  const [network, forecast] = await Promise.all([networkAt(db, hourEndedBy(at)), forecastFor(db, at, zone)])
  const known = network ? await knownDays(db, network.kind, at, zone) : []
  return propose([...known, ...(forecast?.days ?? []).map(dayAhead)], today)
}

/** Finished days with a published index, and the last 24 hours for the day that runs; all of one network. */
async function knownDays(
  db: Kysely<AirTables>,
  kind: Kind,
  at: Temporal.Instant,
  zone: string,
): Promise<AlertDay[]> {
  const newest = hourEndedBy(at)
  const today = dayAt(at, zone)
  const [rows, hours] = await Promise.all([
    days(db, cityOf(kind), addDays(today, -lookBack), addDays(today, -1)),
    cityHours(db, zone, kind, newest - runningHours - 3, newest),
  ])
  const running = runningIndex(hours, at, today)
  const finished = rows.flatMap((row) => finishedDay(row, kind))
  if (running === null) return finished
  return [...finished, { day: today, index: running, high: running, basis: 'running', kind }]
}

const finishedDay = ({ day, idx, published }: DayRow, kind: Kind): AlertDay[] =>
  idx === null || published !== 1 ? [] : [{ day, index: idx, high: idx, basis: 'observed', kind }]

/** A forecaster's word is a person's, whatever the machine rested on. */
export const dayAhead = ({ day, mid, high, kind, overrule }: DayForecast): AlertDay => ({
  day,
  index: mid,
  high,
  basis: overrule ? 'overruled' : 'forecast',
  kind: overrule ? 'forecaster' : kind,
})

/** The proposal for these days by the rules of `today`. Pure. @param days ascending, one entry a day at most */
export function propose(days: AlertDay[], today: Day): Proposal {
  const version = alertVersionOn(today)
  const episode = version && episodeAhead(version, days, today)
  const worst =
    version &&
    episodeAhead(
      version,
      days.map(({ day, high }) => ({ day, index: high })),
      today,
    )
  return {
    version: version && {
      name: version.name,
      title: version.title,
      confirmed: version.confirmed,
      unknown: [...version.unknown],
    },
    tier: episode?.tier ?? null,
    episode,
    possible: worst?.tier ?? null,
    days,
    simulated: days.some(({ kind }) => kind === 'simulated'),
    model: days.some(({ kind }) => kind === 'model'),
  }
}
