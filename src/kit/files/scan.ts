import type { House } from '../room.ts'
import { blobsOf } from './blobs.ts'
import { openFile } from './reading.ts'
import { askScanner, type Verdict } from './scanner.ts'
import type { FilesDb, Scan } from './tables.ts'

/** Asks the scanner about a kept file, unless it has spoken already; a file with a virus loses its bytes at once. */
export async function scanFile(house: House, sha256: string, patience?: number): Promise<Verdict> {
  const db: FilesDb = house.store.db
  const file = await db
    .selectFrom('file')
    .select(['size', 'scan', 'scan_said'])
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  const at = house.settings.LANTIAN_SCANNER
  if (!file) return { kind: 'none', reason: 'the file is gone' }
  if (file.scan === 'clean' || (file.scan === 'unasked' && !at)) return { kind: 'clean' }
  if (!at) return { kind: 'none', reason: 'no scanner' }
  // Why a file cannot be read is in the log already.
  const bytes = await openFile(house, { sha256, size: Number(file.size) }).catch(() => null)
  if (!bytes) return file.scan === 'found' ? found(file.scan_said) : { kind: 'none', reason: 'no bytes' }
  const verdict = await askScanner(at, bytes, patience)
  if (verdict.kind === 'none') {
    house.log.warn({ sha256, reason: verdict.reason }, 'the virus scanner gave no verdict')
    await put(db, sha256, 'waiting', null)
    return verdict
  }
  await put(db, sha256, verdict.kind, verdict.kind === 'found' ? verdict.virus : null)
  if (verdict.kind === 'found') {
    house.log.warn({ sha256, virus: verdict.virus }, 'a file with a virus was removed')
    await blobsOf(house).remove(sha256)
  }
  return verdict
}

const found = (said: string | null): Verdict => ({ kind: 'found', virus: said ?? '' })

const put = (db: FilesDb, sha256: string, scan: Scan, said: string | null) =>
  db
    .updateTable('file')
    .set({ scan, scan_said: said, ...(scan === 'found' ? { stored: 0 } : {}) })
    .where('sha256', '=', sha256)
    .execute()

/** Files that still wait for the scanner, oldest first. Safe to run twice. @returns how many got a verdict */
export async function scanWaiting(house: House, signal?: AbortSignal): Promise<number> {
  if (!house.settings.LANTIAN_SCANNER) return 0
  const db: FilesDb = house.store.db
  const rows = await db
    .selectFrom('file')
    .select('sha256')
    .where('stored', '=', 1)
    .where('scan', '=', 'waiting')
    .orderBy('created_at')
    .limit(200)
    .execute()
  let done = 0
  for (const { sha256 } of rows) {
    if (signal?.aborted) break
    const verdict = await scanFile(house, sha256)
    if (verdict.kind !== 'none') done++
    // A scanner that is away is not asked two hundred times; one that refuses a file may take the next.
    else if (verdict.away) break
  }
  return done
}
