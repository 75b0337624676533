import { z } from 'zod'
import { type Fetcher, SourceError } from '../../kit/fetch.ts'
import { type Pollutant, pollutants } from '../pollutants.ts'
import {
  firstIssue,
  type Gathered,
  type LiveSettings,
  type LiveSource,
  nothing,
  Readings,
  records,
  type Window,
} from './live.ts'
import type { Refusal, SourceInfo, SourceReading, SourceStation } from './source.ts'
import { hourHolding } from './sub-hour.ts'
import { converter } from './units.ts'

export const info: SourceInfo = {
  name: 'openaq',
  title: { zh: 'OpenAQ', en: 'OpenAQ' },
  kind: 'reference',
  licence: 'Per station, as OpenAQ states it',
  attribution: 'OpenAQ (openaq.org) and the owner of each station',
  url: 'https://openaq.org/',
}

const host = 'api.openaq.org'
const base = `https://${host}/v3`
const pageSize = 1000
/** 20,000 hours of one sensor: more than two years in one go. */
const mostPages = 20
/** GB 3095, Table 4: 45 minutes of an hour. */
const leastComplete = 75

const sensor = z.object({ id: z.int(), parameter: z.object({ name: z.string(), units: z.string() }) })
const location = z.object({
  id: z.int(),
  name: z.string().nullish(),
  isMonitor: z.boolean().nullish(),
  sensors: z.array(sensor),
  coordinates: z.object({ latitude: z.number(), longitude: z.number() }).nullish(),
  licenses: z.array(z.object({ name: z.string().nullish() })).nullish(),
})
const time = z.object({ utc: z.iso.datetime({ offset: true }) })
const latest = z.object({ datetime: time, value: z.unknown(), sensorsId: z.int() })
const hourly = z.object({
  period: z.object({ label: z.string().nullish(), interval: z.string().nullish(), datetimeTo: time }),
  value: z.unknown(),
  coverage: z.object({ percentComplete: z.number().nullish() }).nullish(),
})
// `found` is a number or the text ">1000"; the length of a page tells better when to stop.
const envelope = z.object({ results: z.array(z.unknown()) })

export interface Sensor {
  id: number
  pollutant: Pollutant
  toOurs(amount: number): number
}

export interface Location {
  station: SourceStation
  sensors: Sensor[]
}

function resultsOf(json: unknown, where: string): unknown[] {
  const parsed = envelope.safeParse(json)
  if (!parsed.success) throw new SourceError('changed', where, firstIssue(parsed.error))
  return parsed.data.results
}

/** Locations with the sensors that we can use. Low-cost sensors are left out: they are another kind. */
export function parseLocations(json: unknown, where: string): { locations: Location[]; refusals: Refusal[] } {
  const refusals: Refusal[] = []
  const locations: Location[] = []
  for (const [said, line] of records(resultsOf(json, where), location, where, refusals)) {
    if (said.isMonitor === false)
      refusals.push({ where, line, reason: 'a low-cost sensor, not a reference monitor' })
    else if (!said.coordinates) refusals.push({ where, line, reason: 'coordinates: none' })
    else {
      const name = said.name ?? String(said.id)
      const licence = said.licenses
        ?.map((one) => one.name)
        .filter(Boolean)
        .join(', ')
      const { latitude: lat, longitude: lon } = said.coordinates
      const station = {
        code: String(said.id),
        name: { zh: name, en: name },
        lat,
        lon,
        ...(licence && { licence }),
      }
      locations.push({ station, sensors: usable(said.sensors, where, line, refusals) })
    }
  }
  return { locations, refusals }
}

/** The six pollutants; of two sensors for one the lower number, so that it is always the same. */
function usable(said: z.output<typeof sensor>[], where: string, line: number, refusals: Refusal[]): Sensor[] {
  const chosen = new Map<Pollutant, Sensor>()
  for (const { id, parameter } of said.toSorted((a, b) => a.id - b.id)) {
    const pollutant = pollutants.find((known) => known === parameter.name)
    if (!pollutant) continue
    const toOurs = converter(pollutant, parameter.units)
    const reason = !toOurs
      ? `${pollutant}: unknown unit ${JSON.stringify(parameter.units.slice(0, 20))}`
      : chosen.has(pollutant)
        ? `${pollutant}: sensor ${id} left out beside ${chosen.get(pollutant)?.id}`
        : null
    if (reason) refusals.push({ where, line, reason })
    else if (toOurs) chosen.set(pollutant, { id, pollutant, toOurs })
  }
  return [...chosen.values()]
}

/** The newest value of each sensor of a location. Times are the period's end. */
function parseLatest(
  json: unknown,
  { station, sensors }: Location,
  window: Window,
  where: string,
): { readings: SourceReading[]; refusals: Refusal[] } {
  const readings = new Readings([])
  const known = new Map(sensors.map((one) => [one.id, one]))
  for (const [said, line] of records(resultsOf(json, where), latest, where, readings.refusals)) {
    const one = known.get(said.sensorsId)
    const hour = hourHolding(Date.parse(said.datetime.utc) / 1000)
    // Stations that fell silent years ago still have a latest value.
    if (!one || hour < window.from) continue
    if (hour > window.newest)
      readings.refusals.push({ where, line, reason: `hour not ended yet: ${said.datetime.utc}` })
    else
      readings.put(
        { station: station.code, hour, pollutant: one.pollutant, where, line },
        said.value,
        one.toOurs,
      )
  }
  return { readings: readings.all(), refusals: readings.refusals }
}

/** One page of a sensor's hourly means. `more` tells that another page may follow. */
export function parseHours(
  json: unknown,
  station: string,
  one: Sensor,
  window: Window,
  where: string,
): { readings: SourceReading[]; refusals: Refusal[]; more: boolean } {
  const readings = new Readings([])
  const results = resultsOf(json, where)
  const refuse = (line: number, reason: string) => readings.refusals.push({ where, line, reason })
  for (const [said, line] of records(results, hourly, where, readings.refusals)) {
    const hour = hourHolding(Date.parse(said.period.datetimeTo.utc) / 1000)
    const complete = said.coverage?.percentComplete ?? 100
    if (said.period.interval && said.period.interval !== '01:00:00')
      refuse(line, `not an hour: ${said.period.interval}`)
    else if (complete < leastComplete)
      refuse(line, `${complete} % of the hour measured, ${leastComplete} needed`)
    else if (hour > window.newest) refuse(line, `hour not ended yet: ${said.period.datetimeTo.utc}`)
    else if (hour >= window.from)
      readings.put({ station, hour, pollutant: one.pollutant, where, line }, said.value, one.toOurs)
  }
  return { readings: readings.all(), refusals: readings.refusals, more: results.length >= pageSize }
}

/** One call a location for the newest values, or one a sensor for hours of the past. */
async function collect(fetcher: Fetcher, settings: LiveSettings, window: Window): Promise<Gathered> {
  const gathered = nothing()
  for (const id of settings.openaqLocations ?? []) {
    const place = `${base}/locations/${encodeURIComponent(id)}`
    const { locations, refusals } = parseLocations(await ask(fetcher, settings, place), place)
    gathered.refusals.push(...refusals)
    for (const found of locations) {
      gathered.stations.push(found.station)
      if (window.newest - window.from <= 1) {
        const where = `${place}/latest`
        const newest = parseLatest(await ask(fetcher, settings, where), found, window, where)
        gathered.readings.push(...newest.readings)
        gathered.refusals.push(...newest.refusals)
      } else await collectHours(fetcher, settings, window, found, gathered)
    }
  }
  return gathered
}

async function collectHours(
  fetcher: Fetcher,
  settings: LiveSettings,
  window: Window,
  { station, sensors }: Location,
  gathered: Gathered,
) {
  const iso = (hour: number) => new Date(hour * 3_600_000).toISOString()
  const range = `datetime_from=${iso(window.from - 1)}&datetime_to=${iso(window.newest)}&limit=${pageSize}`
  for (const one of sensors)
    for (let page = 1; page <= mostPages; page++) {
      const where = `${base}/sensors/${one.id}/hours?${range}&page=${page}`
      const answer = parseHours(await ask(fetcher, settings, where), station.code, one, window, where)
      gathered.readings.push(...answer.readings)
      gathered.refusals.push(...answer.refusals)
      if (!answer.more) break
    }
}

async function ask(
  fetcher: Fetcher,
  { openaqKey = '', signal }: LiveSettings,
  url: string,
): Promise<unknown> {
  return (await fetcher.get(url, { headers: { 'X-API-Key': openaqKey }, signal })).json()
}

export const openaq: LiveSource = {
  info,
  hosts: [host],
  lacks: ({ openaqKey, openaqLocations }) =>
    !openaqKey ? 'LANTIAN_OPENAQ_KEY' : openaqLocations?.length ? null : 'LANTIAN_OPENAQ_LOCATIONS',
  collect,
}
