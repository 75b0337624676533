export { type Assessment, assessYear, daysOfYear, percentile, yearPercentile } from './assessment.ts'
export { indexCommand } from './command.ts'
export { roundHalfEven } from './decimal.ts'
export { emptyResult, indexColumns, isPublished, type KernelColumns, maskOf, pollutantsIn } from './kernel.ts'
export { exceedsLimit, exceedsWho, limitOn, readingOf, whoLimit } from './limits.ts'
export { nowcast } from './nowcast.ts'
export { type IndexReport, indexReport, inUnitsOf, type Values } from './report.ts'
export { gb3095, type LimitEdition } from './standards/gb3095.ts'
export {
  averagingsOf,
  type IndexStandardName,
  indexStandardOn,
  indexStandards,
  standardNamed,
  unitOfColumn,
} from './standards/registry.ts'
export {
  type Averaging,
  type BandStandard,
  type Category,
  type ColumnName,
  categoryOf,
  type HjStandard,
  hexOf,
  type IndexStandardData,
  type LevelStandard,
} from './standards/standard.ts'
export { who2021 } from './standards/who-2021.ts'
export { subIndexOf } from './sub-index.ts'
export type { Substance, Unit } from './units.ts'
export {
  cityMean,
  dailyMax1h,
  dailyMax8h,
  dayMean,
  eightHourMean,
  eightHourMeans,
  type Mean,
  meanOf,
  minimum,
} from './validity.ts'
