import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { House } from '../kit/room.ts'
import { type Hour, hourEndedBy } from '../kit/time.ts'
import { findFiles, type ImportFile, readWhole } from './import-files.ts'
import { Batch, type Provenance, type Saved, saveBatch } from './save.ts'
import { settle } from './settle.ts'
import { noteTry, sourceId } from './source-register.ts'
import { type BulkParser, type BulkReport, Notes } from './sources/bulk.ts'
import { Aliases, registerFound } from './stations.ts'
import type { AirStore } from './tables.ts'

/** Rows written in one transaction: enough to be fast, few enough that readers and a kill never wait long. */
const rowsEach = 40_000

export interface ImportReport {
  files: number
  lines: number
  hours: number
  values: number
  missing: number
  added: number
  corrected: number
  same: number
  /** Hours of stations that are not this centre's: `hours` = added + corrected + same + others. */
  others: number
  /** The newest hour that was taken. */
  newest: Hour | null
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
  const { files, refused } = findFiles(parser.files, paths)
  const source = await sourceId(store.db, parser.info)
  const aliases = await Aliases.load(store.db, parser.info.kind)
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const report = emptyReport()
  for (const { where, reason } of refused) report.refused.add(where, undefined, reason)
  let done = 0
  for (const file of files) {
    const rows = await importFile(house, parser, source, aliases, file, report)
    committed(file.path, rows)
    progress('read', (done += file.size), total)
  }
  const rows = report.added + report.corrected + report.same
  const at = house.clock().epochMilliseconds
  if (rows > 0) await noteTry(store.db, source, at, { hour: report.newest, count: rows })
  await settle(house, (part, of) => progress('rollup', part, of))
  house.cache.drop('air')
  return report
}

async function importFile(
  house: House,
  parser: BulkParser,
  source: number,
  aliases: Aliases,
  { path, size }: ImportFile,
  report: ImportReport,
): Promise<number> {
  const bytes = readWhole({ path, size })
  if ('refused' in bytes) {
    report.refused.add(path, undefined, bytes.refused)
    return 0
  }
  let found = readRows(house, parser, aliases, bytes, path)
  // A file that describes its stations is read again once they are known.
  if (await registerOwn(house, parser, aliases, found)) found = readRows(house, parser, aliases, bytes, path)
  const { parsed, batches, others, newest } = found
  addReport(report, parsed)
  if (parsed.lines === 0 && parsed.refused.count === 0)
    report.refused.add(path, undefined, 'nothing follows its header')
  report.others += noteOthers(others, path, report.refused)
  report.newest = newest === null ? report.newest : Math.max(newest, report.newest ?? newest)
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

interface Found {
  parsed: BulkReport
  batches: Batches
  /** Hours by the names of stations that nobody here knows. */
  others: Map<string, number>
  newest: Hour | null
}

function readRows(
  house: House,
  parser: BulkParser,
  aliases: Aliases,
  bytes: Uint8Array,
  path: string,
): Found {
  const batches = new Batches()
  const others = new Map<string, number>()
  const stationOf = aliases.finder(house.settings.LANTIAN_ZONE)
  let newest: Hour | null = null
  const sink = (name: string, hour: Hour, values: Float64Array) => {
    const station = stationOf(name, hour)
    if (station === undefined) {
      others.set(name, (others.get(name) ?? 0) + 1)
      return
    }
    batches.add(station, hour, values)
    if (newest === null || hour > newest) newest = hour
  }
  const parsed = parser.parse(bytes, path, sink, hourEndedBy(house.clock()))
  return { parsed, batches, others, newest }
}

/** Registers the stations that the file describes and nobody knows; they never enter the city's mean. */
async function registerOwn(house: House, parser: BulkParser, aliases: Aliases, { parsed, others }: Found) {
  const own = parsed.stations.filter(({ code, name }) => others.has(code) || others.has(name.en))
  if (own.length === 0) return false
  const { db }: AirStore = house.store
  for (const station of own) {
    const { name, kind } = parser.info
    const id = await db.transaction().execute((tx) => registerFound(tx, name, kind, station))
    aliases.learn([station.code, station.name.zh, station.name.en], id)
  }
  return true
}

/** Says once for a file which stations are not this centre's, and returns how many hours they have. */
function noteOthers(others: Map<string, number>, path: string, refused: Notes): number {
  const hours = [...others.values()].reduce((sum, count) => sum + count, 0)
  if (hours === 0) return 0
  const names = [...others.keys()]
  const few = names.slice(0, 5).map((name) => JSON.stringify(name.slice(0, 40)))
  refused.add(
    path,
    undefined,
    `no station is known by the name ${few.join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}: ${hours} hours left out (names are aliases in the centre's file, LANTIAN_CENTRE)`,
  )
  return hours
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
  others: 0,
  newest: null,
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
