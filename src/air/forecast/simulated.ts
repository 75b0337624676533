import { Breath } from '../../kit/breath.ts'
import type { House } from '../../kit/room.ts'
import { addDays, type Day, daysBetween, eachDay, hourAt, hoursOfDay, instantOf } from '../../kit/time.ts'
import { cityDay, dayItems, stationDay } from '../day.ts'
import { dayIndex } from '../day-index.ts'
import { StationGrid } from '../grid.ts'
import { pollutants } from '../pollutants.ts'
import { info, simulate } from '../sources/simulated.ts'
import { daysAhead, type Issue } from './issues.ts'
import { type ModelDay, machineDay } from './machine.ts'
import type { Spread } from './range.ts'

/** The clock hour at which simulated issues of past days are dated. */
const issuedAt = 17

/**
 * Forecasts of a centre that simulates its air: the simulation itself, looked at ahead, and made wrong on purpose by a
 * factor that grows with the lead, so that ranges and scores look as in life. The same day and lead always give the
 * same. @param on the days on which they are made
 */
export async function simulatedIssues(
  house: House,
  on: readonly Day[],
  spreads: Map<number, Spread>,
): Promise<Issue[]> {
  const zone = house.settings.LANTIAN_ZONE
  const now = house.clock().epochMilliseconds
  const wanted = new Set(on.flatMap((day) => daysAhead(day)))
  const known = new Map<Day, ModelDay>()
  const breath = new Breath()
  for (const day of wanted) {
    const simulated = simulatedDay(house, day)
    if (simulated) known.set(day, simulated)
    if (breath.due) await breath.take()
  }
  return on.map((madeOn) => {
    const days = daysAhead(madeOn).flatMap((day) => {
      const lead = daysBetween(madeOn, day)
      const truth = known.get(day)
      return truth ? [machineDay(mistaken(truth, lead), spreads.get(lead)!)] : []
    })
    const madeAt = Math.min(now, instantOf(hourAt(madeOn, issuedAt, zone)).epochMilliseconds)
    return { kind: 'simulated', source: info.name, madeOn, madeAt, days }
  })
}

/** Days of the last `back` days on which no simulated issue was made, and today where it has none. */
export function daysWithout(known: ReadonlySet<Day>, today: Day, back: number): Day[] {
  return [...eachDay(addDays(today, -back), today)].filter((day) => !known.has(day))
}

function simulatedDay({ centre, settings }: House, day: Day): ModelDay | null {
  const zone = settings.LANTIAN_ZONE
  const { first, last } = hoursOfDay(day, zone)
  const points = centre.stations
    .filter(({ evaluated }) => evaluated)
    .map(({ code }) => {
      const grid = new StationGrid(0, first, last - first + 1)
      for (let hour = first; hour <= last; hour++) {
        const { values } = simulate(code, hour, zone)
        grid.set(
          hour,
          pollutants.map((pollutant) => values[pollutant] ?? null),
          0,
        )
      }
      grid.judge()
      return stationDay(grid, day, first, last)
    })
    .filter((one) => one !== null)
  if (points.length === 0) return null
  const city = cityDay(points, day)
  if (city.idx === null || !city.published) return null
  const values = Object.fromEntries(dayItems.map((item) => [item, city[item]])) as ModelDay['values']
  return { day, values, index: city.idx, points: points.length }
}

/** The day as a model that errs would have it: off by some 12 % for tomorrow and 28 % five days ahead. */
function mistaken(truth: ModelDay, lead: number): ModelDay {
  const factor = Math.exp((0.14 + 0.07 * lead) * bell(`${truth.day} ${lead}`))
  const values = Object.fromEntries(
    dayItems.map((item) => [item, truth.values[item] === null ? null : truth.values[item] * factor]),
  ) as ModelDay['values']
  const { idx } = dayIndex({ ...values, o3_1h: null }, truth.day)
  return { ...truth, values, index: idx! }
}

/** About a normal spread, −2 … 2, from a text. */
function bell(text: string): number {
  const chances = [0, 1, 2, 3].map((salt) => chance(`${salt}|${text}`))
  return chances.reduce((sum, one) => sum + one, 0) - 2
}

function chance(text: string): number {
  let hash = 0x811c9dc5
  for (const part of text) hash = Math.imul(hash ^ part.codePointAt(0)!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
