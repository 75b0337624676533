import type { Hour } from '../../kit/time.ts'
import { type Pollutant, pollutants } from '../pollutants.ts'
import {
  absent,
  type BulkParser,
  type BulkReport,
  columnOf,
  HourGrid,
  newReport,
  type RowSink,
  type Series,
} from './bulk.ts'
import { CsvRows, openText } from './csv.ts'
import { baseName, beijingHour, lateReason, notANumber, reviewCo } from './dated-csv.ts'
import type { SourceInfo } from './source.ts'

export const info: SourceInfo = {
  name: 'cnemc-csv',
  title: {
    zh: '全国与北京市空气质量小时数据（CSV 归档）',
    en: 'Hourly CSV archive of the national and Beijing networks',
  },
  kind: 'reference',
  licence: 'No licence stated by the archive',
  attribution:
    'China National Environmental Monitoring Centre; Beijing Municipal Ecological and Environmental Monitoring Center; archive quotsoft.net/air',
  url: 'https://quotsoft.net/air/',
}

/** The hourly means; running means (`_24h`, `_8h`) are ours to compute, and AQI too. */
const currentTypes: Record<string, Pollutant> = {
  'PM2.5': 'pm25',
  PM10: 'pm10',
  SO2: 'so2',
  NO2: 'no2',
  CO: 'co',
  O3: 'o3',
}
/** The day's highest hour so far, kept only to check O3 by. */
const highestType = 'O3_24h'
const highest = pollutants.length
const known = /^(AQI|(PM2\.5|PM10|SO2|NO2|CO|O3)(_8h)?(_24h)?)$/

/**
 * Files with a line for each hour and kind of value and a column for each station:
 * `date,hour,type,<stations>`, Beijing time, hours labelled by their end, µg/m³ and CO mg/m³.
 */
export const cnemcCsv: BulkParser = {
  info,
  validity: 'raw',
  files: /^(beijing_all|beijing_extra|china_sites)_\d{8}\.csv(\.gz)?$/,
  parse,
}

interface Reading {
  grid: HourGrid
  report: BulkReport
  name: string
  newest: Hour
  stations: (Series | null)[]
  unknownTypes: Set<string>
}

function parse(bytes: Uint8Array, name: string, sink: RowSink, newest: Hour): BulkReport {
  const report = newReport()
  const opened = /^china_cities/.test(baseName(name))
    ? { refused: 'means of cities, not readings of stations: take the china_sites files' }
    : openText(bytes)
  if ('refused' in opened) {
    report.refused.add(name, undefined, opened.refused)
    return report
  }
  const rows = new CsvRows(opened.text)
  const titles = rows.next() && !rows.damage ? rows.texts() : []
  if (titles.slice(0, 3).join() !== 'date,hour,type') {
    report.refused.add(name, rows.line || undefined, 'no header date,hour,type: not a file of this source')
    return report
  }
  const grid = new HourGrid(1)
  const stations = stationColumns(titles, grid, report, name)
  const reading = { grid, report, name, newest, stations, unknownTypes: new Set<string>() }
  while (rows.next()) readLine(rows, reading)
  reviewOzone(grid, report, name)
  reviewCo(grid, report, name)
  grid.emit(sink, report)
  return report
}

function stationColumns(titles: string[], grid: HourGrid, report: BulkReport, name: string) {
  const seen = new Set<string>()
  return titles.map((title, i) => {
    if (i < 3 || title === '') return null
    if (seen.has(title)) {
      report.refused.add(name, 1, `second column of station ${title.slice(0, 40)}`)
      return null
    }
    seen.add(title)
    return grid.series(title)
  })
}

function readLine(rows: CsvRows, reading: Reading) {
  const { report, name, stations } = reading
  report.lines++
  const short = rows.count < stations.length
  const refused =
    rows.damage ??
    (short
      ? `${rows.unended ? 'truncated last line: ' : ''}${rows.count} of ${stations.length} fields`
      : null)
  if (refused) return report.refused.add(name, rows.line, refused)
  const type = rows.text(2)
  const pollutant = currentTypes[type]
  if (!pollutant && type !== highestType) return noteType(type, rows.line, reading)
  const date = rows.whole(0)
  const hour = beijingHour(Math.floor(date / 10000), Math.floor(date / 100) % 100, date % 100, rows.whole(1))
  if (hour < 0) return report.refused.add(name, rows.line, 'no such date or hour')
  if (hour > reading.newest) return report.refused.add(name, rows.line, lateReason)
  readValues(rows, hour, type, reading)
}

function noteType(type: string, line: number, { report, name, unknownTypes }: Reading) {
  if (known.test(type) || unknownTypes.has(type)) return
  unknownTypes.add(type)
  report.refused.add(
    name,
    line,
    `unknown type ${JSON.stringify(type.slice(0, 20))}, all of its lines left out`,
  )
}

function readValues(rows: CsvRows, hour: Hour, type: string, { report, name, stations }: Reading) {
  const pollutant = currentTypes[type]
  const column = pollutant ? columnOf[pollutant] : highest
  let changed = 0
  for (let field = 3; field < stations.length; field++) {
    const series = stations[field]
    if (!series) continue
    const amount = rows.amount(field)
    if (amount === Number.POSITIVE_INFINITY) {
      if (pollutant)
        report.refused.add(name, rows.line, `${series.station}: ${notANumber(type, rows.text(field))}`)
    } else if (series.set(series.open(hour), column, amount)) changed++
  }
  if (changed > 0)
    report.corrected.add(
      name,
      rows.line,
      `${type}: line repeated, ${changed} values differ, the last were taken`,
    )
}

/** Pairs that must differ before the order of two columns can be judged. */
const enoughPairs = 6

/**
 * A current value can never exceed the day's maximum so far. Archives of the closed feed of the network have the two
 * names swapped (facts/air.md, 3.5): where most hours contradict, the columns are read the other way round.
 */
function reviewOzone(grid: HourGrid, report: BulkReport, name: string) {
  let above = 0
  let below = 0
  eachOzone(grid, (current, max) => {
    if (current > max) above++
    else if (current < max) below++
  })
  if (above === 0) return
  const share = above / (above + below)
  if (above + below < enoughPairs || share < 0.1) {
    report.corrected.add(
      name,
      undefined,
      `O3: ${above} values exceed their day's maximum so far; they were kept`,
    )
    return
  }
  if (share < 0.9) {
    grid.forget('o3')
    report.refused.add(
      name,
      undefined,
      `O3 left out: ${above} of ${above + below} values exceed their day's maximum`,
    )
    return
  }
  for (const { values, width, length } of grid.all())
    for (let at = 0; at < length * width; at += width)
      if (values[at + highest] !== absent || values[at + columnOf.o3] !== absent)
        values[at + columnOf.o3] = values[at + highest]!
  report.corrected.add(name, undefined, 'O3 and O3_24h are swapped in this file; O3 was taken from O3_24h')
}

function eachOzone(grid: HourGrid, visit: (current: number, max: number) => void) {
  for (const { values, width, length } of grid.all())
    for (let at = 0; at < length * width; at += width) {
      const current = values[at + columnOf.o3]!
      const max = values[at + highest]!
      if (Number.isFinite(current) && Number.isFinite(max)) visit(current, max)
    }
}
