import type { BulkParser } from './bulk.ts'
import { type DatedFormat, parseDated, reviewCo } from './dated-csv.ts'
import type { SourceInfo } from './source.ts'

export const info: SourceInfo = {
  name: 'uci',
  title: { zh: 'UCI 北京多站点空气质量数据', en: 'UCI Beijing Multi-Site Air-Quality Data' },
  kind: 'reference',
  licence: 'CC BY 4.0',
  attribution:
    'Zhang et al. (2017), Proceedings of the Royal Society A, doi:10.1098/rspa.2017.0457; UCI Machine Learning Repository, data set 501',
  url: 'https://archive.ics.uci.edu/dataset/501',
}

/** Labels are the hour's end; everything is in µg/m³, CO too (facts/air.md, 3.3). */
const format: DatedFormat = {
  columns: {
    pm25: { header: 'pm2.5', divisor: 1 },
    pm10: { header: 'pm10', divisor: 1 },
    so2: { header: 'so2', divisor: 1 },
    no2: { header: 'no2', divisor: 1 },
    co: { header: 'co', divisor: 1000 },
    o3: { header: 'o3', divisor: 1 },
  },
  hourShift: 0,
  stationColumn: 'station',
  stationOf: (file) => /^PRSA_Data_([A-Za-z]+)_\d{8}-\d{8}/.exec(file)?.[1] ?? null,
  preamble: 0,
  review: reviewCo,
}

/** The network's hours as they were published, without a mark of later validation. */
export const uci: BulkParser = {
  info,
  validity: 'provisional',
  files: /^PRSA_Data_.*_\d{8}-\d{8}.*\.csv(\.gz)?$/i,
  parse: (bytes, name, sink, newest) => parseDated(format, bytes, name, sink, newest),
}
