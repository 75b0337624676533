import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { sql } from 'kysely'
import { type Migrations, migrate } from '../db/migrate.ts'
import type { AnyStore } from '../db/open.ts'
import { type Verdict, verify } from '../journal/journal.ts'
import { Problem } from '../problem.ts'
import { type FileFault, type Folders, restoreFolders, sumOf } from './folders.ts'
import { fileOf, type Manifest, readManifest, type TableFile } from './manifest.ts'
import { continueCounting, inLoadingOrder, tablesOf } from './tables.ts'

export interface RestoreOptions {
  /** All migrations of this program. A backup of an older program is brought up to date with them. */
  migrations: Migrations
  /** Where the files beside the database go. */
  folders?: Folders
  /** Rows loaded so far. */
  progress?(rows: number, of: number): void
}

export interface Restored {
  manifest: Manifest
  rows: number
  /** Files that could not be restored; all else is. */
  faults: FileFault[]
  /** What the journal's seals say about the restored data. */
  verdict: Verdict
}

/**
 * Loads a backup into an empty database of either engine. Every table is checked before anything is written, all rows
 * go in within one transaction, and the journal is verified after.
 */
export async function restore(store: AnyStore, folder: string, options: RestoreOptions): Promise<Restored> {
  const manifest = readManifest(folder)
  const { migrations } = options
  refuseNewer(manifest, migrations)
  await checkFiles(folder, manifest)
  await prepare(store, manifest, migrations)
  // Before the rows: a run that is cut off leaves a database that is still empty, and can be run again.
  const faults = await restoreFolders(folder, manifest.files, options.folders ?? {})
  const rows = await store.db.transaction().execute(async (tx) => {
    const inside: AnyStore = { ...store, db: tx }
    if (store.engine === 'sqlite') await sql`pragma defer_foreign_keys = on`.execute(tx)
    const loaded = await loadAll(inside, folder, manifest, options)
    await continueCounting(inside)
    return loaded
  })
  await migrate(store, migrations)
  return { manifest, rows, faults, verdict: await verify(store, manifest.heads) }
}

function refuseNewer({ migrations }: Manifest, known: Migrations) {
  const unknown = migrations.filter((name) => !(name in known))
  if (unknown.length === 0) return
  throw new Problem('newer-backup', {
    zh: `备份由更新版本的程序制作（${unknown.join('、')}）。请使用该版本恢复。`,
    en: `The backup was made by a newer version of the program (${unknown.join(', ')}). Restore it with that version.`,
  })
}

async function checkFiles(folder: string, { tables }: Manifest) {
  for (const table of tables) {
    const file = fileOf(table)
    const found = await sumOf(join(folder, file)).catch(() => null)
    if (found?.sha256 !== table.sha256 || found.bytes !== table.bytes) throw damaged(file)
  }
}

const damaged = (file: string) =>
  new Problem('damaged-backup', {
    zh: `备份文件 ${file} 缺失或损坏，未恢复任何数据。请使用另一份备份。`,
    en: `The file ${file} of the backup is missing or damaged. Nothing was restored; use another backup.`,
  })

/** Brings the database to the tables that the backup knows; it must have no rows. */
async function prepare(store: AnyStore, { migrations, tables }: Manifest, all: Migrations) {
  for (const { name } of await tablesOf(store)) {
    if (name === 'migration') continue
    const row = await store.db.selectFrom(name).select(sql`1`.as('one')).limit(1).executeTakeFirst()
    if (row) throw notEmpty(name)
  }
  const wanted = Object.entries(all).filter(([name]) => migrations.includes(name))
  await migrate(store, Object.fromEntries(wanted)).catch((error) => {
    throw error instanceof Problem ? tooNew(error) : error
  })
  const shapes = new Map((await tablesOf(store)).map(({ name, columns }) => [name, columns]))
  for (const { name, columns } of tables)
    if (!columns.every((column) => shapes.get(name)?.includes(column))) throw damaged(name)
}

const notEmpty = (table: string) =>
  new Problem(
    'not-empty',
    {
      zh: `数据库不是空的（表 ${table} 中有数据），未恢复。请指定空的 LANTIAN_DATA 或 DATABASE_URL。`,
      en: `The database is not empty (table ${table} has rows); nothing was restored. Name an empty LANTIAN_DATA or DATABASE_URL.`,
    },
    409,
  )

const tooNew = (cause: Problem) =>
  new Problem('not-empty', {
    zh: `空数据库的表比备份的新；请指定全新的数据库。（${cause.words.zh}）`,
    en: `The tables of the empty database are newer than the backup's: name a new database. (${cause.words.en})`,
  })

async function loadAll(store: AnyStore, folder: string, manifest: Manifest, options: RestoreOptions) {
  const tables = manifest.tables.filter(({ name }) => name !== 'migration')
  const of = tables.reduce((sum, { rows }) => sum + rows, 0)
  let done = 0
  for (const table of await inLoadingOrder(store, tables)) {
    const before = done
    for await (const rows of rowsIn(join(folder, fileOf(table)), table)) {
      await store.bulk.insert(store.db, table.name, table.columns, rows)
      done += rows.length
      options.progress?.(done, of)
    }
    if (done - before !== table.rows) throw damaged(fileOf(table))
  }
  return done
}

const rowsEach = 5_000

async function* rowsIn(path: string, table: TableFile): AsyncGenerator<unknown[][]> {
  const lines = pipeline(createReadStream(path), createGunzip(), () => {}).setEncoding('utf8')
  let rest = ''
  let rows: unknown[][] = []
  for await (const part of lines) {
    const whole = (rest + part).split('\n')
    rest = whole.pop()!
    for (const line of whole) {
      if (line !== '') rows.push(parseRow(line, table))
      if (rows.length < rowsEach) continue
      yield rows
      rows = []
    }
  }
  if (rest !== '') rows.push(parseRow(rest, table))
  if (rows.length > 0) yield rows
}

function parseRow(line: string, table: TableFile): unknown[] {
  const row: unknown = JSON.parse(line)
  if (!Array.isArray(row) || row.length !== table.columns.length) throw damaged(fileOf(table))
  return row.map((value) => (value?.base64 === undefined ? value : Buffer.from(value.base64, 'base64')))
}
