import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { cityHours } from '../src/air/city-hours.ts'
import { days } from '../src/air/days.ts'
import { pollutants } from '../src/air/pollutants.ts'
import { readingsAt } from '../src/air/readings.ts'
import { Batch, saveBatch } from '../src/air/save.ts'
import { settle } from '../src/air/settle.ts'
import { sourceId } from '../src/air/source-register.ts'
import { uci } from '../src/air/sources/uci.ts'
import { registerStations, stationsOf } from '../src/air/stations.ts'
import { type AirStore, cityOf } from '../src/air/tables.ts'
import { beijing } from '../src/beijing.ts'
import type { House } from '../src/kit/room.ts'
import { dayOf, hourEndedBy } from '../src/kit/time.ts'
import { median, type Section, shown } from './figures.ts'
import { openAt, timed, type Workshop } from './workshop.ts'

const rowsEach = 40_000
const yearHours = 8766
const asks = 25

/** Stations, hours. */
const steps: [number, number][] = [
  [12, yearHours],
  [12, 4 * yearHours],
  [12, 12 * yearHours],
  [100, yearHours],
  [500, yearHours / 4],
  [2000, 720],
]
const largeSteps: [number, number][] = [
  [100, 12 * yearHours],
  [500, 4 * yearHours],
  [2000, yearHours],
]

/** How import and queries grow with stations and years of simulated readings. */
export async function growthSection(shop: Workshop): Promise<Section> {
  const rows: string[][] = []
  for (const [stations, hours] of shop.full ? [...steps, ...largeSteps] : steps) {
    shop.say(`growth: ${stations} stations, ${Math.round(hours / 24)} days`)
    rows.push(await grow(shop, stations, Math.round(hours)))
  }
  const heads = [
    'stations',
    'days',
    'station-hours',
    'import',
    'roll-ups',
    'each row',
    'map',
    "month's curve",
    'all by day',
    'file',
  ]
  const notes = [
    'Simulated readings of all six pollutants, in the order of their hours. "Each row" is import and roll-ups together; queries are medians.',
    ...(shop.full ? [] : ['The large corner (up to 17.5 million station-hours) is measured with --full.']),
  ]
  return { title: 'Growth', notes, figures: [], table: { heads, rows } }
}

async function grow(shop: Workshop, stations: number, hours: number): Promise<string[]> {
  const folder = join(shop.folder, 'growth')
  mkdirSync(folder)
  const opened = await openAt(folder, '2026-11-24T10:30', true)
  try {
    const house = await withStations(opened, stations)
    const saving = await save(house, hours)
    const rollUps = await timed(() => settle(house))
    const [map, curve, byDay] = await queries(house, hours)
    const count = stations * hours
    const bytes = statSync(join(folder, 'lantian.sqlite')).size
    const whole = (number: number) => Math.round(number).toLocaleString('en-GB')
    return [
      whole(stations),
      whole(hours / 24),
      whole(count),
      `${shown(saving / 1000)} s`,
      `${shown(rollUps.ms / 1000)} s`,
      `${shown(((saving + rollUps.ms) * 1000) / count)} µs`,
      `${shown(map)} ms`,
      `${shown(curve)} ms`,
      `${shown(byDay)} ms`,
      `${whole(bytes / 2 ** 20)} MB`,
    ]
  } finally {
    await opened.store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A province of stations on a grid of about 170 by 150 kilometres. */
async function withStations(opened: House, count: number): Promise<House> {
  const across = Math.ceil(Math.sqrt(count))
  const stations = Array.from({ length: count }, (_, i) => ({
    code: `B${i}`,
    name: { zh: `第${i}站`, en: `Station ${i}` },
    aliases: [],
    district: beijing.districts[i % beijing.districts.length]!.code,
    lat: 39.4 + (1.5 * Math.floor(i / across)) / across,
    lon: 115.5 + (1.8 * (i % across)) / across,
    type: 'urban' as const,
    evaluated: true,
  }))
  const house = { ...opened, centre: { ...beijing, stations } }
  await registerStations(house.store.db, house.centre)
  return house
}

/** Saves the last `hours` hours of all stations; milliseconds of the saving alone. */
async function save(house: House, hours: number): Promise<number> {
  const store: AirStore = house.store
  const ids = (await stationsOf(store.db, 'reference')).map(({ id }) => id)
  const source = await sourceId(store.db, uci.info)
  const newest = hourEndedBy(house.clock())
  const from = {
    source,
    kind: 'reference',
    validity: 'raw',
    by: 'bench',
    deed: 'air.import',
    detail: {},
  } as const
  const row = new Float64Array(pollutants.length)
  let ms = 0
  let batch = new Batch(rowsEach)
  const flush = async () => {
    ms += (await timed(() => saveBatch(house, batch, from))).ms
    batch = new Batch(rowsEach)
  }
  for (let hour = newest - hours + 1; hour <= newest; hour++)
    for (const id of ids) {
      for (let column = 0; column < row.length; column++)
        row[column] = 20 + ((hour * 7 + id * 13 + column * 5) % 60)
      batch.add(id, hour, row)
      if (batch.length === rowsEach) await flush()
    }
  if (batch.length > 0) await flush()
  return ms
}

async function queries(house: House, hours: number): Promise<[number, number, number]> {
  const { db }: AirStore = house.store
  const newest = hourEndedBy(house.clock())
  const zone = house.settings.LANTIAN_ZONE
  const [first, last] = [dayOf(newest - hours + 1, zone), dayOf(newest, zone)]
  const often = async (ask: () => Promise<unknown>) => {
    const taken: number[] = []
    for (let i = 0; i < asks; i++) taken.push((await timed(ask)).ms)
    return median(taken.slice(5))
  }
  return [
    await often(() => readingsAt(db, newest)),
    await often(() => cityHours(db, house.settings.LANTIAN_ZONE, 'reference', newest - 31 * 24 + 1, newest)),
    await often(() => days(db, cityOf('reference'), first, last)),
  ]
}
