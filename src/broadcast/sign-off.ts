import { join } from 'node:path'
import { record } from '../kit/journal/journal.ts'
import { Problem } from '../kit/problem.ts'
import type { House } from '../kit/room.ts'
import type { Words } from '../kit/words.ts'
import { differencesOf } from './differences.ts'
import { digestOf } from './editions.ts'
import { isUnchanged } from './files.ts'
import { type Newsroom, newsroom } from './newsroom.ts'
import type { BroadcastStore } from './tables.ts'
import { folderOf, planOf, type Version, versionOf } from './versions.ts'

export interface SignOffAsked {
  edition: string
  version: number
  by: string
  /** Digest of the film that was watched: whoever signs says what he saw. */
  film: string
  note: string | null
}

/**
 * Signs a version off: bound to the SHA-256 of its films and of the readings that they show, once and for ever.
 * @throws Problem where it is not made, was signed already, a file is not as it was made, another film was watched, or
 * the readings are newer than the film
 */
export async function signOff(
  house: House,
  asked: SignOffAsked,
  { gather }: Pick<Newsroom, 'gather'> = newsroom,
): Promise<Version> {
  const version = await versionOf(house, asked.edition, asked.version)
  const films = await signable(house, version, asked.film)
  await mustShowNewest(house, version, gather)
  const store: BroadcastStore = house.store
  const at = house.clock()
  const { by, note } = asked
  await store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, 'broadcast/sign-off')
    const before = await tx
      .selectFrom('broadcast_sign_off')
      .select('by')
      .where('version', '=', version.id)
      .executeTakeFirst()
    if (before) throw signedAlready(before.by)
    await tx
      .insertInto('broadcast_sign_off')
      .values({
        version: version.id,
        films: JSON.stringify(films),
        air_digest: version.airDigest!,
        by,
        note,
        at: at.epochMilliseconds,
      })
      .execute()
    await record(tx, {
      at,
      by,
      deed: 'broadcast.sign-off',
      about: `broadcast/${version.edition}`,
      detail: { version: version.number, films, air: version.airDigest, note },
    })
  })
  house.cache.drop('broadcast')
  return versionOf(house, asked.edition, asked.version)
}

/** The films of a version that may be signed, with their digests. */
async function signable(house: House, version: Version, watched: string) {
  if (version.state !== 'made' || !version.made) throw notMade(version)
  if (version.signOff) throw signedAlready(version.signOff.by)
  const { films, files } = version.made
  if (!films.some(({ sha256 }) => sha256 === watched)) throw anotherFilm()
  for (const { name } of films) {
    const file = files.find((one) => one.name === name)!
    if (!(await isUnchanged(join(folderOf(house, version), name), file))) throw changedFile(name)
  }
  return films.map(({ name, sha256 }) => ({ name, sha256 }))
}

/** The readings of the edition's moment must still be those of the film. */
async function mustShowNewest(house: House, version: Version, gather: Newsroom['gather']) {
  const { edition } = await planOf(house, version)
  const air = await gather(house, Temporal.Instant.from(edition.at))
  if (air && digestOf(air) === version.airDigest) return
  const told = air
    ? differencesOf(edition.air, air)
    : [{ zh: '那个时刻已没有任何读数', en: 'that moment has no readings any more' }]
  throw newerReadings(told)
}

const notMade = ({ state }: Version) =>
  new Problem(
    'not-made',
    {
      zh: state === 'removed' ? '这个版本的文件已被清理。' : '这个版本还没有制作完成。',
      en:
        state === 'removed'
          ? 'The files of this version have been removed.'
          : 'This version has not been made (yet).',
    },
    409,
  )

const signedAlready = (by: string) =>
  new Problem(
    'signed-already',
    { zh: `这个版本已由 ${by} 签发。`, en: `This version has been signed off by ${by} already.` },
    409,
  )

const anotherFilm = () =>
  new Problem(
    'another-film',
    {
      zh: '所给的摘要不是这个版本的影片。请看过这个版本后再签发。',
      en: 'The digest is not that of a film of this version. Watch this version, then sign it off.',
    },
    409,
  )

const changedFile = (name: string) =>
  new Problem(
    'changed-file',
    {
      zh: `文件 ${name} 与制作时不同，不能签发。请重新制作。`,
      en: `The file ${name} is not as it was made, so it cannot be signed off. Make a new version.`,
    },
    409,
  )

const newerReadings = (told: readonly Words[]) =>
  new Problem(
    'newer-readings',
    {
      zh: `影片制作之后读数有更正，不能签发：${told.map(({ zh }) => zh).join('；')}。请制作新版本。`,
      en: `Readings were corrected after the film was made, so it cannot be signed off: ${told.map(({ en }) => en).join('; ')}. Make a new version.`,
    },
    409,
  )
