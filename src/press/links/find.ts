import type { Kysely } from 'kysely'
import { addressesOf, checkDoc, picturesOf } from '../../kit/text/text.ts'
import type { PressTables } from '../tables.ts'
import type { LinkTables } from './tables.ts'

export type LinkDb = Kysely<PressTables & LinkTables>

/** Texts whose links are read in one go. */
const batch = 200

/**
 * Reads the links of live texts that are new or were changed, and forgets those of texts that are down. Safe to run
 * twice. @returns how many texts were read
 */
export async function findLinks(db: LinkDb, at: number): Promise<number> {
  await forget(db)
  let read = 0
  for (;;) {
    const texts = await unread(db)
    for (const text of texts) await db.transaction().execute((tx) => note(tx, text, at))
    read += texts.length
    if (texts.length < batch) return read
  }
}

const unread = (db: LinkDb) =>
  db
    .selectFrom('press_live as l')
    .leftJoin('press_link_read as r', 'r.text_id', 'l.text_id')
    .select(['l.text_id', 'l.version', 'l.body'])
    .where('l.up', '=', 1)
    .where((of) => of.or([of('r.version', 'is', null), of('r.version', '<>', of.ref('l.version'))]))
    .orderBy('l.text_id')
    .limit(batch)
    .execute()

interface Text {
  text_id: number
  version: number
  body: string
}

async function note(tx: LinkDb, { text_id, version, body }: Text, at: number): Promise<void> {
  const doc = checkDoc(JSON.parse(body))
  const urls = [...new Set(addressesOf(doc).filter(isChecked))]
  const no_alt = picturesOf(doc).filter(({ alt }) => alt.trim() === '').length
  await tx.deleteFrom('press_link_use').where('text_id', '=', text_id).execute()
  for (const url of urls) {
    await tx
      .insertInto('press_link')
      .values({
        url,
        found_at: at,
        due_at: at,
        checked_at: null,
        standing: null,
        detail: null,
        failing_since: null,
      })
      .onConflict((on) => on.column('url').doNothing())
      .execute()
    await tx.insertInto('press_link_use').values({ url, text_id }).execute()
  }
  await tx
    .insertInto('press_link_read')
    .values({ text_id, version, no_alt })
    .onConflict((on) => on.column('text_id').doUpdateSet({ version, no_alt }))
    .execute()
}

/** Mailboxes and telephones are not asked, nor places on the same page. */
const isChecked = (href: string) => /^https?:\/\//i.test(href) || href.startsWith('/')

async function forget(db: LinkDb): Promise<void> {
  const down = db.selectFrom('press_live').select('text_id').where('up', '=', 0)
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('press_link_use').where('text_id', 'in', down).execute()
    await tx.deleteFrom('press_link_read').where('text_id', 'in', down).execute()
    await tx
      .deleteFrom('press_link')
      .where((of) =>
        of.not(
          of.exists(
            of.selectFrom('press_link_use as u').select('u.url').whereRef('u.url', '=', 'press_link.url'),
          ),
        ),
      )
      .execute()
  })
}
