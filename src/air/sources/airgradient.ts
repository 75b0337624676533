import { z } from 'zod'
import { type Fetcher, SourceError } from '../../kit/fetch.ts'
import type { Hour } from '../../kit/time.ts'
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
import type { SourceInfo, SourceStation } from './source.ts'
import { hourHolding } from './sub-hour.ts'

export const info: SourceInfo = {
  name: 'airgradient',
  title: { zh: 'AirGradient 传感器', en: 'AirGradient monitors' },
  kind: 'sensor',
  licence: 'CC BY-SA 4.0',
  attribution: 'AirGradient (airgradient.com) and the owners of its monitors',
  url: 'https://www.airgradient.com/map/',
}

const host = 'api.airgradient.com'
const worldUrl = `https://${host}/public/api/v1/world/locations/measures/current`
/** All monitors of the world come in one answer. */
const worldBytes = 64 << 20

const world = z.object({
  locationId: z.union([z.int(), z.string()]).transform(String),
  locationName: z.string().nullish(),
  publicLocationName: z.string().nullish(),
  latitude: z.number().nullish(),
  longitude: z.number().nullish(),
  // `pm02` is their name of PM2.5.
  pm02: z.unknown(),
  pm10: z.unknown(),
  timestamp: z.iso.datetime({ offset: true }),
})
const local = z.object({ serialno: z.string().min(1), pm02: z.unknown(), pm10: z.unknown() })

/** The public map, cut to our area. A newest value stands for the hour that holds it, which may still be running. */
export function parseWorld(
  json: unknown,
  area: LiveSettings['area'],
  window: Window,
  where: string,
): Gathered {
  if (!Array.isArray(json)) throw new SourceError('changed', where, 'not a list')
  const gathered = nothing()
  const readings = new Readings(gathered.refusals)
  for (const [said, line] of records(json, world, where, gathered.refusals)) {
    const { latitude: lat, longitude: lon, locationId: code } = said
    const hour = hourHolding(Date.parse(said.timestamp) / 1000)
    if (lat == null || lon == null || kilometres(area, lat, lon) > area.km || hour < window.from) continue
    if (hour > window.newest + 1) {
      gathered.refusals.push({ where, line, reason: `time in the future: ${said.timestamp}` })
      continue
    }
    const name = said.publicLocationName ?? said.locationName ?? code
    gathered.stations.push({ code, name: { zh: name, en: name }, lat, lon })
    readings.put({ station: code, hour, pollutant: 'pm25', where, line }, said.pm02)
    if (said.pm10 !== undefined)
      readings.put({ station: code, hour, pollutant: 'pm10', where, line }, said.pm10)
  }
  return { ...gathered, readings: readings.all() }
}

/** A monitor in the house: its answer has no time, so it counts for the hour `received`, which is running. */
export function parseLocal(
  json: unknown,
  received: Hour,
  place: LiveSettings['area'],
  where: string,
): Gathered {
  const parsed = local.safeParse(json)
  if (!parsed.success) throw new SourceError('changed', where, firstIssue(parsed.error))
  const gathered = nothing()
  const readings = new Readings(gathered.refusals)
  const { serialno: station, pm02, pm10 } = parsed.data
  readings.put({ station, hour: received, pollutant: 'pm25', where, line: 1 }, pm02)
  readings.put({ station, hour: received, pollutant: 'pm10', where, line: 1 }, pm10)
  const name = { zh: `监测仪 ${station}`, en: `Monitor ${station}` }
  const stations: SourceStation[] = [{ code: station, name, lat: place.lat, lon: place.lon }]
  return { ...gathered, stations, readings: readings.all() }
}

/** Good enough within a city. */
function kilometres(from: { lat: number; lon: number }, lat: number, lon: number): number {
  const degree = 111.195
  const east = (lon - from.lon) * Math.cos((from.lat * Math.PI) / 180)
  return Math.hypot(lat - from.lat, east) * degree
}

/** The public map and the monitors of the house: each that fails costs only itself, unless all do. */
async function collect(fetcher: Fetcher, settings: LiveSettings, window: Window): Promise<Gathered> {
  const gathered = nothing()
  const failures: SourceError[] = []
  const tasks = [
    () => askWorld(fetcher, settings, window),
    ...(settings.airgradientMonitors ?? []).map(
      (monitor) => () => askMonitor(fetcher, settings, window, monitor),
    ),
  ]
  for (const task of tasks) {
    try {
      const { readings, stations, refusals, etags } = await task()
      gathered.readings.push(...readings)
      gathered.stations.push(...stations)
      gathered.refusals.push(...refusals)
      gathered.etags = { ...gathered.etags, ...etags }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      failures.push(error)
      gathered.refusals.push({ where: error.address, reason: error.message })
    }
  }
  if (failures.length === tasks.length) throw failures[0]
  return gathered
}

async function askWorld(fetcher: Fetcher, settings: LiveSettings, window: Window): Promise<Gathered> {
  const { signal, etags } = settings
  const answer = await fetcher.get(worldUrl, { etag: etags?.[worldUrl], signal, maxBytes: worldBytes })
  const said = answer.notModified ? nothing() : parseWorld(answer.json(), settings.area, window, worldUrl)
  return { ...said, etags: answer.etag ? { [worldUrl]: answer.etag } : {} }
}

async function askMonitor(fetcher: Fetcher, settings: LiveSettings, window: Window, monitor: string) {
  const url = `http://${monitor}/measures/current`
  const answer = await fetcher.get(url, { signal: settings.signal })
  return parseLocal(answer.json(), window.newest + 1, settings.area, url)
}

export const airgradient: LiveSource = { info, hosts: [host], lacks: () => null, collect }
