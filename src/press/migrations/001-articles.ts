import { sql } from 'kysely'
import { makeAppendOnly, tableWithId } from '../../kit/db/columns.ts'
import type { AnyKysely, Engine } from '../../kit/db/store.ts'
import { type AnyRegister, createRegisterTable } from '../../kit/register/register.ts'
import { columns } from '../column.register.ts'
import { topics } from '../topic.register.ts'
import { wrongWords } from '../wrong-word.register.ts'

/** Columns, topics, articles with their texts and versions, and what of them is live. */
export async function up(db: AnyKysely, engine: Engine) {
  await createRegisterTable(db, engine, columns as unknown as AnyRegister)
  await createRegisterTable(db, engine, topics as unknown as AnyRegister)
  await createRegisterTable(db, engine, wrongWords as unknown as AnyRegister)
  await articles(db, engine)
  await texts(db, engine)
  await live(db, engine)
}

async function articles(db: AnyKysely, engine: Engine) {
  await tableWithId(db, engine, 'press_article')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('column_id', 'bigint', (c) => c.notNull().references('press_column.id'))
    .addColumn('explains', 'bigint', (c) => c.references('press_article.id'))
    .addColumn('cover', 'text')
    .addColumn('cover_x', 'integer')
    .addColumn('cover_y', 'integer')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('made_at', 'bigint', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .execute()
  const index = (name: string) => db.schema.createIndex(name).on('press_article')
  await index('press_article_column').columns(['column_id', 'changed_at', 'id']).execute()
  await index('press_article_made').columns(['made_by', 'changed_at', 'id']).execute()
  await index('press_article_changed').columns(['changed_at', 'id']).execute()
  await index('press_article_explains').column('explains').execute()
  await pairs(db, 'press_also_in', 'column_id', 'press_column.id')
  await pairs(db, 'press_article_topic', 'topic_id', 'press_topic.id')
}

/** Which articles belong to which rows. */
async function pairs(db: AnyKysely, table: string, column: string, to: string) {
  await db.schema
    .createTable(table)
    .addColumn('article', 'bigint', (c) => c.notNull().references('press_article.id'))
    .addColumn(column, 'bigint', (c) => c.notNull().references(to))
    .addPrimaryKeyConstraint(`${table}_key`, ['article', column as never])
    .execute()
  await db.schema.createIndex(`${table}_by`).on(table).columns([column, 'article']).execute()
}

async function texts(db: AnyKysely, engine: Engine) {
  await tableWithId(db, engine, 'press_text')
    .addColumn('article', 'bigint', (c) => c.notNull().references('press_article.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('case_id', 'bigint', (c) => c.references('procedure_case.id'))
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('summary', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('cover_alt', 'text', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('attachments', 'text', (c) => c.notNull())
    .addColumn('translated_from', 'bigint', (c) => c.references('press_text.id'))
    .addColumn('translated_version', 'integer')
    .addColumn('publish_at', 'bigint')
    .addColumn('embargo_until', 'bigint')
    .addColumn('expires_at', 'bigint')
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_by', 'text', (c) => c.notNull())
    .execute()
  const index = (name: string) => db.schema.createIndex(name).on('press_text')
  await index('press_text_article').unique().columns(['article', 'language']).execute()
  await index('press_text_changed').columns(['changed_at', 'id']).execute()
  await index('press_text_state').columns(['state', 'changed_at', 'id']).execute()
  await index('press_text_due').column('publish_at').where(sql.ref('state'), '=', 'scheduled').execute()
  // Titles are searched at the desk: in a narrow index, without touching the bodies.
  await index('press_text_title').columns(['title', 'article', 'language', 'state']).execute()
  await index('press_text_case').column('case_id').execute()
  await tableWithId(db, engine, 'press_version')
    .addColumn('text_id', 'bigint', (c) => c.notNull().references('press_text.id'))
    .addColumn('no', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('why', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('summary', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('cover_alt', 'text', (c) => c.notNull())
    .addColumn('attachments', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('press_version_no')
    .unique()
    .on('press_version')
    .columns(['text_id', 'no'])
    .execute()
  await makeAppendOnly(db, engine, 'press_version', 'id')
}

async function live(db: AnyKysely, engine: Engine) {
  await db.schema
    .createTable('press_live')
    .addColumn('text_id', 'bigint', (c) => c.primaryKey().references('press_text.id'))
    .addColumn('article', 'bigint', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('column_id', 'bigint', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('summary', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('cover', 'text')
    .addColumn('cover_x', 'integer')
    .addColumn('cover_y', 'integer')
    .addColumn('cover_alt', 'text', (c) => c.notNull())
    .addColumn('attachments', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('published_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('up', 'integer', (c) => c.notNull())
    .addColumn('down_at', 'bigint')
    .addColumn('down_reason', 'text')
    .execute()
  const index = (name: string) => db.schema.createIndex(name).on('press_live')
  await index('press_live_slug').unique().columns(['language', 'slug']).execute()
  await index('press_live_article').columns(['article', 'language']).execute()
  await index('press_live_newest')
    .columns(['language', 'published_at', 'text_id'])
    .where(sql.ref('up'), '=', 1)
    .execute()
  await index('press_live_kind')
    .columns(['language', 'kind', 'published_at', 'text_id'])
    .where(sql.ref('up'), '=', 1)
    .execute()
  await index('press_live_expires').column('expires_at').where(sql.ref('up'), '=', 1).execute()
  await placed(db, 'press_live_column', 'column_id')
  await placed(db, 'press_live_topic', 'topic_id')
  await corrections(db, engine)
}

/** Live texts by column or topic, newest first, in one index. */
async function placed(db: AnyKysely, table: string, column: string) {
  await db.schema
    .createTable(table)
    .addColumn('text_id', 'bigint', (c) => c.notNull().references('press_live.text_id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn(column, 'bigint', (c) => c.notNull())
    .addColumn('published_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint(`${table}_key`, ['text_id', column as never])
    .execute()
  await db.schema
    .createIndex(`${table}_newest`)
    .on(table)
    .columns([column, 'language', 'published_at', 'text_id'])
    .execute()
}

async function corrections(db: AnyKysely, engine: Engine) {
  await tableWithId(db, engine, 'press_correction')
    .addColumn('text_id', 'bigint', (c) => c.notNull().references('press_text.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('press_correction_text')
    .on('press_correction')
    .columns(['text_id', 'id'])
    .execute()
  await makeAppendOnly(db, engine, 'press_correction', 'id')
  await db.schema
    .createTable('press_slug')
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('text_id', 'bigint', (c) => c.notNull().references('press_text.id'))
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('press_slug_key', ['language', 'slug'])
    .execute()
  await db.schema.createIndex('press_slug_text').on('press_slug').columns(['text_id', 'since']).execute()
}
