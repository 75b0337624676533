import type { Kysely } from 'kysely'
import type { Language } from '../kit/words.ts'
import type { Column } from './column.register.ts'
import type { PressDb, PressTables } from './tables.ts'
import type { Topic } from './topic.register.ts'

type Row<T> = Omit<T, 'revision' | 'createdAt' | 'createdBy' | 'changedAt' | 'changedBy' | 'trashedAt'>
/** A column as readers meet it. */
export type PublicColumn = Row<Column>
/** A topic as readers meet it. */
export type PublicTopic = Row<Topic>

interface Shelves {
  press_column: PublicColumn & { trashed_at: number | null }
  press_topic: PublicTopic & { trashed_at: number | null }
}
const shelves = (db: PressDb) => db as unknown as Kysely<Shelves & PressTables>

/** What pages with columns or topics are made from; each row is a thing of its own in the journal. */
export const shelfDepends = ['press_column', 'press_topic']

/** Columns in their order, without those in the trash. */
export const columnsOf = (db: PressDb): Promise<PublicColumn[]> =>
  shelves(db)
    .selectFrom('press_column')
    .selectAll()
    .where('trashed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()

/** Topics in their order, without those in the trash. */
export const topicsOf = (db: PressDb): Promise<PublicTopic[]> =>
  shelves(db)
    .selectFrom('press_topic')
    .selectAll()
    .where('trashed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()

/** Topics of an article. */
export const topicsOfText = (db: PressDb, text: number): Promise<PublicTopic[]> =>
  shelves(db)
    .selectFrom('press_topic')
    .selectAll()
    .where('trashed_at', 'is', null)
    .where('id', 'in', (of) =>
      of.selectFrom('press_live_topic').select('topic_id').where('text_id', '=', text),
    )
    .orderBy('position')
    .execute()

export const nameOf = (one: Pick<PublicColumn, 'name_zh' | 'name_en'>, language: Language) =>
  language === 'zh' ? one.name_zh : one.name_en
export const wordsOf = (one: Pick<PublicColumn, 'name_zh' | 'name_en'>) => ({
  zh: one.name_zh,
  en: one.name_en,
})
export const aboutOf = (one: Pick<PublicColumn, 'about_zh' | 'about_en'>, language: Language) =>
  (language === 'zh' ? one.about_zh : one.about_en) ?? ''
