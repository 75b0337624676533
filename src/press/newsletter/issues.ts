import type { House } from '../../kit/room.ts'
import type { Language } from '../../kit/words.ts'
import type { ArticleKind } from '../tables.ts'
import { type Issue, type NewsletterDb, type Rhythm, rhythms } from './tables.ts'

export interface Settings {
  /** Hour of the centre at which issues go out. */
  hour: number
  /** Day of the weekly one, 1 for Monday. */
  weekday: number
  /** Whether an issue that nobody has edited goes out. */
  byItself: boolean
}

export async function settingsOf(db: NewsletterDb): Promise<Settings> {
  const row = await db.selectFrom('press_newsletter').selectAll().executeTakeFirstOrThrow()
  return { hour: row.hour, weekday: row.weekday, byItself: row.by_itself === 1 }
}

/** The next moment after `at` at which an issue of a rhythm goes out. */
export function nextDue(
  rhythm: Rhythm,
  { hour, weekday }: Settings,
  at: Temporal.Instant,
  zone: string,
): Temporal.Instant {
  const local = at.toZonedDateTimeISO(zone)
  const ahead = rhythm === 'daily' ? 0 : (weekday - local.dayOfWeek + 7) % 7
  const on = (days: number) =>
    local
      .toPlainDate()
      .add({ days })
      .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour }) })
  const first = on(ahead).toInstant()
  if (Temporal.Instant.compare(first, at) > 0) return first
  return on(ahead + (rhythm === 'daily' ? 1 : 7)).toInstant()
}

const day = 24 * 3_600_000
/** How far back the first issue of all looks. */
const firstReach: Record<Rhythm, number> = { daily: day, weekly: 7 * day }

/** Makes sure that the next issue of each rhythm is there to be edited. Safe to run twice. */
export async function prepareIssues(house: House): Promise<void> {
  const db: NewsletterDb = house.store.db
  const at = house.clock()
  await db.transaction().execute(async (tx) => {
    await house.store.bulk.exclusive(tx, 'press_issue')
    const settings = await settingsOf(tx)
    for (const rhythm of rhythms) {
      const last = await tx
        .selectFrom('press_issue')
        .selectAll()
        .where('rhythm', '=', rhythm)
        .orderBy('id', 'desc')
        .executeTakeFirst()
      if (last?.state === 'draft') continue
      const due = nextDue(rhythm, settings, at, house.settings.LANTIAN_ZONE).epochMilliseconds
      const from_at = last?.until_at ?? at.epochMilliseconds - firstReach[rhythm]
      await tx
        .insertInto('press_issue')
        .values({
          rhythm,
          state: 'draft',
          from_at,
          due,
          until_at: null,
          sent_at: null,
          arrived: null,
          refused: null,
        })
        .execute()
    }
  })
}

export const draftsOf = (db: NewsletterDb): Promise<Issue[]> =>
  db.selectFrom('press_issue').selectAll().where('state', '=', 'draft').orderBy('rhythm').execute()

export const sentOf = (db: NewsletterDb, limit: number): Promise<Issue[]> =>
  db
    .selectFrom('press_issue')
    .selectAll()
    .where('state', '=', 'sent')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

export const issueOf = (db: NewsletterDb, id: number): Promise<Issue | undefined> =>
  db.selectFrom('press_issue').selectAll().where('id', '=', id).executeTakeFirst()

/** A text that an issue names. */
export interface Item {
  text_id: number
  language: Language
  kind: ArticleKind
  slug: string
  title: string
  summary: string
  column_id: number
  published_at: number
  place: number
  out: boolean
}

/** What an issue names, in its order: of a draft what was published so far, of a sent one what it named and still is up. */
export async function itemsOf(db: NewsletterDb, issue: Issue, at: Temporal.Instant): Promise<Item[]> {
  let query = db
    .selectFrom('press_live as l')
    .leftJoin('press_issue_item as i', (on) =>
      on.onRef('i.text_id', '=', 'l.text_id').on('i.issue', '=', issue.id),
    )
    .select([
      'l.text_id',
      'l.language',
      'l.kind',
      'l.slug',
      'l.title',
      'l.summary',
      'l.column_id',
      'l.published_at',
      'i.place',
      'i.out',
    ])
    .where('l.up', '=', 1)
    .where('l.kind', '<>', 'page')
    .where((of) => of.or([of('l.expires_at', 'is', null), of('l.expires_at', '>', at.epochMilliseconds)]))
  query =
    issue.state === 'sent'
      ? query.where('i.issue', '=', issue.id)
      : query.where('l.published_at', '>', issue.from_at).where('l.published_at', '<=', at.epochMilliseconds)
  const rows = await query.orderBy('l.published_at', 'desc').orderBy('l.text_id', 'desc').execute()
  // What nobody has placed stands behind what somebody has, newest first.
  return rows
    .map((row) => ({ ...row, place: row.place ?? unplaced, out: row.out === 1 }))
    .toSorted((a, b) => a.place - b.place)
}

export const unplaced = 1_000

export interface Edit {
  revision: number
  intro: Record<Language, string>
  items: readonly { text_id: number; place: number; out: boolean }[]
  ready: boolean
}

/** Keeps what an editor changed. @returns false where another changed or sent it meanwhile */
export async function editIssue(
  tx: NewsletterDb,
  id: number,
  { revision, intro, items, ready }: Edit,
): Promise<boolean> {
  const edited = await tx
    .updateTable('press_issue')
    .set({ intro_zh: intro.zh, intro_en: intro.en, ready: ready ? 1 : 0, edited: 1, revision: revision + 1 })
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .where('revision', '=', revision)
    .executeTakeFirst()
  if (edited.numUpdatedRows === 0n) return false
  await tx.deleteFrom('press_issue_item').where('issue', '=', id).execute()
  const rows = items.map(({ text_id, place, out }) => ({ issue: id, text_id, place, out: out ? 1 : 0 }))
  if (rows.length > 0) await tx.insertInto('press_issue_item').values(rows).execute()
  return true
}
