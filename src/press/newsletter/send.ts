import { record } from '../../kit/journal/journal.ts'
import { type Letter, type Outside, type Part, send } from '../../kit/mail/mail.ts'
import type { House } from '../../kit/room.ts'
import { type Language, languages, type Words } from '../../kit/words.ts'
import { pathOf } from '../live.ts'
import { columnsOf, type PublicColumn, wordsOf } from '../shelves.ts'
import { type Item, itemsOf, nextDue, settingsOf } from './issues.ts'
import { leavePath } from './subscribe.ts'
import type { Issue, NewsletterDb } from './tables.ts'
import { titleOf } from './words.ts'

const same = (text: string): Words => ({ zh: text, en: text })
export const sourceOf = (issue: number) => `newsletter/${issue}`

/** The letter of an issue in one language, with these items. */
export function issueLetter(
  house: House,
  issue: Issue,
  {
    language,
    items,
    columns,
    at,
  }: { language: Language; items: readonly Item[]; columns: readonly PublicColumn[]; at: Temporal.Instant },
): Letter {
  const intro = language === 'zh' ? issue.intro_zh : issue.intro_en
  const parts: Part[] = intro
    .split(/\n{2,}/)
    .filter((each) => each.trim() !== '')
    .map((text) => ({ text: same(text.trim()) }))
  for (const [column, own] of Map.groupBy(items, ({ column_id }) => column_id)) {
    const head = columns.find(({ id }) => id === column)
    if (head) parts.push({ head: wordsOf(head) })
    for (const item of own)
      parts.push({
        title: same(item.title),
        path: pathOf(item),
        ...(item.summary && { text: same(item.summary) }),
      })
  }
  return {
    subject: titleOf(house, issue.rhythm, at),
    parts,
    path: '/news',
    button: { zh: '更多新闻', en: 'More news' },
  }
}

interface Choice {
  language: Language
  columns: string
  topics: string
}

/** Readers who want the same get the same letter. */
const keyOf = ({ language, columns, topics }: Choice) => `${language} ${columns} ${topics}`

/**
 * Sends an issue: every reader who wants something of it gets a letter into the outbox, once. Of two who send at the
 * same time one does.
 * @returns whether it was this one
 */
export async function sendIssue(house: House, id: number, by: string): Promise<boolean> {
  const db: NewsletterDb = house.store.db
  const at = house.clock()
  return db.transaction().execute(async (tx) => {
    const issue = await tx
      .updateTable('press_issue')
      .set({ state: 'sent', until_at: at.epochMilliseconds, sent_at: at.epochMilliseconds })
      .where('id', '=', id)
      .where('state', '=', 'draft')
      .returningAll()
      .executeTakeFirst()
    if (!issue) return false
    const items = (await itemsOf(tx, { ...issue, state: 'draft' }, at)).filter(({ out }) => !out)
    await tx.deleteFrom('press_issue_item').where('issue', '=', id).execute()
    const named = items.map(({ text_id }, place) => ({ issue: id, text_id, place, out: 0 }))
    if (named.length > 0) await tx.insertInto('press_issue_item').values(named).execute()
    const mails = await mailOut(house, tx, issue, items, at)
    await tx.updateTable('press_issue').set({ mails }).where('id', '=', id).execute()
    await record(tx, {
      at,
      by,
      deed: 'newsletter.send',
      about: `newsletter/${id}`,
      detail: { items: items.length, mails },
    })
    return true
  })
}

async function mailOut(
  house: House,
  tx: NewsletterDb,
  issue: Issue,
  items: readonly Item[],
  at: Temporal.Instant,
) {
  const readers = await tx
    .selectFrom('press_subscriber')
    .select(['id', 'email', 'language', 'columns', 'topics'])
    .where('state', '=', 'active')
    .where('rhythm', '=', issue.rhythm)
    .orderBy('id')
    .execute()
  const columns = await columnsOf(tx as never)
  const topics = await topicsOfItems(tx, items)
  let mails = 0
  for (const alike of Map.groupBy(readers, keyOf).values()) {
    const own = wantedOf(alike[0]!, items, topics)
    if (own.length === 0) continue
    const to = alike.map(
      ({ id, email, language }): Outside => ({ address: email!, language, leave: leavePath(id) }),
    )
    const letter = issueLetter(house, issue, { language: alike[0]!.language, items: own, columns, at })
    await send(tx, { to, letter, source: sourceOf(issue.id), at })
    mails += to.length
  }
  return mails
}

async function topicsOfItems(tx: NewsletterDb, items: readonly Item[]): Promise<Map<number, Set<number>>> {
  if (items.length === 0) return new Map()
  const ids = items.map(({ text_id }) => text_id)
  const rows = await tx
    .selectFrom('press_live_topic')
    .select(['text_id', 'topic_id'])
    .where('text_id', 'in', ids)
    .execute()
  const byText = Map.groupBy(rows, ({ text_id }) => text_id)
  return new Map([...byText].map(([text, own]) => [text, new Set(own.map(({ topic_id }) => topic_id))]))
}

function wantedOf(
  choice: Choice,
  items: readonly Item[],
  topicsOf: ReadonlyMap<number, ReadonlySet<number>>,
): Item[] {
  const columns = new Set<number>(JSON.parse(choice.columns))
  const topics: number[] = JSON.parse(choice.topics)
  const all = columns.size + topics.length === 0
  return items.filter(
    ({ language, column_id, text_id }) =>
      language === choice.language &&
      (all || columns.has(column_id) || topics.some((topic) => topicsOf.get(text_id)?.has(topic))),
  )
}

/** Sends a draft as it stands to an officer, in both languages that have something. */
export async function sendTest(house: House, issue: Issue, address: string): Promise<void> {
  const db: NewsletterDb = house.store.db
  const at = house.clock()
  const items = (await itemsOf(db, issue, at)).filter(({ out }) => !out)
  const columns = await columnsOf(db as never)
  await db.transaction().execute(async (tx) => {
    for (const language of languages) {
      const own = items.filter((item) => item.language === language)
      if (own.length > 0)
        await send(tx, {
          to: [{ address, language }],
          letter: issueLetter(house, issue, { language, items: own, columns, at }),
          at,
        })
    }
  })
}

/**
 * Safe to run twice. Sends the drafts whose hour has come, unless nobody has edited them and the house wants that; one
 * with nothing in it waits for the next hour.
 */
export async function sendDueIssues(house: House): Promise<number> {
  const db: NewsletterDb = house.store.db
  const at = house.clock()
  const settings = await settingsOf(db)
  const due = await db
    .selectFrom('press_issue')
    .selectAll()
    .where('state', '=', 'draft')
    .where('due', '<=', at.epochMilliseconds)
    .execute()
  let sent = 0
  for (const issue of due) {
    const items = (await itemsOf(db, issue, at)).filter(({ out }) => !out)
    if (items.length === 0) {
      const next = nextDue(issue.rhythm, settings, at, house.settings.LANTIAN_ZONE).epochMilliseconds
      await db
        .updateTable('press_issue')
        .set({ due: next })
        .where('id', '=', issue.id)
        .where('state', '=', 'draft')
        .execute()
    } else if ((issue.ready === 1 || settings.byItself) && (await sendIssue(house, issue.id, 'house'))) sent++
  }
  return sent
}
