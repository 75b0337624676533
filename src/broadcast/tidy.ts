import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { record } from '../kit/journal/journal.ts'
import type { House } from '../kit/room.ts'
import type { EditionKind } from './edition.ts'
import type { BroadcastStore } from './tables.ts'
import { filmsFolder, folderOf, storedVersion, type Version, versionRows } from './versions.ts'

const dayMs = 86_400_000
/** Drafts that nobody signed are kept so many days; signed versions for ever. */
const draftDays: Readonly<Record<EditionKind, number>> = {
  evening: 30,
  morning: 30,
  hourly: 2,
  heavy: 60,
  week: 60,
  month: 60,
}
/** However young they are, no more drafts than these stay. */
const mostDrafts = 400

/**
 * Daily: removes the files of drafts that nobody signed, and folders that no version owns. The newest film of each
 * kind stays. Safe to run twice; marks before it removes, and sweeps up what a killed run left.
 */
export async function tidy(house: House): Promise<string> {
  const old = await oldDrafts(house)
  for (const version of old) await removeFiles(house, version)
  const swept = await sweep(house)
  if (old.length > 0) house.cache.drop('broadcast')
  return old.length + swept === 0 ? '' : `${old.length} drafts and ${swept} stray folders removed`
}

async function oldDrafts(house: House): Promise<Version[]> {
  const now = house.clock().epochMilliseconds
  const rows = await versionRows(house.store as BroadcastStore)
    .innerJoin('broadcast_edition as e', 'e.id', 'v.edition')
    .select('e.kind')
    .where('v.state', '=', 'made')
    .where('s.id', 'is', null)
    .orderBy('e.at', 'desc')
    .orderBy('v.number', 'desc')
    .execute()
  const newest = new Set<EditionKind>()
  return rows
    .filter(({ kind, made_at }, i) => {
      const first = !newest.has(kind)
      newest.add(kind)
      return !first && (i >= mostDrafts || (made_at ?? 0) < now - draftDays[kind] * dayMs)
    })
    .map(storedVersion)
}

async function removeFiles(house: House, version: Version) {
  const store: BroadcastStore = house.store
  const removed = await store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, 'broadcast/sign-off')
    const signed = await tx
      .selectFrom('broadcast_sign_off')
      .select('id')
      .where('version', '=', version.id)
      .executeTakeFirst()
    if (signed) return false
    await tx.updateTable('broadcast_version').set({ state: 'removed' }).where('id', '=', version.id).execute()
    await record(tx, {
      at: house.clock(),
      by: 'job:broadcast.tidy',
      deed: 'broadcast.remove',
      about: `broadcast/${version.edition}`,
      detail: { version: version.number },
    })
    return true
  })
  if (removed) await rm(folderOf(house, version), { recursive: true, force: true })
}

/** Folders without a version that is made or in the making: a run was killed between the mark and the removal. */
async function sweep(house: House): Promise<number> {
  const root = filmsFolder(house)
  const store: BroadcastStore = house.store
  const alive = await store.db
    .selectFrom('broadcast_version')
    .select(['edition', 'number', 'state'])
    .where('state', 'in', ['asked', 'making', 'made'])
    .execute()
  const owned = new Set(
    alive.flatMap(({ edition, number, state }) =>
      state === 'made' ? [`${edition}/${number}`] : [`${edition}/${number}`, `${edition}/${number}.part`],
    ),
  )
  let swept = 0
  for (const edition of await namesIn(root)) {
    const all = (await namesIn(join(root, edition))).filter((name) => /^\d+(\.part)?$/.test(name))
    const stray = all.filter((name) => !owned.has(`${edition}/${name}`))
    for (const name of stray) await rm(join(root, edition, name), { recursive: true, force: true })
    if (all.length > 0 && stray.length === all.length)
      await rm(join(root, edition), { recursive: true, force: true })
    swept += stray.length
  }
  return swept
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])
