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
export const simulate = (station: string, hour: Hour, zone: string): SourceReading =>
  readingOf(dice(station), hour, middle(hour, zone))

/** What the whole city has at an hour: the middle values times season, rush hours, stagnation and sun. */
function middle(hour: Hour, zone: string): Record<Pollutant, number> {
  const clock = labelOf(hour, zone) % 24
  const season = Math.cos((2 * Math.PI * (dayOfYear(hour, zone) - 15)) / 365.25)
  const traffic = bell(clock, 8, 1.6) + bell(clock, 19, 2.2)
  const still = stillness(hour)
  const values = { ...base }
  for (const pollutant of pollutants) {
    const shape =
      (1 + winter[pollutant] * season) * (1 + rush[pollutant] * traffic) * (1 + stagnation[pollutant] * still)
    const sun = pollutant === 'o3' ? 0.35 + 1.5 * bell(clock, 15, 3.5) : 1
    values[pollutant] *= shape * sun
  }
  return values
}

/** A station's own dice: its level, its noise, and when it says nothing. */
interface Dice {
  station: string
  noise: number
  silence: number
  own: number
}

function dice(station: string): Dice {
  const noise = seed(station)
  return { station, noise, silence: seed(`${station}?`), own: 0.85 + 0.3 * chance(noise, 0) }
}

function readingOf({ station, noise, silence, own }: Dice, hour: Hour, city: Record<Pollutant, number>) {
  const values: SourceReading['values'] = {}
  for (const [i, pollutant] of pollutants.entries()) {
    const missing = chance(silence, hour * 8 + i) < 0.01
    const little = 0.92 + 0.16 * chance(noise, hour * pollutants.length + i)
    values[pollutant] = missing ? null : rounded(pollutant, city[pollutant] * own * little)
  }
  return { station, hour, values, validity: 'raw' } satisfies SourceReading
}

/** Readings of several stations, hours ascending. */
export function* simulateAll(
  stations: Iterable<string>,
  from: Hour,
  to: Hour,
  zone: string,
): Generator<SourceReading> {
  const all = [...stations].map(dice)
  for (let hour = from; hour <= to; hour++) {
    const city = middle(hour, zone)
    for (const one of all) yield readingOf(one, hour, city)
  }
}

const rounded = (pollutant: Pollutant, value: number) =>
  pollutant === 'co' ? Math.max(0.1, Math.round(value * 10) / 10) : Math.max(1, Math.round(value))

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

/** FNV-1a of a text. */
function seed(text: string, hash = 0x811c9dc5): number {
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

/** An even spread over 0 … 1 from a seed and a number: FNV-1a with a last mix. */
function chance(from: number, number: number): number {
  let hash = seed(`|${number}`, from)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
