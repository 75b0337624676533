import { dayOf, type Hour, labelOf } from '../../kit/time.ts'
import { type Pollutant, pollutants } from '../pollutants.ts'
import type { SourceInfo, SourceReading } from './source.ts'

export const info: SourceInfo = {
  name: 'simulated',
  title: { zh: '模拟数据', en: 'Simulated data' },
  kind: 'simulated',
  licence: 'CC0 1.0',
  attribution: '模拟数据，不是实测 (simulated, not measured)',
  url: 'https://creativecommons.org/publicdomain/zero/1.0/',
}

/** The middle concentration of a northern city, in our units. */
const base: Record<Pollutant, number> = { pm25: 38, pm10: 70, so2: 6, no2: 34, co: 0.7, o3: 62 }

/** How much the season adds at its height: positive in mid-January, negative in mid-July. */
const winter: Record<Pollutant, number> = { pm25: 0.35, pm10: 0.2, so2: 0.6, no2: 0.3, co: 0.45, o3: -0.6 }

/** How much the two rush hours add. */
const rush: Record<Pollutant, number> = { pm25: 0.15, pm10: 0.3, so2: 0.1, no2: 0.6, co: 0.4, o3: -0.35 }

/** How much stagnant air adds at the height of an episode; it lets ozone be, which needs sun and not smoke. */
const stagnation: Record<Pollutant, number> = { pm25: 2.2, pm10: 1.5, so2: 0.8, no2: 0.9, co: 1.2, o3: 0.25 }

/**
 * Readings that nobody measured, for a centre without any source; labelled so wherever they appear. The documented
 * cycle: middle value × season × rush hours (8 and 19 h) × stagnation (episodes of some days, every five to nine) ×
 * the station's own level × a little noise; ozone follows the sun, highest at 15 h. The same station and hour always
 * give the same values, and about one hour in a hundred is missing, as in life.
 */
export function simulate(station: string, hour: Hour, zone: string): SourceReading {
  const clock = labelOf(hour, zone) % 24
  const season = Math.cos((2 * Math.PI * (dayOfYear(hour, zone) - 15)) / 365.25)
  const traffic = bell(clock, 8, 1.6) + bell(clock, 19, 2.2)
  const still = stillness(hour)
  const own = 0.85 + 0.3 * chance(station, 0)
  const values: SourceReading['values'] = {}
  for (const [i, pollutant] of pollutants.entries()) {
    const shape =
      (1 + winter[pollutant] * season) * (1 + rush[pollutant] * traffic) * (1 + stagnation[pollutant] * still)
    const sun = pollutant === 'o3' ? 0.35 + 1.5 * bell(clock, 15, 3.5) : 1
    const noise = 0.92 + 0.16 * chance(station, hour * pollutants.length + i)
    values[pollutant] = missing(station, hour, i)
      ? null
      : rounded(pollutant, base[pollutant] * shape * sun * own * noise)
  }
  return { station, hour, values, validity: 'raw' }
}

/** Readings of several stations, hours ascending. */
export function* simulateAll(
  stations: Iterable<string>,
  from: Hour,
  to: Hour,
  zone: string,
): Generator<SourceReading> {
  const all = [...stations]
  for (let hour = from; hour <= to; hour++) for (const station of all) yield simulate(station, hour, zone)
}

const rounded = (pollutant: Pollutant, value: number) =>
  pollutant === 'co' ? Math.max(0.1, Math.round(value * 10) / 10) : Math.max(1, Math.round(value))

const missing = (station: string, hour: Hour, column: number) =>
  chance(`${station}?`, hour * 8 + column) < 0.01

function dayOfYear(hour: Hour, zone: string): number {
  return Temporal.PlainDate.from(dayOf(hour, zone)).dayOfYear
}

/** A bump around a clock hour, round the day. */
function bell(clock: number, middle: number, width: number): number {
  const away = Math.min(Math.abs(clock - middle), 24 - Math.abs(clock - middle))
  return Math.exp(-((away / width) ** 2) / 2)
}

/** 0 … 1: three slow waves that seldom agree, so that episodes of some days come at uneven distances. */
function stillness(hour: Hour): number {
  const days = hour / 24
  const wave = (period: number, phase: number) => Math.sin((2 * Math.PI * days) / period + phase)
  const sum = wave(6.7, 0) + wave(9.3, 1.1) + 0.6 * wave(31, 2.3)
  return Math.max(0, sum / 2.6) ** 1.5
}

/** An even spread over 0 … 1 from a text and a number: FNV-1a with a last mix. */
function chance(text: string, number: number): number {
  let hash = 0x811c9dc5
  for (const part of `${text}|${number}`) hash = Math.imul(hash ^ part.codePointAt(0)!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
