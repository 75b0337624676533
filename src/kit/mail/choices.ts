import type { Language } from '../words.ts'
import type { How, MessageKind } from './kinds.ts'
import type { MailDb } from './tables.ts'

/** How each of these officers hears of a kind by e-mail. */
export async function choicesOf(
  db: MailDb,
  officers: readonly string[],
  { key, usual }: MessageKind,
): Promise<Map<string, How>> {
  const rows = await db
    .selectFrom('mail_choice')
    .select(['officer', 'how'])
    .where('kind', '=', key)
    .where('officer', 'in', officers)
    .execute()
  const chosen = new Map(rows.map(({ officer, how }) => [officer, how]))
  return new Map(officers.map((officer) => [officer, chosen.get(officer) ?? usual]))
}

export interface Choices {
  language: Language
  /** By kind; of what is not named the kind's usual way holds. */
  how: ReadonlyMap<string, How>
}

/** What an officer has chosen. */
export async function myChoices(db: MailDb, officer: string): Promise<Choices> {
  const rows = await db.selectFrom('mail_choice').selectAll().where('officer', '=', officer).execute()
  return { language: await languageOf(db, officer), how: new Map(rows.map(({ kind, how }) => [kind, how])) }
}

/** The language in which he is written to. */
export async function languageOf(db: MailDb, officer: string): Promise<Language> {
  const row = await db
    .selectFrom('mail_reader')
    .select('language')
    .where('officer', '=', officer)
    .executeTakeFirst()
  return row?.language ?? 'zh'
}

export async function choose(db: MailDb, officer: string, { language, how }: Choices): Promise<void> {
  await db
    .insertInto('mail_reader')
    .values({ officer, language })
    .onConflict((of) => of.column('officer').doUpdateSet({ language }))
    .execute()
  for (const [kind, way] of how)
    await db
      .insertInto('mail_choice')
      .values({ officer, kind, how: way })
      .onConflict((of) => of.columns(['officer', 'kind']).doUpdateSet({ how: way }))
      .execute()
}
