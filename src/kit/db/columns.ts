import { type CreateTableBuilder, sql } from 'kysely'
import type { AnyKysely, Engine } from './store.ts'

/** A table with a counting `id`; the other columns are added by the caller. */
export function tableWithId<T extends string>(db: AnyKysely, engine: Engine, table: T) {
  const builder = db.schema.createTable(table) as CreateTableBuilder<T, 'id'>
  return engine === 'sqlite'
    ? builder.addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    : builder.addColumn('id', 'bigint', (c) => c.primaryKey().generatedByDefaultAsIdentity())
}

/** Triggers that refuse to change, delete or replace a row of the table. `key` is its primary key. */
export async function makeAppendOnly(db: AnyKysely, engine: Engine, table: string, key: string) {
  const statements = engine === 'sqlite' ? sqliteTriggers(table, key) : postgresTriggers(table)
  for (const statement of statements) await sql.raw(statement).execute(db)
}

function sqliteTriggers(table: string, key: string) {
  const refuse = `begin select raise(abort, '${table} is append-only'); end`
  return [
    `create trigger ${table}_no_update before update on ${table} ${refuse}`,
    `create trigger ${table}_no_delete before delete on ${table} ${refuse}`,
    // INSERT OR REPLACE deletes without asking the trigger for deletes.
    `create trigger ${table}_no_replace before insert on ${table}
       when exists (select 1 from ${table} where ${key} = new.${key}) ${refuse}`,
  ]
}

const postgresTriggers = (table: string) => [
  `create or replace function append_only() returns trigger language plpgsql as
     $$ begin raise exception '% is append-only', tg_table_name; end $$`,
  `create trigger ${table}_no_edit before update or delete on ${table} for each row execute function append_only()`,
  `create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function append_only()`,
]
