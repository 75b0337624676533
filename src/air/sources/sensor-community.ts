import { z } from 'zod'
import { type Fetcher, SourceError } from '../../kit/fetch.ts'
import type { Pollutant } from '../pollutants.ts'
import {
  type Gathered,
  type LiveSettings,
  type LiveSource,
  nothing,
  Readings,
  records,
  type Window,
} from './live.ts'
import type { SourceInfo, SourceStation } from './source.ts'
import { hourHolding } from './sub-hour.ts'

export const info: SourceInfo = {
  name: 'sensor-community',
  title: { zh: 'Sensor.Community 公民传感器', en: 'Sensor.Community citizen sensors' },
  kind: 'sensor',
  licence: 'DbCL 1.0',
  attribution: 'Sensor.Community contributors',
  url: 'https://sensor.community/',
}

const host = 'data.sensor.community'
const meanings: Record<string, Pollutant> = { P1: 'pm10', P2: 'pm25' }

const number = z
  .union([z.number(), z.string().trim().min(1)])
  .transform(Number)
  .pipe(z.number())
const yesNo = z.union([z.boolean(), z.coerce.number()]).transform(Boolean)
const measurement = z.object({
  timestamp: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
  location: z.object({
    latitude: number.pipe(z.number().min(-90).max(90)),
    longitude: number.pipe(z.number().min(-180).max(180)),
    indoor: yesNo.nullish(),
  }),
  sensor: z.object({ id: z.int() }),
  sensordatavalues: z.array(z.object({ value_type: z.string(), value: z.unknown() })),
})

/**
 * Measurements of some minutes, everything in strings, time in UTC without saying so. A sensor's newest value stands
 * for the hour that holds it, as raw; that hour may still be running (`newest + 1`). Sensors indoors are left out.
 */
export function parse(json: unknown, window: Window, where: string): Gathered {
  if (!Array.isArray(json)) throw new SourceError('changed', where, 'not a list')
  const gathered = nothing()
  const readings = new Readings(gathered.refusals)
  const stations = new Map<string, SourceStation>()
  const outdoors = [...records(json, measurement, where, gathered.refusals)].filter(
    ([said]) => !said.location.indoor,
  )
  outdoors.sort(([a], [b]) => (a.timestamp < b.timestamp ? -1 : 1))
  for (const [said, line] of outdoors) {
    const values = said.sensordatavalues.filter(({ value_type }) => value_type in meanings)
    const hour = hourHolding(Date.parse(`${said.timestamp.replace(' ', 'T')}Z`) / 1000)
    if (values.length === 0 || hour < window.from) continue
    if (!(hour <= window.newest + 1)) {
      gathered.refusals.push({ where, line, reason: `time in the future: ${said.timestamp}` })
      continue
    }
    const station = String(said.sensor.id)
    stations.set(station, stationOf(station, said.location.latitude, said.location.longitude))
    for (const { value_type, value } of values)
      readings.put({ station, hour, pollutant: meanings[value_type]!, where, line }, value)
  }
  return { ...gathered, readings: readings.all(), stations: [...stations.values()] }
}

const stationOf = (code: string, lat: number, lon: number): SourceStation => ({
  code,
  name: { zh: `传感器 ${code}`, en: `Sensor ${code}` },
  lat,
  lon,
})

async function collect(fetcher: Fetcher, settings: LiveSettings, window: Window): Promise<Gathered> {
  const { lat, lon, km } = settings.area
  const url = `https://${host}/airrohr/v1/filter/area=${lat.toFixed(4)},${lon.toFixed(4)},${Math.ceil(km)}`
  const answer = await fetcher.get(url, { etag: settings.etags?.[url], signal: settings.signal })
  const etags = answer.etag ? { [url]: answer.etag } : {}
  return answer.notModified ? { ...nothing(), etags } : { ...parse(answer.json(), window, url), etags }
}

export const sensorCommunity: LiveSource = { info, hosts: [host], lacks: () => null, collect }
