export { answerLine, standardNames } from './answer.ts'
export {
  type Assessment,
  assessYear,
  daysOfYear,
  percentile,
  type YearCapture,
  yearCapture,
  yearPercentile,
} from './assessment.ts'
export { indexCommand } from './command.ts'
export { roundHalfEven, roundNearest, truncate } from './decimal.ts'
export {
  allValid,
  type Column,
  emptyResult,
  indexColumns,
  isPublished,
  type KernelColumns,
  type KernelResult,
  maskOf,
  pollutantsIn,
  subIndexColumn,
} from './kernel.ts'
export {
  exceedsLimit,
  exceedsWho,
  indexOver100,
  type Limit,
  limitEditionOn,
  limitOn,
  readingOf,
  type WhoLimit,
  whoLimit,
} from './limits.ts'
export { nowcast } from './nowcast.ts'
export {
  type IndexReport,
  indexReport,
  inUnitsOf,
  type Period,
  type ReportOptions,
  type Values,
} from './report.ts'
export { type Grade, gb3095, type LimitEdition } from './standards/gb3095.ts'
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
  type Category,
  type ColumnName,
  categoryOf,
  type HjStandard,
  hexOf,
  type IndexStandardData,
  type Rgb,
} from './standards/standard.ts'
export { who2021 } from './standards/who-2021.ts'
export { type SubIndex, subIndexOf } from './sub-index.ts'
export { convert, molarVolume, type Substance, type Unit, unitFrom } from './units.ts'
export {
  cityMean,
  type DailyMax,
  dailyMax1h,
  dailyMax8h,
  dayMean,
  eightHourMean,
  eightHourMeans,
  firstWindow,
  type Mean,
  meanOf,
} from './validity.ts'
