import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { settle } from '../src/air/settle.ts'
import { simulateAll } from '../src/air/sources/simulated.ts'
import { stationsOf } from '../src/air/stations.ts'
import type { AirStore } from '../src/air/tables.ts'
import { contents, storeInMemory, testHouse } from '../src/air/testing.ts'
import { openHouse } from '../src/house.ts'
import { seal, verify } from '../src/kit/journal/journal.ts'
import type { House } from '../src/kit/room.ts'
import { hourAt, instantOf } from '../src/kit/time.ts'
import { readSettings } from '../src/settings.ts'

const zone = 'Asia/Shanghai'
const header =
  '"No","year","month","day","hour","PM2.5","PM10","SO2","NO2","CO","O3","TEMP","PRES","DEWP","RAIN","wd","WSPM","station"'
const stations = ['Dongsi', 'Tiantan', 'Guanyuan', 'Wanliu', 'Changping', 'Dingling']
const clock = '2017-03-01T09:00'

/** Files of the UCI shape: one a station, and a last one of three stations that takes several transactions. */
export function makeFiles(folder: string, hours: number, hoursOfLast: number): Map<string, number> {
  mkdirSync(folder)
  const rows = new Map<string, number>()
  const write = (name: string, of: string[], count: number) => {
    const file = `PRSA_Data_${name}_20130301-20170228.csv`
    const first = hourAt('2013-03-01', 0, zone)
    const lines = of.flatMap((station) =>
      [...simulateAll([station], first, first + count - 1, zone)].map(({ hour, values }) =>
        lineOf(station, hour, values),
      ),
    )
    writeFileSync(join(folder, file), `${[header, ...lines].join('\n')}\n`)
    rows.set(file, lines.length)
  }
  for (const station of stations.slice(0, 3)) write(station, [station], hours)
  write('Zlast', stations.slice(3), hoursOfLast)
  return rows
}

function lineOf(station: string, hour: number, values: Record<string, number | null | undefined>): string {
  const { year, month, day, hour: at } = instantOf(hour).toZonedDateTimeISO(zone)
  const numbers = ['pm25', 'pm10', 'so2', 'no2', 'co', 'o3'].map((name) => {
    const value = values[name]
    return value == null ? 'NA' : Math.round(name === 'co' ? value * 1000 : value)
  })
  return `1,${year},${month},${day},${at},${numbers.join(',')},0,1000,0,0,"N",1,"${station}"`
}

export interface Import {
  /** Arguments of Node that run the program. */
  program: string[]
  files: string
  env: Record<string, string>
}

/** Runs the import and kills it without warning. @returns the rows that it said were safe, by file; null when it ended first */
export async function killedImport(
  { program, files, env }: Import,
  after: { committed: number; ms: number },
) {
  const child = spawn(process.execPath, [...program, 'air', 'import', files, '--source', 'uci'], {
    env: { ...plainEnvironment(), ...env, LANTIAN_CLOCK: clock, LANTIAN_SOURCES: 'none' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const safe = new Map<string, number>()
  const reached = Promise.withResolvers<void>()
  if (after.committed === 0) reached.resolve()
  let said = ''
  child.stderr.on('data', (part) => {
    said += part
    for (const [, path, rows] of said.matchAll(/^committed (.+) (\d+)$/gm))
      safe.set(basename(path!), Number(rows))
    if (safe.size >= after.committed) reached.resolve()
  })
  const over = new Promise<number | null>((done) => child.once('close', done))
  await Promise.race([over, reached.promise.then(() => pause(after.ms))])
  child.kill('SIGKILL')
  const code = await over
  if (code !== null && code !== 0) throw new Error(`the import failed by itself: ${said}`)
  return { safe, finished: code === 0 }
}

const plainEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(LANTIAN_|PORT$|DATABASE_URL$)/.test(name)),
  )

/**
 * What must hold after a kill at any moment: what was acknowledged is there, the next command brings the roll-ups to what
 * a fresh house makes of the same readings, and the journal is sound.
 */
export async function checkAfter(env: Record<string, string>, safe: Map<string, number>): Promise<number> {
  const house = await openHouse(readSettings({ ...env, LANTIAN_CLOCK: clock, LANTIAN_SOURCES: 'none' }))
  try {
    await checkAcknowledged(house, safe)
    await settle(house)
    const rows = await checkRollUps(house)
    await seal(house.store, house.clock(), true)
    assert.ok((await verify(house.store)).sound, 'the journal is not sound')
    return rows
  } finally {
    await house.store.close()
  }
}

async function checkAcknowledged(house: House, safe: Map<string, number>) {
  const there = new Map<string, number>()
  const store: AirStore = house.store
  const counted = await store.db
    .selectFrom('air_reading as r')
    .innerJoin('air_station as s', 's.id', 'r.station')
    .groupBy('s.name_en')
    .select((eb) => ['s.name_en', eb.fn.countAll<number>().as('rows')])
    .execute()
  for (const { name_en, rows } of counted) there.set(name_en, Number(rows))
  for (const [file, rows] of safe) {
    const of = /Zlast/.test(file) ? stations.slice(3) : [/^PRSA_Data_(\w+?)_/.exec(file)![1]!]
    const found = of.reduce((sum, name) => sum + (there.get(name) ?? 0), 0)
    assert.equal(found, rows, `${file}: acknowledged ${rows}, there ${found}`)
  }
}

/** Compares with a house in memory that is given the same readings at once. */
export async function checkRollUps(house: House): Promise<number> {
  const store: AirStore = house.store
  const fresh = await testHouse(await storeInMemory(), { centre: house.centre })
  try {
    const readings = await contents(store, 'air_reading')
    if (readings.length === 0) {
      assert.deepEqual(await contents(store, 'air_day'), [])
      return 0
    }
    const columns = Object.keys(readings[0]!)
    const numbers = await sameNumbers(store, fresh.store)
    await fresh.store.db.transaction().execute(async (tx) => {
      const rows = readings.map((row) =>
        columns.map((name) =>
          name === 'station' ? numbers.get(row.station as number) : name === 'flags' ? 0 : row[name],
        ),
      )
      await fresh.store.bulk.insert(tx, 'air_reading', columns, rows)
      const days = [...new Set((await contents(store, 'air_day')).map(({ day }) => day))]
      const kinds = new Set((await stationsOf(store.db)).map(({ kind }) => kind))
      await fresh.store.bulk.insert(
        tx,
        'air_stale',
        ['day', 'kind'],
        days.flatMap((day) => [...kinds].map((kind) => [day, kind])),
      )
    })
    await settle(fresh)
    for (const table of ['air_reading', 'air_hour', 'air_day', 'air_month'] as const)
      assert.deepEqual(
        renumbered(await contents(store, table), numbers),
        renumbered(await contents(fresh.store, table)),
        table,
      )
    return readings.length
  } finally {
    await fresh.store.close()
  }
}

/** Our station numbers to those of the other store, whose stations are registered there too. */
async function sameNumbers(store: AirStore, other: AirStore): Promise<Map<number, number>> {
  const ours = await stationsOf(store.db)
  const known = new Map((await stationsOf(other.db)).map(({ code, id }) => [code, id]))
  for (const { id: _, ...station } of ours)
    if (!known.has(station.code)) {
      const { id } = await other.db
        .insertInto('air_station')
        .values(station)
        .returning('id')
        .executeTakeFirstOrThrow()
      known.set(station.code, id)
    }
  return new Map(ours.map(({ id, code }) => [id, known.get(code)!]))
}

type Rows = Record<string, unknown>[]

function renumbered(rows: Rows, numbers: Map<number, number> = new Map()): Rows {
  const number = (value: unknown) => numbers.get(value as number) ?? value
  const order = (row: Record<string, unknown>) =>
    `${row.station ?? row.place} ${row.hour ?? row.day ?? row.month}`
  return rows
    .map((row) =>
      'station' in row ? { ...row, station: number(row.station) } : { ...row, place: number(row.place) },
    )
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
}
