import type { Selectable } from 'kysely'
import { Problem } from '../kit/problem.ts'
import type { PressDb, TextTable, VersionTable } from './tables.ts'

/** The words of a text: what is signed, published and kept in versions. */
export const wording = ['title', 'summary', 'body', 'cover_alt', 'attachments'] as const
export type Wording = Pick<TextTable, (typeof wording)[number]>
export type Version = Selectable<VersionTable>

export const wordingOf = (row: Wording): Wording => ({
  title: row.title,
  summary: row.summary,
  body: row.body,
  cover_alt: row.cover_alt,
  attachments: row.attachments,
})

/** Why a version was kept: a verb of the procedure, or that somebody saved his work. */
export type Why = 'saved' | 'restored' | 'submit' | 'sign' | 'cancel'

/** Keeps how a text stands. @returns the number of the version, counted from 1 in each text */
export async function addVersion(
  tx: PressDb,
  text: Wording & { id: number },
  { at, by, why }: { at: Temporal.Instant; by: string; why: Why },
): Promise<number> {
  const no = ((await newestVersion(tx, text.id))?.no ?? 0) + 1
  await tx
    .insertInto('press_version')
    .values({ text_id: text.id, no, at: at.epochMilliseconds, by, why, ...wordingOf(text) })
    .execute()
  return no
}

/** The newest version, with `why` the newest kept for that reason. */
export const newestVersion = (db: PressDb, text: number, why?: Why): Promise<Version | undefined> => {
  const query = db.selectFrom('press_version').selectAll().where('text_id', '=', text)
  return (why ? query.where('why', '=', why) : query).orderBy('no', 'desc').limit(1).executeTakeFirst()
}

/** The versions of a text without their bodies, newest first, at most two hundred. */
export const versionsOf = (db: PressDb, text: number) =>
  db
    .selectFrom('press_version')
    .select(['no', 'at', 'by', 'why', 'title'])
    .where('text_id', '=', text)
    .orderBy('no', 'desc')
    .limit(200)
    .execute()

/** @throws Problem 404 */
export async function versionOf(db: PressDb, text: number, no: number): Promise<Version> {
  const row = await db
    .selectFrom('press_version')
    .selectAll()
    .where('text_id', '=', text)
    .where('no', '=', no)
    .executeTakeFirst()
  if (!row) throw new Problem('no-version', { zh: '没有这个版本。', en: 'There is no such version.' }, 404)
  return row
}
