import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { importFiles } from '../src/air/import.ts'
import { uci } from '../src/air/sources/uci.ts'
import type { House } from '../src/kit/room.ts'
import type { Figure, Section } from './figures.ts'
import { ended, launch, openAt, settingsOf, timed, type Workshop } from './workshop.ts'

const runs = 5

/** Where the last import's house stands: the queries and pages are measured on it. */
export const fullHouse = ({ folder }: Workshop) => join(folder, 'full')

export async function importSection(shop: Workshop): Promise<Section> {
  const { data } = shop
  const duckdb = await openDuckdb(shop)
  const ours: number[] = []
  const command: number[] = []
  const ducks: number[] = []
  const lines: number[] = []
  for (let run = 0; run <= runs; run++) {
    const fresh = fullHouse(shop)
    rmSync(fresh, { recursive: true, force: true })
    mkdirSync(fresh)
    const taken = [
      await importOnce(fresh, shop),
      duckdb ? (await timed(duckdb.read)).ms : Number.NaN,
      (await timed(() => readLines(data.files))).ms,
    ] as const
    // The first run warms the files' cache, the compiler and DuckDB.
    if (run === 0) continue
    ours.push(taken[0] / 1000)
    ducks.push(taken[1] / 1000)
    lines.push(taken[2] / 1000)
    if (run <= 3) command.push((await wholeCommand(shop)) / 1000)
  }
  duckdb?.close()
  const what = `${data.rows.toLocaleString('en-GB')} station-hours imported, checked, rolled up`
  const lineReading = { name: 'lines only read', values: lines }
  const figures: Figure[] = [
    {
      what,
      unit: 's',
      values: ours,
      promise: { most: 4 },
      peer: duckdb ? { name: 'DuckDB reads', values: ducks } : lineReading,
    },
    { what: 'the same, the whole command', unit: 's', values: command, peer: lineReading },
  ]
  const notes = [
    `Data: ${data.origin}. Ours parses, checks, saves on disk with journal and two indexes, flags, and makes days and months; DuckDB only reads the files into a table in memory.`,
    ...(duckdb ? [] : ['DuckDB is not installed here, so it was not compared.']),
  ]
  return { title: 'Import', notes, figures }
}

async function importOnce(folder: string, { data }: Workshop): Promise<number> {
  const house: House = await openAt(folder, data.after)
  try {
    const { ms, result } = await timed(() => importFiles(house, uci, [data.files], () => {}))
    if (result.added !== data.rows) throw new Error(`${result.added} of ${data.rows} rows went in`)
    return ms
  } finally {
    await house.store.close()
  }
}

async function wholeCommand({ folder, program, data }: Workshop): Promise<number> {
  const fresh = join(folder, 'command')
  rmSync(fresh, { recursive: true, force: true })
  const args = [program, 'air', 'import', data.files, '--source', 'uci']
  const { ms } = await timed(async () => {
    const child = launch(args, settingsOf(fresh), 'ignore')
    await new Promise((done) => child.once('exit', done))
    await ended(child)
  })
  return ms
}

/** The least that anybody must do with the files: bytes into lines. */
function readLines(folder: string): number {
  let lines = 0
  for (const name of readdirSync(folder))
    if (name.endsWith('.csv')) lines += readFileSync(join(folder, name), 'utf8').split('\n').length
  return lines
}

/** Null where DuckDB has no program for this machine. */
async function openDuckdb({ data }: Workshop) {
  try {
    const { DuckDBInstance } = await import('@duckdb/node-api')
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const files = join(data.files, 'PRSA_Data_*.csv').replaceAll("'", "''")
    return {
      async read() {
        await connection.run(
          `create or replace table readings as select * from read_csv('${files}', nullstr = 'NA')`,
        )
        const reader = await connection.runAndReadAll('select count(*) from readings')
        if (Number(reader.getRows()[0]![0]) !== data.rows)
          throw new Error('DuckDB read another number of rows')
      },
      close: () => connection.closeSync(),
    }
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND' || /native|binding/i.test(String(error)))
      return null
    throw error
  }
}
