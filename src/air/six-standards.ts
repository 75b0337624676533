import type { Day } from '../kit/time.ts'
import { reported } from './day-index.ts'
import {
  type ColumnName,
  eightHourMean,
  exceedsWho,
  type IndexReport,
  type IndexStandardData,
  type IndexStandardName,
  indexReport,
  indexStandardOn,
  inUnitsOf,
  type Mean,
  meanOf,
  nowcast,
  type Substance,
  standardNamed,
  type Values,
  whoLimit,
} from './index/index.ts'
import { type Pollutant, pollutants } from './pollutants.ts'

/** The last 24 hours of a place, oldest first: usable values only, null where there is none. µg/m³, CO mg/m³. */
export type LastHours = Readonly<Record<Pollutant, readonly (number | null)[]>>

/** Everything that the six standards read, from one stretch of hours. */
interface Averages {
  /** The newest hour. */
  h1: Record<Pollutant, number | null>
  /** The mean of the last 8 hours, NaN with fewer than 6; the same for every standard (UK: 75 %). */
  h8: Record<Pollutant, Mean>
  /** The mean of whatever the last 24 hours have; each standard asks for its own number of hours. */
  h24: Record<Pollutant, Mean>
  nowcast: Record<'pm25' | 'pm10', number | null>
}

const each = <T>(value: (pollutant: Pollutant) => T) =>
  Object.fromEntries(pollutants.map((pollutant) => [pollutant, value(pollutant)])) as Record<Pollutant, T>

/** Means of databases carry the noise of binary sums. */
const clean = (value: number | null) => (value === null ? null : Math.round(value * 1e9) / 1e9)

export function averagesOf(hours: LastHours): Averages {
  const series = each((pollutant) => Float64Array.from(hours[pollutant], (value) => value ?? Number.NaN))
  const newestFirst = (pollutant: Pollutant) => hours[pollutant].toReversed().map(clean)
  return {
    h1: each((pollutant) => clean(hours[pollutant].at(-1) ?? null)),
    h8: each((pollutant) => eightHourMean(series[pollutant], series[pollutant].length - 1)),
    h24: each((pollutant) => meanOf(series[pollutant], Math.max(0, series[pollutant].length - 24))),
    nowcast: {
      pm25: nowcast('pm25', newestFirst('pm25')).nowcast,
      pm10: nowcast('pm10', newestFirst('pm10')).nowcast,
    },
  }
}

/** Hours that a 24-hour mean needs: India says 16; 18 is 75 % (UK), which we ask for the US and the WHO too. */
export const hoursNeeded = { india: 16, threeQuarters: 18 } as const

/** Why a standard has no value of a pollutant. */
export type Gap = { substance: Substance } & (
  | { why: 'not-measured' | 'quarter-hour' | 'no-hour' | 'no-nowcast' }
  | { why: 'few-hours'; had: number; needed: number; of: 8 | 24 }
)

/** A concentration as a standard reads it, in our units. */
export interface Used {
  substance: Pollutant
  /** `nowcast`: the EPA's weighted mean of up to twelve hours. */
  averaging: '1h' | '8h' | '24h' | 'nowcast'
  value: number
}

export interface StandardView {
  standard: IndexStandardData
  report: IndexReport
  /** An index that the standard itself would not publish, as it lacks something. */
  withheld: boolean
  used: Used[]
  gaps: Gap[]
}

type Averaging = Used['averaging']

/** What a standard reads of each pollutant, in the order of preference; columns of its table. */
interface Recipe {
  name: IndexStandardName
  reads: readonly {
    substance: Substance
    averaging: Averaging | '15min'
    column: ColumnName
    needed?: number
  }[]
}

const reads = (
  averaging: Averaging,
  column: '1h' | '8h' | '24h',
  list: readonly Pollutant[],
  needed?: number,
) =>
  list.map((substance) => ({ substance, averaging, column: `${substance}_${column}` as ColumnName, needed }))

const { india, threeQuarters } = hoursNeeded

/** What is read "now": a running mean where a standard speaks of days, as their real-time services do. */
const recipes = {
  us: {
    name: 'US-EPA-2024',
    reads: [
      ...reads('nowcast', '24h', ['pm25', 'pm10']),
      ...reads('8h', '8h', ['o3', 'co']),
      ...reads('1h', '1h', ['so2', 'no2', 'o3']),
      ...reads('24h', '24h', ['so2'], threeQuarters),
    ],
  },
  eu: { name: 'EU-EAQI-2024', reads: reads('1h', '1h', ['pm25', 'pm10', 'so2', 'no2', 'o3']) },
  india: {
    name: 'IN-NAQI',
    reads: [
      ...reads('24h', '24h', ['pm25', 'pm10', 'so2', 'no2'], india),
      ...reads('8h', '8h', ['co', 'o3']),
      ...reads('1h', '1h', ['o3']),
    ],
  },
  uk: {
    name: 'UK-DAQI',
    reads: [
      ...reads('24h', '24h', ['pm25', 'pm10'], threeQuarters),
      ...reads('1h', '1h', ['no2']),
      ...reads('8h', '8h', ['o3']),
      { substance: 'so2', averaging: '15min', column: 'so2_15min' },
    ],
  },
} as const satisfies Record<string, Recipe>

function readValue(averages: Averages, substance: Substance, averaging: Averaging | '15min', needed = 0) {
  const pollutant = pollutants.find((one) => one === substance)
  if (!pollutant || averaging === '15min') return null
  if (averaging === 'nowcast')
    return pollutant === 'pm25' || pollutant === 'pm10' ? averages.nowcast[pollutant] : null
  if (averaging === '1h') return averages.h1[pollutant]
  const mean = averaging === '8h' ? averages.h8[pollutant] : averages.h24[pollutant]
  return mean.count >= needed && !Number.isNaN(mean.value) ? mean.value : null
}

/** The view of one foreign standard. @param station a traffic station needs no ozone in Europe */
function viewBy(recipe: Recipe, averages: Averages, station: 'traffic' | 'background'): StandardView {
  const standard = standardNamed(recipe.name)!
  const values: Partial<Record<ColumnName, number>> = {}
  const used: Used[] = []
  for (const { substance, averaging, column, needed } of recipe.reads) {
    const value = readValue(averages, substance, averaging, needed)
    if (value === null || averaging === '15min') continue
    values[column] = value
    used.push({ substance: substance as Pollutant, averaging, value })
  }
  const report = indexReport(standard, 'hour', inUnitsOf(standard, 'hour', values), { station })
  return {
    standard,
    report,
    withheld: report.index !== null && report.published === 'NA',
    used,
    gaps: report.missing.map((substance) => gapOf(recipe, averages, substance)),
  }
}

function gapOf(recipe: Recipe, averages: Averages, substance: Substance): Gap {
  const pollutant = pollutants.find((one) => one === substance)
  if (!pollutant) return { substance, why: 'not-measured' }
  const read = recipe.reads.find((one) => one.substance === substance)
  if (read?.averaging === '15min') return { substance, why: 'quarter-hour' }
  if (read?.averaging === 'nowcast') return { substance, why: 'no-nowcast' }
  if (read?.averaging === '8h')
    return { substance, why: 'few-hours', had: averages.h8[pollutant].count, needed: 6, of: 8 }
  if (read?.averaging === '24h')
    return {
      substance,
      why: 'few-hours',
      had: averages.h24[pollutant].count,
      needed: read.needed ?? 1,
      of: 24,
    }
  return { substance, why: 'no-hour' }
}

/** HJ 633 of the day, in real time: six one-hour means, rounded as a report prints them. */
function chineseView(averages: Averages, day: Day): StandardView {
  const standard = indexStandardOn(day)
  const values: Values = {
    ...each((pollutant) => reported(pollutant, averages.h1[pollutant])),
    // The edition of 2012 falls back on it above the end of the hourly scale.
    so2_24h: averages.h24.so2.count >= threeQuarters ? averages.h24.so2.value : null,
  }
  const report = indexReport(standard, 'hour', values)
  const used = pollutants.flatMap((substance): Used[] => {
    const value = averages.h1[substance]
    return value === null ? [] : [{ substance, averaging: '1h', value }]
  })
  return {
    standard,
    report,
    withheld: report.index !== null && report.published === 'NA',
    used,
    gaps: report.missing.map((substance) => ({ substance, why: 'no-hour' })),
  }
}

/** One pollutant beside the WHO guideline of 2021. */
export interface WhoLine {
  pollutant: Pollutant
  averaging: '24h' | '8h'
  /** Null with fewer hours than needed. */
  value: number | null
  guideline: number
  /** How many times the guideline. */
  times: number | null
  exceeds: boolean | null
  /** The first interim target not exceeded, 1 the mildest; null where all are. */
  interim: number | null
}

/** The WHO has guidelines, no index: the running 24-hour means (ozone: 8 hours) beside them. */
export function whoLines(averages: Averages): WhoLine[] {
  return pollutants.map((pollutant) => {
    const averaging = pollutant === 'o3' ? '8h' : '24h'
    const { limit: guideline, interim } = whoLimit(pollutant, averaging)!
    const value = readValue(averages, pollutant, averaging, averaging === '24h' ? threeQuarters : 6)
    const kept = value === null ? -1 : interim.findLastIndex((target) => value <= target)
    return {
      pollutant,
      averaging,
      value,
      guideline,
      times: value === null ? null : value / guideline,
      exceeds: value === null ? null : exceedsWho(pollutant, averaging, value),
      interim: kept < 0 ? null : kept + 1,
    }
  })
}

export interface SixStandards {
  /** China, US, EU, India, UK. */
  views: StandardView[]
  who: WhoLine[]
}

/** The same hours by six standards. @param day the day of the newest hour: China's standards carry dates */
export function sixStandards(averages: Averages, day: Day, station: 'traffic' | 'background'): SixStandards {
  return {
    views: [
      chineseView(averages, day),
      ...[recipes.us, recipes.eu, recipes.india, recipes.uk].map((recipe) =>
        viewBy(recipe, averages, station),
      ),
    ],
    who: whoLines(averages),
  }
}
