import type { Day } from '../../../kit/time.ts'
import type { Substance, Unit } from '../units.ts'
import { euEaqi2024 } from './eu-eaqi-2024.ts'
import { hj633of2012 } from './hj633-2012.ts'
import { hj633of2026 } from './hj633-2026.ts'
import { inNaqi } from './in-naqi.ts'
import {
  type Averaging,
  averagings,
  type ColumnName,
  columnName,
  type HjStandard,
  type IndexStandardData,
} from './standard.ts'
import { ukDaqi } from './uk-daqi.ts'
import { usEpa2024 } from './us-epa-2024.ts'

export const indexStandards = [hj633of2012, hj633of2026, usEpa2024, euEaqi2024, inNaqi, ukDaqi] as const
export type IndexStandardName = IndexStandardData['name']

const byName = new Map<string, IndexStandardData>(indexStandards.map((standard) => [standard.name, standard]))

/** An index standard by its name, such as `US-EPA-2024`; undefined where there is none (limits: `limits.ts`). */
export const standardNamed = (name: string): IndexStandardData | undefined => byName.get(name)

/**
 * The Chinese index standard of a measured day: 2026 from 2026-03-01, 2012 before. Days before 2016 take 2012 too:
 * Beijing published by it from 2013 on. History is never recomputed under a newer table unless the reader asks.
 */
export const indexStandardOn = (day: Day): HjStandard =>
  day < hj633of2026.first! ? hj633of2012 : hj633of2026

/** The unit a standard's own table is in. */
export function unitOfColumn(standard: IndexStandardData, column: ColumnName): Unit {
  if (standard.kind === 'bands') return standard.columns[column]!.unit
  return column.startsWith('co_') ? 'mg/m3' : 'ug/m3'
}

/** The averaging periods a standard has a column for. */
export const averagingsOf = (standard: IndexStandardData, substance: Substance): Averaging[] =>
  averagings.filter((averaging) => Object.hasOwn(standard.columns, columnName(substance, averaging)))

/**
 * The averaging meant when none is named, or null where a standard has several columns for the pollutant. The 1-h
 * means of particles in HJ 633 are the day column again, and ozone in India is an 8-h value by its table's head.
 */
export function onlyAveraging(standard: IndexStandardData, substance: Substance): Averaging | null {
  const all = averagingsOf(standard, substance)
  if (all.length === 1) return all[0]!
  if (standard.kind === 'hj' && (substance === 'pm25' || substance === 'pm10')) return '24h'
  if (standard.name === 'IN-NAQI' && substance === 'o3') return '8h'
  return null
}
