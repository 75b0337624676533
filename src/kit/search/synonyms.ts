import type { AnyKysely, AnyStore } from '../db/open.ts'
import { record } from '../journal/journal.ts'
import { keyOf, type Phrase, phraseIn, type Synonyms } from './query.ts'

/** Words that mean the same. */
export interface SynonymGroup {
  id: string
  words: readonly string[]
}

/** What a new centre begins with. */
const first: readonly (readonly string[])[] = [
  ['臭氧', 'O3', 'ozone'],
  ['细颗粒物', 'PM2.5', 'fine particles'],
  ['可吸入颗粒物', 'PM10', 'inhalable particles'],
  ['二氧化氮', 'NO2', 'nitrogen dioxide'],
  ['二氧化硫', 'SO2', 'sulphur dioxide', 'sulfur dioxide'],
  ['一氧化碳', 'CO', 'carbon monoxide'],
  ['空气质量指数', 'AQI', 'air quality index'],
]

export async function synonymGroups(db: AnyKysely): Promise<SynonymGroup[]> {
  const rows = await db.selectFrom('search_synonym').selectAll().orderBy('id').execute()
  return rows.map(({ id, words }) => ({ id, words: JSON.parse(words) as string[] }))
}

/** Only where the centre has never had any: what somebody took away stays away. */
export async function firstSynonyms(store: AnyStore, at: Temporal.Instant): Promise<void> {
  await store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, 'search/synonyms')
    const known = await tx
      .selectFrom('journal')
      .select('id')
      .where('about', '=', about)
      .limit(1)
      .executeTakeFirst()
    if (known) return
    for (const [i, words] of first.entries())
      await tx
        .insertInto('search_synonym')
        .values({ id: String(i + 1).padStart(4, '0'), words: JSON.stringify(words) })
        .execute()
    await record(tx, {
      at,
      by: 'house',
      deed: 'search.first-synonyms',
      about,
      detail: { groups: first.length },
    })
  })
}

const about = 'search/synonyms'

interface Deed {
  at: Temporal.Instant
  by: string
}

/** Puts a group in the place of the one with this id; without words it goes away, without an id it is new. */
export async function keepSynonyms(
  store: AnyStore,
  id: string | null,
  words: readonly string[],
  deed: Deed,
): Promise<void> {
  await store.db.transaction().execute(async (tx) => {
    await store.bulk.exclusive(tx, 'search/synonyms')
    const key = id ?? (await nextKey(tx))
    const before = await tx
      .selectFrom('search_synonym')
      .select('words')
      .where('id', '=', key)
      .executeTakeFirst()
    if (words.length === 0) await tx.deleteFrom('search_synonym').where('id', '=', key).execute()
    else {
      const text = JSON.stringify(words)
      await tx
        .insertInto('search_synonym')
        .values({ id: key, words: text })
        .onConflict((on) => on.column('id').doUpdateSet({ words: text }))
        .execute()
    }
    const was = before ? JSON.parse(before.words) : null
    await record(tx, { ...deed, deed: 'search.synonyms', about, detail: { group: key, was, words } })
  })
}

async function nextKey(tx: AnyKysely): Promise<string> {
  const row = await tx
    .selectFrom('search_synonym')
    .select((of) => of.fn.max('id').as('id'))
    .executeTakeFirst()
  return String(Number(row?.id ?? 0) + 1).padStart(4, '0')
}

/** The groups as queries use them: each word with the others of its groups. */
export function synonymsOf(groups: readonly SynonymGroup[]): Synonyms {
  const all = new Map<string, Phrase[]>()
  for (const { words } of groups) {
    const phrases = words.map(phraseIn).filter((phrase) => phrase !== null)
    for (const phrase of phrases) {
      const others = phrases.filter((other) => keyOf(other) !== keyOf(phrase))
      all.set(keyOf(phrase), [...(all.get(keyOf(phrase)) ?? []), ...others])
    }
  }
  return all
}
