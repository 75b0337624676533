import type { Kysely, Transaction } from 'kysely'
import { Breath } from '../kit/breath.ts'
import { inParts } from '../kit/db/store.ts'
import type { House } from '../kit/room.ts'
import { type Day, type Hour, hoursOfDay } from '../kit/time.ts'
import { saveCityHours } from './city-hours.ts'
import { cityDay, type DayValues, stationDay } from './day.ts'
import { flags, isNear, isOutlier, withFlag } from './flags.ts'
import { StationGrid } from './grid.ts'
import { monthRow } from './month.ts'
import { type Kind, pollutants } from './pollutants.ts'
import { type Station, stationsOf } from './stations.ts'
import { type AirStore, type AirTables, cityOf } from './tables.ts'

/**
 * A changed hour changes flags this far to both sides, where it joins or breaks an unchanged run of 24 hours; and these
 * hours' flags look as far again. The 8-hour means of a day need less.
 */
const flagReach = 23
const margin = 2 * flagReach

/** Readings asked for at once, and places whose months are made at once: few enough that no reader of a page waits. */
const readingsEach = 10_000
const placesEach = 200

/**
 * Brings flags and the roll-ups of hours, days and months up to their readings.
 * One transaction a month of one kind, which also takes the marks away: killed at any moment, or stopped by the signal,
 * the next call goes on where this one ended. Safe to run twice, and at once beside itself.
 */
export async function settle(
  house: House,
  progress: (done: number, of: number) => void = () => {},
  signal?: AbortSignal,
): Promise<number> {
  const store: AirStore = house.store
  const count = await store.db
    .selectFrom('air_stale')
    .select((eb) => eb.fn.countAll<number>().as('days'))
    .executeTakeFirstOrThrow()
  const of = Number(count.days)
  let done = 0
  while (!signal?.aborted) {
    const settled = await store.db
      .transaction()
      .execute((tx) => settleNextMonth(store, tx, house.settings.LANTIAN_ZONE))
    if (settled === 0) return done
    done += settled
    progress(done, Math.max(of, done))
  }
  return done
}

async function settleNextMonth(store: AirStore, tx: Transaction<AirTables>, zone: string): Promise<number> {
  await store.bulk.exclusive(tx, 'air/readings')
  const next = await tx
    .selectFrom('air_stale')
    .selectAll()
    .orderBy('kind')
    .orderBy('day')
    .limit(1)
    .executeTakeFirst()
  if (!next) return 0
  const month = next.day.slice(0, 7)
  const marks = await tx
    .deleteFrom('air_stale')
    .where('kind', '=', next.kind)
    .where('day', '>=', next.day)
    .where('day', '<=', `${month}-31`)
    .returning('day')
    .execute()
  const days = marks.map(({ day }) => day).sort()
  await settleDays(store, tx, next.kind, days, zone)
  return days.length
}

async function settleDays(
  store: AirStore,
  tx: Transaction<AirTables>,
  kind: Kind,
  days: Day[],
  zone: string,
) {
  const stations = await stationsOf(tx, kind)
  const from = hoursOfDay(days[0]!, zone).first - margin
  const to = hoursOfDay(days.at(-1)!, zone).last + margin
  const breath = new Breath()
  const grids = await loadGrids(store, tx, stations, from, to, breath)
  for (const grid of grids.values()) {
    grid.judge()
    if (breath.due) await breath.take()
  }
  await markOutliers(stations, grids, breath)
  await saveFlags(store, tx, grids, from + flagReach, to - flagReach)
  const rows: DayRow[] = []
  for (const day of days) rows.push(...(await rollUpDay(kind, stations, grids, day, zone, breath)))
  await saveDays(store, tx, rows)
  const evaluated = stations.flatMap(({ id, evaluated }) => (evaluated && grids.get(id)) || [])
  await saveCityHours(store, tx, kind, days, evaluated, zone)
  await saveMonth(store, tx, days[0]!.slice(0, 7), [...stations.map(({ id }) => id), cityOf(kind)])
}

async function loadGrids(
  store: AirStore,
  tx: Transaction<AirTables>,
  stations: Station[],
  from: Hour,
  to: Hour,
  breath: Breath,
) {
  const grids = new Map<number, StationGrid>()
  const ours = new Set(stations.map(({ id }) => id))
  const hoursEach = Math.max(1, Math.floor(readingsEach / Math.max(1, stations.length)))
  for (let start = from; start <= to; start += hoursEach) {
    const query = tx
      .selectFrom('air_reading')
      .select(['hour', 'station', 'flags', ...pollutants])
      .where('hour', '>=', start)
      .where('hour', '<=', Math.min(to, start + hoursEach - 1))
    for (const [hour, station, flagged, ...values] of await store.bulk.rows(tx, query)) {
      if (!ours.has(station as number)) continue
      let grid = grids.get(station as number)
      if (!grid)
        grids.set(station as number, (grid = new StationGrid(station as number, from, to - from + 1)))
      grid.set(hour as number, values as (number | null)[], flagged as number)
    }
    if (breath.due) await breath.take()
  }
  return grids
}

const pm25 = pollutants.indexOf('pm25')

/** Compares each hour's PM2.5 with the neighbours' of the same hour; impossible values neither judge nor are judged. */
async function markOutliers(stations: Station[], grids: Map<number, StationGrid>, breath: Breath) {
  for (const station of stations) {
    const grid = grids.get(station.id)
    if (!grid) continue
    const near = stations
      .filter((other) => other.id !== station.id && isNear(station, other))
      .map((other) => grids.get(other.id)?.usable[pm25])
      .filter((series) => series !== undefined)
    if (near.length >= 3) markOutliersOf(grid, near)
    if (breath.due) await breath.take()
  }
}

function markOutliersOf(grid: StationGrid, near: readonly Float64Array[]) {
  const own = grid.usable[pm25]!
  const beside: number[] = []
  for (let at = 0; at < own.length; at++) {
    if (Number.isNaN(own[at])) continue
    beside.length = 0
    for (const series of near) if (!Number.isNaN(series[at])) beside.push(series[at]!)
    if (isOutlier(own[at]!, beside)) grid.flags[at] = withFlag(grid.flags[at]!, pm25, flags.outlier)
  }
}

/** Writes the flags that changed, of the hours whose context was all there. */
async function saveFlags(
  store: AirStore,
  tx: Transaction<AirTables>,
  grids: Map<number, StationGrid>,
  from: Hour,
  to: Hour,
) {
  const changed: number[][] = []
  for (const { station, first, present, flags: now, storedFlags } of grids.values())
    for (let hour = from; hour <= to; hour++) {
      const at = hour - first
      if (present[at] && now[at] !== storedFlags[at]) changed.push([hour, station, now[at]!])
    }
  await store.bulk.update(tx, 'air_reading', ['hour', 'station'], ['flags'], changed)
}

interface DayRow extends DayValues {
  day: Day
  place: number
}

/** The day of every station that has any reading, and of the city. */
async function rollUpDay(
  kind: Kind,
  stations: Station[],
  grids: Map<number, StationGrid>,
  day: Day,
  zone: string,
  breath: Breath,
): Promise<DayRow[]> {
  const { first, last } = hoursOfDay(day, zone)
  const rows: DayRow[] = []
  const evaluated: DayValues[] = []
  for (const station of stations) {
    const grid = grids.get(station.id)
    if (!grid) continue
    const values = stationDay(grid, day, first, last)
    if (!values) continue
    rows.push({ day, place: station.id, ...values })
    if (station.evaluated) evaluated.push(values)
    if (breath.due) await breath.take()
  }
  if (evaluated.length > 0) rows.push({ day, place: cityOf(kind), ...cityDay(evaluated, day) })
  return rows
}

const dayColumns = [
  'day',
  'place',
  'pm25',
  'pm10',
  'so2',
  'no2',
  'co',
  'o3_8h',
  'o3_1h',
  'n_pm25',
  'n_pm10',
  'n_so2',
  'n_no2',
  'n_co',
  'n_o3',
  'idx',
  'published',
  'chief',
] as const

const saveDays = (store: AirStore, tx: Transaction<AirTables>, rows: DayRow[]) =>
  store.bulk.upsert(
    tx,
    'air_day',
    dayColumns,
    rows.map((row) => dayColumns.map((column) => row[column])),
    ['place', 'day'],
  )

/** One month's rows are made from its days. */
async function saveMonth(store: AirStore, tx: Transaction<AirTables>, month: string, places: number[]) {
  const breath = new Breath()
  for (const some of inParts(places, placesEach)) {
    const days = await daysOfMonth(tx, month, some)
    const rows = [...days].map(([place, own]) => monthRow(place, month, own))
    if (rows.length === 0) continue
    const columns = Object.keys(rows[0]!)
    const values = rows.map((row) => Object.values(row))
    await store.bulk.upsert(tx, 'air_month', columns, values, ['place', 'month'])
    if (breath.due) await breath.take()
  }
}

async function daysOfMonth(tx: Kysely<AirTables>, month: string, places: number[]) {
  const rows = await tx
    .selectFrom('air_day')
    .selectAll()
    .where('place', 'in', places)
    .where('day', '>=', `${month}-01`)
    .where('day', '<=', `${month}-31`)
    .orderBy('day')
    .execute()
  return Map.groupBy(rows, ({ place }) => place)
}
