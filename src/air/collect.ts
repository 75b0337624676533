import { createFetcher, SourceError } from '../kit/fetch.ts'
import type { House } from '../kit/room.ts'
import { dayAt, type Hour, hourEndedBy } from '../kit/time.ts'
import { type Kind, pollutants } from './pollutants.ts'
import { Batch, saveBatch } from './save.ts'
import { settle } from './settle.ts'
import { noteTry, sourceId } from './source-register.ts'
import type { Gathered, LiveSettings, LiveSource, SourceReading } from './sources/index.ts'
import { absent, liveSources } from './sources/index.ts'
import { waqiHosts } from './sources/waqi.ts'
import { Aliases, registerFound } from './stations.ts'
import type { AirStore } from './tables.ts'

/** Hours asked for again at every collection: providers correct the past, and a source may have been down. */
const hoursBack = 72
/** Hours of forecast asked for: today and five days. */
const hoursAhead = 144

export type Fetcher = ReturnType<typeof createFetcher>

/** What came of asking one source. */
export interface Collected {
  source: string
  outcome: 'came' | 'failed' | 'not set up'
  line: string
  gathered?: Gathered
}

/** The sources that the settings name, in that order. Unknown names are told once, by `lantian air status`. */
export const enabledSources = (house: House): LiveSource[] =>
  house.settings.LANTIAN_SOURCES.map((name) => liveSources.get(name)).filter((source) => source !== undefined)

/** The only door of this room to the outside: it asks the hosts of the known sources and no others. */
export const fetcherOf = (house: House): Fetcher =>
  createFetcher({
    allowedHosts: [...[...liveSources.values()].flatMap(({ hosts }) => hosts), ...waqiHosts],
    localDevices: house.settings.LANTIAN_AIRGRADIENT_MONITORS,
    userAgent: `Lantian (${house.settings.LANTIAN_CONTACT ?? house.settings.LANTIAN_URL ?? 'environmental communication centre'})`,
  })

/**
 * Asks every enabled source once and saves what came. A source that is slow, down, lying or changed harms no other:
 * its fault is noted for `/air/quality`. Safe to run twice.
 */
export async function collect(house: House, fetcher: Fetcher = fetcherOf(house)): Promise<Collected[]> {
  const collected: Collected[] = []
  for (const source of enabledSources(house)) collected.push(await collectFrom(house, source, fetcher))
  await settle(house)
  house.cache.drop('air')
  return collected
}

async function collectFrom(house: House, source: LiveSource, fetcher: Fetcher): Promise<Collected> {
  const { name } = source.info
  const settings = liveSettings(house)
  const lacking = source.lacks(settings)
  if (lacking) return { source: name, outcome: 'not set up', line: `${name}: needs ${lacking}` }
  const id = await sourceId(house.store.db, source.info)
  const at = house.clock().epochMilliseconds
  const newest = hourEndedBy(house.clock())
  try {
    const gathered = await source.collect(fetcher, settings, {
      from: newest - hoursBack,
      newest,
      ahead: hoursAhead,
    })
    const { count, hour } = await saveGathered(house, source, id, gathered)
    await noteTry(house.store.db, id, at, { hour, count })
    return { source: name, outcome: 'came', line: `${name}: ${count} readings`, gathered }
  } catch (error) {
    if (!(error instanceof SourceError)) house.log.error({ err: error, source: name }, 'bug in a source')
    const fault = error instanceof SourceError ? error.words.en : 'unexpected answer'
    await noteTry(house.store.db, id, at, { fault })
    return { source: name, outcome: 'failed', line: `${name}: ${fault}` }
  }
}

/** Districts at the middle of their stations, for which models are asked. */
function modelPlaces(house: House) {
  const middle = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return house.centre.districts.flatMap(({ code, name }) => {
    const own = house.centre.stations.filter(({ district }) => district === code)
    if (own.length === 0) return []
    return [{ code, name, lat: middle(own.map(({ lat }) => lat)), lon: middle(own.map(({ lon }) => lon)) }]
  })
}

function liveSettings(house: House): LiveSettings {
  const { settings, centre } = house
  const lats = centre.stations.map(({ lat }) => lat)
  const lons = centre.stations.map(({ lon }) => lon)
  const area = {
    lat: (Math.min(...lats) + Math.max(...lats)) / 2,
    lon: (Math.min(...lons) + Math.max(...lons)) / 2,
    km: Math.ceil(((Math.max(...lats) - Math.min(...lats)) * 111) / 2),
  }
  return {
    zone: settings.LANTIAN_ZONE,
    places: modelPlaces(house),
    area,
    openaqKey: settings.LANTIAN_OPENAQ_KEY,
    openaqLocations: settings.LANTIAN_OPENAQ_LOCATIONS,
    airnowKey: settings.LANTIAN_AIRNOW_KEY,
    airgradientMonitors: settings.LANTIAN_AIRGRADIENT_MONITORS,
    cnemcCity: `${centre.city.zh}市`,
  }
}

/** Saves the readings that came, one transaction a validity; returns how many there were and the newest hour. */
async function saveGathered(house: House, source: LiveSource, id: number, gathered: Gathered) {
  const { kind, name } = source.info
  const numbers = await stationNumbers(house, source, gathered)
  const newestEnded = hourEndedBy(house.clock())
  // An hour that has not ended cannot have been measured, whatever a provider says.
  const known = gathered.readings.filter(({ station, hour }) => numbers.has(station) && hour <= newestEnded)
  const byValidity = Map.groupBy(known, ({ validity }) => validity)
  for (const [validity, readings] of byValidity)
    await saveBatch(house, batchOf(readings, numbers), {
      source: id,
      kind,
      validity,
      by: 'lantian',
      deed: 'air.collect',
      detail: { source: name },
    })
  const newest = known.reduce<Hour | null>(
    (hour, reading) => Math.max(hour ?? reading.hour, reading.hour),
    null,
  )
  return { count: known.length, hour: newest }
}

function batchOf(readings: SourceReading[], numbers: Map<string, number>): Batch {
  const batch = new Batch(readings.length)
  const row = new Float64Array(pollutants.length)
  for (const { station, hour, values } of readings) {
    for (const [column, pollutant] of pollutants.entries()) {
      const value = values[pollutant]
      row[column] = value === undefined ? absent : (value ?? Number.NaN)
    }
    batch.add(numbers.get(station)!, hour, row)
  }
  return batch
}

/** Our number for each of the provider's stations: known by name, or registered now. */
async function stationNumbers(
  house: House,
  source: LiveSource,
  gathered: Gathered,
): Promise<Map<string, number>> {
  const store: AirStore = house.store
  const { kind, name } = source.info
  const numbers = new Map<string, number>()
  const aliases = kind === 'reference' ? await Aliases.load(store.db, kind) : null
  const today = dayAt(house.clock(), house.settings.LANTIAN_ZONE)
  const described = new Map(
    [...modelStations(house, kind), ...gathered.stations].map((found) => [found.code, found]),
  )
  await store.db.transaction().execute(async (tx) => {
    for (const code of new Set(gathered.readings.map(({ station }) => station))) {
      const known = aliases?.find(code, today)
      const found = described.get(code)
      if (known !== undefined) numbers.set(code, known)
      else if (found) numbers.set(code, await registerFound(tx, name, kind, found))
    }
  })
  return numbers
}

const modelStations = (house: House, kind: Kind) =>
  kind === 'model' ? modelPlaces(house).map((place) => ({ ...place, district: place.code })) : []
