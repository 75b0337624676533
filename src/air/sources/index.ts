import { airgradient } from './airgradient.ts'
import { airnow } from './airnow.ts'
import type { BulkParser } from './bulk.ts'
import { cnemcCsv } from './cnemc-csv.ts'
import { cnemcLive } from './cnemc-live.ts'
import type { LiveSource } from './live.ts'
import { openMeteo } from './open-meteo.ts'
import { openaq } from './openaq.ts'
import { openaqArchive } from './openaq-archive.ts'
import { sensorCommunity } from './sensor-community.ts'
import { info as simulated } from './simulated.ts'
import type { SourceInfo } from './source.ts'
import { uci } from './uci.ts'
import { uciPm25 } from './uci-pm25.ts'
import { usEmbassy } from './us-embassy.ts'
import { info as waqi } from './waqi.ts'

export { absent, type BulkParser, type BulkReport, columnOf, Notes, type RowSink } from './bulk.ts'
export type { Gathered, IndexObservation, LiveSettings, LiveSource, Place, Window } from './live.ts'
export { simulate, simulateAll } from './simulated.ts'
export type { Refusal, SourceInfo, SourceReading, SourceStation } from './source.ts'

const byName = <T extends { info: SourceInfo }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((one) => [one.info.name, one]))

/** Formats that `lantian air import --source <name>` reads. */
export const bulkSources: ReadonlyMap<string, BulkParser> = byName([
  uci,
  uciPm25,
  usEmbassy,
  cnemcCsv,
  openaqArchive,
])

/** Services that are asked every hour, by the names of `LANTIAN_SOURCES`. */
export const liveSources: ReadonlyMap<string, LiveSource> = byName([
  openMeteo,
  openaq,
  cnemcLive,
  airnow,
  sensorCommunity,
  airgradient,
])

/** Everything that may stand behind a value or a page, by name: whom to name and under which licence. */
export const sources: ReadonlyMap<string, SourceInfo> = new Map(
  [...[...bulkSources.values(), ...liveSources.values()].map((source) => source.info), simulated, waqi].map(
    (info) => [info.name, info],
  ),
)
