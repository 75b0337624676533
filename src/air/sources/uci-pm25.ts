import type { BulkParser } from './bulk.ts'
import { type DatedFormat, parseDated } from './dated-csv.ts'
import type { SourceInfo } from './source.ts'
import { embassy, embassyStation } from './us-embassy.ts'

export const info: SourceInfo = {
  name: 'uci-pm25',
  title: { zh: 'UCI 北京 PM2.5 数据（2010–2014）', en: 'UCI Beijing PM2.5 Data (2010–2014)' },
  kind: 'reference',
  licence: 'CC BY 4.0',
  attribution:
    'Liang et al. (2015), Proceedings of the Royal Society A, doi:10.1098/rspa.2015.0257; UCI Machine Learning Repository, data set 381',
  url: 'https://archive.ics.uci.edu/dataset/381',
}

/** The embassy's series; here an hour is labelled by its end (facts/air.md, 3.4). */
const format: DatedFormat = {
  columns: { pm25: { header: 'pm2.5', divisor: 1 } },
  hourShift: 0,
  foreignColumn: 'station',
  stationOf: () => embassy('Beijing'),
  stations: [embassyStation],
  preamble: 0,
}

export const uciPm25: BulkParser = {
  info,
  validity: 'raw',
  files: /^PRSA_data_\d{4}\.\d+\.\d+-\d{4}\.\d+\.\d+.*\.csv(\.gz)?$/i,
  parse: (bytes, name, sink, newest) => parseDated(format, bytes, name, sink, newest),
}
