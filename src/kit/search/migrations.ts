import { sql } from 'kysely'
import type { Migrations } from '../db/migrate.ts'
import type { AnyKysely, Engine } from '../db/store.ts'

/**
 * Tables called `search_index_…` are made from other tables and stay out of backups: the job makes them again where
 * they are empty.
 */
export const migrations: Migrations = {
  'search-001': {
    async up(db, engine) {
      await documents(db)
      await wordsOfDocuments(db, engine)
      await db.schema
        .createTable('search_index_term')
        .addColumn('term', 'text', (c) => c.primaryKey())
        .addColumn('length', 'integer', (c) => c.notNull())
        .execute()
      await db.schema
        .createIndex('search_index_term_length')
        .on('search_index_term')
        .column('length')
        .execute()
      await db.schema
        .createTable('search_index_state')
        .addColumn('name', 'text', (c) => c.primaryKey())
        .addColumn('position', 'bigint', (c) => c.notNull())
        .addColumn('round', 'bigint', (c) => c.notNull())
        .addColumn('shape', 'text', (c) => c.notNull())
        .execute()
      await db.schema
        .createTable('search_synonym')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('words', 'text', (c) => c.notNull())
        .execute()
    },
  },
}

/** What is shown of each thing. The long columns stand last: what is only counted is read without them. */
async function documents(db: AnyKysely) {
  await db.schema
    .createTable('search_index_doc')
    .addColumn('id', 'bigint', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('about', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('facets', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('round', 'bigint', (c) => c.notNull())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('search_index_doc_about')
    .on('search_index_doc')
    .columns(['about', 'kind', 'language'])
    .unique()
    .execute()
  await db.schema.createIndex('search_index_doc_round').on('search_index_doc').column('round').execute()
}

/**
 * SQLite: FTS5 that takes tokens as they come, parted by blanks. PostgreSQL: lexemes without places, for places end at
 * 16,383 and at 256 of a lexeme; the order of a phrase is read from the tokens themselves.
 */
async function wordsOfDocuments(db: AnyKysely, engine: Engine) {
  if (engine === 'sqlite') {
    await sql`create virtual table search_index_words using fts5(title, body, names, tags, content = '',
      contentless_delete = 1, prefix = '1', tokenize = "ascii tokenchars '.:=_'")`.execute(db)
    return
  }
  await sql`create table search_index_words (id bigint primary key, head tsvector not null, whole tsvector not null,
    head_tokens text not null, tokens text not null)`.execute(db)
  for (const column of ['head', 'whole'])
    await sql`create index ${sql.ref(`search_index_words_${column}`)} on search_index_words using gin (${sql.ref(column)})`.execute(
      db,
    )
}
