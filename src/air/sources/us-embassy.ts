import type { BulkParser } from './bulk.ts'
import type { CsvRows } from './csv.ts'
import { type DatedFormat, parseDated } from './dated-csv.ts'
import type { SourceInfo, SourceStation } from './source.ts'
import { unitFrom } from './units.ts'

export const info: SourceInfo = {
  name: 'us-embassy',
  title: { zh: '美国驻华使领馆 PM2.5（StateAir）', en: 'US Mission China PM2.5 (StateAir)' },
  kind: 'reference',
  licence: 'U.S. Department of State Data Use Statement',
  attribution:
    'U.S. Department of State, Mission China air quality monitoring; data are not validated or verified',
  url: 'http://www.stateair.net/web/historical/1/1.html',
}

export const embassy = (city: string) => (city === 'Beijing' ? 'US Embassy Beijing' : `US Consulate ${city}`)

/** The embassy stands in the city; the consulates' files name stations of other cities, which only these may know. */
export const embassyStation: SourceStation = {
  code: 'embassy',
  name: { zh: '美国驻华大使馆', en: embassy('Beijing') },
  lat: 39.9547,
  lon: 116.4681,
  district: '110105',
}

/** Hours are labelled by their start (facts/air.md, 3.4); the written date differs by year, the number columns do not. */
const format: DatedFormat = {
  columns: { pm25: { header: 'value', divisor: 1 } },
  hourShift: 1,
  stationColumn: 'site',
  rename: embassy,
  stationOf: () => embassy('Beijing'),
  stations: [embassyStation],
  preamble: 3,
  judge,
}

/** Some years print the unit as "µg/mg³", a misprint. */
const misprinted = 'µg/mg³'

function judge(rows: CsvRows, header: Map<string, number>) {
  const text = (title: string) => rows.text(header.get(title) ?? Number.MAX_SAFE_INTEGER)
  if (header.has('parameter') && text('parameter') !== 'PM2.5')
    return { refuse: `not PM2.5: ${text('parameter')}` }
  const unit = text('unit')
  if (header.has('unit') && unit !== misprinted && unitFrom(unit) !== 'µg/m³')
    return { refuse: `unknown unit ${JSON.stringify(unit.slice(0, 20))}` }
  if (header.has('duration') && text('duration') !== '1 Hr')
    return { refuse: `not an hourly mean: ${text('duration')}` }
  const quality = header.has('qc name') ? text('qc name') : 'Valid'
  if (quality === 'Missing') return 'missing'
  return quality === 'Valid'
    ? null
    : { refuse: `marked ${JSON.stringify(quality.slice(0, 20))} by its owner` }
}

export const usEmbassy: BulkParser = {
  info,
  validity: 'raw',
  files: /^[A-Za-z]+_\d{4}_HourlyPM2?\.?2?5.*\.csv(\.gz)?$/i,
  parse: (bytes, name, sink, newest) => parseDated(format, bytes, name, sink, newest),
}
