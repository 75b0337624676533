import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { record } from '../kit/journal/journal.ts'
import { Problem } from '../kit/problem.ts'
import type { House } from '../kit/room.ts'
import type { Words } from '../kit/words.ts'
import type { Edition, Slate } from './edition.ts'
import type { MadeEdition, MadeFile } from './make.ts'
import { type Newsroom, newsroom } from './newsroom.ts'
import { withSlate } from './slate.ts'
import { usualLoudness } from './sound/mix.ts'
import type { BroadcastStore } from './tables.ts'
import {
  type Cut,
  folderOf,
  type MadeFilm,
  type MadeVersion,
  planOf,
  storedVersion,
  type Version,
  versionOf,
  versionRows,
} from './versions.ts'

/** A version whose making failed or killed its process so often is put aside with the reason. */
const mostAttempts = 3

export interface MakingTools {
  signal?: AbortSignal
  progress?(done: number, of: number): void
}

/**
 * Makes the version that has waited longest; one that a killed process left behind comes first and goes on where it
 * stopped. Only the job calls it, so that one is made at a time. Its files get their place only when they are whole.
 * @returns the version, null when none waits
 */
export async function makeNext(
  house: House,
  tools: MakingTools = {},
  room: Newsroom = newsroom,
): Promise<Version | null> {
  const version = await claimed(house)
  if (!version) return null
  try {
    const made = await filmsOf(house, version, tools, room)
    await keep(house, version, made)
  } catch (error) {
    await putBack(house, version, error, tools.signal?.aborted ?? false)
    if (tools.signal?.aborted) throw error
    house.log.error({ err: error, edition: version.edition, version: version.number }, 'a film failed')
  }
  house.cache.drop('broadcast')
  return versionOf(house, version.edition, version.number)
}

async function claimed(house: House): Promise<Version | null> {
  const store: BroadcastStore = house.store
  for (;;) {
    const row = await versionRows(store)
      .where('v.state', 'in', ['making', 'asked'])
      .orderBy('v.state', 'desc')
      .orderBy('v.attempts')
      .orderBy('v.id')
      .limit(1)
      .executeTakeFirst()
    if (!row) return null
    const version = storedVersion(row)
    if (version.state === 'making' && version.attempts >= mostAttempts) {
      await giveUp(house, version, processEnded)
      continue
    }
    const taken = await store.db
      .updateTable('broadcast_version')
      .set({ state: 'making', attempts: version.attempts + 1 })
      .where('id', '=', version.id)
      .where('attempts', '=', version.attempts)
      .where('state', '=', version.state)
      .executeTakeFirst()
    if (taken.numUpdatedRows === 1n) return { ...version, state: 'making', attempts: version.attempts + 1 }
  }
}

interface Made {
  edition: Edition
  airDigest: string
  frames: number
  version: MadeVersion
}

async function filmsOf(house: House, version: Version, tools: MakingTools, room: Newsroom): Promise<Made> {
  const folder = `${folderOf(house, version)}.part`
  await takeUp(folderOf(house, version), folder)
  const { edition: planned, marks, unknown } = await planOf(house, version)
  const edition = withClips(house, planned)
  const narration = await room.narrate(house, edition, tools.signal)
  const films: MadeFilm[] = []
  const files: MadeFile[] = []
  const all: MadeEdition[] = []
  for (const [i, cut] of version.cuts.entries()) {
    tools.signal?.throwIfAborted()
    const made = await room.make(withSlate(edition, slateOf(version, cut), cut.slateSeconds), {
      folder: cut.profile === null ? folder : join(folder, cut.profile),
      shape: cut.shape,
      language: cut.language,
      container: cut.container,
      burnedIn: cut.burnedIn,
      narration,
      hls: (cut.hls ?? house.settings.LANTIAN_BROADCAST_HLS) && cut.profile === null,
      ...(cut.loudness ? { loudness: cut.loudness } : {}),
      ...(tools.signal ? { signal: tools.signal } : {}),
      onProgress: (done, of) => tools.progress?.(i * of + done, version.cuts.length * of),
    })
    const named = made.files.map((file) => ({
      ...file,
      name: cut.profile === null ? file.name : `${cut.profile}/${file.name}`,
    }))
    files.push(...named.filter(({ name }) => !files.some((file) => file.name === name)))
    films.push(filmIn(made, named, cut))
    all.push(made)
  }
  const first = all[0]!
  return {
    edition,
    airDigest: first.airDigest,
    frames: first.rundown.frames,
    version: {
      films,
      files,
      synthetic: all.some(({ synthetic }) => synthetic),
      notes: first.notes,
      marks,
      unknown,
    },
  }
}

const slateOf = ({ number }: Version, { loudness, recipient, profile }: Cut): Slate => ({
  version: number,
  loudness: loudness ?? usualLoudness,
  recipient: recipient ?? (profile === null ? null : { zh: profile, en: profile }),
})

function filmIn(
  { rundown, loudness, truePeak }: MadeEdition,
  files: readonly MadeFile[],
  cut: Cut,
): MadeFilm {
  const film = files.find(({ kind }) => kind === 'film' || kind === 'master')
  if (!film) throw new Error('the maker brought no film')
  // JSON has no word for minus infinity, which is how loud silence is.
  const finite = (value: number) => (Number.isFinite(value) ? value : null)
  return {
    ...cut,
    name: film.name,
    sha256: film.sha256,
    frames: rundown.frames,
    off: rundown.off,
    loudness_measured: finite(loudness),
    truePeak_measured: finite(truePeak),
  }
}

/** What a killed process had made is used again: also when it died between giving the name and writing it down. */
async function takeUp(whole: string, part: string) {
  if (existsSync(whole)) {
    await rm(part, { recursive: true, force: true })
    await rename(whole, part)
  }
  await mkdir(part, { recursive: true })
}

/** The folder gets its name inside the transaction that says so: when that fails the next attempt takes it up. */
async function keep(house: House, version: Version, made: Made): Promise<void> {
  const store: BroadcastStore = house.store
  const at = house.clock()
  const { id, edition, number, attempts } = version
  await store.db.transaction().execute(async (tx) => {
    const done = await tx
      .updateTable('broadcast_version')
      .set({
        state: 'made',
        fault: null,
        made_at: at.epochMilliseconds,
        air_digest: made.airDigest,
        frames: made.frames,
        made: JSON.stringify(made.version),
      })
      .where('id', '=', id)
      .where('state', '=', 'making')
      .where('attempts', '=', attempts)
      .executeTakeFirst()
    if (done.numUpdatedRows !== 1n) throw new Error('another process has taken the version over')
    await tx
      .updateTable('broadcast_edition')
      .set({ late: null, late_at: null })
      .where('id', '=', edition)
      .where('proposal', '=', version.proposal)
      .execute()
    await record(tx, {
      at,
      by: 'job:broadcast.make',
      deed: 'broadcast.make',
      about: `broadcast/${edition}`,
      detail: {
        version: number,
        frames: made.frames,
        air: made.airDigest,
        films: made.version.films.map(({ name, sha256 }) => ({ name, sha256 })),
      },
    })
    const whole = folderOf(house, version)
    await rename(`${whole}.part`, whole)
  })
}

/** A stopped making is taken up at the next start; a failed one is tried again, and then put aside with its reason. */
async function putBack(house: House, version: Version, error: unknown, stopped: boolean): Promise<void> {
  const fault = faultOf(error)
  const last = error instanceof Problem || version.attempts >= mostAttempts
  if (!stopped && last) return giveUp(house, version, fault)
  const store: BroadcastStore = house.store
  await store.db
    .updateTable('broadcast_version')
    .set({
      state: stopped ? 'making' : 'asked',
      attempts: stopped ? version.attempts - 1 : version.attempts,
      fault: stopped ? null : JSON.stringify(fault),
    })
    .where('id', '=', version.id)
    .where('attempts', '=', version.attempts)
    .execute()
}

async function giveUp(house: House, version: Version, fault: Words): Promise<void> {
  const store: BroadcastStore = house.store
  const at = house.clock()
  await store.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('broadcast_version')
      .set({ state: 'failed', fault: JSON.stringify(fault) })
      .where('id', '=', version.id)
      .execute()
    await record(tx, {
      at,
      by: 'job:broadcast.make',
      deed: 'broadcast.fail',
      about: `broadcast/${version.edition}`,
      detail: { version: version.number, why: fault.en },
    })
  })
  await rm(`${folderOf(house, version)}.part`, { recursive: true, force: true })
}

const processEnded: Words = {
  zh: `制作进程 ${mostAttempts} 次中途终止。`,
  en: `The process that made it ended in the middle ${mostAttempts} times.`,
}

function faultOf(error: unknown): Words {
  if (error instanceof Problem) return error.words
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC') return { zh: '磁盘已满。', en: 'The disk is full.' }
  const told = (message || String(error)).slice(0, 500)
  return { zh: `制作失败：${told}`, en: `The making failed: ${told}` }
}

/** Camera clips are named by an editor and lie in the data folder's `clips`. */
const withClips = ({ settings }: House, edition: Edition): Edition => ({
  ...edition,
  segments: edition.segments.map((segment) => ({
    ...segment,
    parts: segment.parts.map((part) =>
      part.media === null
        ? part
        : { ...part, media: join(settings.LANTIAN_DATA, 'clips', basename(part.media)) },
    ),
  })),
})
