import { Breath } from '../../kit/breath.ts'
import { record } from '../../kit/journal/journal.ts'
import type { House } from '../../kit/room.ts'
import { dayAt, daysBetween } from '../../kit/time.ts'
import { type Collected, collect, type Fetcher, fetcherOf } from '../collect.ts'
import { mustSimulate } from '../simulation.ts'
import type { SourceReading } from '../sources/index.ts'
import type { AirStore } from '../tables.ts'
import { daysWithIssues, insertIssue, keepIssue } from './issues.ts'
import { machineDay, modelDays } from './machine.ts'
import { scoreForecasts, spreads } from './scores.ts'
import { daysWithout, simulatedIssues } from './simulated.ts'

const todayOf = (house: House) => dayAt(house.clock(), house.settings.LANTIAN_ZONE)

/**
 * Collects from every source and keeps what they say of the days ahead, by the same request. Safe to run twice: an
 * unchanged forecast is not kept again.
 */
export async function collectForecast(house: House, fetcher: Fetcher = fetcherOf(house)): Promise<string> {
  const collected = await collect(house, fetcher)
  const kept = await keepForecasts(house, collected)
  return [...collected.map(({ line }) => line), ...(kept > 0 ? [`${kept} forecasts kept`] : [])].join('; ')
}

/** Keeps the forecasts that came with a collection; returns how many said anything new. Safe to run twice. */
export async function keepForecasts(house: House, collected: readonly Collected[]): Promise<number> {
  let kept = 0
  for (const { source, gathered } of collected)
    if (gathered?.forecast?.length && (await keepModel(house, source, gathered.forecast))) kept++
  if (kept > 0) house.cache.drop('air/forecast')
  return kept
}

async function keepModel(house: House, source: string, hours: readonly SourceReading[]): Promise<boolean> {
  const store: AirStore = house.store
  const madeOn = todayOf(house)
  const ahead = modelDays(hours, madeOn, house.settings.LANTIAN_ZONE)
  if (ahead.length === 0) return false
  const widths = await spreads(store.db, 'model', madeOn)
  const days = ahead.map((day) => machineDay(day, widths.get(daysBetween(madeOn, day.day))!))
  const madeAt = house.clock().epochMilliseconds
  return store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, 'air/forecast')
    return keepIssue(tx, { kind: 'model', source, madeOn, madeAt, days })
  })
}

/**
 * In a centre that simulates its air: the forecast of today, and of the `back` days before that have none, so that its
 * scores have something to say. Safe to run twice; in any other centre it does nothing.
 */
export async function keepSimulatedForecast(house: House, back: number): Promise<string> {
  if (!(await mustSimulate(house))) return ''
  const store: AirStore = house.store
  const today = todayOf(house)
  const missing = daysWithout(await daysWithIssues(store.db, 'simulated'), today, back)
  if (missing.length === 0) return ''
  const issues = await simulatedIssues(house, missing, await spreads(store.db, 'simulated', today))
  await store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, 'air/forecast')
    const known = await daysWithIssues(tx, 'simulated')
    const breath = new Breath()
    for (const issue of issues) {
      if (issue.days.length > 0 && !known.has(issue.madeOn)) await insertIssue(tx, issue)
      if (breath.due) await breath.take()
    }
    await record(tx, {
      at: house.clock(),
      by: 'lantian',
      deed: 'air.forecast.simulate',
      about: 'air/forecast',
      detail: { days: missing.length },
    })
  })
  house.cache.drop('air/forecast')
  return `${issues.length} simulated forecasts; ${await scoreForecasts(house)}`
}
