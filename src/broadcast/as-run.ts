import type { Selectable } from 'kysely'
import { record } from '../kit/journal/journal.ts'
import { Problem } from '../kit/problem.ts'
import type { House } from '../kit/room.ts'
import { partsOf } from './edition.ts'
import { editionNamed } from './editions.ts'
import type { AsRunTable, BroadcastStore } from './tables.ts'
import { planOf, type Version, versionOf } from './versions.ts'

/** What was really shown, as a screen or a station says. */
export interface AsRunAsked {
  edition: string
  version: number | null
  /** A part of the edition; null for the whole. */
  scene: string | null
  digest: string | null
  channel: string
  from: Temporal.Instant
  to: Temporal.Instant
  deviation: string | null
  /** The line that this one corrects: it stays, and this one stands in its place. */
  insteadOf: number | null
}

export type AsRun = Omit<AsRunAsked, 'version'> & {
  id: number
  version: number | null
  source: 'screen' | 'station'
  by: string
  at: Temporal.Instant
  /** The line that stands in its place; null when it is the last word. */
  replacedBy: number | null
}

/** Longest airing, and how far clocks may be apart. */
const longestMs = 24 * 3_600_000
const skewMs = 600_000

/**
 * Writes down what was shown. All lines of one call go in or none; none is ever changed. The same line again is left
 * out, so that a station's answer may be entered twice.
 * @throws Problem that names the line and what is wrong with it
 */
export async function logAsRun(
  house: House,
  lines: readonly AsRunAsked[],
  { source, by }: Pick<AsRun, 'source' | 'by'>,
): Promise<{ added: number; same: number }> {
  const at = house.clock()
  const rows: Awaited<ReturnType<typeof rowOf>>[] = []
  for (const [i, line] of lines.entries())
    rows.push(await rowOf(house, line, lines.length > 1 ? i + 1 : null, at))
  const store: BroadcastStore = house.store
  let added = 0
  await store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, 'broadcast/as-run')
    for (const row of rows) {
      const { edition, channel, from_at, to_at, scene, version, digest, deviation, instead_of } = row
      const known = await tx
        .selectFrom('broadcast_as_run')
        .selectAll()
        .where('edition', '=', edition)
        .where('channel', '=', channel)
        .where('from_at', '=', from_at)
        .execute()
      const same = (one: Selectable<AsRunTable>) =>
        one.to_at === to_at &&
        one.scene === scene &&
        one.version === version &&
        one.digest === digest &&
        one.deviation === deviation &&
        one.instead_of === instead_of
      if (known.some(same)) continue
      if (instead_of !== null) await mustStand(tx, instead_of)
      await tx
        .insertInto('broadcast_as_run')
        .values({ ...row, source, by, at: at.epochMilliseconds })
        .execute()
      added++
    }
    if (added === 0) return
    for (const edition of new Set(rows.map((row) => row.edition)))
      await record(tx, {
        at,
        by,
        deed: 'broadcast.as-run',
        about: `broadcast/${edition}`,
        detail: { source, lines: rows.filter((row) => row.edition === edition).length },
      })
  })
  return { added, same: lines.length - added }
}

async function mustStand(tx: BroadcastStore['db'], id: number) {
  const [line, after] = await Promise.all([
    tx.selectFrom('broadcast_as_run').select('id').where('id', '=', id).executeTakeFirst(),
    tx.selectFrom('broadcast_as_run').select('id').where('instead_of', '=', id).executeTakeFirst(),
  ])
  if (!line) throw wrong(null, '没有这个编号的播出记录', 'there is no as-run line of this number')
  if (after)
    throw wrong(null, `该记录已由 ${after.id} 号更正`, `that line is corrected by line ${after.id} already`)
}

async function rowOf(house: House, line: AsRunAsked, place: number | null, at: Temporal.Instant) {
  const { edition, scene, digest, channel, from, to, deviation, insteadOf } = line
  const [from_at, to_at] = [from.epochMilliseconds, to.epochMilliseconds]
  if (to_at <= from_at) throw wrong(place, '结束不晚于开始', 'it ends before it begins')
  if (to_at - from_at > longestMs) throw wrong(place, '长于一天', 'it is longer than a day')
  if (to_at > at.epochMilliseconds + skewMs) throw wrong(place, '结束时间在将来', 'it ends in the future')
  const { machine } = await editionNamed(house, edition)
  const version = line.version === null ? null : await versionOf(house, edition, line.version)
  const plan = version ? (await planOf(house, version)).edition : machine
  if (scene !== null && !partsOf(plan).some(({ id }) => id === scene))
    throw wrong(place, `节目中没有段落 ${scene}`, `the edition has no part ${scene}`)
  return {
    edition,
    version: version?.id ?? null,
    scene,
    digest,
    channel,
    from_at,
    to_at,
    deviation: deviation ?? strangeFilm(version, digest),
    instead_of: insteadOf,
  }
}

/** Something else was shown than what was signed. */
function strangeFilm(version: Version | null, digest: string | null): string | null {
  if (!version || digest === null) return null
  const known = [version.airDigest, ...(version.made?.films.map(({ sha256 }) => sha256) ?? [])]
  return known.includes(digest) ? null : 'the digest is not of this version'
}

function wrong(place: number | null, zh: string, en: string) {
  const [where, there] = place === null ? ['', ''] : [`第 ${place} 行：`, `line ${place}: `]
  return new Problem('wrong-as-run', { zh: `${where}${zh}。`, en: `${there}${en}.` }, 422)
}

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)

/** What was shown of an edition, in the order of the airing, corrected lines too. */
export async function asRunOf(house: House, edition: string): Promise<AsRun[]> {
  await editionNamed(house, edition)
  const store: BroadcastStore = house.store
  const rows = await store.db
    .selectFrom('broadcast_as_run as r')
    .leftJoin('broadcast_version as v', 'v.id', 'r.version')
    .selectAll('r')
    .select('v.number')
    .where('r.edition', '=', edition)
    .orderBy('r.from_at')
    .orderBy('r.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    edition: row.edition,
    version: row.number,
    scene: row.scene,
    digest: row.digest,
    channel: row.channel,
    from: instant(row.from_at),
    to: instant(row.to_at),
    deviation: row.deviation,
    source: row.source,
    insteadOf: row.instead_of,
    replacedBy: rows.find(({ instead_of }) => instead_of === row.id)?.id ?? null,
    by: row.by,
    at: instant(row.at),
  }))
}
