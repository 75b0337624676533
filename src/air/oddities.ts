import type { Hour } from '../kit/time.ts'
import { type Flag, flagList } from './flags.ts'
import { type Pollutant, pollutants } from './pollutants.ts'
import type { Reading } from './readings.ts'

/** A stretch of hours in which the same was odd about the same pollutants. */
export interface Oddity {
  what: Flag | 'missing'
  pollutants: Pollutant[]
  from: Hour
  to: Hour
}

/**
 * What was odd about a station's hours, the newest first: flags, and hours without a value. Pollutants that were
 * odd alike over the same hours stand together.
 * @param readings of one station, hours ascending, within `from … to`
 */
export function oddities(readings: readonly Reading[], from: Hour, to: Hour): Oddity[] {
  const byHour = new Map(readings.map((reading) => [reading.hour, reading]))
  const runs = pollutants.flatMap((pollutant) => runsOf(pollutant, byHour, from, to))
  const alike = Map.groupBy(runs, (run) => `${run.what} ${run.from} ${run.to}`)
  return [...alike.values()]
    .map((same) => ({ ...same[0]!, pollutants: same.flatMap((run) => run.pollutants) }))
    .toSorted((a, b) => b.to - a.to || b.from - a.from)
}

function runsOf(pollutant: Pollutant, byHour: ReadonlyMap<Hour, Reading>, from: Hour, to: Hour): Oddity[] {
  const runs: Oddity[] = []
  const open = new Map<Oddity['what'], Oddity>()
  for (let hour = from; hour <= to; hour++) {
    for (const what of oddAt(byHour.get(hour), pollutant)) {
      const run = open.get(what)
      if (run && run.to === hour - 1) run.to = hour
      else {
        const begun: Oddity = { what, pollutants: [pollutant], from: hour, to: hour }
        open.set(what, begun)
        runs.push(begun)
      }
    }
  }
  return runs
}

const oddAt = (reading: Reading | undefined, pollutant: Pollutant): Oddity['what'][] =>
  reading === undefined || reading[pollutant] === null ? ['missing'] : flagList(reading.flags, pollutant)
