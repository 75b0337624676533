import type { Words } from '../kit/words.ts'

/** Pollutants in the order of the air room. */
export type SnapshotPollutant = 'pm25' | 'pm10' | 'so2' | 'no2' | 'co' | 'o3'

/** The index of a place at an hour. Null: nothing valid was measured. */
export interface HourSnapshot {
  /** End of the hour, ISO 8601 with offset. */
  hour: string
  index: number | null
  /** 1 … 6. */
  level: number | null
  chief: readonly SnapshotPollutant[]
  /** µg/m³, CO mg/m³, rounded as reported. */
  values: Readonly<Record<SnapshotPollutant, number | null>>
  subIndices: Readonly<Record<SnapshotPollutant, number | null>>
}

export interface DistrictSnapshot {
  code: string
  name: Words
  /** Column and row of the schematic map. */
  tile: readonly [number, number]
  index: number | null
  level: number | null
  chief: readonly SnapshotPollutant[]
}

export interface DaySnapshot {
  day: string
  index: number | null
  level: number | null
  /** What may be published; NA where the standard withholds it. */
  published: number | 'NA'
  chief: readonly SnapshotPollutant[]
  values: Readonly<Record<string, number | null>>
}

export interface ForecastDaySnapshot {
  day: string
  low: number
  high: number
  chief: readonly SnapshotPollutant[]
  levels: readonly [number, number]
  categories: readonly [Words, Words]
  by: 'model' | 'simulated' | 'forecaster'
}

export interface AlertSnapshot {
  tier: 'blue' | 'yellow' | 'orange' | 'red'
  name: Words
  headline: Words
  advice: readonly Words[]
  since: string
  until: string
  exercise: boolean
}

export interface CategorySnapshot {
  level: number
  name: Words
  rgb: readonly [number, number, number]
  /** Highest index of the category; the last one is open. */
  to: number
}

/** The districts' boundaries on one drawing, in its pixels. */
export interface OutlinesSnapshot {
  width: number
  height: number
  shapes: readonly {
    code: string
    /** SVG path. */
    path: string
    box: { x: number; y: number; width: number; height: number }
    /** Where the name stands. */
    centre: { x: number; y: number }
  }[]
}

/**
 * The air of a moment, whole, as plain data: what a blueprint makes an edition from, what the scenes draw, and what the
 * sign-off's digest of the readings is taken over. The same readings give the same snapshot, byte for byte.
 */
export interface AirSnapshot {
  city: Words
  zone: string
  /** The hour of everything in "now", ISO 8601 with offset; the edition's moment may be later. */
  hour: string
  /** Hours between the edition's moment and that hour; more than three and there is no "now". */
  age: number
  kind: 'reference' | 'model' | 'simulated'
  standard: string
  categories: readonly CategorySnapshot[]
  now: HourSnapshot | null
  /** The city's last 24 hours, oldest first; null where an hour is missing. */
  last24: readonly (HourSnapshot | null)[]
  /** The same hour of the day before. */
  yesterday: HourSnapshot | null
  districts: readonly DistrictSnapshot[]
  stations: { reporting: number; all: number; silent: readonly Words[] }
  /** The last 35 days before today, oldest first; days without data are missing. */
  days: readonly DaySnapshot[]
  forecast: { by: string | null; madeAt: string | null; days: readonly ForecastDaySnapshot[] }
  alert: AlertSnapshot | null
  /** One sentence that says whether a child may play outside, and advice by group; null and empty without a level. */
  answer: Words | null
  advice: readonly { who: Words; what: Words }[]
  /** What everybody should know of the chief pollutant; null when there is none. */
  about: { pollutant: SnapshotPollutant; what: Words; from: Words; does: Words } | null
  /** Who measured or modelled, with licence: the end card and the sheet name them. */
  sources: readonly { name: string; title: Words; attribution: string; licence: string }[]
  /** Outlines may be shown with this number only. */
  mapApproval: string | null
  /** Null: the map is schematic. */
  outlines: OutlinesSnapshot | null
}

/** The level of an index by the snapshot's own standard; null without an index. */
export const levelIn = (
  { categories }: Pick<AirSnapshot, 'categories'>,
  index: number | null,
): number | null =>
  index === null ? null : ((categories.find(({ to }) => index <= to) ?? categories.at(-1))?.level ?? null)

export const categoryIn = (
  { categories }: Pick<AirSnapshot, 'categories'>,
  level: number | null,
): CategorySnapshot | null => categories.find((category) => category.level === level) ?? null
