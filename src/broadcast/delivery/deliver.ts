import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Selectable } from 'kysely'
import { record } from '../../kit/journal/journal.ts'
import { trueTime } from '../../kit/outside/s3/bucket.ts'
import { Problem } from '../../kit/problem.ts'
import type { House } from '../../kit/room.ts'
import type { Words } from '../../kit/words.ts'
import { checksOf, passes } from '../checks.ts'
import { editionNamed } from '../editions.ts'
import type { BroadcastStore, DeliveryTable } from '../tables.ts'
import { type MadeFilm, planOf, storedVersion, type Version, versionOf, versionRows } from '../versions.ts'
import { DeliveryFault, type Destination } from './destination.ts'
import { folderDestination } from './folder.ts'
import { parcelsOf, sheetParcels } from './parcels.ts'
import { type Profile, profileNamed, profilesOf } from './profile.ts'
import { corrected, deliveredAlready, noSuchFilm, notFit, notSigned } from './refusals.ts'
import { s3Destination } from './s3.ts'

const mostAttempts = 8
/** Half a minute, doubling, at most an hour. */
const waitAfter = (attempts: number) => Math.min(30_000 * 2 ** (attempts - 1), 3_600_000)
/** A sign-off so old starts nothing by itself any more. */
const automaticDays = 2

type Row = Selectable<DeliveryTable>

/** What of a profile its film must be. */
export type Fitting = Pick<Profile, 'name' | 'shape' | 'language' | 'container' | 'burnedIn' | 'slateSeconds'>

/** The film of a version that a profile wants: the one made for it, else one of the same form. */
export function filmFor({ made }: Version, profile: Fitting): MadeFilm | null {
  const films = made?.films ?? []
  const fits = ({ shape, language, container, burnedIn, slateSeconds }: MadeFilm) =>
    shape === profile.shape &&
    language === profile.language &&
    container === profile.container &&
    burnedIn === profile.burnedIn &&
    slateSeconds === profile.slateSeconds
  const own = films.find((film) => film.profile === profile.name && fits(film))
  // A slate names for whom its film was made.
  return own ?? films.find((film) => film.slateSeconds === 0 && fits(film)) ?? null
}

/**
 * Puts a signed version on the list of what is delivered; a delivery that failed is tried anew.
 * @throws Problem where it is not signed, not what the profile takes, or was delivered already
 */
export async function askDelivery(
  house: House,
  asked: { edition: string; version: number; profile: string; by: string },
): Promise<void> {
  const { edition, version: number, profile: name, by } = asked
  const profile = await profileNamed(house, name)
  const version = await versionOf(house, edition, number)
  const { kind } = await editionNamed(house, edition)
  if (!version.signOff) throw notSigned()
  if (!profile.kinds.includes(kind) || !filmFor(version, profile)) throw noSuchFilm(profile)
  const store: BroadcastStore = house.store
  const at = house.clock()
  await store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, 'broadcast/delivery')
    const before = await tx
      .selectFrom('broadcast_delivery')
      .selectAll()
      .where('version', '=', version.id)
      .where('profile', '=', name)
      .executeTakeFirst()
    if (before && before.state !== 'failed') throw deliveredAlready(before)
    const fresh = {
      asked_at: at.epochMilliseconds,
      asked_by: by,
      state: 'asked' as const,
      attempts: 0,
      due: at.epochMilliseconds,
      fault: null,
    }
    if (before) await tx.updateTable('broadcast_delivery').set(fresh).where('id', '=', before.id).execute()
    else
      await tx
        .insertInto('broadcast_delivery')
        .values({ version: version.id, profile: name, ...fresh })
        .execute()
    await record(tx, {
      at,
      by,
      deed: 'broadcast.send',
      about: `broadcast/${edition}`,
      detail: { version: number, profile: name },
    })
  })
}

/** Asks for the deliveries that profiles want as soon as something is signed. Safe to run twice. */
async function askAutomatic(house: House): Promise<void> {
  const profiles = (await profilesOf(house)).filter(({ whenSigned }) => whenSigned)
  if (profiles.length === 0) return
  const store: BroadcastStore = house.store
  const since = house.clock().epochMilliseconds - automaticDays * 86_400_000
  const rows = await versionRows(store).where('s.at', '>=', since).orderBy('v.id').execute()
  for (const version of rows.map(storedVersion))
    for (const profile of profiles) {
      const { kind } = await editionNamed(house, version.edition)
      const known = await store.db
        .selectFrom('broadcast_delivery')
        .select('id')
        .where('version', '=', version.id)
        .where('profile', '=', profile.name)
        .executeTakeFirst()
      if (known || !profile.kinds.includes(kind) || !filmFor(version, profile)) continue
      await askDelivery(house, {
        edition: version.edition,
        version: version.number,
        profile: profile.name,
        by: 'job:broadcast.deliver',
      })
    }
}

/**
 * Delivers what is due next: examined, brought under another name, read back, named, and only then receipted. Killed in
 * the middle it begins again; what arrived whole is not sent twice.
 * @returns one line about it, null when nothing is due
 */
export async function deliverNext(house: House, signal: AbortSignal): Promise<string | null> {
  await askAutomatic(house)
  const row = await claimed(house)
  if (!row) return null
  const store: BroadcastStore = house.store
  const found = await versionRows(store).where('v.id', '=', row.version).executeTakeFirstOrThrow()
  const version = storedVersion(found)
  const name = `${version.edition} ${version.number} to ${row.profile}`
  try {
    const { place, files } = await deliver(house, version, row.profile, signal)
    await receipt(house, row, version, place, files)
    return `${name} delivered`
  } catch (error) {
    const { words, again } = faultOf(error)
    await failed(house, row, version, words, again, signal.aborted)
    if (signal.aborted) throw error
    house.log.error({ err: error, edition: version.edition, profile: row.profile }, 'a delivery failed')
    return `${name}: ${words.en}`
  }
}

async function claimed(house: House): Promise<Row | null> {
  const store: BroadcastStore = house.store
  const now = house.clock().epochMilliseconds
  const row = await store.db
    .selectFrom('broadcast_delivery')
    .selectAll()
    .where('state', 'in', ['asked', 'sending'])
    .where('due', '<=', now)
    .orderBy('due')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const attempts = row.attempts + 1
  const taken = await store.db
    .updateTable('broadcast_delivery')
    .set({ state: 'sending', attempts })
    .where('id', '=', row.id)
    .where('attempts', '=', row.attempts)
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n ? { ...row, state: 'sending', attempts } : null
}

async function deliver(house: House, version: Version, profileName: string, signal: AbortSignal) {
  const profile = await profileNamed(house, profileName)
  const edition = await editionNamed(house, version.edition)
  const film = filmFor(version, profile)
  if (!film) throw noSuchFilm(profile)
  if (edition.late?.version === version.number) throw corrected(edition.late.differences)
  const { edition: plan } = await planOf(house, version)
  const checks = await checksOf(house, version, film, plan, profile)
  if (!passes(checks))
    throw notFit(checks.filter(({ result }) => result === 'fail').map(({ title }) => title))
  const beside = await mkdtemp(join(tmpdir(), 'lantian-delivery-'))
  let to: Destination | null = null
  try {
    const parcels = parcelsOf(house, edition, version, film, profile)
    const files = parcels.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 }))
    if (profile.sheet)
      parcels.push(...(await sheetParcels(house, beside, { edition, version, film, profile, checks }, files)))
    to = await destinationOf(profile, signal)
    for (const parcel of parcels) await to.send(parcel, signal)
    return { place: to.place, files: parcels.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })) }
  } finally {
    await to?.close()
    await rm(beside, { recursive: true, force: true })
  }
}

async function destinationOf({ destination }: Profile, signal: AbortSignal): Promise<Destination> {
  switch (destination.kind) {
    case 'folder':
      return folderDestination(destination)
    case 'sftp':
      // Its library takes a tenth of a second to load, and few houses ever need it.
      return (await import('./sftp.ts')).sftpDestination(destination, signal)
    case 's3':
      return s3Destination(destination, trueTime, signal)
  }
}

type Sent = { name: string; bytes: number; sha256: string }[]

async function receipt(house: House, row: Row, version: Version, place: string, files: Sent) {
  const store: BroadcastStore = house.store
  const at = house.clock()
  await store.db.transaction().execute(async (tx) => {
    const done = await tx
      .updateTable('broadcast_delivery')
      .set({ state: 'done', fault: null })
      .where('id', '=', row.id)
      .where('state', '=', 'sending')
      .where('attempts', '=', row.attempts)
      .executeTakeFirst()
    if (done.numUpdatedRows !== 1n) throw new Error('another process has taken the delivery over')
    await tx
      .insertInto('broadcast_receipt')
      .values({ delivery: row.id, files: JSON.stringify(files), place, at: at.epochMilliseconds })
      .execute()
    await record(tx, {
      at,
      by: 'job:broadcast.deliver',
      deed: 'broadcast.deliver',
      about: `broadcast/${version.edition}`,
      detail: { version: version.number, profile: row.profile, place, files },
    })
  })
}

async function failed(
  house: House,
  row: Row,
  version: Version,
  why: Words,
  again: boolean,
  stopped: boolean,
) {
  const store: BroadcastStore = house.store
  const at = house.clock()
  const over = !stopped && (!again || row.attempts >= mostAttempts)
  await store.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('broadcast_delivery')
      .set({
        state: over ? 'failed' : 'asked',
        attempts: stopped ? row.attempts - 1 : row.attempts,
        due: at.epochMilliseconds + (stopped ? 0 : waitAfter(row.attempts)),
        fault: stopped ? row.fault : JSON.stringify(why),
      })
      .where('id', '=', row.id)
      .where('attempts', '=', row.attempts)
      .execute()
    if (over)
      await record(tx, {
        at,
        by: 'job:broadcast.deliver',
        deed: 'broadcast.deliver-failed',
        about: `broadcast/${version.edition}`,
        detail: { version: version.number, profile: row.profile, why: why.en },
      })
  })
}

function faultOf(error: unknown): { words: Words; again: boolean } {
  if (error instanceof DeliveryFault) return error
  if (error instanceof Problem) return { words: error.words, again: error.status === 503 }
  const { message } = error as Error
  return { words: { zh: `交付失败：${message}`, en: `The delivery failed: ${message}` }, again: true }
}

/** How the deliveries of a version stand, with their receipts. */
export async function deliveriesOf(house: House, version: Version) {
  const store: BroadcastStore = house.store
  const rows = await store.db
    .selectFrom('broadcast_delivery as d')
    .leftJoin('broadcast_receipt as r', 'r.delivery', 'd.id')
    .selectAll('d')
    .select(['r.files', 'r.place', 'r.at as arrived_at'])
    .where('d.version', '=', version.id)
    .orderBy('d.id')
    .execute()
  return rows.map(({ profile, state, attempts, fault, files, place, arrived_at }) => ({
    profile,
    state,
    attempts,
    fault: fault === null ? null : (JSON.parse(fault) as Words),
    receipt:
      files === null
        ? null
        : {
            files: JSON.parse(files) as Sent,
            place: place!,
            at: Temporal.Instant.fromEpochMilliseconds(arrived_at!),
          },
  }))
}
