import type { Words } from '../kit/words.ts'
import { type Pollutant, pollutants } from './pollutants.ts'

/**
 * What is odd about a value. Five bits a pollutant, in the order of `pollutants`, in one integer a reading.
 * `negative` and `range` keep a value out of every mean and index; the others are shown, and the value counts: a
 * reference station may be right when it is alone. House rules, figures below (facts/air.md, 3.9 and 5).
 */
export const flags = { negative: 1, range: 2, stuck: 4, spike: 8, outlier: 16 } as const
export type Flag = keyof typeof flags

export const flagNames = Object.keys(flags) as Flag[]

export const flagWords: Record<Flag, Words> = {
  negative: { zh: '低于零（仪器噪声）', en: 'below zero (instrument noise)' },
  range: { zh: '超出可能范围', en: 'outside the possible range' },
  stuck: { zh: '数值长时间不变', en: 'unchanged for many hours' },
  spike: { zh: '孤立突变', en: 'a lone spike' },
  outlier: { zh: '与邻近站点差异大', en: 'far from its neighbours' },
}

const bitsEach = 5
const shiftOf = (column: number) => column * bitsEach

export const withFlag = (all: number, column: number, flag: number) => all | (flag << shiftOf(column))
const flagsOf = (all: number, column: number) => (all >> shiftOf(column)) & 31

/** The flags of one pollutant as words for the reader and the API. */
export const flagList = (all: number, pollutant: Pollutant): Flag[] => {
  const bits = flagsOf(all, pollutants.indexOf(pollutant))
  return flagNames.filter((name) => bits & flags[name])
}

/** A value that may enter a mean or an index. */
export const usable = (value: number, all: number, column: number) =>
  !Number.isNaN(value) && !(flagsOf(all, column) & (flags.negative | flags.range))

/** No instrument of a city network reads more than this in an hour and is right; dust storms are well below. */
const ceiling: Record<Pollutant, number> = {
  pm25: 3000,
  pm10: 10000,
  so2: 5000,
  no2: 4000,
  co: 200,
  o3: 1500,
}

/** Hours of one unchanged value after which an instrument is suspect. SO2 and CO are reported in coarse steps. */
const stuckAfter: Record<Pollutant, number> = { pm25: 6, pm10: 6, so2: 24, no2: 6, co: 24, o3: 8 }

/** A spike is at least this far above both neighbouring hours, and three times the higher of them. */
const spikeStep: Record<Pollutant, number> = { pm25: 100, pm10: 200, so2: 100, no2: 100, co: 3, o3: 150 }

/**
 * Flags that one station's own hours give it.
 * @param values one array a pollutant, hour by hour without gaps, `NaN` for missing
 * @param out receives the flags of each hour; what stood there is overwritten
 */
export function flagSeries(values: readonly Float64Array[], out: Int32Array): void {
  out.fill(0)
  for (const [column, pollutant] of pollutants.entries()) {
    const series = values[column]!
    const top = ceiling[pollutant]
    const step = spikeStep[pollutant]
    let run = 1
    for (let i = 0; i < series.length; i++) {
      const value = series[i]!
      if (Number.isNaN(value)) {
        run = 1
        continue
      }
      if (value < 0) out[i] = withFlag(out[i]!, column, flags.negative)
      else if (value > top) out[i] = withFlag(out[i]!, column, flags.range)
      run = value === series[i - 1] ? run + 1 : 1
      if (value !== 0 && run >= stuckAfter[pollutant]) markStuck(out, column, i, run, stuckAfter[pollutant])
      if (isSpike(series[i - 1]!, value, series[i + 1]!, step))
        out[i] = withFlag(out[i]!, column, flags.spike)
    }
  }
}

/** Once a run is long enough its beginning is suspect too; afterwards one hour at a time. */
function markStuck(out: Int32Array, column: number, at: number, run: number, after: number) {
  for (let i = run === after ? at - run + 1 : at; i <= at; i++)
    out[i] = withFlag(out[i]!, column, flags.stuck)
}

/** Comparisons with a missing neighbour (`NaN`) are false, so that only a spike with both neighbours is one. */
const isSpike = (before: number, value: number, after: number, step: number) =>
  value - before >= step && value - after >= step && value >= 3 * before && value >= 3 * after

/** Neighbours within this distance are compared; at least three of them. */
const neighbourKm = 10
const fewestNeighbours = 3

/**
 * True when a PM2.5 value is far from its neighbours of the same hour: more than 30 µg/m³ off a mean below 50, or
 * more than two standard deviations (and 30 µg/m³) off a higher one.
 */
export function isOutlier(value: number, neighbours: readonly number[]): boolean {
  if (neighbours.length < fewestNeighbours) return false
  const mean = neighbours.reduce((sum, v) => sum + v, 0) / neighbours.length
  const off = Math.abs(value - mean)
  if (off <= 30) return false
  if (mean < 50) return true
  const deviation = Math.sqrt(neighbours.reduce((sum, v) => sum + (v - mean) ** 2, 0) / neighbours.length)
  return off > 2 * deviation
}

/** Whether two stations are neighbours. Asked for every pair of a network, so the cheap half comes first. */
export const isNear = (a: { lat: number; lon: number }, b: { lat: number; lon: number }): boolean =>
  Math.abs(a.lat - b.lat) * kmEachDegree <= neighbourKm && kmBetween(a, b) <= neighbourKm

/** A little less than a degree of latitude is on any globe. */
const kmEachDegree = 110

/** Kilometres between two points; good to a fraction of a per cent within a city. */
export function kmBetween(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const radians = Math.PI / 180
  const x = (b.lon - a.lon) * radians * Math.cos(((a.lat + b.lat) / 2) * radians)
  const y = (b.lat - a.lat) * radians
  return 6371 * Math.hypot(x, y)
}
