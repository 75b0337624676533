import type { Hour } from '../../kit/time.ts'
import { type Pollutant, pollutants } from '../pollutants.ts'
import { type BulkParser, type BulkReport, columnOf, HourGrid, newReport, type RowSink } from './bulk.ts'
import { CsvRows, openText } from './csv.ts'
import { lateReason, notANumber, repeatedReason } from './dated-csv.ts'
import { info as api } from './openaq.ts'
import type { SourceInfo, SourceStation } from './source.ts'
import { hourlyMeans, type Moment } from './sub-hour.ts'
import { converter } from './units.ts'

export const info: SourceInfo = {
  ...api,
  name: 'openaq-archive',
  title: { zh: 'OpenAQ 归档文件', en: 'OpenAQ archive files' },
  url: 'https://openaq-data-archive.s3.amazonaws.com/',
}

const columns = ['location_id', 'sensors_id', 'datetime', 'parameter', 'units', 'value'] as const

/** One day of one location: a line for each value, with ISO times whose offset is written, labelled by the period's end. */
export const openaqArchive: BulkParser = {
  info,
  validity: 'raw',
  files: /^location-\d+-\d{8}\.csv(\.gz)?$/,
  parse,
}

/** All values of one sensor in a file. */
interface Sensor {
  id: string
  location: string
  pollutant: Pollutant
  moments: Moment[]
  times: Map<number, number>
}

type Fields = Record<(typeof columns)[number], number>

function parse(bytes: Uint8Array, name: string, sink: RowSink, newest: Hour): BulkReport {
  const report = newReport()
  const opened = openText(bytes)
  if ('refused' in opened) {
    report.refused.add(name, undefined, opened.refused)
    return report
  }
  const rows = new CsvRows(opened.text)
  const titles = rows.next() && !rows.damage ? rows.texts() : []
  const lacking = columns.filter((column) => !titles.includes(column))
  if (lacking.length > 0) {
    const reason = `no column ${lacking.join(', ')} in the header: not a file of this source`
    report.refused.add(name, rows.line || undefined, reason)
    return report
  }
  const fields = Object.fromEntries(columns.map((column) => [column, titles.indexOf(column)])) as Fields
  const sensors = new Map<string, Sensor>()
  const stationOf = stationReader(titles)
  const stations = new Map<string, SourceStation | null>()
  while (rows.next()) {
    report.lines++
    const refused =
      rows.damage ?? shortLine(rows, titles.length) ?? readLine(rows, fields, sensors, newest, report, name)
    if (refused) report.refused.add(name, rows.line, refused)
    else if (!stations.has(rows.text(fields.location_id)))
      stations.set(rows.text(fields.location_id), stationOf(rows, rows.text(fields.location_id)))
  }
  report.stations.push(...[...stations.values()].filter((station) => station !== null))
  fill(sensors, report, name).emit(sink, report)
  return report
}

const shortLine = (rows: CsvRows, fields: number) =>
  rows.count >= fields
    ? null
    : `${rows.unended ? 'truncated last line: ' : ''}${rows.count} of ${fields} fields`

/** Reads a location's own name and place from its lines; null where they are not all there. */
function stationReader(titles: string[]) {
  const [name, lat, lon] = ['location', 'lat', 'lon'].map((title) => titles.indexOf(title)) as [
    number,
    number,
    number,
  ]
  return (rows: CsvRows, id: string): SourceStation | null => {
    if (Math.min(name, lat, lon) < 0) return null
    // "Del Norte-2178": the archive hangs the number of the location on its name.
    const said =
      rows
        .text(name)
        .slice(0, 200)
        .replace(new RegExp(`-${id}$`), '') || id
    const place = { lat: rows.amount(lat), lon: rows.amount(lon) }
    const isPlace = Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180
    return isPlace && /^\d+$/.test(id) ? { code: id, name: { zh: said, en: said }, ...place } : null
  }
}

/** Takes one line in, or says why not. Pollutants that are none of the six are passed over in silence. */
function readLine(
  rows: CsvRows,
  fields: Fields,
  sensors: Map<string, Sensor>,
  newest: Hour,
  report: BulkReport,
  name: string,
): string | null {
  const pollutant = pollutants.find((known) => known === rows.text(fields.parameter))
  if (!pollutant) return null
  const location = rows.text(fields.location_id)
  const id = rows.text(fields.sensors_id)
  const seconds = secondsOf(rows.text(fields.datetime))
  if (location === '' || seconds === null)
    return location === '' ? 'no location' : 'no such time, or one without offset'
  if (seconds > newest * 3600) return lateReason
  const unit = rows.text(fields.units)
  const toOurs = converter(pollutant, unit)
  if (!toOurs) return `${pollutant}: unknown unit ${JSON.stringify(unit.slice(0, 20))}`
  const amount = rows.amount(fields.value)
  if (amount === Number.POSITIVE_INFINITY) return notANumber(pollutant, rows.text(fields.value))
  const sensor = sensorOf(sensors, location, id, pollutant)
  const before = sensor.times.get(seconds)
  const value = toOurs(amount)
  if (before !== undefined && !Object.is(before, value))
    report.corrected.add(name, rows.line, repeatedReason(pollutant))
  sensor.times.set(seconds, value)
  sensor.moments.push({ seconds, value, line: rows.line })
  return null
}

function sensorOf(sensors: Map<string, Sensor>, location: string, id: string, pollutant: Pollutant): Sensor {
  const key = `${location} ${pollutant} ${id}`
  let sensor = sensors.get(key)
  if (!sensor) {
    sensor = { id, location, pollutant, moments: [], times: new Map() }
    sensors.set(key, sensor)
  }
  return sensor
}

/** Epoch seconds of an ISO time with its offset; null for anything else. */
export function secondsOf(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null
  const milliseconds = Date.parse(text.replace(' ', 'T'))
  return Number.isNaN(milliseconds) ? null : milliseconds / 1000
}

/** Of two sensors for the same pollutant at one place the one with the lower number is taken: always the same. */
function fill(sensors: Map<string, Sensor>, report: BulkReport, name: string): HourGrid {
  const grid = new HourGrid()
  const places = Map.groupBy(sensors.values(), (sensor) => `${sensor.location} ${sensor.pollutant}`)
  for (const [chosen, ...others] of [...places.values()].map((group) =>
    group.sort((a, b) => +a.id - +b.id),
  )) {
    const { location, pollutant, moments } = chosen!
    for (const other of others)
      report.refused.add(
        name,
        other.moments[0]!.line,
        `${pollutant}: sensor ${other.id} left out beside ${chosen!.id}`,
      )
    const series = grid.series(location)
    const means = hourlyMeans(moments, (line, reason) =>
      report.refused.add(name, line, `${pollutant}: ${reason}`),
    )
    for (const { hour, value } of means) series.set(series.open(hour), columnOf[pollutant], value)
  }
  return grid
}
