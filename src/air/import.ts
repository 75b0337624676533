import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Problem } from '../kit/problem.ts'
import type { House } from '../kit/room.ts'
import { hourEndedBy } from '../kit/time.ts'
import { Batch, type Provenance, type Saved, saveBatch } from './save.ts'
import { settle } from './settle.ts'
import { sourceId } from './source-register.ts'
import { type BulkParser, type BulkReport, Notes } from './sources/bulk.ts'
import { Aliases } from './stations.ts'
import type { AirStore } from './tables.ts'

/** Rows written in one transaction: enough to be fast, few enough that readers and a kill never wait long. */
const rowsEach = 40_000
/** A yearly file of the whole nation is 700 MB; what is larger is not one of ours. */
const largestFile = 1024 ** 3

export interface ImportReport {
  files: number
  lines: number
  hours: number
  values: number
  missing: number
  added: number
  corrected: number
  same: number
  refused: Notes
  /** What was read otherwise than it stood in the file. */
  mended: Notes
}

/**
 * Imports files of years. Safe to run twice: an hour that says the same again changes nothing. Every chunk of rows
 * commits with the mark that its days are stale, so that a kill at any moment leaves readings and roll-ups that the
 * next `settle` brings together.
 * @param progress called with bytes done, bytes in all
 * @param committed called when every row of a file is safe on disk, with the number of its rows
 */
export async function importFiles(
  house: House,
  parser: BulkParser,
  paths: string[],
  progress: (title: 'read' | 'rollup', done: number, of: number) => void,
  committed: (file: string, rows: number) => void = () => {},
): Promise<ImportReport> {
  const store: AirStore = house.store
  const files = await findFiles(parser, paths)
  const source = await sourceId(store.db, parser.info)
  const aliases = await Aliases.load(store.db, parser.info.kind)
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const report = emptyReport()
  let done = 0
  for (const file of files) {
    const rows = await importFile(house, parser, source, aliases, file, report)
    committed(file.path, rows)
    progress('read', (done += file.size), total)
  }
  await settle(house, (part, of) => progress('rollup', part, of))
  house.cache.drop('air')
  return report
}

interface File {
  path: string
  size: number
}

const unreadable = (path: string, error: unknown) =>
  new Problem('unreadable', {
    zh: `无法读取 ${path}：${(error as Error).message}`,
    en: `Cannot read ${path}: ${(error as Error).message}`,
  })

/** The files themselves, and of folders those whose names the format knows, in name order. */
async function findFiles(parser: BulkParser, paths: string[]): Promise<File[]> {
  const files: File[] = []
  for (const path of paths) {
    try {
      const { size } = statSync(path)
      if (!statSync(path).isDirectory()) files.push({ path, size })
      else
        for (const name of (await readdir(path, { recursive: true })).sort())
          if (parser.files.test(basename(name)))
            files.push({ path: join(path, name), size: statSync(join(path, name)).size })
    } catch (error) {
      throw unreadable(path, error)
    }
  }
  if (files.length === 0)
    throw new Problem('no-files', {
      zh: `没有找到可导入的文件：${paths.join('、')}`,
      en: `No file to import was found in ${paths.join(', ')}`,
    })
  return files
}

async function importFile(
  house: House,
  parser: BulkParser,
  source: number,
  aliases: Aliases,
  { path, size }: File,
  report: ImportReport,
): Promise<number> {
  if (size > largestFile) {
    report.refused.add(path, undefined, `larger than ${largestFile} bytes`)
    return 0
  }
  const bytes = read(path, size)
  const batches = new Batches()
  const unknown = new Set<string>()
  const stationOf = aliases.finder(house.settings.LANTIAN_ZONE)
  const sink = (name: string, hour: number, values: Float64Array) => {
    const station = stationOf(name, hour)
    if (station === undefined) unknown.add(name)
    else batches.add(station, hour, values)
  }
  const parsed = parser.parse(bytes, path, sink, hourEndedBy(house.clock()))
  addReport(report, parsed)
  for (const name of unknown) report.refused.add(path, undefined, `no station is known by the name "${name}"`)
  const saved = await saveAll(house, batches, {
    source,
    kind: parser.info.kind,
    validity: parser.validity,
    by: 'lantian air import',
    deed: 'air.import',
    detail: {
      source: parser.info.name,
      file: basename(path),
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
  })
  report.files++
  report.added += saved.added
  report.corrected += saved.corrected
  report.same += saved.same
  return saved.added + saved.corrected + saved.same
}

function read(path: string, size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  try {
    const file = openSync(path, 'r')
    try {
      for (let at = 0; at < size; ) {
        const got = readSync(file, bytes, at, size - at, at)
        if (got === 0) return bytes.subarray(0, at)
        at += got
      }
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw unreadable(path, error)
  }
  return bytes
}

/** Rows waiting to be written, in batches of one transaction each. */
class Batches {
  readonly all: Batch[] = []

  add(station: number, hour: number, values: Float64Array) {
    let last = this.all.at(-1)
    if (!last || last.length === rowsEach) this.all.push((last = new Batch(rowsEach)))
    last.add(station, hour, values)
  }
}

async function saveAll(house: House, { all }: Batches, from: Provenance): Promise<Saved> {
  const total: Saved = { added: 0, corrected: 0, same: 0 }
  for (const batch of all) {
    const saved = await saveBatch(house, batch, from)
    total.added += saved.added
    total.corrected += saved.corrected
    total.same += saved.same
  }
  return total
}

const emptyReport = (): ImportReport => ({
  files: 0,
  lines: 0,
  hours: 0,
  values: 0,
  missing: 0,
  added: 0,
  corrected: 0,
  same: 0,
  refused: new Notes(),
  mended: new Notes(),
})

function addReport(report: ImportReport, part: BulkReport) {
  report.lines += part.lines
  report.hours += part.hours
  report.values += part.values
  report.missing += part.missing
  for (const [into, from] of [
    [report.refused, part.refused],
    [report.mended, part.corrected],
  ] as const) {
    for (const { where, line, reason } of from.kept) into.add(where, line, reason)
    into.count += from.count - from.kept.length
  }
}
