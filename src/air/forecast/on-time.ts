import type { Kysely } from 'kysely'
import type { House } from '../../kit/room.ts'
import { addDays, type Day, dayAt } from '../../kit/time.ts'
import type { AirStore, AirTables } from '../tables.ts'
import { issuedDays } from './issues.ts'
import { kindAt } from './network.ts'
import { overrules } from './overrules.ts'
import { leastDays } from './range.ts'
import { dueAt } from './scores.ts'
import type { ForecastPunctuality } from './types.ts'

/**
 * Whether a day's forecast was out by 20:00 (HJ 633-2026, 5.2.3): out is when each of the next three days had a word,
 * of the machine made that day or of a forecaster.
 * @param at the moment at which it is asked: before 20:00 a missing forecast is not late yet
 */
export async function punctualityOf(
  db: Kysely<AirTables>,
  day: Day,
  at: Temporal.Instant,
  zone: string,
): Promise<ForecastPunctuality> {
  const due = dueAt(day, zone)
  const now = at.epochMilliseconds
  const wanted = Array.from({ length: leastDays }, (_, i) => addDays(day, i + 1))
  const [issued, said] = await Promise.all([
    kindAt(db, at).then((kind) => issuedDays(db, kind, day, day)),
    overrules(db, wanted[0]!, wanted.at(-1)!),
  ])
  const spoken = wanted.map((ahead) =>
    Math.min(
      ...issued.filter(({ machine }) => machine.day === ahead).map(({ madeAt }) => madeAt),
      ...said
        .filter((one) => one.day === ahead && !(one.withdrawn && one.withdrawn.at.epochMilliseconds <= due))
        .map((one) => one.at.epochMilliseconds),
    ),
  )
  const out = Math.max(...spoken)
  const isOut = out <= now
  return {
    day,
    dueAt: Temporal.Instant.fromEpochMilliseconds(due),
    outAt: isOut ? Temporal.Instant.fromEpochMilliseconds(out) : null,
    late: isOut ? out > due : now > due,
  }
}

/** Notes for the report on punctuality whether the forecasts of yesterday and today are out. Safe to run twice. */
export async function noteForecastPunctuality(house: House): Promise<string> {
  const store: AirStore = house.store
  const zone = house.settings.LANTIAN_ZONE
  const today = dayAt(house.clock(), zone)
  const notes = await Promise.all(
    [addDays(today, -1), today].map((day) => punctualityOf(store.db, day, house.clock(), zone)),
  )
  await store.db.transaction().execute(async (tx) => {
    for (const { day, dueAt: due, outAt } of notes) {
      const out_at = outAt?.epochMilliseconds ?? null
      // What came before the centre's first day was not late: nobody was there.
      if (day !== today && out_at === null) continue
      await tx
        .insertInto('air_report')
        .values({ what: 'forecast', period: day, due_at: due.epochMilliseconds, out_at })
        .onConflict((oc) => oc.columns(['what', 'period']).doUpdateSet({ out_at }))
        .execute()
    }
  })
  house.cache.drop('air/reports')
  return notes.map(({ day, outAt }) => `${day}: ${outAt ? 'out' : 'not out'}`).join('; ')
}
