import { z } from 'zod'
import { type Fetcher, SourceError } from '../../kit/fetch.ts'
import { type Pollutant, pollutants } from '../pollutants.ts'
import {
  firstIssue,
  type Gathered,
  type LiveSettings,
  type LiveSource,
  nothing,
  type Place,
  Readings,
  type Window,
} from './live.ts'
import type { Refusal, SourceInfo } from './source.ts'
import { hourHolding } from './sub-hour.ts'
import { converter } from './units.ts'

export const info: SourceInfo = {
  name: 'open-meteo',
  title: { zh: 'Open-Meteo 空气质量模式（CAMS）', en: 'Open-Meteo air quality model (CAMS)' },
  kind: 'model',
  licence: 'CC BY 4.0',
  attribution: 'Open-Meteo.com; Copernicus Atmosphere Monitoring Service (CAMS) global forecast',
  url: 'https://open-meteo.com/',
}

const host = 'air-quality-api.open-meteo.com'
const variables: Record<Pollutant, string> = {
  pm25: 'pm2_5',
  pm10: 'pm10',
  so2: 'sulphur_dioxide',
  no2: 'nitrogen_dioxide',
  co: 'carbon_monoxide',
  o3: 'ozone',
}
/** What the service offers, and how many places fit an address line comfortably. */
const mostPastDays = 92
const mostForecastDays = 7
const placesPerCall = 50

const answer = z.object({
  utc_offset_seconds: z.number(),
  hourly_units: z.record(z.string(), z.string()),
  hourly: z.looseObject({ time: z.array(z.string()) }),
})
const failure = z.object({ error: z.literal(true), reason: z.string().optional() })

/**
 * Hours of one or several places, in the order in which they were asked. Times are local without offset; the answer
 * says the offset that holds for all of them. A model's value at a full hour is taken for the hour that ends then.
 */
export function parse(json: unknown, places: Place[], window: Window, where: string): Gathered {
  const failed = failure.safeParse(json)
  if (failed.success) throw new SourceError('refused', where, failed.data.reason?.slice(0, 120))
  const answers = Array.isArray(json) ? json : [json]
  if (answers.length !== places.length)
    throw new SourceError('changed', where, `${answers.length} answers for ${places.length} places`)
  const gathered = nothing()
  const past = new Readings(gathered.refusals)
  const ahead = new Readings(gathered.refusals)
  for (const [i, said] of answers.entries()) {
    const parsed = answer.safeParse(said)
    if (!parsed.success) gathered.refusals.push({ where, line: i + 1, reason: firstIssue(parsed.error) })
    else readPlace(parsed.data, places[i]!, window, { where, line: i + 1, past, ahead })
  }
  if (past.all().length === 0 && ahead.all().length === 0 && gathered.refusals.length > 0)
    throw new SourceError('changed', where, gathered.refusals[0]!.reason)
  return { ...gathered, readings: past.all(), forecast: ahead.all() }
}

interface Target {
  where: string
  line: number
  past: Readings
  ahead: Readings
}

function readPlace(
  { hourly, hourly_units, utc_offset_seconds }: z.output<typeof answer>,
  place: Place,
  window: Window,
  to: Target,
) {
  const { where, line, past, ahead } = to
  const refusals: Refusal[] = past.refusals
  const hours = hourly.time.map((time) => hourHolding(Date.parse(`${time}Z`) / 1000 - utc_offset_seconds))
  const last = window.newest + (window.ahead ?? 0)
  for (const pollutant of pollutants) {
    const variable = variables[pollutant]
    const values = hourly[variable]
    const toOurs = converter(pollutant, hourly_units[variable] ?? '')
    const wrong = !Array.isArray(values)
      ? 'not in the answer'
      : values.length !== hours.length
        ? `${values.length} values for ${hours.length} hours`
        : !toOurs && `unknown unit ${JSON.stringify(hourly_units[variable]?.slice(0, 20))}`
    if (wrong || !Array.isArray(values) || !toOurs) {
      refusals.push({ where, line, reason: `${variable}: ${wrong}` })
      continue
    }
    for (const [i, hour] of hours.entries())
      if (hour >= window.from && hour <= last) {
        const target = hour > window.newest ? ahead : past
        target.put({ station: place.code, hour, pollutant, where, line }, values[i], toOurs)
      }
  }
  if (hours.some(Number.isNaN)) refusals.push({ where, line, reason: 'time: not a local time' })
}

export function addressOf(places: Place[], zone: string, { from, newest, ahead = 0 }: Window): string {
  const days = (hours: number, most: number) => String(Math.min(most, Math.max(0, Math.ceil(hours / 24))))
  const list = (pick: (place: Place) => number) => places.map((place) => pick(place).toFixed(4)).join(',')
  const query = new URLSearchParams({
    latitude: list((place) => place.lat),
    longitude: list((place) => place.lon),
    hourly: Object.values(variables).join(','),
    timezone: zone,
    past_days: days(newest - from, mostPastDays),
    // Today counts as the first day of the forecast.
    forecast_days: days(ahead + 24, mostForecastDays),
  })
  return `https://${host}/v1/air-quality?${query}`
}

async function collect(fetcher: Fetcher, settings: LiveSettings, window: Window): Promise<Gathered> {
  const gathered = {
    ...nothing(),
    forecast: [] as NonNullable<Gathered['forecast']>,
    etags: {} as Record<string, string>,
  }
  for (let i = 0; i < settings.places.length; i += placesPerCall) {
    const places = settings.places.slice(i, i + placesPerCall)
    const url = addressOf(places, settings.zone, window)
    const reply = await fetcher.get(url, { etag: settings.etags?.[url], signal: settings.signal })
    if (reply.etag) gathered.etags[url] = reply.etag
    if (reply.notModified) continue
    const said = parse(reply.json(), places, window, url)
    gathered.readings.push(...said.readings)
    gathered.forecast.push(...(said.forecast ?? []))
    gathered.refusals.push(...said.refusals)
  }
  return gathered
}

export const openMeteo: LiveSource = {
  info,
  hosts: [host],
  lacks: ({ places }) => (places.length > 0 ? null : 'stations of the centre'),
  collect,
}
