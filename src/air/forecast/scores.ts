import type { Kysely, Transaction } from 'kysely'
import type { House } from '../../kit/room.ts'
import { addDays, type Day, dayAt, hourAt, instantOf } from '../../kit/time.ts'
import { type DayRow, days } from '../days.ts'
import type { Kind } from '../pollutants.ts'
import { type AirStore, type AirTables, cityOf } from '../tables.ts'
import { rangeOf } from './forecast.ts'
import { type IssuedDay, issuedDays } from './issues.ts'
import { inForceAt, overrules } from './overrules.ts'
import { furthest, type Spread, spreadOf } from './range.ts'
import { type Pair, scoreOf, summarise } from './score.ts'
import type { DayScore, ForecastKind, IndexRange, LeadScore, Overrule, ScoreSummary } from './types.ts'

/** The hour at which a forecast is due, and the moment at which it is taken to be scored (HJ 633-2026, 5.2.3). */
const dueClock = 20
/** Days scored again at every run: readings of the past are corrected, validated ones come in the next month. */
const scoredAgain = 40
/** Days scored in one transaction. */
const daysEach = 60
/** How far back errors tell the width of a range. */
const spreadDays = 180

export const dueAt = (day: Day, zone: string): number =>
  instantOf(hourAt(day, dueClock, zone)).epochMilliseconds

const kinds: readonly ForecastKind[] = ['model', 'simulated']
/** What may say how a forecast turned out, best first: a simulated one is never compared with real air. */
const judges: Record<ForecastKind, readonly Kind[]> = {
  model: ['reference', 'model'],
  simulated: ['simulated'],
}

/**
 * Scores the forecasts of the days that have ended: what the machine said and what the public was told at 20:00 (or
 * when the first forecast of that day came, if that was later) against the published day index. Safe to run twice:
 * the last 40 days are scored anew, days before only once.
 */
export async function scoreForecasts(house: House): Promise<string> {
  const store: AirStore = house.store
  const zone = house.settings.LANTIAN_ZONE
  const today = dayAt(house.clock(), zone)
  const last = addDays(today, -1)
  let count = 0
  for (const kind of kinds) {
    let from = await firstToScore(store.db, kind, last)
    while (from !== null && from <= last) {
      const end = addDays(from, daysEach - 1)
      const to = end < last ? end : last
      count += await scoreDays(store, kind, from, to, zone)
      from = addDays(to, 1)
    }
  }
  if (count > 0) house.cache.drop('air/forecast')
  return `${count} forecasts scored`
}

/** 40 days back, or further where days before were never scored; null where nobody ever forecast anything. */
async function firstToScore(db: Kysely<AirTables>, kind: ForecastKind, last: Day): Promise<Day | null> {
  const [issue, word, score] = await Promise.all([
    db
      .selectFrom('air_forecast_issue')
      .where('kind', '=', kind)
      .select((eb) => eb.fn.min('made_on').as('day'))
      .executeTakeFirst(),
    db
      .selectFrom('air_forecast_overrule')
      .select((eb) => eb.fn.min('day').as('day'))
      .executeTakeFirst(),
    db
      .selectFrom('air_forecast_score')
      .where('kind', '=', kind)
      .select((eb) => eb.fn.max('day').as('day'))
      .executeTakeFirst(),
  ])
  const first = [issue?.day, word?.day].filter((day) => typeof day === 'string').sort()[0]
  if (!first) return null
  const again = addDays(last, 1 - scoredAgain)
  const next = score?.day ? addDays(score.day, 1) : first
  const from = next < again ? next : again
  return from < first ? first : from
}

async function scoreDays(store: AirStore, kind: ForecastKind, from: Day, to: Day, zone: string) {
  return store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, 'air/forecast')
    const pairs = await pairsOf(tx, kind, from, to, zone)
    await tx
      .deleteFrom('air_forecast_score')
      .where('kind', '=', kind)
      .where('day', '>=', from)
      .where('day', '<=', to)
      .execute()
    const rows = pairs.map(({ day, lead, who, low, mid, high, observed, against }) => [
      kind,
      day,
      lead,
      who,
      low,
      mid,
      high,
      observed,
      against,
    ])
    if (rows.length > 0) await store.bulk.insert(tx, 'air_forecast_score', columns, rows)
    return rows.length
  })
}

const columns = ['kind', 'day', 'lead', 'who', 'low', 'mid', 'high', 'observed', 'against']

/** Every forecast of these days beside what came, where both are known. */
async function pairsOf(
  tx: Transaction<AirTables>,
  kind: ForecastKind,
  from: Day,
  to: Day,
  zone: string,
): Promise<Pair[]> {
  const [issued, said, came] = await Promise.all([
    issuedDays(tx, kind, addDays(from, -furthest), addDays(to, -1)),
    overrules(tx, from, to),
    observedDays(tx, kind, from, to),
  ])
  const byLead = Map.groupBy(issued, ({ machine, lead }) => `${machine.day} ${lead}`)
  return [...came].flatMap(([day, { index: observed, kind: against }]) =>
    Array.from({ length: furthest }, (_, i) => i + 1).flatMap((lead) =>
      toldOn(day, lead, byLead.get(`${day} ${lead}`) ?? [], said, zone).map(
        ({ who, low, mid, high }): Pair => ({ day, lead, who, low, mid, high, observed, against }),
      ),
    ),
  )
}

/** What the machine and what the public heard of a day, `lead` days before it. */
function toldOn(
  day: Day,
  lead: number,
  issued: readonly IssuedDay[],
  said: readonly Overrule[],
  zone: string,
): (IndexRange & Pick<Pair, 'who'>)[] {
  const due = dueAt(addDays(day, -lead), zone)
  const taken = issued.findLast(({ madeAt }) => madeAt <= due) ?? issued[0]
  const word = inForceAt(said, day, Math.max(due, taken?.madeAt ?? 0))
  const machine = taken ? [{ ...taken.machine, who: 'machine' as const }] : []
  const told = word ? rangeOf(word) : taken?.machine
  return told ? [...machine, { ...told, who: 'issued' }] : machine
}

/** The city's published index of each day, by the best network that has one. */
async function observedDays(tx: Kysely<AirTables>, kind: ForecastKind, from: Day, to: Day) {
  const observed = new Map<Day, { index: number; kind: Kind }>()
  for (const judge of judges[kind].toReversed())
    for (const row of await days(tx, cityOf(judge), from, to)) {
      const index = publishedOf(row)
      if (index !== null) observed.set(row.day, { index, kind: judge })
    }
  return observed
}

const publishedOf = ({ idx, published }: DayRow) => (published ? idx : null)

/** Every scored day from `from` to `to`, both included, by day and lead. */
export async function dayScores(
  db: Kysely<AirTables>,
  kind: ForecastKind,
  from: Day,
  to: Day,
): Promise<DayScore[]> {
  const rows = await db
    .selectFrom('air_forecast_score')
    .select(['day', 'lead', 'who', 'low', 'mid', 'high', 'observed', 'against'])
    .where('kind', '=', kind)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .orderBy('lead')
    .orderBy('who')
    .execute()
  return rows.map(scoreOf)
}

/** Scores by lead of the days from `from` to `to`, both included; leads without a scored day are not there. */
export const scores = async (
  db: Kysely<AirTables>,
  kind: ForecastKind,
  from: Day,
  to: Day,
): Promise<LeadScore[]> => summarise(await dayScores(db, kind, from, to))

/** Scores of the last 30, 90 and 365 days before today. */
export async function scoreSummary(
  db: Kysely<AirTables>,
  kind: ForecastKind,
  today: Day,
): Promise<ScoreSummary> {
  const all = await dayScores(db, kind, addDays(today, -365), addDays(today, -1))
  const since = (count: number) => summarise(all.filter(({ day }) => day >= addDays(today, -count)))
  return { days30: since(30), days90: since(90), days365: since(365) }
}

/** How wide each lead's range must be (leads 1 … 5), by the machine's scored days of the last half-year before `today`. */
export async function spreads(
  db: Kysely<AirTables>,
  kind: ForecastKind,
  today: Day,
): Promise<Map<number, Spread>> {
  const past = await db
    .selectFrom('air_forecast_score')
    .select(['lead', 'mid', 'observed', 'against'])
    .where('kind', '=', kind)
    .where('who', '=', 'machine')
    .where('day', '>=', addDays(today, -spreadDays))
    .where('day', '<', today)
    .execute()
  const judge = judges[kind].find((one) => past.some(({ against }) => against === one))
  return new Map(
    Array.from({ length: furthest }, (_, i) => {
      const own = past.filter((one) => one.lead === i + 1 && one.against === judge)
      return [
        i + 1,
        spreadOf(
          i + 1,
          own.map(({ observed, mid }) => observed / Math.max(1, mid)),
        ),
      ]
    }),
  )
}
