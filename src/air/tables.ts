import type { Generated } from 'kysely'
import type { Store } from '../kit/db/open.ts'
import type { Day, Hour } from '../kit/time.ts'
import type { ForecastTables } from './forecast/tables.ts'
import type { Kind, Pollutant } from './pollutants.ts'

/** A number, or null where nothing valid was measured. Units: µg/m³, CO mg/m³. */
type Values = Record<Pollutant, number | null>

export interface SourceTable {
  id: Generated<number>
  name: string
  kind: Kind
  licence: string
  attribution: string
  url: string
  /** Epoch milliseconds. */
  tried_at: number | null
  came_at: number | null
  /** Newest hour that it ever brought. */
  last_hour: Hour | null
  /** Readings that the last collection brought. */
  last_count: number | null
  /** Why the last try failed; null after a good one. */
  fault: string | null
}

export interface StationTable {
  id: Generated<number>
  /** Unique over all kinds: the network's code, or `<source>:<the provider's code>`. */
  code: string
  kind: Kind
  name_zh: string
  name_en: string
  district: string | null
  lat: number
  lon: number
  type: 'urban' | 'background' | 'traffic' | 'other'
  /** 1 for the stations whose mean is the city's. */
  evaluated: number
  licence: string | null
}

/** Names and codes under which providers know a station; they change over the years. */
export interface AliasTable {
  alias: string
  kind: Kind
  station: number
  first_day: Day | null
  last_day: Day | null
}

/** One row a station and hour: the shape for "now" (key hour, station) and for years (index station, hour). */
export interface ReadingTable extends Values {
  hour: Hour
  station: number
  /** See `flags.ts`: five bits a pollutant. */
  flags: number
  /** 0 raw, 1 provisional, 2 validated. */
  validity: number
  source: number
}

/** What an hour said before a newer word replaced it. */
export interface CorrectionTable {
  id: Generated<number>
  hour: Hour
  station: number
  pollutant: Pollutant
  was: number | null
  became: number | null
  source: number
  at: number
}

/** The mean of an hour over the city's evaluated stations of one kind (see `cityOf`); hours without any are not there. */
export interface HourTable extends Values {
  hour: Hour
  place: number
  /** Stations that said anything. */
  stations: number
}

/** Day values of a place: a station, or the city of one kind (see `cityOf`). */
export interface DayTable {
  day: Day
  place: number
  pm25: number | null
  pm10: number | null
  so2: number | null
  no2: number | null
  co: number | null
  /** Daily maximum of the 8-hour means. */
  o3_8h: number | null
  o3_1h: number | null
  /** Hours (for the city: stations) behind each value. */
  n_pm25: number
  n_pm10: number
  n_so2: number
  n_no2: number
  n_co: number
  n_o3: number
  /** The index by the standard of the day, null when nothing valid was measured. */
  idx: number | null
  /** 1 when the standard lets the index be published (HJ 633-2026, 5.3.1). */
  published: number
  /** Chief pollutants as bits in the order of `pollutants`. */
  chief: number
}

export interface MonthTable {
  /** `YYYY-MM` */
  month: string
  place: number
  pm25: number | null
  pm10: number | null
  so2: number | null
  no2: number | null
  co: number | null
  /** 90th percentile of the daily maximum 8-hour ozone. */
  o3_8h: number | null
  days: number
  /** Days with a published index of level 1, 2, … 6. */
  level1: number
  level2: number
  level3: number
  level4: number
  level5: number
  level6: number
}

/** Days whose roll-ups are older than their readings; emptied by `settle`. */
export interface StaleTable {
  day: Day
  kind: Kind
}

/** A report that the standard wants by a certain moment. */
export interface ReportTable {
  what: 'hour' | 'day' | 'forecast'
  /** The hour (ISO 8601, its end) or the day; of a forecast the day on which it was due. */
  period: string
  due_at: number
  out_at: number | null
}

/** A message of an alert as it was sent; triggers refuse to change it. */
export interface AlertMessageTable {
  id: Generated<number>
  /** The message that began the alert; null for that message itself. */
  begun_by: number | null
  identifier: string
  type: 'alert' | 'update' | 'cancel'
  status: 'actual' | 'exercise'
  tier: 'blue' | 'yellow' | 'orange' | 'red'
  sent_at: number
  effective_at: number
  expires_at: number
  reason: string
  by: string
  text_zh: string | null
  text_en: string | null
  /** What the machine proposed at that moment, as JSON. */
  proposal: string
}

export interface AirTables extends ForecastTables {
  air_alert_message: AlertMessageTable
  air_report: ReportTable
  air_source: SourceTable
  air_station: StationTable
  air_alias: AliasTable
  air_reading: ReadingTable
  air_correction: CorrectionTable
  air_hour: HourTable
  air_day: DayTable
  air_month: MonthTable
  air_stale: StaleTable
}

export type AirStore = Store<AirTables>

/** The place number of the city as one kind of station sees it; stations have positive numbers. */
export const cityOf = (kind: Kind): number => ({ reference: -1, sensor: -2, model: -3, simulated: -4 })[kind]
