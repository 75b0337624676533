import type { Transaction } from 'kysely'
import { record } from '../kit/journal/journal.ts'
import type { House } from '../kit/room.ts'
import { dayFinder, type Hour } from '../kit/time.ts'
import { anyRealReading, endSimulation } from './end-simulation.ts'
import { type Kind, pollutants, type Validity, validities } from './pollutants.ts'
import type { Reading } from './readings.ts'
import { absent } from './sources/bulk.ts'
import type { AirStore, AirTables } from './tables.ts'

const width = pollutants.length

/** Rows of readings, column by column, waiting to be saved in one transaction. */
export class Batch {
  readonly stations: Int32Array
  readonly hours: Int32Array
  /** Six values a row; `NaN` for said to be missing, `absent` for not spoken of. */
  readonly values: Float64Array
  length = 0

  constructor(capacity: number) {
    this.stations = new Int32Array(capacity)
    this.hours = new Int32Array(capacity)
    this.values = new Float64Array(capacity * width)
  }

  add(station: number, hour: Hour, values: Float64Array): void {
    this.stations[this.length] = station
    this.hours[this.length] = hour
    this.values.set(values, this.length * width)
    this.length++
  }
}

export interface Saved {
  added: number
  corrected: number
  same: number
}

/** Where the rows of a batch come from, for the rows themselves and for the journal. */
export interface Provenance {
  source: number
  kind: Kind
  validity: Validity
  by: string
  deed: string
  detail: Record<string, unknown>
}

/**
 * Saves rows in one transaction with their corrections, their journal line and the mark that their days' roll-ups are
 * stale. The newest word on an hour wins; an older one stays in `air_correction`. A word of lower validity never
 * replaces a higher one. Safe to run twice: the same rows again change nothing and leave no journal line.
 */
export async function saveBatch(house: House, batch: Batch, from: Provenance): Promise<Saved> {
  const store: AirStore = house.store
  const at = house.clock()
  return store.db.transaction().execute(async (tx) => {
    // `settle` must not take a mark away while rows that belong to it are still on their way.
    await store.bulk.exclusive(tx, 'air/readings')
    if (from.kind === 'simulated' && (await anyRealReading(tx))) {
      // A real reading came while these were being made up; also the stations registered for them go again.
      await endSimulation(tx, at)
      return { added: 0, corrected: 0, same: 0 }
    }
    const added = await insertNew(store, tx, batch, from)
    const changed = added === batch.length ? noChanges() : await compare(tx, batch, from)
    if (changed.rows.length > 0) await correct(store, tx, changed, from, at.epochMilliseconds)
    if (added > 0 && from.kind !== 'simulated') await endSimulation(tx, at)
    const saved = { added, corrected: changed.rows.length, same: batch.length - added - changed.rows.length }
    if (added + saved.corrected === 0) return saved
    await markStale(store, tx, batch, from.kind, house.settings.LANTIAN_ZONE)
    await record(tx, {
      at,
      by: from.by,
      deed: from.deed,
      about: 'air/readings',
      detail: { ...from.detail, ...saved },
    })
    return saved
  })
}

const columns = ['hour', 'station', ...pollutants, 'flags', 'validity', 'source']
const key = ['hour', 'station']
const correctionColumns = ['hour', 'station', 'pollutant', 'was', 'became', 'source', 'at']
const stored = (value: number) => (Number.isFinite(value) ? value : null)

/** Inserts the rows whose hour is not there yet; returns how many these were. */
function insertNew(
  store: AirStore,
  tx: Transaction<AirTables>,
  batch: Batch,
  from: Provenance,
): Promise<number> {
  const validity = validities.indexOf(from.validity)
  function* rows() {
    const { hours, stations, values } = batch
    for (let i = 0, v = 0; i < batch.length; i++, v += width)
      yield [
        hours[i]!,
        stations[i]!,
        stored(values[v]!),
        stored(values[v + 1]!),
        stored(values[v + 2]!),
        stored(values[v + 3]!),
        stored(values[v + 4]!),
        stored(values[v + 5]!),
        0,
        validity,
        from.source,
      ]
  }
  return store.bulk.insert(tx, 'air_reading', columns, rows(), { ignore: key })
}

interface Changes {
  rows: (number | null)[][]
  /** hour, station, pollutant, was, became */
  corrections: [Hour, number, string, number | null, number | null][]
}

const noChanges = (): Changes => ({ rows: [], corrections: [] })

/** The rows of the batch that say something else than what is stored. */
async function compare(tx: Transaction<AirTables>, batch: Batch, from: Provenance): Promise<Changes> {
  const changes = noChanges()
  const validity = validities.indexOf(from.validity)
  for (const { station, rows } of byStation(batch)) {
    const there = await storedHours(tx, station, ...spanOf(batch, rows))
    for (const row of rows) {
      const old = there.get(batch.hours[row]!)
      if (!old || old.validity > validity) continue
      const next = compareRow(changes, batch, row, old, validity, from.source)
      // A batch may speak of an hour twice: its second word stands on its first.
      there.set(old.hour, next)
    }
  }
  return changes
}

function* byStation({ stations, length }: Batch) {
  const rowsOf = Map.groupBy(
    Array.from({ length }, (_, i) => i),
    (row) => stations[row]!,
  )
  for (const [station, rows] of rowsOf) yield { station, rows }
}

function spanOf({ hours }: Batch, rows: readonly number[]): [Hour, Hour] {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (const row of rows) {
    from = Math.min(from, hours[row]!)
    to = Math.max(to, hours[row]!)
  }
  return [from, to]
}

async function storedHours(tx: Transaction<AirTables>, station: number, from: Hour, to: Hour) {
  const rows = await tx
    .selectFrom('air_reading')
    .selectAll()
    .where('station', '=', station)
    .where('hour', '>=', from)
    .where('hour', '<=', to)
    .execute()
  return new Map(rows.map((row) => [row.hour, row as Reading]))
}

/** Notes what a row of the batch changes; returns what the hour says after it. */
function compareRow(
  changes: Changes,
  batch: Batch,
  row: number,
  old: Reading,
  validity: number,
  source: number,
): Reading {
  const before = changes.corrections.length
  const next = { ...old }
  for (const [column, pollutant] of pollutants.entries()) {
    const said = batch.values[row * width + column]!
    if (said === absent) continue
    next[pollutant] = stored(said)
    if (next[pollutant] !== old[pollutant])
      changes.corrections.push([old.hour, old.station, pollutant, old[pollutant], next[pollutant]])
  }
  if (changes.corrections.length === before && validity <= old.validity) return old
  changes.rows.push([
    old.hour,
    old.station,
    ...pollutants.map((pollutant) => next[pollutant]),
    old.flags,
    validity,
    source,
  ])
  return { ...next, validity, source }
}

async function correct(
  store: AirStore,
  tx: Transaction<AirTables>,
  changes: Changes,
  from: Provenance,
  at: number,
) {
  await store.bulk.upsert(tx, 'air_reading', columns, changes.rows, key)
  const corrected = changes.corrections.map((correction) => [...correction, from.source, at])
  await store.bulk.insert(tx, 'air_correction', correctionColumns, corrected)
}

/** The 8-hour means that end in the first seven hours of a day reach back into the day before. */
const reach = 7

async function markStale(
  store: AirStore,
  tx: Transaction<AirTables>,
  batch: Batch,
  kind: Kind,
  zone: string,
) {
  const days = new Set<string>()
  const seen = new Set<Hour>()
  const dayOf = dayFinder(zone)
  const dayReached = dayFinder(zone)
  for (const hour of batch.hours.subarray(0, batch.length)) {
    if (seen.has(hour)) continue
    seen.add(hour)
    days.add(dayOf(hour)).add(dayReached(hour + reach))
  }
  const rows = [...days].map((day) => [day, kind])
  await store.bulk.insert(tx, 'air_stale', ['day', 'kind'], rows, { ignore: ['day', 'kind'] })
}
