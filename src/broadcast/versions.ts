import { join } from 'node:path'
import type { Selectable } from 'kysely'
import { record } from '../kit/journal/journal.ts'
import { Problem } from '../kit/problem.ts'
import type { House } from '../kit/room.ts'
import type { Words } from '../kit/words.ts'
import { type EditorChanges, type LineMark, laid } from './changes.ts'
import type { Edition } from './edition.ts'
import { editionNamed, editionsLock, unknownEdition } from './editions.ts'
import type { ContainerKind } from './film/container.ts'
import type { MadeFile } from './make.ts'
import type { ScreenLanguage } from './scenes/stage.ts'
import type { ShapeName } from './shape.ts'
import type { LoudnessTarget } from './sound/mix.ts'
import type { BroadcastStore, SignOffTable, VersionState, VersionTable } from './tables.ts'

/** One film of a version. */
export interface Cut {
  /** Of the delivery profile that it is made for, whose files have a folder of their own; null for the house's own. */
  profile: string | null
  shape: ShapeName
  language: ScreenLanguage
  container: ContainerKind
  burnedIn: boolean
  loudness: LoudnessTarget | null
  /** Seconds of a slate before the programme. */
  slateSeconds: number
  /** Who gets it, as the slate says; without it the profile's name stands there. */
  recipient?: Words
  /** Also in pieces for players that want them; versions asked for before there was a choice have none. */
  hls?: boolean | undefined
}

export const usualCut: Cut = {
  profile: null,
  shape: 'wide',
  language: 'both',
  container: 'mp4',
  burnedIn: true,
  loudness: null,
  slateSeconds: 0,
}

/** A film as it was made and measured. */
export interface MadeFilm extends Cut {
  /** Of the file, from the version's folder. */
  name: string
  sha256: string
  frames: number
  /** Against the slot: 0 is exact or without one. */
  off: number
  /** LKFS and dBTP of the final mix. */
  loudness_measured: number | null
  truePeak_measured: number | null
}

export interface MadeVersion {
  films: readonly MadeFilm[]
  files: readonly MadeFile[]
  synthetic: boolean
  notes: readonly Words[]
  /** Lines in an editor's words. */
  marks: readonly LineMark[]
  /** Ids of changes that had no effect. */
  unknown: readonly string[]
}

export interface SignOff {
  by: string
  at: Temporal.Instant
  note: string | null
  films: readonly { name: string; sha256: string }[]
  airDigest: string
}

export interface Version {
  id: number
  edition: string
  number: number
  proposal: number
  changes: EditorChanges
  cuts: readonly Cut[]
  askedAt: Temporal.Instant
  askedBy: string
  state: VersionState
  attempts: number
  fault: Words | null
  madeAt: Temporal.Instant | null
  airDigest: string | null
  frames: number | null
  made: MadeVersion | null
  signOff: SignOff | null
}

/** Where the editions' files lie. */
export const filmsFolder = (house: House): string => join(house.settings.LANTIAN_DATA, 'broadcast')
export const folderOf = (house: House, { edition, number }: Pick<Version, 'edition' | 'number'>): string =>
  join(filmsFolder(house), edition, String(number))

export interface VersionAsked {
  cuts: readonly Cut[]
  by: string
}

/** As many versions of one edition may wait at once. */
const mostWaiting = 5

/** Puts an edition as it now stands on the list of what is to be made. @throws Problem 404, 409 */
export async function askVersion(house: House, edition: string, asked: VersionAsked): Promise<Version> {
  const store: BroadcastStore = house.store
  const at = house.clock()
  const number = await store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, editionsLock)
    const row = await tx
      .selectFrom('broadcast_edition')
      .selectAll()
      .where('id', '=', edition)
      .executeTakeFirst()
    if (!row) throw unknownEdition()
    const before = await tx
      .selectFrom('broadcast_version')
      .select(['number', 'state'])
      .where('edition', '=', edition)
      .execute()
    if (before.filter(({ state }) => state === 'asked' || state === 'making').length >= mostWaiting)
      throw tooManyWaiting()
    const next = Math.max(0, ...before.map((one) => one.number)) + 1
    await tx
      .insertInto('broadcast_version')
      .values({
        edition,
        number: next,
        proposal: row.proposal,
        changes: row.changes,
        asked: JSON.stringify(asked.cuts),
        asked_at: at.epochMilliseconds,
        asked_by: asked.by,
        state: 'asked',
        attempts: 0,
        fault: null,
        made_at: null,
        air_digest: null,
        frames: null,
        made: null,
      })
      .execute()
    await record(tx, {
      at,
      by: asked.by,
      deed: 'broadcast.ask',
      about: `broadcast/${edition}`,
      detail: { version: next, proposal: row.proposal, revision: row.revision, cuts: asked.cuts },
    })
    return next
  })
  return versionOf(house, edition, number)
}

type Row = Selectable<VersionTable> & {
  [K in 'films' | 'by' | 'note' | 'at' as `sign_${K}`]: Selectable<SignOffTable>[K] | null
} & { sign_air: string | null }

export const versionRows = ({ db }: Pick<BroadcastStore, 'db'>) =>
  db
    .selectFrom('broadcast_version as v')
    .leftJoin('broadcast_sign_off as s', 's.version', 'v.id')
    .selectAll('v')
    .select([
      's.films as sign_films',
      's.by as sign_by',
      's.note as sign_note',
      's.at as sign_at',
      's.air_digest as sign_air',
    ])

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)

export const storedVersion = (row: Row): Version => ({
  id: row.id,
  edition: row.edition,
  number: row.number,
  proposal: row.proposal,
  changes: JSON.parse(row.changes),
  cuts: JSON.parse(row.asked),
  askedAt: instant(row.asked_at),
  askedBy: row.asked_by,
  state: row.state,
  attempts: row.attempts,
  fault: row.fault === null ? null : JSON.parse(row.fault),
  madeAt: row.made_at === null ? null : instant(row.made_at),
  airDigest: row.air_digest,
  frames: row.frames,
  made: row.made === null ? null : JSON.parse(row.made),
  signOff:
    row.sign_at === null
      ? null
      : {
          by: row.sign_by!,
          at: instant(row.sign_at),
          note: row.sign_note,
          films: JSON.parse(row.sign_films!),
          airDigest: row.sign_air!,
        },
})

/** Every version of an edition, the newest first. */
export async function versionsOf(house: House, edition: string): Promise<Version[]> {
  const rows = await versionRows(house.store as BroadcastStore)
    .where('v.edition', '=', edition)
    .orderBy('v.number', 'desc')
    .execute()
  return rows.map(storedVersion)
}

/** Which of these editions have a version that was signed off. */
export async function signedEditions(house: House, editions: readonly string[]): Promise<Set<string>> {
  if (editions.length === 0) return new Set()
  const { db }: BroadcastStore = house.store
  const rows = await db
    .selectFrom('broadcast_version as v')
    .innerJoin('broadcast_sign_off as s', 's.version', 'v.id')
    .select('v.edition')
    .distinct()
    .where('v.edition', 'in', [...editions])
    .execute()
  return new Set(rows.map(({ edition }) => edition))
}

/** @throws Problem 404 */
export async function versionOf(house: House, edition: string, number: number): Promise<Version> {
  const row = await versionRows(house.store as BroadcastStore)
    .where('v.edition', '=', edition)
    .where('v.number', '=', number)
    .executeTakeFirst()
  if (!row) throw unknownVersion()
  return storedVersion(row)
}

/** The plan of a version: its own proposal with the changes as they were when it was asked for. */
export async function planOf(house: House, version: Version) {
  const store: BroadcastStore = house.store
  const { plan } = await store.db
    .selectFrom('broadcast_proposal')
    .select('plan')
    .where('id', '=', version.proposal)
    .executeTakeFirstOrThrow()
  return laid(JSON.parse(plan) as Edition, version.changes)
}

/** The newest made version of an edition; null before the first. */
export async function newestMade(house: House, edition: string): Promise<Version | null> {
  await editionNamed(house, edition)
  return (await versionsOf(house, edition)).find(({ state }) => state === 'made') ?? null
}

export const unknownVersion = () =>
  new Problem('unknown-version', { zh: '没有这个版本。', en: 'There is no such version.' }, 404)

const tooManyWaiting = () =>
  new Problem(
    'too-many-waiting',
    {
      zh: `这期节目已有 ${mostWaiting} 个版本在等待制作。`,
      en: `${mostWaiting} versions of this edition are waiting to be made already.`,
    },
    409,
  )
