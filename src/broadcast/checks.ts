import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { House } from '../kit/room.ts'
import type { Words } from '../kit/words.ts'
import { labelChecks } from './check-labels.ts'
import { digestCheck, pictureChecks } from './check-picture.ts'
import type { PlanSeen } from './check-plan.ts'
import { soundChecks } from './check-sound.ts'
import { type BesideFile, subtitleChecks } from './check-subtitles.ts'
import type { Profile } from './delivery/profile.ts'
import type { Edition, Rundown } from './edition.ts'
import { sha256 } from './editions.ts'
import { digestOfFile } from './files.ts'
import type { FilmFacts } from './film-facts.ts'
import { lookApart } from './look-apart.ts'
import type { Looked } from './look-worker.ts'
import type { MadeFile } from './make.ts'
import { folderOf, type MadeFilm, type Version } from './versions.ts'

/** One line of the technical report: what was wanted, what was found, and whether that will do. */
export interface Check {
  id: string
  title: Words
  wanted: string
  found: string
  /** A note is for people to look at; it stops nothing. */
  result: 'pass' | 'fail' | 'note'
}

export const check = (id: string, title: Words, wanted: string, found: string, pass: boolean): Check => ({
  id,
  title,
  wanted,
  found,
  result: pass ? 'pass' : 'fail',
})

const mostNamed = 5

/** What was found of faults: "all" is well, or the first that are not, and how many. */
export const listed = (faults: readonly string[]): string =>
  faults.length === 0
    ? 'all'
    : `not ${faults.slice(0, mostNamed).join(', ')}${faults.length > mostNamed ? `, ${faults.length} in all` : ''}`

/** What a check reads: the file itself, what was measured when it was made, and the plan behind it. */
export interface Examined {
  film: MadeFilm
  file: MadeFile
  facts: FilmFacts
  /** What the plan beside the film draws; null where there is none. */
  plan: PlanSeen | null
  /** The subtitles beside it, as they lie there. */
  subtitles: readonly BesideFile[]
  /** SHA-256 of the file as it lies there. */
  digest: string
  edition: Edition
  version: Version
  files: readonly MadeFile[]
  profile: Profile | null
}

/** Examines a film of a version. @throws when the file is no film or cannot be read */
export async function checksOf(
  house: House,
  version: Version,
  film: MadeFilm,
  edition: Edition,
  profile: Profile | null,
): Promise<Check[]> {
  const path = join(folderOf(house, version), film.name)
  const files = version.made!.files
  const file = files.find(({ name }) => name === film.name)!
  const title = { zh: '可读', en: 'Readable' }
  const digest = await digestOfFile(path)
  const rundown = await planBeside(house, version, film, edition)
  const looked = await lookAt(path, digest, film, rundown).catch((error: Error) => error)
  if (looked instanceof Error)
    return [
      check('readable', title, 'a film', looked.message.slice(0, 200), false),
      digestCheck(file.sha256, digest),
    ]
  const { facts } = looked
  const subtitles = await subtitlesBeside(house, version, film)
  const examined = { ...looked, film, file, subtitles, digest, edition, version, files, profile }
  return [
    ...pictureChecks(examined),
    ...soundChecks(examined),
    ...subtitleChecks(subtitles, facts.frames),
    ...labelChecks(examined),
  ]
}

/** To unpack a whole film takes seconds; what was found of the same bytes is kept for the next who asks. */
const known = new Map<string, Looked>()
const mostKnown = 50

async function lookAt(path: string, digest: string, film: MadeFilm, rundown: Rundown | null) {
  const key = `${digest} ${sha256(JSON.stringify(rundown))}`
  const looked = known.get(key) ?? (await lookApart({ path, film, rundown }))
  // Without the program nothing took long, and it may be installed before the next asks.
  if (looked.facts.longestBlack !== null) known.set(key, looked)
  if (known.size > mostKnown) known.delete(known.keys().next().value!)
  return looked
}

/** A profile's films have a folder of their own, with the plan and the subtitles beside them. */
const besides = ({ made }: Version, film: MadeFilm, kind: MadeFile['kind']) =>
  made!.files.filter((file) => file.kind === kind && dirname(file.name) === dirname(film.name))

async function planBeside(house: House, version: Version, film: MadeFilm, edition: Edition) {
  const name = besides(version, film, 'plan').find((one) =>
    one.name.endsWith(`${edition.id}.plan.json`),
  )?.name
  const text = name && (await readFile(join(folderOf(house, version), name), 'utf8').catch(() => null))
  return text ? (JSON.parse(text) as Rundown) : null
}

const subtitlesBeside = (house: House, version: Version, film: MadeFilm): Promise<BesideFile[]> =>
  Promise.all(
    besides(version, film, 'subtitles').map(async ({ name, sha256 }) => {
      const path = join(folderOf(house, version), name)
      const bytes = await readFile(path).catch(() => null)
      return { name, sha256, bytes }
    }),
  )

export const passes = (checks: readonly Check[]): boolean => checks.every(({ result }) => result !== 'fail')
