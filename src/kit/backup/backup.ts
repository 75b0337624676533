import { randomBytes } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { AnyStore } from '../db/open.ts'
import { makeFolder } from '../folder.ts'
import type { Head } from '../journal/journal.ts'
import { Problem } from '../problem.ts'
import { copyFolders, type Folders, sumOf } from './folders.ts'
import { fileOf, type Manifest, manifestFile, type TableFile } from './manifest.ts'
import { type TableShape, tablesOf } from './tables.ts'

export interface BackupOptions {
  at: Temporal.Instant
  /** What the data folder holds beside the database. */
  folders?: Folders
  /** Rows written so far. */
  progress?(rows: number): void
}

/**
 * Writes one consistent state of the whole database, and the files beside it, into a new folder, in flat memory, while
 * others go on working.
 * The folder gets its name only when everything in it is on the disk. It can be restored into either engine.
 */
export async function backup(store: AnyStore, folder: string, options: BackupOptions): Promise<Manifest> {
  if (existsSync(folder))
    throw new Problem('backup-exists', {
      zh: `${folder} 已存在。请指定一个新文件夹。`,
      en: `${folder} exists already. Name a new folder.`,
    })
  const unfinished = `${folder}.unfinished-${randomBytes(4).toString('hex')}`
  try {
    makeFolder(unfinished, 0o700)
    const tables = await store.snapshot((state) => writeAll(state, unfinished, options))
    // After the tables: whatever they name is then on the disk, and no transaction stays open for films.
    const made = { ...tables, files: await copyFolders(options.folders ?? {}, unfinished) }
    await writeFile(join(unfinished, manifestFile), `${JSON.stringify(made, null, 2)}\n`)
    for (const path of [...made.tables.map(fileOf), manifestFile, '.']) await flush(join(unfinished, path))
    await rename(unfinished, folder)
    await flush(dirname(folder))
    return made
  } catch (error) {
    // Where nothing could be made nothing can be taken away; the first fault is the one to tell.
    await rm(unfinished, { recursive: true, force: true }).catch(() => {})
    throw unwritable(folder, error)
  }
}

/** What file systems say of a place; a connection that breaks has other words. */
const ofDisk = /^(EACCES|EPERM|EROFS|ENOSPC|EDQUOT|EFBIG|EIO|ENOENT|ENOTDIR|ENAMETOOLONG|ELOOP)$/

/** What the disk refused, for the person who named the folder; anything else stays what it is. */
function unwritable(folder: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException
  if (typeof code !== 'string' || !ofDisk.test(code)) return error
  return new Problem('backup-unwritable', {
    zh: `无法写入备份 ${folder}：${message}。没有留下任何未完成的文件。`,
    en: `The backup ${folder} cannot be written: ${message}. Nothing unfinished is left behind.`,
  })
}

async function writeAll(state: AnyStore, folder: string, { at, progress }: BackupOptions) {
  const tables: TableFile[] = []
  let before = 0
  for (const shape of await tablesOf(state)) {
    const table = await writeTable(state, folder, shape, (rows) => progress?.(before + rows))
    before += table.rows
    tables.push(table)
  }
  const migrations = await state.db.selectFrom('migration').select('name').orderBy('name').execute()
  return {
    format: 'lantian-backup' as const,
    version: 1 as const,
    madeAt: at.toString(),
    engine: state.engine,
    migrations: migrations.map(({ name }) => name),
    tables,
    heads: await headsAt(state, at),
  }
}

async function writeTable(
  state: AnyStore,
  folder: string,
  { name, columns }: TableShape,
  progress: (rows: number) => void,
): Promise<TableFile> {
  let rows = 0
  const lines = async function* () {
    for await (const page of state.bulk.pages(state.db, state.db.selectFrom(name).select(columns))) {
      yield `${page.map((row) => JSON.stringify(row, textOfBytes)).join('\n')}\n`
      rows += page.length
      progress(rows)
    }
  }
  const path = join(folder, fileOf({ name }))
  await pipeline(Readable.from(lines()), createGzip({ level: 3 }), createWriteStream(path, { mode: 0o600 }))
  return { name, columns, rows, ...(await sumOf(path)) }
}

/** JSON has no bytes; a Buffer has already turned into `{type, data}` when it gets here. */
function textOfBytes(this: unknown, key: string, value: unknown) {
  const original = (this as Record<string, unknown>)[key]
  return original instanceof Uint8Array ? { base64: Buffer.from(original).toString('base64') } : value
}

async function headsAt({ db }: AnyStore, at: Temporal.Instant): Promise<Head[]> {
  const published = (await db.selectFrom('journal_head').selectAll().orderBy('day').execute()) as Head[]
  const newest = await db
    .selectFrom('journal_seal')
    .select(['position', 'hash'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (newest)
    published.push({
      day: at.toString().slice(0, 10),
      count: 0,
      ...(newest as { position: number; hash: string }),
    })
  return published
}

async function flush(path: string) {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } catch (error) {
    // Windows cannot flush what is open for reading, nor folders.
    if (process.platform !== 'win32') throw error
  } finally {
    await handle.close()
  }
}
