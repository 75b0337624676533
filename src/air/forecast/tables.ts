import type { Generated } from 'kysely'
import type { Day } from '../../kit/time.ts'
import type { DayItem } from '../day.ts'
import type { Kind } from '../pollutants.ts'
import type { ForecastKind, MachineDay, Who } from './types.ts'

/** What a machine said at one moment; triggers refuse to change it. */
export interface ForecastIssueTable {
  id: Generated<number>
  kind: ForecastKind
  source: string
  /** The centre's day on which it was made. */
  made_on: Day
  /** Epoch milliseconds. */
  made_at: number
}

/** A day of an issue; triggers refuse to change it. */
export interface ForecastDayTable extends Record<DayItem, number | null> {
  id: Generated<number>
  issue: number
  day: Day
  low: number
  mid: number
  high: number
  /** Bits in the order of `pollutants`. */
  chief: number
  points: number
  band: MachineDay['band']
}

export interface ForecastOverruleTable {
  id: Generated<number>
  day: Day
  low: number
  high: number
  chief: number
  text_zh: string | null
  text_en: string | null
  reason: string
  by: string
  at: number
  /** The row of `air_forecast_day` that was overruled. */
  machine: number | null
  withdrawn_at: number | null
  withdrawn_by: string | null
  withdrawn_reason: string | null
  replaced_by: number | null
}

/** A forecast of a day beside what came; made anew when the day is corrected. */
export interface ForecastScoreTable {
  kind: ForecastKind
  day: Day
  lead: number
  who: Who
  low: number
  mid: number
  high: number
  observed: number
  against: Kind
}

export interface ForecastTables {
  air_forecast_issue: ForecastIssueTable
  air_forecast_day: ForecastDayTable
  air_forecast_overrule: ForecastOverruleTable
  air_forecast_score: ForecastScoreTable
}
