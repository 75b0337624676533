import { Problem } from '../kit/problem.ts'
import type { Language } from '../kit/words.ts'
import type { PressDb } from './tables.ts'

const longest = 80

/** Small Latin letters and digits, with hyphens between: what an address is typed and read out as. */
export const isSlug = (text: string) => text.length <= longest && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)

const asSlug = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '')

/** A name for the address, made from the title; of Chinese its pinyin. */
export async function slugOf(title: string, language: Language): Promise<string> {
  if (language === 'en') return asSlug(title) || 'article'
  const { pinyin } = await import('pinyin-pro')
  const parts = pinyin(title.slice(0, 40), { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  return asSlug(parts.join('-')) || 'article'
}

/** The name, or the same with a number behind it where another text has or had it. */
export async function freeSlug(db: PressDb, language: Language, wanted: string): Promise<string> {
  const rows = await db
    .selectFrom('press_slug')
    .select('slug')
    .where('language', '=', language)
    .where((of) => of.or([of('slug', '=', wanted), of('slug', 'like', `${wanted}-%`)]))
    .execute()
  const taken = new Set(rows.map(({ slug }) => slug))
  if (!taken.has(wanted)) return wanted
  let no = 2
  while (taken.has(`${wanted}-${no}`)) no++
  return `${wanted}-${no}`
}

interface Named {
  id: number
  language: Language
  slug: string
}

/**
 * Takes the name for the text before anybody signs, so that publishing at its hour cannot fail for it. Names that once
 * led to a text stay its own. @throws Problem 409 where another text has it
 */
export async function takeSlug(tx: PressDb, { id, language, slug }: Named, at: Temporal.Instant) {
  await tx
    .insertInto('press_slug')
    .values({ language, slug, text_id: id, since: at.epochMilliseconds })
    .onConflict((on) => on.columns(['language', 'slug']).doNothing())
    .execute()
  const row = await tx
    .selectFrom('press_slug')
    .select('text_id')
    .where('language', '=', language)
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  if (row.text_id !== id) throw taken(slug)
}

/** Whether another text has or had the name. */
export async function isTaken(db: PressDb, { id, language, slug }: Named): Promise<boolean> {
  const row = await db
    .selectFrom('press_slug')
    .select('text_id')
    .where('language', '=', language)
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row !== undefined && row.text_id !== id
}

const taken = (slug: string) =>
  new Problem(
    'slug-taken',
    {
      zh: `网址名“${slug}”已被另一篇稿件使用，请换一个。`,
      en: `The name in addresses “${slug}” belongs to another article; choose another.`,
    },
    409,
  )
