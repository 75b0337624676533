import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { pino } from 'pino'
import { beijing } from '../beijing.ts'
import type { Migrations } from '../kit/db/migrate.ts'
import type { AnyStore } from '../kit/db/open.ts'
import { onBothEngines } from '../kit/db/testing.ts'
import { migrations as journal } from '../kit/journal/journal.ts'
import { type House, noDesk } from '../kit/room.ts'
import { PageCache } from '../kit/web/cache.ts'
import { createMetrics } from '../kit/web/metrics.ts'
import { readSettings, type Settings } from '../settings.ts'
import type { MadeFile } from './make.ts'
import { digestOfAir, noVoice } from './make.ts'
import { up as editions } from './migrations/001-editions.ts'
import type { Newsroom } from './newsroom.ts'
import { rundownOf } from './rundown.ts'
import type { AirSnapshot } from './snapshot.ts'
import { sampleAir } from './testing.ts'

export const testMigrations: Migrations = { ...journal, 'broadcast-001-editions': { up: editions } }

export interface TestHouse extends House {
  setClock(local: string): void
}

/** A house with a store, a data folder of its own and a clock that stands still. */
export function testHouse(store: AnyStore, data: string, settings: Partial<Settings> = {}): TestHouse {
  const all = { ...readSettings({}), ...settings, LANTIAN_DATA: data }
  const instant = (local: string) =>
    Temporal.PlainDateTime.from(local).toZonedDateTime(all.LANTIAN_ZONE).toInstant()
  let now = instant('2016-12-20T18:10')
  return {
    store,
    settings: all,
    centre: beijing,
    menu: [],
    desk: noDesk,
    clock: () => now,
    setClock: (local) => {
      now = instant(local)
    },
    log: pino({ level: 'silent' }),
    cache: new PageCache(),
    metrics: createMetrics(),
  }
}

export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'lantian-broadcast-'))
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** The same test on both engines, each in a house of its own. */
export function inBothHouses(
  name: string,
  body: (house: TestHouse, t: TestContext) => Promise<void>,
  settings: Partial<Settings> = {},
): void {
  onBothEngines(name, async (t, open) => {
    const store = await open(testMigrations)
    await body(testHouse(store, temporaryFolder(t), settings), t)
  })
}

export interface TestNewsroom extends Newsroom {
  air: AirSnapshot | null
  /** How often the maker was called. */
  made: number
}

/** A newsroom whose air is told by hand and whose films are a few bytes of text. */
export function testNewsroom(air: AirSnapshot | null = sampleAir(186)): TestNewsroom {
  const room: TestNewsroom = {
    air,
    made: 0,
    gather: async () => room.air,
    narrate: async () => noVoice,
    async make(edition, { folder, shape, language, container, signal }) {
      signal?.throwIfAborted()
      room.made++
      mkdirSync(folder, { recursive: true })
      const rundown = rundownOf(edition, new Map())
      const write = (name: string, kind: MadeFile['kind'], mediaType: string, text: string): MadeFile => {
        writeFileSync(join(folder, name), text)
        const sha256 = createHash('sha256').update(text).digest('hex')
        return { name, kind, mediaType, bytes: Buffer.byteLength(text), sha256 }
      }
      const stem = `${edition.id}.${shape}.${language}`
      const film =
        container === 'mp4'
          ? write(`${stem}.mp4`, 'film', 'video/mp4', `film of ${JSON.stringify(edition)}`)
          : write(`${stem}.mov`, 'master', 'video/quicktime', `master of ${JSON.stringify(edition)}`)
      const files = [
        film,
        write(`${edition.id}.zh.srt`, 'subtitles', 'application/x-subrip', 'zh'),
        write(`${edition.id}.en.srt`, 'subtitles', 'application/x-subrip', 'en'),
        write(`${edition.id}.plan.json`, 'plan', 'application/json', JSON.stringify(rundown)),
      ]
      const measured = { loudness: -24, truePeak: -3, airDigest: digestOfAir(edition) }
      return { edition, rundown, folder, files, ...measured, synthetic: false, notes: [...noVoice.notes] }
    },
  }
  return room
}

export const evening = Temporal.Instant.from('2016-12-20T18:00+08:00')
export const eveningId = 'evening-2016-12-20'
