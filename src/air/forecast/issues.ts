import type { Kysely, Selectable, Transaction } from 'kysely'
import { record } from '../../kit/journal/journal.ts'
import { addDays, type Day, daysBetween } from '../../kit/time.ts'
import { dayItems } from '../day.ts'
import { pollutantsIn } from '../index/index.ts'
import type { AirTables } from '../tables.ts'
import { rowOf } from './machine.ts'
import { furthest } from './range.ts'
import type { ForecastDayTable } from './tables.ts'
import type { ForecastKind, MachineDay } from './types.ts'

/** What a machine said at one moment: kept for ever as it was. */
export interface Issue {
  kind: ForecastKind
  source: string
  madeOn: Day
  /** Epoch milliseconds. */
  madeAt: number
  /** Ascending. */
  days: MachineDay[]
}

type Row = Selectable<ForecastDayTable>

/** A stored day as it was issued. */
export const machineOf = (row: Row): MachineDay => ({
  day: row.day,
  low: row.low,
  mid: row.mid,
  high: row.high,
  chief: pollutantsIn(row.chief),
  values: Object.fromEntries(dayItems.map((item) => [item, row[item]])) as MachineDay['values'],
  points: row.points,
  band: row.band,
})

/** A day of an issue with the issue's moment, to tell which was in force when. */
export interface IssuedDay {
  id: number
  madeOn: Day
  madeAt: number
  lead: number
  machine: MachineDay
}

/** The newest issue of a kind at a moment; null before the first. @param at epoch milliseconds */
export async function issueAt(
  db: Kysely<AirTables>,
  kind: ForecastKind,
  at: number,
): Promise<(Issue & { rows: { id: number; machine: MachineDay }[] }) | null> {
  const issue = await db
    .selectFrom('air_forecast_issue')
    .selectAll()
    .where('kind', '=', kind)
    .where('made_at', '<=', at)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!issue) return null
  const stored = await db
    .selectFrom('air_forecast_day')
    .selectAll()
    .where('issue', '=', issue.id)
    .orderBy('day')
    .execute()
  const rows = stored.map((row) => ({ id: row.id, machine: machineOf(row) }))
  const { source, made_on: madeOn, made_at: madeAt } = issue
  return { kind, source, madeOn, madeAt, days: rows.map(({ machine }) => machine), rows }
}

/** Every day of every issue that was made on these days, in the order in which they were made. */
export async function issuedDays(
  db: Kysely<AirTables>,
  kind: ForecastKind,
  madeFrom: Day,
  madeTo: Day,
): Promise<IssuedDay[]> {
  const rows = await db
    .selectFrom('air_forecast_issue as i')
    .innerJoin('air_forecast_day as d', 'd.issue', 'i.id')
    .selectAll('d')
    .select(['i.made_on', 'i.made_at'])
    .where('i.kind', '=', kind)
    .where('i.made_on', '>=', madeFrom)
    .where('i.made_on', '<=', madeTo)
    .orderBy('i.made_at')
    .orderBy('d.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    madeOn: row.made_on,
    madeAt: row.made_at,
    lead: daysBetween(row.made_on, row.day),
    machine: machineOf(row),
  }))
}

/** The days on which any issue of a kind was made. */
export async function daysWithIssues(db: Kysely<AirTables>, kind: ForecastKind): Promise<Set<Day>> {
  const rows = await db
    .selectFrom('air_forecast_issue')
    .select('made_on')
    .distinct()
    .where('kind', '=', kind)
    .execute()
  return new Set(rows.map(({ made_on }) => made_on))
}

/**
 * Keeps an issue with its journal line, unless it says word for word what the one before it that day said. Returns
 * whether it was kept.
 */
export async function keepIssue(tx: Transaction<AirTables>, issue: Issue): Promise<boolean> {
  const before = await issueAt(tx, issue.kind, issue.madeAt)
  if (before && before.madeOn === issue.madeOn && before.source === issue.source && sameDays(before, issue))
    return false
  await insertIssue(tx, issue)
  const { kind, source, days } = issue
  await record(tx, {
    at: Temporal.Instant.fromEpochMilliseconds(issue.madeAt),
    by: `source:${source}`,
    deed: 'air.forecast',
    about: 'air/forecast',
    detail: { kind, days: days.map(({ day, low, mid, high }) => ({ day, low, mid, high })) },
  })
  return true
}

/** Writes an issue without a journal line of its own: the caller writes one for all. */
export async function insertIssue(tx: Transaction<AirTables>, issue: Issue): Promise<void> {
  const { kind, source, madeOn, madeAt, days } = issue
  const { id } = await tx
    .insertInto('air_forecast_issue')
    .values({ kind, source, made_on: madeOn, made_at: madeAt })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('air_forecast_day')
    .values(days.map((day) => ({ issue: id, ...rowOf(day) })))
    .execute()
}

const sameDays = (a: Issue, b: Issue) =>
  JSON.stringify(a.days.map(rowOf)) === JSON.stringify(b.days.map(rowOf))

/** The days that a forecast made on a day speaks of. */
export const daysAhead = (madeOn: Day): Day[] =>
  Array.from({ length: furthest }, (_, i) => addDays(madeOn, i + 1))
