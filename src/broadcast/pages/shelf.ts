import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { House } from '../../kit/room.ts'
import { laid } from '../changes.ts'
import type { Edition, Rundown } from '../edition.ts'
import type { Late } from '../editions.ts'
import { fileOf } from '../files.ts'
import type { BroadcastStore } from '../tables.ts'
import { folderOf, storedVersion, type Version, versionRows } from '../versions.ts'
import { type EditionLine, type PublicEdition, publicFile, type Shelf } from './public-edition.ts'

/**
 * The editions that the public may see: signed off, in the newest version that is. A demonstration centre, where nobody
 * can sign, shows the newest one made, labelled.
 */
export function shelfOf(house: House): Shelf {
  const { db }: BroadcastStore = house.store
  const lines = () => publicLines(house)

  const newestNumber = async (edition: string, asked: number | null): Promise<number | null> => {
    let query = lines().where('e.id', '=', edition)
    if (asked !== null) query = madeVersions(house).where('e.id', '=', edition).where('v.number', '=', asked)
    return (await query.executeTakeFirst())?.number ?? null
  }

  const shown = async (id: string, asked: number | null): Promise<PublicEdition | null> => {
    const [number, newest] = await Promise.all([newestNumber(id, asked), newestNumber(id, null)])
    if (number === null) return null
    const [row, edition] = await Promise.all([
      versionRows({ db })
        .where('v.edition', '=', id)
        .where('v.number', '=', number)
        .executeTakeFirstOrThrow(),
      db.selectFrom('broadcast_edition').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    ])
    const version = storedVersion(row)
    const rundown = await rundownIn(house, version)
    if (!rundown) return null
    const late: Late | null = edition.late === null ? null : JSON.parse(edition.late)
    return {
      id,
      kind: edition.kind,
      day: edition.day,
      version: number,
      signed: version.signOff !== null,
      made: version.madeAt!.toString(),
      published: (version.signOff?.at ?? version.madeAt!).toString(),
      rundown,
      files: filesIn(version),
      synthetic: version.made!.synthetic,
      late: late && number <= late.version ? late.differences : [],
      newer: newest !== null && newest > number ? newest : null,
    }
  }

  return {
    async newest(kind) {
      const row = await lines().where('e.kind', '=', kind).orderBy('e.at', 'desc').limit(1).executeTakeFirst()
      return row ? shown(row.id, null) : null
    },
    one: shown,
    async list({ kind, day, from, count }) {
      let query = lines().innerJoin('broadcast_proposal as p', 'p.id', 'v.proposal').select('p.plan')
      if (kind) query = query.where('e.kind', '=', kind)
      if (day) query = query.where('e.day', '=', day)
      const rows = await query
        .orderBy('e.day', 'desc')
        .orderBy('e.at', 'desc')
        .orderBy('e.id')
        .limit(count)
        .offset(from)
        .execute()
      return rows.map(lineOf)
    },
    async days(count) {
      return lines()
        .where('e.kind', '!=', 'hourly')
        .orderBy('e.day', 'desc')
        .orderBy('e.id')
        .limit(count)
        .execute()
    },
    async file(id, number, name) {
      if ((await newestNumber(id, number)) === null) return null
      const row = await versionRows({ db })
        .where('v.edition', '=', id)
        .where('v.number', '=', number)
        .executeTakeFirstOrThrow()
      const found = fileOf(house, storedVersion(row), name)
      const file = found && publicFile(found.file)
      return file ? { path: found.path, file } : null
    },
  }
}

/** Nobody can sign where no secret lets him in: then the newest film is shown, and labelled as unsigned. */
const isDemonstration = ({ settings }: House) => settings.LANTIAN_FORECASTER_TOKEN === undefined

/** Every version that the public may see. */
function madeVersions(house: House) {
  const { db }: BroadcastStore = house.store
  const rows = db
    .selectFrom('broadcast_edition as e')
    .innerJoin('broadcast_version as v', 'v.edition', 'e.id')
    .leftJoin('broadcast_sign_off as s', 's.version', 'v.id')
    .where('v.state', '=', 'made')
    .select([
      'e.id',
      'e.kind',
      'e.day',
      'e.at',
      'e.late',
      'v.number',
      'v.frames',
      'v.changes',
      's.id as signed',
    ])
  return isDemonstration(house) ? rows : rows.where('s.id', 'is not', null)
}

/** The newest of them of each edition. */
function publicLines(house: House) {
  const newest = isDemonstration(house)
    ? sql<number>`(select max(w.number) from broadcast_version w where w.edition = e.id and w.state = 'made')`
    : sql<number>`(select max(w.number) from broadcast_version w join broadcast_sign_off t on t.version = w.id
        where w.edition = e.id and w.state = 'made')`
  return madeVersions(house).where('v.number', '=', newest)
}

type Line = Awaited<ReturnType<ReturnType<typeof publicLines>['execute']>>[number]

function lineOf({
  id,
  kind,
  day,
  at,
  number,
  signed,
  frames,
  late,
  changes,
  plan,
}: Line & { plan: string }): EditionLine {
  const { title } = laid(JSON.parse(plan) as Edition, JSON.parse(changes)).edition
  return {
    id,
    kind,
    day,
    title,
    at,
    version: number,
    signed: signed !== null,
    frames: frames ?? 0,
    late: late !== null && number <= (JSON.parse(late) as Late).version,
  }
}

/** The files of the house's own cut; those in a folder are a station's. */
const filesIn = ({ made }: Version): PublicEdition['files'] =>
  (made?.files ?? []).flatMap((file) => publicFile(file) ?? [])

/** The plan as it was filmed, timed. It is a file of the version like the film itself. */
async function rundownIn(house: House, version: Version): Promise<Rundown | null> {
  const plan = version.made?.files.find(({ kind, name }) => kind === 'plan' && !name.includes('/'))
  if (!plan) return null
  try {
    return JSON.parse(await readFile(join(folderOf(house, version), plan.name), 'utf8')) as Rundown
  } catch (error) {
    house.log.error(
      { err: error, edition: version.edition, version: version.number },
      'a plan cannot be read',
    )
    return null
  }
}
