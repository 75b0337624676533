import type { Day } from '../../kit/time.ts'
import type { Words } from '../../kit/words.ts'
import type { DayItem } from '../day.ts'
import type { Category, HjStandard } from '../index/index.ts'
import type { Kind, Pollutant } from '../pollutants.ts'

/** Where a machine's forecast comes from. */
export type ForecastKind = 'model' | 'simulated'

/** `issued` is what the public was told (with overrules), `machine` what the machine alone said. */
export type Who = 'issued' | 'machine'

/** An index range of a day as one party forecasts it; `mid` lies within. */
export interface IndexRange {
  low: number
  mid: number
  high: number
}

/** What the machine said of a day: kept for ever as it was issued. */
export interface MachineDay extends IndexRange {
  day: Day
  /** Chief pollutants; empty where even the high end stays at 50 or below. */
  chief: Pollutant[]
  /** Forecast day values of the city: µg/m³, CO mg/m³; unrounded. */
  values: Record<DayItem, number | null>
  /** Model points behind it. */
  points: number
  /** What the width comes from: `past` scores of this lead, or the documented `default`. */
  band: 'past' | 'default'
}

/** A forecaster's word on a day, in force until it is withdrawn or replaced. */
export interface Overrule {
  id: number
  day: Day
  low: number
  high: number
  chief: Pollutant[]
  /** Words for the public; null where the forecaster left none. */
  text: Words | null
  reason: string
  by: string
  at: Temporal.Instant
  /** What the machine said when it was overruled; null where it said nothing. */
  machine: MachineDay | null
  /** Set once it is no longer in force; `replacedBy` names the newer overrule that took its place, if one did. */
  withdrawn: { at: Temporal.Instant; by: string; reason: string; replacedBy: number | null } | null
}

/** One day of the forecast as it is to be shown. */
export interface DayForecast extends IndexRange {
  day: Day
  /** Days ahead: 1 is tomorrow. */
  lead: number
  chief: Pollutant[]
  /** The categories of the low and the high end; the same one where the range stays within it. */
  categories: { low: Category; high: Category }
  standard: HjStandard['name']
  /** `model` and `simulated` must be labelled; `forecaster`: a person's word without any machine's. */
  kind: ForecastKind | 'forecaster'
  /** Set where a forecaster overruled the machine: the range and the chief pollutants above are then the forecaster's. */
  overrule: Overrule | null
  machine: MachineDay | null
}

export interface Forecast {
  /** Of the machine's issue; null where only forecasters spoke. */
  kind: ForecastKind | null
  /** Name of the source (`open-meteo`, `simulated`), for its attribution and licence. */
  source: string | null
  madeAt: Temporal.Instant | null
  /** Ascending, from tomorrow; at most five. */
  days: DayForecast[]
}

/** Whether a day's forecast (at least the next three days) was out by 20:00 (HJ 633-2026, 5.2.3). */
export interface ForecastPunctuality {
  /** The day on which it was due. */
  day: Day
  dueAt: Temporal.Instant
  /** When the first complete issue of that day was made; null when there is none. */
  outAt: Temporal.Instant | null
  late: boolean
}

/** Scores of one lead day over a period. */
export interface LeadScore {
  lead: number
  who: Who
  /** The network that says what came: one for all days of a score. `model` is no measurement. */
  against: Kind
  /** Days that could be scored. */
  days: number
  /** Days whose level lay within the forecast's level range, and their share (0 … 1). */
  hits: number
  hitRate: number
  /** Days whose level was that of the middle of the range. */
  exact: number
  exactRate: number
  /** Days whose index lay within low–high. */
  inside: number
  insideRate: number
  /** Mean of middle − observed: positive when the forecast was too bad. */
  bias: number
  /** Mean of |middle − observed|. */
  error: number
}

export interface ScoreSummary {
  days30: LeadScore[]
  days90: LeadScore[]
  days365: LeadScore[]
}

/** One scored day. */
export interface DayScore extends IndexRange {
  day: Day
  lead: number
  who: Who
  observed: number
  against: Kind
  observedLevel: number
  hit: boolean
  exact: boolean
  inside: boolean
  bias: number
  error: number
}
