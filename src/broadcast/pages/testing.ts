import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { House } from '../../kit/room.ts'
import { editionOf } from '../blueprint/index.ts'
import type { EditionKind } from '../edition.ts'
import { digestOf } from '../editions.ts'
import type { MadeFile } from '../make.ts'
import { rundownOf } from '../rundown.ts'
import type { AirSnapshot } from '../snapshot.ts'
import { chapters } from '../subtitles/chapters.ts'
import { webVtt } from '../subtitles/formats.ts'
import type { BroadcastStore } from '../tables.ts'
import { sampleAir } from '../testing.ts'
import { folderOf } from '../versions.ts'

export interface ShelvedOptions {
  kind?: EditionKind
  /** Local time with offset. */
  at?: string
  number?: number
  signed?: boolean
  air?: AirSnapshot
  synthetic?: boolean
  late?: { version: number; differences: readonly { zh: string; en: string }[] }
}

/** What stands in for a film: bytes that a test can tell apart. */
export const filmBytes = (length = 5000) => Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) % 256)

/** Puts an edition with its files into a house as if it had been made there; the film is not a real one. */
export async function shelve(house: House, options: ShelvedOptions = {}): Promise<string> {
  const { kind = 'evening', at = '2016-12-20T18:00+08:00', number = 1, air = sampleAir(186) } = options
  const edition = editionOf(kind, at, air)
  const rundown = rundownOf(edition, new Map())
  const folder = folderOf(house, { edition: edition.id, number })
  mkdirSync(join(folder, `${edition.id}.wide.both.hls`), { recursive: true })
  const cues = rundown.parts.flatMap((part) => part.cues)
  const write = (name: string, kindOf: MadeFile['kind'], mediaType: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content)
    const bytes = Buffer.byteLength(content)
    const sha256 = createHash('sha256').update(content).digest('hex')
    return { name, kind: kindOf, mediaType, bytes, sha256 }
  }
  const files: MadeFile[] = [
    write(`${edition.id}.wide.both.mp4`, 'film', 'video/mp4', filmBytes()),
    ...hls(`${edition.id}.wide.both.hls`).map(([name, mediaType, text]) =>
      write(name, 'hls', mediaType, text),
    ),
    ...(['zh', 'en'] as const).flatMap((language) => [
      write(`${edition.id}.${language}.vtt`, 'subtitles', 'text/vtt', webVtt(cues, language)),
      write(`${edition.id}.chapters.${language}.vtt`, 'subtitles', 'text/vtt', chapters(rundown, language)),
    ]),
    write(`${edition.id}.wide.both.png`, 'poster', 'image/png', onePixel),
    write(`${edition.id}.script.html`, 'script', 'text/html', '<!doctype html><p>稿</p>'),
    write(`${edition.id}.plan.json`, 'plan', 'application/json', JSON.stringify(rundown)),
  ]
  const { synthetic = false } = options
  const made = { films: [], files, synthetic, notes: [], marks: [], unknown: [] }
  await keep(house, options, { edition, rundown, made: JSON.stringify(made), number })
  return edition.id
}

const hls = (folder: string): [string, string, string][] => [
  [
    `${folder}/master.m3u8`,
    'application/vnd.apple.mpegurl',
    '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nplaylist-1.m3u8\n',
  ],
  [
    `${folder}/playlist-1.m3u8`,
    'application/vnd.apple.mpegurl',
    '#EXTM3U\n#EXT-X-MAP:URI="init-1.m4s"\n#EXTINF:10,\nsegment-1-1.m4s\n#EXTINF:10,\nsegment-1-2.m4s\n',
  ],
  ...['init-1', 'segment-1-1', 'segment-1-2'].map((name): [string, string, string] => [
    `${folder}/${name}.m4s`,
    'video/mp4',
    `piece ${name}`,
  ]),
]

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

interface Shelved {
  edition: ReturnType<typeof editionOf>
  rundown: ReturnType<typeof rundownOf>
  made: string
  number: number
}

async function keep(house: House, options: ShelvedOptions, { edition, rundown, made, number }: Shelved) {
  const { db }: BroadcastStore = house.store
  const at = Temporal.Instant.from(edition.at).epochMilliseconds
  const air_digest = digestOf(edition.air)
  const { id: proposal } = await db
    .insertInto('broadcast_proposal')
    .values({ edition: edition.id, plan: JSON.stringify(edition), air_digest, at, by: 'test' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const late = options.late ? JSON.stringify({ became: 'x', ...options.late }) : null
  const { id, kind, at: moment } = edition
  const none = { changes: '{}', revision: 0, changed_at: null, changed_by: null }
  await db
    .insertInto('broadcast_edition')
    .values({
      id,
      kind,
      day: moment.slice(0, 10),
      at: moment,
      proposal,
      ...none,
      late,
      late_at: late === null ? null : at,
    })
    .onConflict((on) => on.column('id').doUpdateSet({ proposal, late, late_at: late === null ? null : at }))
    .execute()
  const { id: version } = await db
    .insertInto('broadcast_version')
    .values({
      edition: id,
      number,
      proposal,
      changes: '{}',
      asked: '[]',
      asked_at: at,
      asked_by: 'test',
      state: 'made',
      attempts: 1,
      fault: null,
      made_at: at + number * 60_000,
      air_digest,
      frames: rundown.frames,
      made,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (!options.signed) return
  const signed = { version, films: '[]', air_digest, by: 'chief', note: null, at: at + 600_000 }
  await db.insertInto('broadcast_sign_off').values(signed).execute()
}
