import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { House } from '../../kit/room.ts'
import { laid } from '../changes.ts'
import { isDemonstration } from '../demonstration.ts'
import type { Edition, Rundown } from '../edition.ts'
import type { Late } from '../editions.ts'
import { fileOf } from '../files.ts'
import type { BroadcastStore } from '../tables.ts'
import { folderOf, storedVersion, type Version, versionRows } from '../versions.ts'
import { type EditionLine, type PublicEdition, publicFile, type Shelf } from './public-edition.ts'

/** The editions that the public may see, each in its newest version: by the rule of `isDemonstration`. */
export function shelfOf(house: House): Shelf {
  const { db }: BroadcastStore = house.store

  const newestNumber = async (edition: string, asked: number | null): Promise<number | null> => {
    const all = await isDemonstration(house)
    const query =
      asked === null ? publicLines(house, all) : madeVersions(house, all).where('v.number', '=', asked)
    return (await query.where('e.id', '=', edition).executeTakeFirst())?.number ?? null
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
      const all = await isDemonstration(house)
      const row = await publicLines(house, all)
        .where('e.kind', '=', kind)
        .orderBy('e.at', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row ? shown(row.id, null) : null
    },
    one: shown,
    async list({ kind, day, from, count }) {
      const all = await isDemonstration(house)
      let query = publicLines(house, all)
        .innerJoin('broadcast_proposal as p', 'p.id', 'v.proposal')
        .select('p.plan')
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
      return publicLines(house, await isDemonstration(house))
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

/** Every version that the public may see. @param all also what nobody signed */
function madeVersions(house: House, all: boolean) {
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
  return all ? rows : rows.where('s.id', 'is not', null)
}

/** The newest of them of each edition. */
function publicLines(house: House, all: boolean) {
  const newest = all
    ? sql<number>`(select max(w.number) from broadcast_version w where w.edition = e.id and w.state = 'made')`
    : sql<number>`(select max(w.number) from broadcast_version w join broadcast_sign_off t on t.version = w.id
        where w.edition = e.id and w.state = 'made')`
  return madeVersions(house, all).where('v.number', '=', newest)
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
